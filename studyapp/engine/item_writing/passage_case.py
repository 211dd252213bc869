"""A wording in its passage: what the rules of openings are asked about."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.reading.parser import Token


@dataclass(frozen=True)
class PassageCase:
    """One wording of a passage and what stands before it there."""

    wording: Wording
    earlier: tuple[Wording, ...]
    survey: Survey

    @functools.cached_property
    def earlier_lemmas(self) -> frozenset[str]:
        return frozenset(t.lemma.lower() for w in self.earlier for t in w.tokens)

    @functools.cached_property
    def earlier_text(self) -> str:
        return " ".join(w.text for w in self.earlier)

    def tokens_before(self, token: Token) -> list[Token]:
        return [t for w in self.earlier for t in w.tokens] + [t for t in self.wording.tokens if t.i < token.i]
