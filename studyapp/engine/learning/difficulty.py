"""How hard a question is: a first guess from what it looks like, then moved by answers.

Calibration folds answers that learners gave, each with where the learner's theta was thought to lie
beforehand, into difficulty and slope of the question, and difficulty and practice rate of the topic:
the same step as for the learner (``mastery``), from the other side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from studyapp.engine.learning.estimates import Expected, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import Outcome, slopes
from studyapp.engine.learning.mastery import item_prior, on_item
from studyapp.engine.learning.selection import ORDERED_TYPES

# Logits; judgement, as there are no answers to generated questions yet. A site's own answers overrule
# them soon: after ten, less than half of the first guess is left.
CLOSE_OPTIONS_ARE_HARDER = 0.8  # from nothing in common to nearly the same
WORD_TO_TYPE_IS_HARDER = 0.15  # each word after the first, three at most
LONG_TEXT_IS_HARDER = 0.2  # for each 25 words beyond 25, twice at most
FIGURES_ARE_HARDER = 0.2
SLOPES = 0.2, 3.0  # a question that told nothing, or turned the scale round, would be a flawed one
USUAL_CLOSENESS = 0.4
LEAST_VARIANCE = 0.001
ABSORBED = 0.09  # by each answer, of what was thought of the topic when a learner began there


@dataclass(frozen=True, slots=True)
class ItemFeatures:
    """What is known of a wording before anybody answered it, and never changes.

    ``distractors`` are the wrong options; ``words`` counts context and stem.
    """

    format: str
    answer_type: str
    key: str
    distractors: tuple[str, ...] = ()
    words: int = 0


@lru_cache(maxsize=8192)  # each quiz weighs every question of its topic
def first_difficulty(features: ItemFeatures) -> ItemPrior:
    """Difficulty of a question nobody has answered yet.

    Its score is not among the features: that says how good the question is, and may change later,
    while a rebuild must find the same difficulty again.
    """
    prior = item_prior(features.format)
    mean = prior.mean + LONG_TEXT_IS_HARDER * min(2.0, max(0.0, (features.words - 25) / 25))
    if features.answer_type in ORDERED_TYPES:
        mean += FIGURES_ARE_HARDER
    if features.format == "typed":
        mean += WORD_TO_TYPE_IS_HARDER * min(3, max(0, len(features.key.split()) - 1))
    elif features.format == "options" and features.distractors:
        mean += CLOSE_OPTIONS_ARE_HARDER * (closeness(features.key, features.distractors) - USUAL_CLOSENESS)
    return ItemPrior(mean, prior.variance)


def closeness(key: str, distractors: Sequence[str]) -> float:
    """How like the right option the wrong ones are, 0…1, on average: figures by ratio, words by letters."""
    return sum(_likeness(key, other) for other in distractors) / len(distractors)


def _likeness(one: str, other: str) -> float:
    figures = _figure(one), _figure(other)
    if None not in figures:
        small, large = sorted(map(abs, figures))
        return small / large if large else 1.0
    return fuzz.ratio(one.casefold(), other.casefold()) / 100.0


def _figure(text: str) -> float | None:
    try:
        return float(text.replace(",", "").rstrip("%").strip())
    except ValueError:
        return None


def learn(theta: Expected, item: ItemPrior, topic: TopicPrior, outcome: Outcome) -> tuple[ItemPrior, TopicPrior]:
    """Question and topic after one answer by a learner whose theta was expected there."""
    practised = math.log(theta.answers + 1)
    z, spread = on_item(theta, item)
    spread += item.slope * item.slope * topic.practice_variance * practised * practised
    gradient, curvature = slopes(z, spread, outcome)
    lower, upper = SLOPES
    slope = item.slope + item.slope_variance * theta.mean * gradient
    harder = ItemPrior(
        item.mean - item.variance * gradient,
        _shrunk(item.variance, curvature),
        min(max(slope, lower), upper),
        _shrunk(item.slope_variance, curvature * theta.mean * theta.mean),
    )
    gradient *= item.slope
    curvature *= item.slope * item.slope
    return harder, TopicPrior(
        topic.mean - topic.variance * gradient,
        _shrunk(topic.variance, curvature),
        topic.practice + topic.practice_variance * practised * gradient,
        _shrunk(topic.practice_variance, curvature * practised * practised),
    )


def as_known_now(theta: Expected, then: TopicPrior, now: TopicPrior) -> Expected:
    """Theta as it would have been expected, had the topic been known as it is now.

    Answers since a snapshot were expected by the topic as it was there. Each of a class of beginners
    would else push its difficulty by the whole surprise that the first of them explains. Who has
    answered n times there stands by their own answers for all but a share of 1 / (1 + 0.09 n).
    """
    share = 1.0 / (1.0 + ABSORBED * theta.answers)
    practised = (now.practice - then.practice) * math.log(theta.answers + 1)
    return Expected(theta.mean + share * (practised - (now.mean - then.mean)), theta.variance, theta.answers)


def _shrunk(variance: float, curvature: float) -> float:
    return max(LEAST_VARIANCE, variance - variance * variance * curvature)
