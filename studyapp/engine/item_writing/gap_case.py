"""A gap in its passage, and the families of types that rules speak of."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from studyapp.engine.extraction import lexicon, names
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


# names that are typed, with initials or letters as a hint: no option has to be wrong
TYPED_NAMES = frozenset({AnswerType.PERSON, AnswerType.CITY, AnswerType.NAME, AnswerType.ORGANISATION})


FIGURES = frozenset({AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT})


@dataclass(frozen=True)
class GapCase:
    """A candidate in its passage."""

    candidate: Candidate
    passage: Passage
    survey: Survey

    @functools.cached_property
    def noted(self) -> dict[str, Any]:
        """What readers of the gap found once and need again."""
        return {}

    @functools.cached_property
    def stem(self) -> str:
        return self.passage.asked.show(self.candidate.span, GAP)

    @functools.cached_property
    def shown(self) -> str:
        """Everything printed before the answer, the gap in it."""
        return f"{self.passage.context} {self.stem}".strip()

    @functools.cached_property
    def speaks_of_the_topic(self) -> bool:
        """Whether a word of the title, or a noun that the article comes back to, is printed."""
        topic = self.survey.title_words | self.survey.topic_nouns | self.survey.vocabulary
        words = {w.removesuffix("s") for w in re.findall(r"[^\W_]+", self.shown.lower())}
        return not words.isdisjoint(w.removesuffix("s") for w in topic)

    @functools.cached_property
    def other_names(self) -> list[names.Mention]:
        """Names printed beside the gap, months left out."""
        asked = self.passage.asked
        return [
            m
            for s in (*self.passage.before, asked.sentence)
            for m in names.mentions_in(s)
            if not m.span.overlaps(self.candidate.span)
            and m.text.lower() not in lexicon.MONTHS
            and (s is not asked.sentence or asked.shows(m.span))
        ]

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
