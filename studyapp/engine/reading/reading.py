"""A document becomes an article that was read: marks, sentences, parse."""

from __future__ import annotations

from collections.abc import Iterator

from studyapp.engine.reading import cleaning, sentences
from studyapp.engine.reading.article import Document, DropReason, Mark, ReadArticle, SentenceDraft, UnreadableError
from studyapp.engine.reading.parser import Parse, parse
from studyapp.engine.reading.spans import Span

READER_VERSION = "1"  # goes up when the same text would be marked or split differently


def split(document: Document) -> ReadArticle:
    """Marks and sentences of ``document``; no mark overlaps a sentence, no sentence crosses a line.

    Raises UnreadableError when no sentence is left.
    """
    marks = list(cleaning.marks(document))
    found: list[SentenceDraft] = []
    paragraph, heading = 0, ""
    for kind, span in _stretches(document.text, marks):
        if kind is DropReason.HEADING:
            words = " ".join(span.cut(document.text).split()).lstrip("# ")
            heading = "" if words == document.metadata.title else words
        if kind is not None:
            continue
        for sentence in sentences.split(document.text, span):
            words = sentence.cut(document.text)
            reason = DropReason.GARBLED if cleaning.garbled(words) else cleaning.boilerplate(words)
            if reason:
                marks.append(Mark(sentence, reason))
            else:
                found.append(SentenceDraft(len(found), sentence, paragraph, heading))
        paragraph += 1
    if not found:
        raise UnreadableError("No sentence was found in this text.")
    ordered = tuple(sorted(marks, key=lambda mark: mark.span))
    return ReadArticle(document.text, document.metadata, ordered, tuple(found))


def read(document: Document) -> tuple[ReadArticle, Parse]:
    """Read ``document`` and parse its sentences; offsets of the tokens are those of its text."""
    article = split(document)
    return article, parse(article.text, [sentence.span for sentence in article.sentences])


def _stretches(text: str, marks: list[Mark]) -> Iterator[tuple[DropReason | None, Span]]:
    """Marks, and between them the lines of article, in text order."""
    start = 0
    for mark in [*marks, None]:
        end = mark.span.start if mark else len(text)
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if text[start:stop].strip():
                yield None, Span(start, stop)
            start = stop + 1
        if mark:
            yield mark.reason, mark.span
            start = mark.span.end
