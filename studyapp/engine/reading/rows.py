"""Tables with one article a row: CSV and JSON Lines. A bad row is named and stops no other."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.documents import MAX_CHARACTERS
from studyapp.engine.reading.encodings import MAX_BYTES, TOO_LARGE, characters, normal
from studyapp.engine.reading.printed_dates import parse_date

SUFFIXES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
MOST_ROWS = 500
FIELDS = ("id", "title", "publisher", "published", "as_of", "author", "url", "licence", "topic")
TEXT = "text"
ALSO = {"license": "licence", "authors": "author", "body": TEXT, "content": TEXT, "date": "published", "address": "url"}
LONGEST = 500
NO_TEXT = "There is no column called “text”, which is to hold the article of each row."


@dataclass(frozen=True, slots=True)
class Row:
    """One article: the line it begins in, what the row states of it, and its text."""

    line: int
    stated: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is no article: its line, the field (may be empty) and the reason, a sentence for a person."""

    line: int
    field: str
    reason: str


def is_table(name: str) -> bool:
    return PurePath(name).suffix.lower() in SUFFIXES


def rows_of(raw: bytes, name: str) -> tuple[list[Row], list[Problem]]:
    """The rows of a table, good ones and bad ones. Raises UnreadableError for what is no table at all."""
    if not raw.strip():
        raise UnreadableError("This file is empty.")
    if len(raw) > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    text = characters(raw).lstrip("\ufeff")
    records = _objects(text) if PurePath(name).suffix.lower() in (".jsonl", ".ndjson") else _records(text)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, record in records:
        if len(rows) + len(problems) >= MOST_ROWS:
            problems.append(Problem(line, "", f"At most {MOST_ROWS} rows are read. This one and those below were not."))
            break
        found = record if isinstance(record, Problem) else _row(line, record)
        (problems if isinstance(found, Problem) else rows).append(found)
    if not rows and not problems:
        raise UnreadableError("This table has no rows.")
    return rows, problems


def _records(text: str) -> Iterator[tuple[int, dict | Problem]]:
    """(line, fields) of each row of a CSV; its first row names the columns."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        names = [_known(name) for name in next(reader, [])]
    except csv.Error as error:
        raise UnreadableError(f"Line 1 of this table cannot be read: {error}.") from error
    if TEXT not in names:
        raise UnreadableError(NO_TEXT)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield (
                line,
                Problem(line, "", f"This row cannot be read as CSV ({error}). It and those below were not read."),
            )
            return
        if cells is None:
            return
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            yield (
                line,
                Problem(
                    line,
                    "",
                    f"This row has {len(cells)} cells and the table {len(names)} columns. Put texts in quotation marks.",
                ),
            )
        elif any(cell.strip() for cell in cells):
            yield line, dict(zip(names, cells, strict=False))


def _delimiter(text: str) -> str:
    """Comma, or what some spreadsheets write instead: the one that the first line has most of."""
    first = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=first.count)


def _objects(text: str) -> Iterator[tuple[int, dict | Problem]]:
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            value = json.loads(written)
        except (ValueError, RecursionError) as error:
            yield line, Problem(line, "", f"This line is no JSON object: {getattr(error, 'msg', 'it cannot be read')}.")
            continue
        if isinstance(value, dict):
            yield line, {_known(key): _printed(item) for key, item in value.items()}
        else:
            yield line, Problem(line, "", "This line is no JSON object.")


def _known(name: str) -> str:
    name = re.sub(r"[\s_-]+", "_", name.strip().lower())
    return ALSO.get(name, name)


def _printed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_printed(item) for item in value[:50])
    return "" if value is None or isinstance(value, dict) else str(value)


def _row(line: int, record: dict[str, str]) -> Row | Problem:
    text = record.get(TEXT, "")
    if not text.strip():
        return Problem(line, TEXT, "It is empty.")
    if len(text) > MAX_CHARACTERS:
        return Problem(
            line, TEXT, f"It is too long: {len(text):,} characters, and at most {MAX_CHARACTERS:,} are read."
        )
    # An escape in JSON may name what no page and no database can hold.
    stated = {name: " ".join(normal(record.get(name, "")).split()) for name in FIELDS}
    for name, value in stated.items():
        if wrong := _wrong(name, value):
            return Problem(line, name, wrong)
    return Row(line, {name: value for name, value in stated.items() if value}, text)


def _wrong(name: str, value: str) -> str:
    if len(value) > LONGEST:
        return f"It is longer than {LONGEST} characters."
    if name in ("published", "as_of") and value and parse_date(re.sub(r"(?<=\d)[T ]\d\d:\d\d.*$", "", value)) is None:
        return f"“{value[:40]}” is no date such as 2024-03-09."
    if name == "url" and value and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        return f"“{value[:60]}” does not begin with http:// or https://."
    return ""
