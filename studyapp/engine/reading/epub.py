"""EPUB books to plain paragraphs, chapter by chapter in their reading order."""

from __future__ import annotations

import posixpath
import re
import zipfile
from urllib.parse import unquote

from lxml import etree

from studyapp.engine.reading import zipped
from studyapp.engine.reading.article import Metadata, UnreadableError
from studyapp.engine.reading.encodings import to_text
from studyapp.engine.reading.markup import Block, book_blocks, html_page
from studyapp.engine.reading.printed_dates import parse_date

LARGEST_PART = 8_000_000
LARGEST_LIST = 2_000_000
MOST_CHAPTERS = 400
PAGES = ("application/xhtml+xml", "text/html")
# <title/> is fine in a book's markup; as a web page it would swallow all that follows.
CLOSED_AT_ONCE = re.compile(
    r"<((?!(?:br|hr|img|meta|link|input|col|area|base|wbr)\b)[a-zA-Z][\w:-]*)(\s[^<>]*)?/>", re.I
)
DAMAGED = "This EPUB is damaged: its list of chapters cannot be read."
PROTECTED = "This EPUB is protected against copying and cannot be read. Use a copy without protection."


def read(raw: bytes, most_characters: int) -> tuple[list[Block], Metadata]:
    """Blocks and what the book states of itself; reading stops soon after ``most_characters``.

    Raises UnreadableError for what is damaged or protected.
    """
    with zipped.opened(raw) as archive:
        place = _package_place(archive)
        package = _tree(zipped.member(archive, place, LARGEST_LIST))
        blocks: list[Block] = []
        for name in _chapters(package, posixpath.dirname(place)):
            if sum(len(block.text) for block in blocks) > most_characters:
                break
            if name in _locked(archive):
                raise UnreadableError(PROTECTED)
            if name in archive.namelist():
                page = to_text(zipped.member(archive, name, LARGEST_PART).strip() or b"<html></html>")
                blocks += book_blocks(html_page(CLOSED_AT_ONCE.sub(r"<\1\2></\1>", page)))
    return blocks, _metadata(package)


def _tree(raw: bytes) -> etree._Element:
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(DAMAGED) from error


def _package_place(archive: zipfile.ZipFile) -> str:
    container = _tree(zipped.member(archive, "META-INF/container.xml", LARGEST_LIST))
    for file in container.iterfind(".//{*}rootfile"):
        if place := file.get("full-path"):
            return place
    raise UnreadableError(DAMAGED)


def _chapters(package: etree._Element, folder: str) -> list[str]:
    """Names of the pages of the spine; the table of contents and what stands beside the text are left out."""
    listed = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iterfind(".//{*}manifest/{*}item")
        if item.get("media-type") in PAGES and "nav" not in (item.get("properties") or "").split()
    }
    spine = (ref.get("idref") for ref in package.iterfind(".//{*}spine/{*}itemref") if ref.get("linear") != "no")
    return [listed[name] for name in spine if name in listed][:MOST_CHAPTERS]


def _locked(archive: zipfile.ZipFile) -> set[str]:
    """Names of enciphered members; fonts often are, pages only in protected books."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return set()
    tree = _tree(zipped.member(archive, "META-INF/encryption.xml", LARGEST_LIST))
    return {unquote(place.get("URI") or "") for place in tree.iterfind(".//{*}CipherReference")}


def _metadata(package: etree._Element) -> Metadata:
    def stated(name: str) -> list[str]:
        elements = package.iterfind(f".//{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{name}")
        return [" ".join((e.text or "").split())[:500] for e in elements if (e.text or "").strip()]

    dates = (parse_date(re.sub(r"(?<=\d)[T ]\d\d:\d\d.*$", "", date)) for date in stated("date"))
    return Metadata(
        title=next(iter(stated("title")), ""),
        publisher=next(iter(stated("publisher")), None),
        author=", ".join(stated("creator")),
        published_on=next((date for date in dates if date), None),
        licence=next(iter(stated("rights")), ""),
    )
