"""One answer's whole effect on what a learner knows: mastery of the topic, memory of the fact.

Answering and rebuilding both call ``after``, and nothing else: that is why they agree to the last bit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.engine.learning import mastery, memory
from studyapp.engine.learning.mastery import TOPIC_PRIOR, Estimate, Outcome
from studyapp.engine.learning.memory import Memory


@dataclass(frozen=True, slots=True)
class Answer:
    """A marked answer. ``options`` is how many were shown (0 where there are none); ``answered_at`` aware.

    ``calibration`` numbers the snapshot of difficulties; 0 is the priors.
    """

    score: float
    dont_know: bool
    confidence: int | None
    format: str
    options: int
    answered_at: dt.datetime
    calibration: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one learner where one answer touches it; None: no answer yet."""

    general: Estimate | None = None
    topic: Estimate | None = None
    memory: Memory | None = None

    def mastery(self, now: dt.datetime) -> mastery.Mastery:
        return mastery.mastery(self.general, self.topic, now)


def after(known: Known, answer: Answer) -> Known:
    """The state after a counted answer. Raises ValueError for a snapshot that there is not."""
    general, topic = estimates_after(known.general, known.topic, answer)
    rated = memory.rating(
        answer.score, dont_know=answer.dont_know, confidence=answer.confidence, item_format=answer.format
    )
    return Known(general, topic, memory.review(known.memory, rated, answer.answered_at))


def estimates_after(general: Estimate | None, topic: Estimate | None, answer: Answer) -> tuple[Estimate, Estimate]:
    """General ability and deviation in the topic after a counted answer."""
    if answer.calibration != 0:
        raise ValueError(f"no calibration snapshot {answer.calibration}")
    floor = 0.0 if answer.dont_know else mastery.guess_floor(answer.format, answer.options)
    return mastery.update(
        general or mastery.first_estimate(),
        topic or mastery.first_deviation(),
        mastery.item_prior(answer.format),
        TOPIC_PRIOR,
        Outcome(0.0 if answer.dont_know else answer.score, floor),
        answer.answered_at,
    )
