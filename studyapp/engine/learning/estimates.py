"""The numbers of the learner model: what is kept of learners, questions and topics, and the constants."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constants:
    """Values that did best on held-out training learners of public answer data, rounded; logits.

    docs/decisions/0010-learner-model-measured.md has the figures. ``decay`` was measured on data with times,
    the guess floor and what is said of typing on none.
    """

    learner_variance: float = 1.0**2
    deviation_variance: float = 0.5**2  # between topics, within a learner
    question_variance: float = 1.0**2
    slope_variance: float = 0.1
    topic_variance: float = 0.7**2
    practice_variance: float = 0.05
    learner_drift: float = 0.001  # variance added with each answer: people change
    topic_drift: float = 0.005
    form_weight: float = 0.7
    form_rate: float = 0.25
    decay: float = 0.2  # the standing fades as (1 + days) ** -decay
    typed_is_harder: float = 0.5  # recalling is harder than recognising
    range_width: float = 1.2816  # 80 % of a Gaussian lie within so many standard deviations
    shown_from: int = 3  # answers before a number is shown
    mastered_answers: int = 5
    mastered_days: int = 2


CONSTANTS = Constants()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Gaussian in logits with the answers behind it. ``days`` counts days (UTC) with an answer.

    For a topic it is the rest of the standing, of which ``lean`` times general ability is the other
    part. ``form`` is the running mean of the last surprises, -1…1.
    """

    mean: float
    variance: float
    answers: int = 0
    days: int = 0
    last_at: dt.datetime | None = None
    form: float = 0.0
    lean: float = 0.0


@dataclass(frozen=True, slots=True)
class ItemPrior:
    """How hard a question is for its topic, in logits, and how sharply it tells who knows (1: as usual)."""

    mean: float
    variance: float
    slope: float = 1.0
    slope_variance: float = CONSTANTS.slope_variance


@dataclass(frozen=True, slots=True)
class TopicPrior:
    """How hard a topic is as a whole, and what practice in it brings per natural log of answers; logits."""

    mean: float
    variance: float
    practice: float = 0.0
    practice_variance: float = CONSTANTS.practice_variance


TOPIC_PRIOR = TopicPrior(0.0, CONSTANTS.topic_variance)


@dataclass(frozen=True, slots=True)
class Expected:
    """Theta of one learner in one topic before an answer: mean, variance, answers there so far."""

    mean: float
    variance: float
    answers: int = 0
