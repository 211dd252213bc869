"""The contract of an item: what is asked, what is right, and where the proof stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.spans import Span

GAP = "_____"


class ItemKind(StrEnum):
    """What is asked (ruling 3 of the design: a cloze is a passage with one gap)."""

    MULTIPLE_CHOICE = "multiple_choice"
    CLOZE = "cloze"
    TRUE_FALSE = "true_false"
    SHORT_ANSWER = "short_answer"
    MATCHING = "matching"
    ORDERING = "ordering"


class ItemFormat(StrEnum):
    """How it is answered."""

    OPTIONS = "options"
    TYPED = "typed"
    TRUE_FALSE = "true_false"
    MATCH = "match"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is right or wrong, as a code and its parameters, so that it can be translated.

    ``evidence`` points at a sentence (span in the same text) in which the option is true of
    something else; None where the reason needs no receipt.
    """

    code: str
    params: dict[str, str] = field(default_factory=dict)
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class OptionDraft:
    text: str
    correct: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class PairDraft:
    """One row of a set: ``text`` (a person, an event) and the ``match`` that belongs to it (an office, a date).

    ``evidence`` is the sentence that says so, ``answer_span`` the stretch of it that proves the pair.
    """

    text: str
    match: str
    evidence: Span
    answer_span: Span
    fact: FactDraft


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A question before it becomes rows.

    Shown before the answer: ``instruction``, ``hint``, ``context`` (verbatim text before the stem),
    ``stem`` and the options' texts. For a cloze ``stem`` holds exactly one GAP. For true/false there
    are no options and ``answer`` is "true" or "false".
    A set (matching, ordering) has ``pairs`` and no options. They stand in the order in which their matches are shown:
    dates rise, offices go by the alphabet; for an ordering it is the right order. Learners get the texts shuffled.
    Its ``fact``, ``evidence`` and ``answer_span`` are those of the first pair.
    ``evidence`` is the source sentence (``text[start:end]`` verbatim), ``answer_span`` lies inside it
    (None when the answer is no stretch of text). ``more_evidence`` are further sentences the item
    leans on (its context, an antecedent). ``accepted`` are the forms that a typed answer may take.
    ``score`` in 0…1 is the ranker's estimate that a teacher accepts the item.
    ``tolerance`` is how far a typed figure may lie from the answer, in the unit of its number; None asks for the
    figure itself.
    ``warnings`` are codes of rules that warn but do not block.
    """

    kind: ItemKind
    format: ItemFormat
    answer_type: AnswerType
    instruction: str
    stem: str
    answer: str
    evidence: Span
    fact: FactDraft
    answer_span: Span | None = None
    hint: str | None = None
    context: str | None = None
    options: tuple[OptionDraft, ...] = ()
    pairs: tuple[PairDraft, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: Reason | None = None
    more_evidence: tuple[Span, ...] = ()
    attributed_to: str | None = None
    as_of: dt.date | None = None
    tolerance: float | None = None
    score: float = 0.0
    warnings: tuple[str, ...] = ()
    features: dict[str, float] = field(default_factory=dict)
