"""What a learner knows of a topic: an estimate with its uncertainty, moved by each answer.

The model is a Bayesian form of Elo, close to Glicko (M. E. Glickman, "Parameter estimation in large
dynamic paired comparison experiments", Applied Statistics 48, 1999), with the slope and the guess
floor of the three-parameter logistic (A. Birnbaum in Lord and Novick, "Statistical Theories of Mental
Test Scores", 1968). General ability, standing in the topic and difficulty of the question are
Gaussians on one scale of logits:

    theta = ability + standing + form,    z = slope * theta - difficulty
    standing = rest + lean * ability
    chance of a right answer = c + (1 - c) * logistic(z / sqrt(1 + pi v / 8)),    c = chance of guessing

with v the variance of z (the averaging after D. J. C. MacKay, "The evidence framework applied to
classification networks", Neural Computation 4, 1992). An answer moves each estimate to the mean and
variance of its posterior, which follow from the first two derivatives of the log of that chance
(M. Opper, "A Bayesian approach to on-line learning", 1998). What is uncertain moves most.

What raises the one estimate lowers the other: an answer can't tell ability from standing. So the
standing is kept as a regression on ability, with a rest that is independent of it: both Gaussians
and what binds them in three numbers, whatever other topics have taught about the ability since.
Without that the ranges would hold the truth in 86 % of cases instead of 80.

Form is a running mean of the last surprises, in general and in the topic: it helps to foresee the
next answer and is no part of what is shown. Practice moves the standing with the logarithm of the
answers in the topic (as in P. I. Pavlik and others, "Performance factors analysis", 2009), each topic
at its own rate.

Only the learner's two estimates change; question and topic enter with the values of a calibration
snapshot, so the order in which different learners answer makes no difference. How hard a topic is
as a whole can't be told from how well one learner does in it: the standing holds both.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from enum import StrEnum

from studyapp.engine.learning.estimates import (
    CONSTANTS,
    TOPIC_PRIOR,
    Constants,
    Estimate,
    Expected,
    ItemPrior,
    TopicPrior,
)
from studyapp.engine.learning.likelihood import Outcome, averaged, chance, slopes

SECONDS_A_DAY = 86_400.0


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
    """Difficulty of a question of which only the format is known ("options", "typed", "true_false").

    The guess floor already says that options are easier to get right.
    """
    return ItemPrior(CONSTANTS.typed_is_harder if item_format == "typed" else 0.0, CONSTANTS.question_variance)


def guess_floor(item_format: str, options: int = 0) -> float:
    """Chance of a right answer without knowing: 1/options, 1/2 for true/false, 0 for typed.

    Of a set with that many rows it is the share of rows that a guess gets right on average.

    Raises ValueError for options without at least two of them.
    """
    if item_format == "typed":
        return 0.0
    if item_format == "true_false":
        return 0.5
    if options < 2:
        raise ValueError(f"{item_format}: {options} options")
    return 1.0 / options


def first_estimate(constants: Constants = CONSTANTS) -> Estimate:
    """General ability of somebody who has not answered yet."""
    return Estimate(0.0, constants.learner_variance)


def first_standing(topic_prior: TopicPrior = TOPIC_PRIOR, constants: Constants = CONSTANTS) -> Estimate:
    """Standing in a topic not answered yet; it holds the topic's difficulty and its uncertainty."""
    return Estimate(-topic_prior.mean, constants.deviation_variance + topic_prior.variance)


def expected(
    general: Estimate,
    topic: Estimate,
    topic_prior: TopicPrior,
    now: dt.datetime,
    constants: Constants = CONSTANTS,
) -> Expected:
    """Where the learner's theta is thought to lie for an answer at ``now`` (aware)."""
    rest, variance, lean = _faded(topic, now, topic_prior, constants)
    form = constants.form_weight * (_kept_form(general, now) + _kept_form(topic, now))
    share = 1.0 + lean
    return Expected(
        share * general.mean + rest + form,
        share * share * (general.variance + constants.learner_drift) + variance + constants.topic_drift,
        topic.answers,
    )


def update(
    general: Estimate,
    topic: Estimate,
    item: ItemPrior,
    topic_prior: TopicPrior,
    outcome: Outcome,
    now: dt.datetime,
    constants: Constants = CONSTANTS,
) -> tuple[Estimate, Estimate]:
    """The learner's two estimates after one answer at ``now`` (aware)."""
    theta = expected(general, topic, topic_prior, now, constants)
    z, spread = on_item(theta, item)
    gradient, curvature = slopes(z, spread, outcome)
    gradient *= item.slope
    curvature *= item.slope * item.slope
    surprise = outcome.score - chance(z, spread, outcome.floor)

    rest, variance, lean = _faded(topic, now, topic_prior, constants)
    variance += constants.topic_drift
    ability = general.variance + constants.learner_drift
    pull = (1.0 + lean) * ability  # covariance of theta with ability; with the rest it is its variance
    mean = general.mean + pull * gradient
    narrowed = ability - pull * pull * curvature
    bound = -pull * variance * curvature / narrowed  # ability and rest are bound now: regress once more
    learnt = topic_prior.practice * math.log((topic.answers + 2) / (topic.answers + 1))

    def moved(estimate: Estimate, mean: float, variance: float, lean: float) -> Estimate:
        form = _kept_form(estimate, now)
        return Estimate(
            mean,
            variance,
            estimate.answers + 1,
            estimate.days + _is_new_day(estimate.last_at, now),
            max(now, estimate.last_at or now),
            form + constants.form_rate * outcome.weight * (surprise - form),
            lean,
        )

    return moved(general, mean, narrowed, 0.0), moved(
        topic,
        rest + variance * gradient - bound * mean + outcome.weight * learnt,
        variance - variance * variance * curvature - bound * bound * narrowed,
        lean + bound,
    )


def on_item(theta: Expected, item: ItemPrior) -> tuple[float, float]:
    """Mean and variance of z, the logit of knowing the answer to this question."""
    spread = item.slope * item.slope * theta.variance + item.variance + item.slope_variance * theta.mean * theta.mean
    return item.slope * theta.mean - item.mean, spread


def faded(topic: Estimate, now: dt.datetime, topic_prior: TopicPrior = TOPIC_PRIOR) -> Estimate:
    """The standing after the days since the last answer: back towards the topic's own, and less certain.

    Distance times f and variance times f² plus (1 - f²) times its first value, with
    f = (1 + days) ** -decay: a slow power of time, as forgetting is (J. T. Wixted and
    E. B. Ebbesen, "On the form of forgetting", Psychological Science 2, 1991).
    """
    mean, variance, lean = _faded(topic, now, topic_prior, CONSTANTS)
    return replace(topic, mean=mean, variance=variance, lean=lean)


def _faded(
    topic: Estimate, now: dt.datetime, topic_prior: TopicPrior, constants: Constants
) -> tuple[float, float, float]:
    """Mean and variance of the rest, and lean."""
    days = _days_since(topic.last_at, now)
    if not days:
        return topic.mean, topic.variance, topic.lean
    kept = (1.0 + days) ** -constants.decay
    first = constants.deviation_variance + topic_prior.variance
    mean = kept * topic.mean - (1.0 - kept) * topic_prior.mean
    return mean, kept * kept * topic.variance + (1.0 - kept * kept) * first, kept * topic.lean


def _kept_form(estimate: Estimate, now: dt.datetime) -> float:
    """Form is of the day: half of it is gone a day later. (A guess; the data measured on have no times.)"""
    return estimate.form / (1.0 + _days_since(estimate.last_at, now))


def mastery(
    general: Estimate | None, topic: Estimate | None, now: dt.datetime, topic_prior: TopicPrior = TOPIC_PRIOR
) -> Mastery:
    """What is shown of a topic at ``now``; None stands for rows that don't exist yet.

    A fresh question has a difficulty of its own and no guess floor: the chance is averaged over
    questions, and the range says how sure we are of that average.
    """
    general = general or first_estimate()
    topic = faded(topic or first_standing(topic_prior), now, topic_prior)
    share = 1.0 + topic.lean
    z = share * general.mean + topic.mean
    variance = share * share * general.variance + topic.variance
    half = CONSTANTS.range_width * math.sqrt(variance)
    low = averaged(z - half, CONSTANTS.question_variance)
    high = averaged(z + half, CONSTANTS.question_variance)
    shown = min(max(averaged(z, CONSTANTS.question_variance + variance), low), high)
    return Mastery(shown, low, high, topic.answers, _word(low, topic), topic.last_at)


def _word(low: float, topic: Estimate) -> Word:
    if topic.answers < CONSTANTS.shown_from:
        return Word.NOT_ENOUGH
    if low < 0.3:
        return Word.STARTING
    if low < 0.6:
        return Word.GROWING
    enough = topic.answers >= CONSTANTS.mastered_answers and topic.days >= CONSTANTS.mastered_days
    return Word.MASTERED if low >= 0.8 and enough else Word.STRONG


def _days_since(last_at: dt.datetime | None, now: dt.datetime) -> float:
    """0 for a first answer, and for one that arrives late or after the clock was set back."""
    if last_at is None or now <= last_at:
        return 0.0
    return (now - last_at).total_seconds() / SECONDS_A_DAY


def _is_new_day(last_at: dt.datetime | None, now: dt.datetime) -> bool:
    return last_at is None or last_at.astimezone(dt.UTC).date() < now.astimezone(dt.UTC).date()
