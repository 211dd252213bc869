"""Texts that a person brings into the site: pasted, by address, as files. Kept at once, read by the worker."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Protocol

from django.db import transaction

from studyapp.engine.reading import encodings, front_matter, rows
from studyapp.engine.reading.article import UnreadableError
from studyapp.sources import importing, incoming, jobs
from studyapp.sources.addresses import wrong_with
from studyapp.sources.models import ImportBatch, ImportJob, Topic
from studyapp.usecases.import_files import SUFFIXES
from studyapp.usecases.tasks import wake_worker

MOST_FILES = 50
MOST_ADDRESSES = 50
MOST_BYTES = 100_000_000  # of all files of one submission
MOST_WAITING = 1_000  # texts of one person that the worker has not finished: it reads everybody's, one by one
OTHER_KIND = "Files of this kind are not read. Save the article as TXT, Markdown, HTML, PDF, DOCX or EPUB."
TOO_MANY = (
    "At most {most} of your texts can wait to be read: {waiting} do, and these are {new}. "
    "Nothing was taken. Bring in fewer, or wait until some are read."
)
NOT_YOURS = "There is a topic called “{name}” already, and you may not put texts into it. Choose another."
Problem = tuple[int, str, str, str]  # line (0: none), field, reason, and what it is about: a file or address
Kind = ImportJob.Kind


class UploadedFile(Protocol):
    name: str
    size: int

    def open(self) -> BinaryIO: ...


class NothingReceivedError(Exception):
    """Not one text of a submission could be taken; ``problems`` say why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(reason for _, _, reason, _ in problems))
        self.problems = problems


@dataclasses.dataclass(frozen=True, slots=True)
class Submission:
    """What a form held. ``header`` is what it says of the pasted text; ``stated`` holds for every text that says
    nothing of it itself. Without a ``topic`` there is a ``new_topic``, made when the first text is saved.
    """

    text: str = ""
    header: dict[str, str] = dataclasses.field(default_factory=dict)
    addresses: str = ""
    files: tuple[UploadedFile, ...] = ()
    topic: Topic | None = None
    new_topic: str = ""
    visibility: str = Topic.Visibility.PRIVATE
    stated: dict[str, str] = dataclasses.field(default_factory=dict)
    dry_run: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class _Text:
    kind: str
    name: str
    payload: bytes
    stated: dict[str, str]
    topic: Topic | None


def bring_in(owner, key: str, sent: Submission) -> ImportBatch:
    """The batch of all texts of a submission, waiting for the worker; the same key again is the same batch.

    What cannot be taken is noted in the batch and stops nothing else. Raises NothingReceivedError where
    nothing at all can be taken.
    """
    key = f"{owner.pk}:{key}"[:70]
    if known := ImportBatch.objects.filter(idempotency_key=key).first():
        return known
    texts: list[_Text] = []
    problems: list[Problem] = []
    for found in _taken_apart(owner, sent):
        (texts if isinstance(found, _Text) else problems).append(found)
    if not texts:
        raise NothingReceivedError(problems)
    waiting = jobs.unfinished().filter(owner=owner).count()
    if waiting + len(texts) > MOST_WAITING:
        raise NothingReceivedError([(0, "", TOO_MANY.format(most=MOST_WAITING, new=len(texts), waiting=waiting), "")])
    return _kept(owner, key, sent, texts, problems)


@transaction.atomic
def _kept(owner, key: str, sent: Submission, texts: list[_Text], problems: list[Problem]) -> ImportBatch:
    batch, is_new = ImportBatch.objects.get_or_create(
        idempotency_key=key,
        defaults={
            "name": importing.printable(texts[0].name)[:300], "owner": owner, "topic": sent.topic, "problems": problems,
        },
    )  # fmt: skip
    if is_new:
        ImportJob.objects.bulk_create(
            (
                ImportJob(
                    kind=text.kind, name=importing.printable(text.name), payload=text.payload, stated=text.stated,
                    topic=text.topic, owner=owner, batch=batch, dry_run=sent.dry_run, idempotency_key=f"{key}:{number}",
                )
                for number, text in enumerate(texts, 1)
            ),
            batch_size=20,
        )  # fmt: skip
        wake_worker()
    return batch


def _taken_apart(owner, sent: Submission) -> Iterator[_Text | Problem]:
    """Each text of a submission, and each problem."""
    place = {} if sent.topic else {"new_topic": sent.new_topic, "visibility": sent.visibility}
    stated = {name: value for name, value in sent.stated.items() if value}
    if sent.text.strip():
        yield _pasted(sent, place)
    yield from _pages(sent, stated | place)
    yield from _files(owner, sent, stated | place)


def _pasted(sent: Submission, place: dict[str, str]) -> _Text | Problem:
    header = {name: value for name, value in (sent.stated | sent.header).items() if value}
    payload = front_matter.written(header, sent.text).encode(errors="replace")
    if len(payload) > encodings.MAX_BYTES:
        return (0, "text", encodings.TOO_LARGE, "")
    name = header.get("title") or " ".join(sent.text.split()[:8])
    return _Text(Kind.PASTE, name, payload, place, sent.topic)


def _pages(sent: Submission, stated: dict[str, str]) -> Iterator[_Text | Problem]:
    seen: set[str] = set()
    for line, address in enumerate(sent.addresses.splitlines(), 1):
        address = address.strip()
        if not address or address in seen:
            continue
        if len(seen) >= MOST_ADDRESSES:
            yield (line, "address", f"At most {MOST_ADDRESSES} addresses are read at once.", address[:100])
            return
        seen.add(address)
        if wrong := wrong_with(address):
            yield (line, "address", wrong, address[:100])
        else:
            yield _Text(Kind.URL, address, b"", stated, sent.topic)


def _files(owner, sent: Submission, stated: dict[str, str]) -> Iterator[_Text | Problem]:
    room = MOST_BYTES
    for number, file in enumerate(sent.files, 1):
        name = PurePath(file.name.replace("\\", "/")).name[:300]
        room -= min(file.size, encodings.MAX_BYTES)
        if wrong := _wrong_with_file(number, name, file.size, room):
            yield (0, "", wrong, name)
            continue
        with file.open() as opened:
            payload = opened.read()
        if rows.is_table(name):
            yield from _rows(owner, sent, stated, name, payload)
        else:
            yield _Text(Kind.FILE, name, payload, stated, sent.topic)


def _wrong_with_file(number: int, name: str, size: int, room: int) -> str:
    suffix = PurePath(name).suffix.lower()
    if number > MOST_FILES:
        return f"At most {MOST_FILES} files are taken at once. Bring this one in with the next."
    if suffix and suffix not in SUFFIXES and not rows.is_table(name):
        return OTHER_KIND
    if not size:
        return "This file is empty."
    if size > encodings.MAX_BYTES:
        return f"{encodings.TOO_LARGE} This one has {size / 1_000_000:.1f} MB."
    return (
        f"All files together may have {MOST_BYTES // 1_000_000} MB. Bring this one in with the next."
        if room < 0
        else ""
    )


def _rows(owner, sent: Submission, stated: dict[str, str], name: str, payload: bytes) -> Iterator[_Text | Problem]:
    """The articles of a table. A row may name a topic of its own."""
    try:
        found, problems = rows.rows_of(payload, name)
    except UnreadableError as error:
        yield (0, "", str(error), name)
        return
    yield from ((problem.line, problem.field, problem.reason, name) for problem in problems)
    lines: dict[str, int] = {}
    topics = _topics_named(owner, {row.stated["topic"] for row in found if "topic" in row.stated})
    for row in found:
        said = dict(row.stated)
        topic_name = said.pop("topic", "")
        same = lines.setdefault(said.get("url") or f"line {row.line}", row.line)
        if same != row.line:
            yield (row.line, "url", f"Line {same} has the same address.", name)
        elif topic_name and topics[topic_name.casefold()] is False:
            yield (row.line, "topic", NOT_YOURS.format(name=topic_name[:60]), name)
        else:
            topic = topics[topic_name.casefold()] if topic_name else sent.topic
            place = {"line": str(row.line)} | (
                {"new_topic": topic_name[:120], "visibility": sent.visibility} if topic_name else {}
            )
            body = front_matter.written(said, row.text).encode(errors="replace")
            title = said.get("title") or f"line {row.line}"
            yield _Text(Kind.FILE, f"{name}: {title}", body, stated | place, topic)


def _topics_named(owner, names: Iterable[str]) -> dict[str, Topic | None | bool]:
    """What each name leads to: a topic open to this person, None for one to be made, False for one that is not theirs."""
    taken: dict[str, Topic | None | bool] = {}
    for name in names:
        found = incoming.topics_open_to(owner).filter(name__iexact=name).first()
        taken[name.casefold()] = found or (False if Topic.objects.filter(name__iexact=name).exists() else None)
    return taken
