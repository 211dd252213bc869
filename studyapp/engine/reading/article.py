"""What reading an article gives: its text, what is not article in it, and its sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from studyapp.engine.reading.spans import Span


class UnreadableError(Exception):
    """The input cannot be read as an English article. ``str(error)`` is a sentence for a person."""


class DropReason(StrEnum):
    """Why a stretch of text is not article."""

    BYLINE = "byline"
    CAPTION = "caption"
    DATELINE = "dateline"
    DRAWING = "drawing"
    GARBLED = "garbled"
    HEADING = "heading"
    LINKS = "links"
    NEWSLETTER = "newsletter"
    NOTICE = "notice"
    PAGE_EDGE = "page_edge"
    READ_ALSO = "read_also"
    REFERENCES = "references"
    SHARE_BAR = "share_bar"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is kept in the text and set aside from reading, with its reason."""

    span: Span
    reason: DropReason


@dataclass(frozen=True, slots=True)
class SentenceDraft:
    """One sentence: ``text[span]``, its number in the article, paragraph number and heading above."""

    position: int
    span: Span
    paragraph: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source states about itself; None or empty where it does not. Nothing is guessed."""

    source_id: str = ""
    title: str = ""
    publisher: str | None = None
    author: str = ""
    published_on: dt.date | None = None
    as_of: dt.date | None = None
    url: str = ""
    licence: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Decoded input before cleaning: the text that will be stored, and what its header said.

    ``headings`` are places that the markup itself calls headings. ``left_out`` are lines that a paged
    file has and its text has not, such as what stands at the foot of each page, with the reason.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    media: str = "text"  # text, markdown, html, pdf, docx, epub
    headings: tuple[Span, ...] = ()
    left_out: tuple[tuple[DropReason, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A document after cleaning and sentence splitting. ``text`` is that of the document, untouched."""

    text: str
    metadata: Metadata
    marks: tuple[Mark, ...]
    sentences: tuple[SentenceDraft, ...]
