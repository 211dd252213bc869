"""Moving what a learner knows by one answer, in the transaction that keeps the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.attempts.models import Response
from studyapp.engine.learning.answers import Answer, Known, after
from studyapp.engine.learning.mastery import Estimate, Mastery
from studyapp.engine.learning.memory import Memory, days_until
from studyapp.progress.models import Ability, FactMemory

IN_GENERAL = 0  # the scope of general ability; topics are their own number


@dataclass(frozen=True, slots=True)
class Folded:
    """What an answer changed, for its feedback. Not counted: before and after are the same."""

    counted: bool
    mastery_before: Mastery
    mastery_after: Mastery
    memory_before: Memory | None
    memory_after: Memory | None
    now: dt.datetime

    @property
    def next_review_days(self) -> int | None:
        """Days until the fact is asked again; None when it was never counted."""
        return days_until(self.memory_after, self.now) if self.memory_after else None


def fold(
    response: Response,
    *,
    learner_id: int,
    topic_id: int,
    fact_id: int,
    format: str,
    options: int,
    now: dt.datetime,
) -> Folded:
    """Move mastery and memory by a response just kept: two reads, two upserts.

    The caller holds the lock on the learner's row, so that responses fold in the order of their
    numbers. The time that counts is ``response.answered_at``, as in a rebuild; ``now`` is the time
    for which mastery is shown. ``options`` is how many were shown.
    """
    before = known(learner_id, topic_id, fact_id)
    if not response.counted:
        shown = before.mastery(now)
        return Folded(False, shown, shown, before.memory, before.memory, now)
    then = after(before, answer_of(response, format, options))
    write_abilities([ability_row(learner_id, None, then.general), ability_row(learner_id, topic_id, then.topic)])
    write_memories([memory_row(learner_id, fact_id, then.memory)])
    return Folded(True, before.mastery(now), then.mastery(now), before.memory, then.memory, now)


def known(learner_id: int, topic_id: int, fact_id: int) -> Known:
    """What is stored of a learner's general ability, this topic and this fact. Two queries."""
    rows = Ability.objects.filter(learner_id=learner_id, scope__in=(IN_GENERAL, topic_id))
    estimates = {row.scope: row.as_estimate() for row in rows}
    memory = FactMemory.objects.filter(learner_id=learner_id, fact_id=fact_id).first()
    return Known(estimates.get(IN_GENERAL), estimates.get(topic_id), memory.as_memory() if memory else None)


def answer_of(response: Response, format: str, options: int) -> Answer:
    return Answer(
        score=response.score,
        dont_know=response.dont_know,
        confidence=response.confidence,
        format=format,
        options=options,
        answered_at=response.answered_at,
        calibration=response.calibration,
    )


def ability_row(learner_id: int, topic_id: int | None, estimate: Estimate) -> Ability:
    return Ability(
        learner_id=learner_id,
        topic_id=topic_id,
        mean=estimate.mean,
        variance=estimate.variance,
        answers=estimate.answers,
        days=estimate.days,
        last_at=estimate.last_at,
    )


def memory_row(learner_id: int, fact_id: int, memory: Memory) -> FactMemory:
    return FactMemory(
        learner_id=learner_id,
        fact_id=fact_id,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
        reviews=memory.reviews,
        lapses=memory.lapses,
    )


def write_abilities(rows: Iterable[Ability], batch_size: int | None = None) -> None:
    """Insert or overwrite by learner and topic, in one statement a batch."""
    Ability.objects.bulk_create(
        rows,
        batch_size=batch_size,
        update_conflicts=True,
        unique_fields=["learner", "scope"],
        update_fields=["mean", "variance", "answers", "days", "last_at"],
    )


def write_memories(rows: Iterable[FactMemory], batch_size: int | None = None) -> None:
    """Insert or overwrite by learner and fact, in one statement a batch; ``told_of_change`` stays."""
    FactMemory.objects.bulk_create(
        rows,
        batch_size=batch_size,
        update_conflicts=True,
        unique_fields=["learner", "fact"],
        update_fields=["stability", "difficulty", "due", "last_review", "reviews", "lapses"],
    )
