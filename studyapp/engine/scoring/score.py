"""What an answer is worth, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.items import ItemFormat
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.engine.scoring.matching import match_typed


class ScoreReason(StrEnum):
    """Why a response got its score; the page has a sentence for each."""

    RIGHT = "right"
    RIGHT_FORM = "right_form"  # another usual form of the same value
    RIGHT_SPELLING = "right_spelling"  # right but for a slip of spelling
    RIGHT_NEAR = "right_near"  # within the tolerance of a figure that the source rounds
    PARTLY = "partly"  # some rows of a set
    WRONG = "wrong"
    WRONG_UNIT = "wrong_unit"  # the right figure of another unit
    INCOMPLETE = "incomplete"  # less than was asked for: a year for a date, an ambiguous surname
    UNREADABLE = "unreadable"  # no year, date or figure in it where one was asked for
    DONT_KNOW = "dont_know"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """What is right, as far as marking needs it.

    ``answer`` is the key as shown to learners ("true"/"false" for statements), ``accepted`` further forms.
    ``position`` is the right option's stored position (options only; shuffling on the page does not touch it).
    ``others`` are options and other values of the topic that must never count as a spelling of the key.
    ``unit`` is that of the key ("%", "USD", "km", "shells"), ``surname_enough`` whether the last name alone
    names one person in the topic; None asks ``others``. ``tolerance`` is how far a figure may lie from the key.
    ``rows`` is the number of rows of a set.
    """

    format: ItemFormat
    answer_type: AnswerType
    answer: str
    accepted: tuple[str, ...] = ()
    position: int | None = None
    others: tuple[str, ...] = ()
    unit: str = ""
    surname_enough: bool | None = None
    tolerance: float | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` 0…1 (between them only for sets: the share of right rows), its reason, and how the response was read."""

    value: float
    reason: ScoreReason
    read_as: str = ""

    @property
    def right(self) -> bool:
        return self.value >= 1.0


_DONT_KNOW = re.compile(r"i (?:really )?(?:do not|dont) know|dont know|do not know|idk|dunno|no idea|not sure|\?+")
_TRUE, _FALSE = {"true", "t", "yes", "y", "right", "correct"}, {"false", "f", "no", "n", "wrong", "incorrect"}


def mark(key: AnswerKey, given: str | None) -> Score:
    """The score of a response.

    ``given`` is the chosen option's stored position ("2") or its text, "true"/"false", or what was typed; for a set
    the 1-based place chosen for each row, rows in stored order ("1 3 2"): row n is right with place n.
    None and "I don't know" are scored 0 with a reason of their own.
    """
    if given is None or _DONT_KNOW.fullmatch(fold(given)):
        return Score(0.0, ScoreReason.DONT_KNOW)
    text = given.strip()
    if not text:
        return Score(0.0, ScoreReason.BLANK)
    if key.format == ItemFormat.OPTIONS:
        return _mark_option(key, text)
    if key.format == ItemFormat.TRUE_FALSE:
        return _mark_truth(key, text)
    if key.format in (ItemFormat.MATCH, ItemFormat.ORDER):
        return _mark_rows(key, text)
    match = match_typed(
        key.answer_type,
        key.answer,
        text,
        accepted=key.accepted,
        others=key.others,
        unit=key.unit,
        surname_enough=key.surname_enough,
        tolerance=key.tolerance,
    )
    return Score(float(match.right), ScoreReason(match.outcome.value), match.read_as)


def _mark_option(key: AnswerKey, text: str) -> Score:
    if key.position is not None and text.isdecimal():
        right = int(text) == key.position
    else:
        right = fold(text) == fold(key.answer)
    return Score(float(right), ScoreReason.RIGHT if right else ScoreReason.WRONG, text)


def right_rows(given: str, rows: int) -> tuple[bool, ...]:
    """Which rows of a set are right, in stored order."""
    places = given.split()
    return tuple(n <= len(places) and places[n - 1] == str(n) for n in range(1, rows + 1))


def _mark_rows(key: AnswerKey, text: str) -> Score:
    right = right_rows(text, key.rows)
    value = sum(right) / max(1, len(right))
    if value in (0.0, 1.0):
        return Score(value, ScoreReason.RIGHT if value else ScoreReason.WRONG, text)
    return Score(value, ScoreReason.PARTLY, text)


def _mark_truth(key: AnswerKey, text: str) -> Score:
    said = fold(text)
    if said not in _TRUE | _FALSE:
        return Score(0.0, ScoreReason.UNREADABLE, text)
    answer = "true" if said in _TRUE else "false"
    right = answer == key.answer
    return Score(float(right), ScoreReason.RIGHT if right else ScoreReason.WRONG, answer)
