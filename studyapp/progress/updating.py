"""Moving what a learner knows by one answer, in the transaction that keeps the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.attempts.models import Response
from studyapp.engine.learning.answers import Answer, Known, after, weight
from studyapp.engine.learning.estimates import Estimate, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import chance
from studyapp.engine.learning.mastery import Mastery, guess_floor, on_item
from studyapp.engine.learning.memory import Memory, days_until
from studyapp.progress.asked import Asked
from studyapp.progress.difficulties import newest
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


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of learner, question and topic before an answer; ``snapshot`` numbers the difficulties."""

    known: Known
    snapshot: int
    item: ItemPrior
    topic: TopicPrior


def before(learner_id: int, asked: Asked) -> Before:
    """What counts for an answer now. Two queries; difficulties are kept in the process."""
    difficulties = newest()
    found = known(learner_id, asked.topic_id, asked.fact_id)
    return Before(found, difficulties.number, difficulties.item(asked), difficulties.topic(asked.topic_id))


def note(response: Response, asked: Asked, then: Before) -> None:
    """Write into a response not yet saved what was expected of it, and how much it weighs."""
    answer = answer_of(response, asked, then.item, then.topic)
    theta = then.known.expected(then.topic, response.answered_at)
    response.calibration = then.snapshot
    response.expected_mean, response.expected_variance = theta.mean, theta.variance
    response.expected_chance = chance(*on_item(theta, then.item), guess_floor(asked.format, asked.options))
    response.nth_in_topic = theta.answers
    response.weight = weight(then.known, answer)


def fold(response: Response, asked: Asked, then: Before, *, learner_id: int, now: dt.datetime) -> Folded:
    """Move mastery and memory by a response just kept: two upserts.

    The caller holds the lock on the learner's row since before ``then`` was read, so that responses
    fold in the order of their numbers. The time that counts is ``response.answered_at``, as in a
    rebuild; ``now`` is the time for which mastery is shown.
    """
    shown = then.known.mastery(now, then.topic)
    if not response.counted:
        return Folded(False, shown, shown, then.known.memory, then.known.memory, now)
    moved = after(then.known, answer_of(response, asked, then.item, then.topic))
    write_abilities(
        [ability_row(learner_id, None, moved.general), ability_row(learner_id, asked.topic_id, moved.topic)]
    )
    write_memories([memory_row(learner_id, asked.fact_id, moved.memory)])
    return Folded(True, shown, moved.mastery(now, then.topic), then.known.memory, moved.memory, now)


def known(learner_id: int, topic_id: int, fact_id: int) -> Known:
    """What is stored of a learner's general ability, this topic and this fact. Two queries."""
    rows = Ability.objects.filter(learner_id=learner_id, scope__in=(IN_GENERAL, topic_id))
    estimates = {row.scope: row.as_estimate() for row in rows}
    memory = FactMemory.objects.filter(learner_id=learner_id, fact_id=fact_id).first()
    return Known(estimates.get(IN_GENERAL), estimates.get(topic_id), memory.as_memory() if memory else None)


def answer_of(response: Response, asked: Asked, item: ItemPrior, topic: TopicPrior) -> Answer:
    return Answer(
        score=response.score_now,
        dont_know=response.dont_know,
        confidence=response.confidence,
        format=asked.format,
        options=asked.options,
        answered_at=response.answered_at,
        item=item,
        topic=topic,
        words=asked.words,
        duration_ms=response.duration_ms,
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
        form=estimate.form,
        lean=estimate.lean,
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
        update_fields=["mean", "variance", "answers", "days", "last_at", "form", "lean"],
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
