"""Short articles for tests of the engine: text in, read and surveyed."""

from __future__ import annotations

import datetime as dt
import re

from studyapp.engine import pipeline
from studyapp.engine.extraction.recognisers import Candidate, candidates_in
from studyapp.engine.extraction.survey import Survey, survey
from studyapp.engine.item_writing import quotable
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.reading import reading
from studyapp.engine.reading.article import Document, Metadata


def document(text: str, title: str = "", published: dt.date | None = None) -> Document:
    """``text`` as a document; its lines within a paragraph are joined."""
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return Document(text, Metadata(title=title, published_on=published))


def surveyed(text: str, title: str = "", published: dt.date | None = None) -> Survey:
    return survey(*reading.read(document(text, title, published)))


def harvested(text: str, title: str = "", published: dt.date | None = None) -> pipeline.Harvest:
    return pipeline.harvest(document(text, title, published))


def gap(text: str, answer: str, title: str = "") -> GapCase:
    """The gap on ``answer`` in the last sentence of ``text``; the sentences before it are shown as context."""
    read = surveyed(text, title)
    asked = read.sentences[-1]
    candidate = candidate_of(read, answer)
    return GapCase(candidate, Passage(read.sentences[:-1], quotable.plain_wording(asked, read)), read)


def candidate_of(read: Survey, answer: str) -> Candidate:
    found = candidates_in(read.sentences[-1], read)
    return next(c for c in found if c.text == answer)
