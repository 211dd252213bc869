"""A version's text as a person edits it, and what they wrote as a file that reads the same way."""

from __future__ import annotations

import re

from studyapp.sources.models import ArticleVersion, Sentence

HEADING = "## "
PLAIN, MARKED = "text.txt", "text.md"
HEADER = "---\ntitle: text\n---\n"
ESCAPE = re.compile(r"\\(.)")
PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
LIST = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s)")


def to_edit(version: ArticleVersion) -> str:
    """The text, with ``##`` before its headings, which nothing else would tell from a short line."""
    headings = set(Sentence.objects.filter(version=version).exclude(heading="").values_list("heading", flat=True))
    lines = version.text.split("\n")
    return "\n".join(HEADING + line if line.strip() in headings else line for line in lines)


def as_written(name: str, content: str) -> str | None:
    """What the person wrote of whom ``as_file`` made this; None for any other file."""
    content = content.removeprefix(HEADER)
    if name == PLAIN:
        return content
    if name != MARKED:
        return None
    lines = content.split("\n")
    return "\n".join(line if line.startswith(HEADING) else ESCAPE.sub(r"\1", line) for line in lines)


def as_file(edited: str) -> tuple[str, str]:
    """A file's name and content for what a person wrote; every character stays what it is, only ``##`` means anything."""
    lines = edited.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(line.startswith(HEADING) for line in lines):
        return PLAIN, _without_header("\n".join(lines))
    return MARKED, _without_header("\n".join(line if line.startswith(HEADING) else _escaped(line) for line in lines))


def _escaped(line: str) -> str:
    line = PUNCTUATION.sub(r"\\\1", line)
    return LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)


def _without_header(text: str) -> str:
    """A text that begins with three dashes would be read as one with a header."""
    return f"{HEADER}{text}" if text.lstrip().startswith("---") else text
