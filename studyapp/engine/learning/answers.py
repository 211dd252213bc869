"""One answer's whole effect on what a learner knows: mastery of the topic, memory of the fact.

Answering and rebuilding both call ``after``, and nothing else: that is why they agree to the last bit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.engine.learning import mastery, memory
from studyapp.engine.learning.estimates import TOPIC_PRIOR, Estimate, Expected, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import Outcome
from studyapp.engine.learning.memory import Memory
from studyapp.engine.learning.pace import Pace, pace

REMEMBERED = 0.95  # of an answer's weight goes when its fact was seen a moment ago
RAPID_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """A marked answer. ``options`` is how many were shown (0 where there are none); ``answered_at`` aware.

    ``item`` and ``topic`` are the difficulties that count for it; ``words`` how many there were to read.
    """

    score: float
    dont_know: bool
    confidence: int | None
    format: str
    options: int
    answered_at: dt.datetime
    item: ItemPrior
    topic: TopicPrior = TOPIC_PRIOR
    words: int = 0
    duration_ms: int | None = None

    @property
    def pace(self) -> Pace:
        return pace(self.duration_ms, self.words, self.format)

    @property
    def floor(self) -> float:
        return 0.0 if self.dont_know else mastery.guess_floor(self.format, self.options)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one learner where one answer touches it; None: no answer yet."""

    general: Estimate | None = None
    topic: Estimate | None = None
    memory: Memory | None = None

    def mastery(self, now: dt.datetime, topic_prior: TopicPrior = TOPIC_PRIOR) -> mastery.Mastery:
        return mastery.mastery(self.general, self.topic, now, topic_prior)

    def expected(self, topic_prior: TopicPrior, now: dt.datetime) -> Expected:
        """Where theta is thought to lie before an answer at ``now``: what calibration learns from."""
        topic = self.topic or mastery.first_standing(topic_prior)
        return mastery.expected(self.general or mastery.first_estimate(), topic, topic_prior, now)


def weight(known: Known, answer: Answer) -> float:
    """How much of an answer's evidence about the topic it is, 0…1.

    A fact seen before is answered from memory of that answer, the more surely the fresher it is: what
    is left tells about the topic. A wrong guess faster than reading counts half: it was no try.
    """
    left = 1.0
    if known.memory is not None:
        left -= REMEMBERED * memory.retrievability(known.memory, answer.answered_at)
    rapid = answer.format != "typed" and not answer.dont_know and answer.pace is Pace.TOO_FAST
    return left * RAPID_WEIGHT if rapid else left


def after(known: Known, answer: Answer) -> Known:
    """The state after a counted answer."""
    general, topic = mastery.update(
        known.general or mastery.first_estimate(),
        known.topic or mastery.first_standing(answer.topic),
        answer.item,
        answer.topic,
        Outcome(0.0 if answer.dont_know else answer.score, answer.floor, weight(known, answer)),
        answer.answered_at,
    )
    rated = memory.rating(
        answer.score,
        dont_know=answer.dont_know,
        confidence=answer.confidence,
        item_format=answer.format,
        pace=answer.pace,
    )
    return Known(general, topic, memory.review(known.memory, rated, answer.answered_at))
