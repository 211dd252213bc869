"""How well a fact is remembered, by FSRS (the free spaced repetition scheduler, ``fsrs``).

One memory per learner and fact, so that a new wording continues it. The scheduler runs without
learning steps (the app asks again on another day, not in ten minutes) and without fuzz, so that
folding the same answers gives the same numbers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from fsrs import Card, Rating, Scheduler, State

from studyapp.engine.learning.mastery import SECONDS_A_DAY
from studyapp.engine.learning.pace import Pace

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
SOLID_DAYS = 7.0
_WEAK_FORMATS = frozenset({"options", "true_false"})


class Confidence(IntEnum):
    GUESS = 1
    FAIRLY_SURE = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """Stability in days (after so many, recall is 90 %), difficulty 1…10; ``lapses`` counts forgettings."""

    stability: float
    difficulty: float
    due: dt.datetime
    last_review: dt.datetime
    reviews: int = 1
    lapses: int = 0


class FactWord(StrEnum):
    """The only words for memory."""

    SOLID = "solid"
    LEARNING = "learning"
    DUE = "due"
    NEW = "new"


def rating(
    score: float, *, dont_know: bool, confidence: int | None, item_format: str, pace: Pace = Pace.UNKNOWN
) -> Rating:
    """FSRS's rating of one answer.

    ====================  ===========  ====================  =======
    answer                guess        fairly sure, unsaid   certain
    ====================  ===========  ====================  =======
    wrong, don't know     Again        Again                 Again
    right, typed          Hard         Good                  Good
    right, typed, slow    Hard         Hard                  Hard
    right, chosen         Hard         Hard                  Good
    right, chosen, slow   Hard         Hard                  Hard
    ====================  ===========  ====================  =======

    Choosing the right option, or true or false, is weak evidence of recall. Slow is three times as
    long as reading, thinking and typing usually take (``pace``); longer than ten times says nothing,
    as the learner was elsewhere. Quick is no sign of ease: a guess is quick. Easy is never given: it
    is for those who say how easy it was, and nobody asks that. Less than wholly right is wrong.
    """
    if dont_know or score < 1.0:
        return Rating.Again
    if confidence == Confidence.GUESS or pace is Pace.SLOW:
        return Rating.Hard
    if item_format in _WEAK_FORMATS and confidence != Confidence.CERTAIN:
        return Rating.Hard
    return Rating.Good


def review(memory: Memory | None, rated: Rating, now: dt.datetime) -> Memory:
    """The memory after an answer at ``now`` (aware); None is a fact not asked before.

    FSRS counts whole days between reviews; its weights were fitted so. An answer that is older than
    the last review (it arrived late, or the clock was set back) counts as given at that time: memory
    never runs backwards, and a due date never lies before the last review.
    """
    now = now.astimezone(dt.UTC)
    if memory is None:
        before = Card(card_id=0, due=now)
    else:
        last = memory.last_review.astimezone(dt.UTC)
        now = max(now, last)
        before = Card(0, State.Review, None, memory.stability, memory.difficulty, memory.due, last)
    card, _ = SCHEDULER.review_card(before, rated, now)
    lapsed = memory is not None and rated == Rating.Again
    return Memory(
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=now,
        reviews=(memory.reviews if memory else 0) + 1,
        lapses=(memory.lapses if memory else 0) + lapsed,
    )


def retrievability(memory: Memory, now: dt.datetime) -> float:
    """Chance (0…1] of recalling the fact at ``now``: the forgetting curve of FSRS-6, in continuous time.

    (1 + f t / S) ** -w20 with t in days, S the stability and f such that it is 0.9 at t = S. The
    library's own function counts whole days and says 1 until the first has passed.
    """
    days = max(0.0, (now - memory.last_review).total_seconds() / SECONDS_A_DAY)
    decay = -SCHEDULER.parameters[20]
    factor = 0.9 ** (1.0 / decay) - 1.0
    return (1.0 + factor * days / memory.stability) ** decay


def word(memory: Memory | None, day_end: dt.datetime) -> FactWord:
    """New: never answered. Due: its day has come. Solid: holds for a week or more. Else learning.

    ``day_end`` is the end of the learner's day (aware): what falls due tonight is due all day.
    """
    if memory is None:
        return FactWord.NEW
    if memory.due < day_end:
        return FactWord.DUE
    return FactWord.SOLID if memory.stability >= SOLID_DAYS else FactWord.LEARNING


def days_until(memory: Memory, now: dt.datetime) -> int:
    """Whole days, rounded, until the next review; 0 when it is due."""
    return max(0, round((memory.due - now).total_seconds() / SECONDS_A_DAY))
