"""Bytes in, a document out: the only place where the text of an article is made.

Afterwards the text never changes; everything else points into it by code points.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from pathlib import PurePath

from studyapp.engine.reading import front_matter, markup
from studyapp.engine.reading.article import Document, DropReason, Metadata, UnreadableError
from studyapp.engine.reading.cleaning import boilerplate, is_headline
from studyapp.engine.reading.encodings import to_text
from studyapp.engine.reading.language import require_english
from studyapp.engine.reading.page_metadata import page_metadata
from studyapp.engine.reading.printed_dates import date_at_top, dateline
from studyapp.engine.reading.spans import Span

MAX_CHARACTERS = 300_000
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
LOOKS_LIKE_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html\b)", re.I)
LOOKS_LIKE_MARKDOWN = re.compile(r"^#{1,6} +\S|\]\((?:https?:|/)|\*\*\w", re.M)
TITLE_LINES = 8
OPENING_WORDS = 8
WRAP = 100  # longest line of a text that was wrapped by hand
NEARLY_FULL = 45  # shorter lines of such a text end where they end


def decode(raw: bytes, name: str) -> Document:
    """Read ``raw`` as an article.

    ``name`` is the file's name, for its suffix and as a last resort for a title; "" for a pasted text.
    Raises UnreadableError, whose text is a sentence for a person, for whatever is no English article.
    """
    header, body = front_matter.split(to_text(raw))
    media = _media(body, name)
    text, headings, stated = _content(body, media)
    if not text.strip():
        raise UnreadableError("This file holds no text.")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"This text is too long: {len(text):,} characters, and at most {MAX_CHARACTERS:,} are read at once."
        )
    require_english(text)
    metadata = _merged(header, stated)
    return Document(text, _completed(metadata, text, name), media, headings)


def _media(body: str, name: str) -> str:
    if LOOKS_LIKE_HTML.match(body):
        return "html"
    if not name and LOOKS_LIKE_MARKDOWN.search(body):
        return "markdown"
    return SUFFIXES.get(PurePath(name).suffix.lower(), "text")


def _content(body: str, media: str) -> tuple[str, tuple[Span, ...], Metadata]:
    if media == "text":
        if len(body) > MAX_CHARACTERS:
            return body, (), Metadata()
        return _unwrapped(body), (), Metadata()
    if media == "markdown":
        if len(body) > 2 * MAX_CHARACTERS:
            raise UnreadableError(f"This text is too long: at most {MAX_CHARACTERS:,} characters are read at once.")
        blocks = markup.markdown_blocks(body)
        text, headings = markup.join(blocks)
        return text, headings, Metadata(title=next((b.text for b in blocks if b.level == 1), ""))
    page = markup.html_page(body)
    stated = page_metadata(page)
    text, headings = markup.join(markup.html_blocks(page))
    return text, headings, stated


def _unwrapped(text: str) -> str:
    """Join lines that were broken by hand inside a paragraph; the length stays the same."""
    lines = text.split("\n")
    joins = [_runs_on(above, below) for above, below in zip(lines, lines[1:], strict=False)]
    if sum(joins) < 2:
        return text
    wrapped = max(map(len, lines)) <= WRAP and sum(joins) >= 0.3 * sum(1 for line in lines if line.strip())
    out = [lines[0]]
    for above, below, runs_on in zip(lines, lines[1:], joins, strict=False):
        filled = wrapped and len(above) >= NEARLY_FULL and below.strip()
        out.append((" " if runs_on or filled else "\n") + below)
    return "".join(out)


def _runs_on(above: str, below: str) -> bool:
    """A sentence goes on from one line to the next, which begins in lower case."""
    above, below = above.rstrip(), below.strip()
    return bool(above) and above[-1] not in '.!?:;”"' and below[:1].islower() and len(above) >= 40


def _merged(header: Metadata, stated: Metadata) -> Metadata:
    """The header's word goes first, then the page's."""
    names = [field.name for field in dataclasses.fields(Metadata)]
    pairs = {name: _writable(getattr(header, name)) or _writable(getattr(stated, name)) for name in names}
    return Metadata(**pairs | {"publisher": pairs["publisher"] or None})


def _writable(value: object) -> object:
    """Without what no page and no database can hold: an escape in a header or script may name any code point."""
    if not isinstance(value, str):
        return value
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in value).split())


def _completed(metadata: Metadata, text: str, name: str) -> Metadata:
    title = metadata.title or _headline(text) or _name_as_title(name) or _opening_words(text)
    return dataclasses.replace(metadata, title=title, published_on=metadata.published_on or date_at_top(text))


def _headline(text: str) -> str:
    """The headline above the first sentence: the one with a byline or date below it, else the first."""
    lines = [" ".join(line.split()) for line in text[:4000].split("\n") if line.strip()][:TITLE_LINES]
    first = ""
    for line, below in itertools.pairwise(lines):  # a headline has something below it
        if is_headline(line):
            if boilerplate(below) in (DropReason.BYLINE, DropReason.DATELINE):
                return line
            first = first or line
        elif boilerplate(line) is None:
            break  # here the article begins
    return first


def _name_as_title(name: str) -> str:
    """The file's name in words; nothing where it is a number or a hash."""
    words = " ".join(re.sub(r"[_\-.]+", " ", PurePath(name).stem).split())
    if not re.search(r"[^\W\d_]{2}", words) or re.search(r"(?=\w*\d\w*[a-z])(?=\w*[a-z]\w*\d)\b\w{8,}", words):
        return ""
    return words[:1].upper() + words[1:]


def _opening_words(text: str) -> str:
    """What the text begins with, for a text that has neither a headline nor a name."""
    begin = dateline(text)
    words = text[begin.end() if begin else 0 :].split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]
    return " ".join(words).rstrip(",;:.") + "…" if words else "Untitled"
