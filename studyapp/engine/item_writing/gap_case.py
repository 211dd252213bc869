"""A gap in its passage, and the families of types that rules speak of."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.items import GAP

NAMES = frozenset(
    {
        AnswerType.PERSON,
        AnswerType.COUNTRY,
        AnswerType.CITY,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.REGION,
        AnswerType.NATIONALITY,
        AnswerType.LANGUAGE,
        AnswerType.RELIGION,
    }
)


WORDS = NAMES | {AnswerType.TERM}


TIMES = frozenset({AnswerType.YEAR, AnswerType.DECADE, AnswerType.CENTURY})


FIGURES = frozenset({AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT})


@dataclass(frozen=True)
class GapCase:
    """A candidate in its passage."""

    candidate: Candidate
    passage: Passage
    survey: Survey

    @functools.cached_property
    def stem(self) -> str:
        return self.passage.asked.show(self.candidate.span, GAP)

    @functools.cached_property
    def shown(self) -> str:
        """Everything printed before the answer, the gap in it."""
        return f"{self.passage.context} {self.stem}".strip()

    @property
    def kind(self) -> AnswerType:
        return self.candidate.answer_type

    @functools.cached_property
    def tokens(self):
        return self.candidate.sentence.at(self.candidate.span)

    @functools.cached_property
    def head(self):
        mine = {t.i for t in self.tokens}
        return next((t for t in self.tokens if t.head not in mine or t.head == t.i), self.tokens[-1])
