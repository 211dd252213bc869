"""The optional header of an article: YAML between two lines of three dashes."""

from __future__ import annotations

import dataclasses
import json
import re

import yaml

from studyapp.engine.reading.article import Metadata, UnreadableError
from studyapp.engine.reading.printed_dates import parse_date

FIELDS = {
    "id": "source_id",
    "title": "title",
    "publisher": "publisher",
    "published": "published_on",
    "as_of": "as_of",
    "url": "url",
    "author": "author",
    "authors": "author",
    "licence": "licence",
    "license": "licence",
    "topic": "topic",
}
OPENING = re.compile(r"\s*---[ ]*\n(?=[ ]*(?:#[^\n]*\n)*[\w -]{1,40}:(?:[ \n]|$))")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ ]*$", re.M)
# A colon inside a plain title is no YAML, and common: such a value is read as if it stood in quotes.
PLAIN_VALUE = re.compile(r"^([A-Za-z_ -]{1,40}:)[ ]+(?=[^\"'\[{|>&*!%@`#\n])([^\n]*:(?:[ ][^\n]*|))$", re.M)
MAX_HEADER = 8_000
MAX_VALUE = 500


def split(text: str) -> tuple[Metadata, str]:
    """Header and body of ``text``; a text without header comes back whole.

    Keys that are not known are left to others. Raises UnreadableError naming the line where the
    header is broken, never closed, or holds a date or address that cannot be read.
    """
    opening = OPENING.match(text)
    if not opening:
        return Metadata(), text
    closing = CLOSING.search(text, opening.end(), opening.end() + MAX_HEADER)
    if not closing:
        raise UnreadableError("The header that begins in line 1 is never closed: a line with --- is missing.")
    first_line = text.count("\n", 0, opening.end()) + 1
    values = _fields(text[opening.end() : closing.start()], first_line)
    return dataclasses.replace(Metadata(), **values), text[closing.end() :].lstrip("\n")


def written(stated: dict[str, str], text: str) -> str:
    """``text`` with a header that says what is ``stated``; a text that brings a header of its own keeps that alone."""
    if not stated or OPENING.match(text):
        return text
    return f"---\n{yaml.safe_dump(stated, allow_unicode=True)}---\n{text}"


def _fields(header: str, first_line: int) -> dict[str, object]:
    header = PLAIN_VALUE.sub(lambda line: f"{line[1]} {json.dumps(line[2].strip(), ensure_ascii=False)}", header)
    try:
        root = yaml.compose(header, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise UnreadableError(f"The header is broken in line {line}: {_problem(error)}.") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(f"The header is broken in line {first_line}.") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableError(f"The header is broken in line {first_line}: each line must read “key: value”.")
    values: dict[str, object] = {}
    for key, node in root.value:
        name = FIELDS.get(str(key.value).strip().lower()) if isinstance(key, yaml.ScalarNode) else None
        if name:
            values[name] = _value(str(key.value), name, node, first_line + key.start_mark.line)
    return values


def _value(key: str, name: str, node: yaml.Node, line: int) -> object:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(part, yaml.ScalarNode) for part in parts):
        raise UnreadableError(f"The header is broken in line {line}: “{key}” must be a single value.")
    text = ", ".join(" ".join(part.value.split()) for part in parts if part.tag != "tag:yaml.org,2002:null")
    if len(text) > MAX_VALUE:
        raise UnreadableError(f"The header is broken in line {line}: “{key}” is longer than {MAX_VALUE} characters.")
    if name in ("published_on", "as_of"):
        return _date(key, text, line)
    if name == "publisher":
        return text or None
    if name == "url" and text and not re.match(r"https?://[^\s<>\"]+$", text):
        raise UnreadableError(f"The header is broken in line {line}: “{key}” must begin with http:// or https://.")
    return text


def _date(key: str, text: str, line: int):
    if not text:
        return None
    date = parse_date(re.sub(r"(?<=\d)[T ]\d\d:\d\d.*$", "", text))
    if date is None:
        raise UnreadableError(f"The header is broken in line {line}: “{key}” must be a date such as 2024-03-09.")
    return date


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or "it cannot be read").rstrip(".")
