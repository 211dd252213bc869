"""Bytes in, a document out: the only place where the text of an article is made.

Afterwards the text never changes; everything else points into it by code points.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from pathlib import PurePath

from studyapp.engine.reading import docx, epub, front_matter, markup, pdf, zipped
from studyapp.engine.reading.article import Document, DropReason, Metadata, UnreadableError
from studyapp.engine.reading.cleaning import boilerplate, is_headline
from studyapp.engine.reading.encodings import MAX_BYTES, TOO_LARGE, normal, to_text
from studyapp.engine.reading.language import require_english
from studyapp.engine.reading.page_metadata import page_metadata
from studyapp.engine.reading.printed_dates import date_at_top, dateline
from studyapp.engine.reading.spans import Span

MAX_CHARACTERS = 300_000
SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".epub": "epub",
}  # fmt: skip
PACKED = {"pdf": "PDF document", "docx": "Word document (.docx)", "epub": "book (.epub)"}
PDF_WITHIN = 1024  # bytes in front of a PDF's first line that some programs write
LOOKS_LIKE_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html\b)", re.I)
LOOKS_LIKE_MARKDOWN = re.compile(r"^#{1,6} +\S|\]\((?:https?:|/)|\*\*\w", re.M)
TITLE_LINES = 8
OPENING_WORDS = 8
WRAP = 100  # longest line of a text that was wrapped by hand
NEARLY_FULL = 45  # shorter lines of such a text end where they end


def decode(raw: bytes, name: str, media: str = "") -> Document:
    """Read ``raw`` as an article.

    ``name`` is the file's name, for its suffix and as a last resort for a title; "" for a pasted text.
    ``media`` (html, text, pdf …) is what a web server said it is. Raises UnreadableError, whose text is a
    sentence for a person, for whatever is no English article.
    """
    if not raw.strip():
        raise UnreadableError("This file is empty.")
    if len(raw) > MAX_BYTES:
        raise UnreadableError(TOO_LARGE)
    if packed := _packed(raw, media or SUFFIXES.get(PurePath(name).suffix.lower(), "")):
        document = _unpacked(raw, packed)
    else:
        header, body = front_matter.split(to_text(raw))
        media = _media(body, name, media)
        text, headings, stated = _content(body, media)
        document = Document(text, _merged(header, stated), media, headings)
    if not document.text.strip():
        raise UnreadableError("This file holds no text.")
    require_readable(document.text)
    return dataclasses.replace(document, metadata=_completed(document.metadata, document.text, name))


def require_readable(text: str) -> None:
    """Raise UnreadableError where ``text`` is too long or not English."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"This text is too long: {len(text):,} characters, and at most {MAX_CHARACTERS:,} are read at once."
        )
    require_english(text)


def _packed(raw: bytes, said: str) -> str:
    """pdf, docx, epub, or "" for plain characters. Raises UnreadableError where a file is not what it is called."""
    if b"%PDF-" in raw[:PDF_WITHIN]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        with zipped.opened(raw) as archive:
            if kind := zipped.kind_of(archive):
                return kind
    if said in PACKED:
        locked = " It may be locked with a password." if raw.startswith(b"\xd0\xcf\x11\xe0") else ""
        raise UnreadableError(f"This file is called a {PACKED[said]} and holds something else.{locked}")
    return ""


def _unpacked(raw: bytes, kind: str) -> Document:
    if kind == "pdf":
        text, stated, left_out = pdf.read(raw, MAX_CHARACTERS)
        return Document(normal(text), _merged(Metadata(), stated), kind, (), _printable(left_out))
    if kind == "docx":
        blocks, stated, left_out = docx.read(raw)
    else:
        blocks, stated = epub.read(raw, MAX_CHARACTERS)
        left_out = ()
    readable = [markup.Block(words, block.level) for block in blocks if (words := normal(block.text).strip())]
    text, headings = markup.join(readable)
    return Document(text, _merged(Metadata(), stated), kind, headings, _printable(left_out))


def _printable(left_out: tuple[tuple[DropReason, str], ...]) -> tuple[tuple[DropReason, str], ...]:
    return tuple((reason, normal(line)) for reason, line in left_out)


def _media(body: str, name: str, said: str) -> str:
    if LOOKS_LIKE_HTML.match(body):
        return "html"
    if said:
        return said
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
