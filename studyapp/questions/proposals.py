"""A wording as a person wants it, before it becomes a version: what the form of the desk holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from studyapp.engine.items import GAP
from studyapp.facts.models import ANSWER_TYPES
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from studyapp.questions.reasons import WRITTEN, in_words

VALUE_TYPES = [pair for pair in ANSWER_TYPES if pair[0] != "truth"]  # with their names, for a form
SETS = frozenset({Question.Format.MATCH, Question.Format.ORDER})
# The sorts of question that a person may write: what is asked and how it is answered.
SORTS = {
    "multiple_choice": (Question.Kind.MULTIPLE_CHOICE, Question.Format.OPTIONS),
    "cloze": (Question.Kind.CLOZE, Question.Format.OPTIONS),
    "cloze_typed": (Question.Kind.CLOZE, Question.Format.TYPED),
    "short_answer": (Question.Kind.SHORT_ANSWER, Question.Format.TYPED),
    "true_false": (Question.Kind.TRUE_FALSE, Question.Format.TRUE_FALSE),
}
INSTRUCTIONS = {
    "multiple_choice": "Choose the right answer.",
    "cloze": "Which words belong in the gap?",
    "cloze_typed": "Type the words that belong in the gap.",
    "short_answer": "Type the answer.",
    "true_false": "Is this statement true or false?",
}


class Place(NamedTuple):
    """A stretch of a sentence, by offsets of its version's text."""

    sentence_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """An option with the reason why it is right or wrong, or a row of a set with its ``match``.

    ``place`` is where a row is proved, or what a wrong option is true of.
    """

    text: str
    why_code: str = ""
    why_params: Mapping[str, Any] = field(default_factory=dict)
    match: str = ""
    place: Place | None = None

    @property
    def why(self) -> str:
        return in_words(self.why_code, dict(self.why_params)) if self.why_code else ""

    def because(self, why: str) -> Proposed:
        """The same with a person's reason; one left as it reads keeps its code, so that it can be translated."""
        if why == self.why:
            return self
        return replace(self, why_code=WRITTEN if why else "", why_params={"text": why} if why else {})


@dataclass(frozen=True, slots=True)
class Proposal:
    """``key`` is the place of the right option, ``answer`` the right answer in words (of a statement true or false).

    ``place`` proves the key; ``leans_on`` are the further sentences that are shown or that resolve a name.
    ``value_type`` is the type of what stands at ``place``, where the question's own is another (a statement's is truth).
    """

    kind: str
    format: str
    answer_type: str
    instruction: str
    stem: str
    answer: str
    place: Place
    context: str = ""
    hint: str = ""
    options: tuple[Proposed, ...] = ()
    key: int | None = None
    accepted: tuple[str, ...] = ()
    tolerance: float | None = None
    explanation_code: str = ""
    explanation_params: Mapping[str, Any] = field(default_factory=dict)
    says_so: str = ""
    as_of: dt.date | None = None
    leans_on: tuple[Place, ...] = ()
    value_type: str = field(default="", compare=False)

    @property
    def is_set(self) -> bool:
        return self.format in SETS

    @property
    def is_typed(self) -> bool:
        return self.format == Question.Format.TYPED

    @property
    def is_statement(self) -> bool:
        return self.format == Question.Format.TRUE_FALSE

    @property
    def is_cloze(self) -> bool:
        return self.kind == Question.Kind.CLOZE

    @property
    def explanation(self) -> str:
        return in_words(self.explanation_code, dict(self.explanation_params)) if self.explanation_code else ""

    def explained(self, text: str) -> Proposal:
        """With a person's explanation; one left as it reads keeps its code."""
        if text == self.explanation:
            return self
        return replace(
            self, explanation_code=WRITTEN if text else "", explanation_params={"text": text} if text else {}
        )


def proposal_of(version: QuestionVersion) -> Proposal:
    """A wording as it stands; ``version`` must come with its question. Three statements."""
    question = version.question
    rows = list(version.evidence.order_by("pk"))
    about = {row.option_id: _place(row) for row in rows if row.option_id}
    keys = [row for row in rows if row.role == QuestionEvidence.Role.KEY]
    return Proposal(
        kind=question.kind,
        format=question.format,
        answer_type=question.answer_type,
        instruction=version.instruction,
        context=version.context,
        stem=version.stem,
        hint=version.hint,
        options=tuple(
            Proposed(o.text, o.why_code, o.why_params, o.match, about.get(o.pk))
            for o in version.options.order_by("position")
        ),
        key=version.key_option,
        answer=version.key_value,
        accepted=tuple(version.accepted_forms.order_by("pk").values_list("form", flat=True)),
        tolerance=version.tolerance,
        explanation_code=version.explanation_code,
        explanation_params=version.explanation_params,
        says_so=version.attributed_to,
        as_of=version.as_of,
        place=_place(keys[0]),
        leans_on=tuple(_place(row) for row in rows if row.role == QuestionEvidence.Role.CONTEXT),
    )


def _place(row: QuestionEvidence) -> Place:
    return Place(row.sentence_id, row.start, row.end)


def stretch(text: str, printed: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Where these words stand in a text, whole words first, wherever its lines break; None where they do not."""
    words = r"\s+".join(map(re.escape, printed.split()))
    if not words:
        return None
    whole = list(re.finditer(rf"(?<!\w){words}(?!\w)", text)) or list(re.finditer(words, text))
    return whole[occurrence - 1].span() if 0 < occurrence <= len(whole) else None


def _gapped(sentence: str, printed: str) -> str:
    found = stretch(sentence, printed)
    text = f"{sentence[: found[0]]}{GAP}{sentence[found[1] :]}" if found else sentence
    return " ".join(text.split())


def blank(sort: str, answer_type: str, sentence: str, printed: str, place: Place, says_so: str = "") -> Proposal:
    """A wording to begin with: the sentence with its answer cut out, or as it stands.

    Raises KeyError for what is no sort.
    """
    kind, form = SORTS[sort]
    is_statement = kind == Question.Kind.TRUE_FALSE
    stem = {Question.Kind.CLOZE: _gapped(sentence, printed), Question.Kind.TRUE_FALSE: " ".join(sentence.split())}.get(
        kind, ""
    )
    options = (Proposed(printed, "stated"), *(Proposed("", "same_kind", {"key": printed}) for _ in range(3)))
    return Proposal(
        kind=kind,
        format=form,
        answer_type="truth" if is_statement else answer_type,
        value_type=answer_type,
        instruction=INSTRUCTIONS[sort],
        stem=stem,
        answer="true" if is_statement else printed,
        place=place,
        options=options if form == Question.Format.OPTIONS else (),
        key=0 if form == Question.Format.OPTIONS else None,
        accepted=(printed,) if form == Question.Format.TYPED else (),
        explanation_code="as_stated" if is_statement else "",
        says_so=says_so,
    )
