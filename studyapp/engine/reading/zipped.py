"""Files that are archives inside (DOCX, EPUB), opened with limits on what they unpack to."""

from __future__ import annotations

import io
import zipfile

from studyapp.engine.reading.article import UnreadableError

MOST_MEMBERS = 5_000
MOST_UNPACKED = 80_000_000  # bytes of all members together, pictures among them
LOCKED = 0x1  # a member that needs a password


def opened(raw: bytes) -> zipfile.ZipFile:
    """The archive in ``raw``. Raises UnreadableError where it is damaged, locked or blown up."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except Exception as error:  # the library raises whatever a damaged directory leads to
        raise UnreadableError("This file is damaged: it cannot be unpacked. Save it anew and try again.") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnreadableError(
            f"This file unpacks to more than {MOST_UNPACKED // 1_000_000} MB, which no article does. It was not read."
        )
    if any(member.flag_bits & LOCKED for member in members):
        raise UnreadableError("This file is locked with a password. Save a copy without one and try again.")
    return archive


def member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of one member, at most ``most``; a size that the directory understates ends in an error, too."""
    try:
        if archive.getinfo(name).file_size > most:
            raise UnreadableError("A part of this file is too large for an article.")
        return archive.read(name)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError("This file is damaged: a part of it cannot be unpacked.") from error


def kind_of(archive: zipfile.ZipFile) -> str:
    """docx, epub, or "" for any other archive."""
    names = set(archive.namelist())
    if "META-INF/container.xml" in names:
        return "epub"
    return "docx" if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names) else ""
