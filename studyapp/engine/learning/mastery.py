"""What a learner knows of a topic: an estimate with its uncertainty, moved by each answer.

The model is a Bayesian form of Elo, close to Glicko (M. E. Glickman, "Parameter estimation in large
dynamic paired comparison experiments", Applied Statistics 48, 1999) with the guess floor of the
three-parameter logistic (A. Birnbaum in Lord and Novick, "Statistical Theories of Mental Test
Scores", 1968). Ability, deviation in the topic, and difficulty of question and topic are Gaussians
on one scale of logits:

    z = base + ability + deviation - question - topic,    v = sum of their variances
    chance of a right answer = c + (1 - c) * logistic(z / sqrt(1 + pi v / 8)),    c = chance of guessing

(the averaging over v after D. J. C. MacKay, "The evidence framework applied to classification
networks", Neural Computation 4, 1992). An answer moves each estimate to the mean and variance of
its posterior, which follow from the first two derivatives of the log of that chance (M. Opper,
"A Bayesian approach to on-line learning", 1998). What is uncertain moves most.

Only the learner's two estimates change; question and topic enter with the values of a calibration
snapshot, so the order in which different learners answer makes no difference. How hard a topic is
as a whole can't be told from how well a learner does in it: that uncertainty is part of the
deviation from the start, and shrinks with it.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from enum import StrEnum

SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A Gaussian in logits with the answers behind it. ``days`` counts days (UTC) with an answer."""

    mean: float
    variance: float
    answers: int = 0
    days: int = 0
    last_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemPrior:
    """How hard a question is, in logits; snapshot 0 knows only its format."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class TopicPrior:
    """How hard a topic is as a whole, in logits."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """``score`` 0…1; ``floor`` is the chance of being right without knowing, 0 ≤ floor < 1."""

    score: float
    floor: float


@dataclass(frozen=True, slots=True)
class Constants:
    """Values that did best on held-out learners of public answer data, rounded; logits."""

    base: float = 0.0
    learner_variance: float = 1.0**2
    topic_deviation_variance: float = 0.5**2
    question_variance: float = 1.0**2
    topic_variance: float = 0.7**2
    learner_drift: float = 0.003  # variance added with each answer: people change
    topic_drift: float = 0.01
    practice_gain: float = 0.02  # answering teaches, whatever the outcome
    decay: float = 0.2  # the deviation fades as (1 + days) ** -decay
    typed_is_harder: float = 0.5  # recalling is harder than recognising
    range_width: float = 1.2816  # 80 % of a Gaussian lie within so many standard deviations
    shown_from: int = 3  # answers before a number is shown
    mastered_answers: int = 5
    mastered_days: int = 2


CONSTANTS = Constants()
TOPIC_PRIOR = TopicPrior(0.0, CONSTANTS.topic_variance)


class Word(StrEnum):
    """Mastery in a word; it follows the lower end of the range."""

    NOT_ENOUGH = "not_enough"
    STARTING = "starting"
    GROWING = "growing"
    STRONG = "strong"
    MASTERED = "mastered"


@dataclass(frozen=True, slots=True)
class Mastery:
    """Chance (0…1) of answering a fresh question of the topic right, with its 80 % range."""

    chance: float
    low: float
    high: float
    answers: int
    word: Word
    last_at: dt.datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there are answers enough to show a number."""
        return self.word is not Word.NOT_ENOUGH


def item_prior(item_format: str) -> ItemPrior:
    """Difficulty of a question nobody has answered yet, by its format ("options", "typed", "true_false").

    The guess floor already says that options are easier to get right.
    """
    return ItemPrior(CONSTANTS.typed_is_harder if item_format == "typed" else 0.0, CONSTANTS.question_variance)


def guess_floor(item_format: str, options: int = 0) -> float:
    """Chance of a right answer without knowing: 1/options, 1/2 for true/false, 0 for typed.

    Raises ValueError for options without at least two of them.
    """
    if item_format == "typed":
        return 0.0
    if item_format == "true_false":
        return 0.5
    if options < 2:
        raise ValueError(f"{item_format}: {options} options")
    return 1.0 / options


def first_estimate() -> Estimate:
    """General ability of somebody who has not answered yet."""
    return Estimate(0.0, CONSTANTS.learner_variance)


def first_deviation(topic_prior: TopicPrior = TOPIC_PRIOR) -> Estimate:
    """Deviation in a topic not answered yet; it holds the uncertainty of the topic's difficulty too."""
    return Estimate(0.0, CONSTANTS.topic_deviation_variance + topic_prior.variance)


def update(
    general: Estimate,
    topic: Estimate,
    item: ItemPrior,
    topic_prior: TopicPrior,
    outcome: Outcome,
    now: dt.datetime,
) -> tuple[Estimate, Estimate]:
    """The learner's two estimates after one answer at ``now`` (aware)."""
    topic_mean, topic_variance = _faded(topic, now, topic_prior)
    topic_variance += CONSTANTS.topic_drift
    general_variance = general.variance + CONSTANTS.learner_drift
    z = CONSTANTS.base + general.mean + topic_mean - item.mean - topic_prior.mean
    gradient, curvature = _slopes(z, general_variance + topic_variance + item.variance, outcome)

    def moved(estimate: Estimate, mean: float, variance: float) -> Estimate:
        return Estimate(
            mean=mean + variance * gradient,
            variance=variance - variance * variance * curvature,
            answers=estimate.answers + 1,
            days=estimate.days + _is_new_day(estimate.last_at, now),
            last_at=now,
        )

    return (
        moved(general, general.mean, general_variance),
        moved(topic, topic_mean + CONSTANTS.practice_gain, topic_variance),
    )


def faded(topic: Estimate, now: dt.datetime, topic_prior: TopicPrior = TOPIC_PRIOR) -> Estimate:
    """The deviation after the days since the last answer: back towards 0, and less certain.

    Mean times f and variance times f² plus (1 - f²) times its first value, with
    f = (1 + days) ** -decay: a slow power of time, as forgetting is (J. T. Wixted and
    E. B. Ebbesen, "On the form of forgetting", Psychological Science 2, 1991).
    """
    mean, variance = _faded(topic, now, topic_prior)
    return replace(topic, mean=mean, variance=variance)


def _faded(topic: Estimate, now: dt.datetime, topic_prior: TopicPrior) -> tuple[float, float]:
    if topic.last_at is None:
        return topic.mean, topic.variance
    days = max(0.0, (now - topic.last_at).total_seconds() / SECONDS_A_DAY)
    kept = (1.0 + days) ** -CONSTANTS.decay
    first = CONSTANTS.topic_deviation_variance + topic_prior.variance
    return kept * topic.mean, kept * kept * topic.variance + (1.0 - kept * kept) * first


def mastery(
    general: Estimate | None, topic: Estimate | None, now: dt.datetime, topic_prior: TopicPrior = TOPIC_PRIOR
) -> Mastery:
    """What is shown of a topic at ``now``; None stands for rows that don't exist yet.

    A fresh question has a difficulty of its own and no guess floor: the chance is averaged over
    questions, and the range says how sure we are of that average.
    """
    general = general or first_estimate()
    topic = faded(topic or first_deviation(topic_prior), now, topic_prior)
    z = CONSTANTS.base + general.mean + topic.mean - topic_prior.mean
    variance = general.variance + topic.variance
    half = CONSTANTS.range_width * math.sqrt(variance)
    low = _averaged(z - half, CONSTANTS.question_variance)
    high = _averaged(z + half, CONSTANTS.question_variance)
    chance = min(max(_averaged(z, CONSTANTS.question_variance + variance), low), high)
    return Mastery(chance, low, high, topic.answers, _word(low, topic), topic.last_at)


def _slopes(z: float, variance: float, outcome: Outcome) -> tuple[float, float]:
    """First derivative, and second with its sign turned, of the log chance of the answer in z.

    Half-right weighs right and wrong. The guess floor cancels for a wrong answer: guessed wrong tells
    as much as "I don't know". For a surprising right answer the second may be negative: it may have
    been a guess, and leaves us less certain than before.
    """
    flatter = 1.0 / math.sqrt(1.0 + math.pi * variance / 8.0)
    known = _logistic(z * flatter)
    slope = flatter * known * (1.0 - known)
    chance = outcome.floor + (1.0 - outcome.floor) * known
    right = (1.0 - outcome.floor) * slope / chance
    bend = right * right - right * flatter * (1.0 - 2.0 * known)
    wrong = -flatter * known
    score = outcome.score
    return score * right + (1.0 - score) * wrong, score * bend + (1.0 - score) * flatter * slope


def _word(low: float, topic: Estimate) -> Word:
    if topic.answers < CONSTANTS.shown_from:
        return Word.NOT_ENOUGH
    if low < 0.3:
        return Word.STARTING
    if low < 0.6:
        return Word.GROWING
    enough = topic.answers >= CONSTANTS.mastered_answers and topic.days >= CONSTANTS.mastered_days
    return Word.MASTERED if low >= 0.8 and enough else Word.STRONG


def _is_new_day(last_at: dt.datetime | None, now: dt.datetime) -> bool:
    return last_at is None or last_at.astimezone(dt.UTC).date() != now.astimezone(dt.UTC).date()


def _averaged(z: float, variance: float) -> float:
    return _logistic(z / math.sqrt(1.0 + math.pi * variance / 8.0))


def _logistic(z: float) -> float:
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    grown = math.exp(z)
    return grown / (1.0 + grown)
