"""Made-up learners of whom the truth is known: what no real data can tell."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyapp.engine.learning.bench.ours import Ours
from studyapp.engine.learning.bench.rows import START, Answers, Learner, Row
from studyapp.engine.learning.estimates import CONSTANTS
from studyapp.engine.learning.likelihood import logistic
from studyapp.engine.learning.mastery import guess_floor, item_prior, mastery

FORMATS = ("typed", "options", "true_false")
OPTIONS = {"typed": 0, "options": 4, "true_false": 0}
_GRID = [step / 5 for step in range(-15, 16)]
_BELL = [math.exp(-q * q / 2) for q in _GRID]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of what. Spreads are those of the model's constants, as logits."""

    learners: int = 300
    answers: int = 120
    topics: int = 20
    questions: int = 400
    formats: tuple[str, ...] = FORMATS
    topics_each: int = 8


def draw(seed: int, shape: Shape = Shape()) -> Answers:  # noqa: B008 - frozen
    """Learners with ability and a standing in each topic, who answer from a bank of questions.

    What is drawn for topics and for questions of a topic is centred, and learners come in pairs with
    mirrored abilities: a bank that came out hard by chance, or a class that came out good, would look
    like a bias of every estimate.
    """
    rng = random.Random(seed)  # noqa: S311 - made-up people
    topics = _centred(rng, shape.topics, CONSTANTS.topic_variance**0.5)
    each = shape.questions // shape.topics
    banks: list[list[tuple[str, str, float]]] = []
    for topic in range(shape.topics):
        bank = []
        for number, hard in enumerate(_centred(rng, each, CONSTANTS.question_variance**0.5)):
            item_format = shape.formats[number % len(shape.formats)]
            bank.append((f"q{topic}.{number}", item_format, item_prior(item_format).mean + hard))
        banks.append(bank)
    learners: list[Learner] = []
    for number in range(0, shape.learners, 2):
        person = _person(shape, rng)
        mirrored = _Person(-person.ability, {topic: -deviation for topic, deviation in person.deviations.items()})
        learners += [_answers(f"l{number}", person, topics, banks, shape, rng)]
        learners += [_answers(f"l{number + 1}", mirrored, topics, banks, shape, rng)]
    return Answers(tuple(learners[: shape.learners]))


def _centred(rng: random.Random, count: int, width: float) -> list[float]:
    drawn = [rng.gauss(0, width) for _ in range(count)]
    middle = sum(drawn) / count
    return [x - middle for x in drawn]


@dataclass(frozen=True, slots=True)
class _Person:
    ability: float
    deviations: dict[int, float]


def _person(shape: Shape, rng: random.Random) -> _Person:
    ability = rng.gauss(0, CONSTANTS.learner_variance**0.5)
    mine = rng.sample(range(shape.topics), min(shape.topics_each, shape.topics))
    return _Person(ability, {topic: rng.gauss(0, CONSTANTS.deviation_variance**0.5) for topic in mine})


def _answers(
    name: str,
    person: _Person,
    topics: list[float],
    banks: list[list[tuple[str, str, float]]],
    shape: Shape,
    rng: random.Random,
) -> Learner:
    mine = list(person.deviations)
    rows = []
    for number in range(shape.answers):
        topic = mine[number * len(mine) // shape.answers]
        question, item_format, hard = rng.choice(banks[topic])
        floor = guess_floor(item_format, OPTIONS[item_format])
        theta = person.ability + person.deviations[topic] - topics[topic]
        right = rng.random() < floor + (1 - floor) * logistic(theta - hard)
        rows.append(
            Row(
                learner=name,
                question=question,
                topic=f"t{topic}",
                correct=int(right),
                at=START + dt.timedelta(minutes=number),
                format=item_format,
                options=OPTIONS[item_format],
                truth=true_mastery(theta),
            )
        )
    return tuple(rows)


def true_mastery(theta: float) -> float:
    """Chance on a fresh question of the topic, averaged over questions, without guessing."""
    width = CONSTANTS.question_variance**0.5
    return sum(b * logistic(theta - width * q) for q, b in zip(_GRID, _BELL, strict=True)) / sum(_BELL)


@dataclass(frozen=True, slots=True)
class Honesty:
    """``covered`` is the share of 80 % ranges that hold the truth; ``bias`` and ``width`` in points of 100."""

    estimates: int
    covered: float
    bias: float
    width: float


def honesty(model: Ours, learners: Iterable[Learner], from_answer: int = 3) -> Honesty:
    """Of what would be shown after each answer from the third in a topic on."""
    shown = list(_shown(model, learners, from_answer))
    count = max(1, len(shown))
    return Honesty(
        len(shown),
        sum(m.low <= truth <= m.high for m, truth in shown) / count,
        100 * sum(m.chance - truth for m, truth in shown) / count,
        100 * sum(m.high - m.low for m, truth in shown) / count,
    )


def _shown(model: Ours, learners: Iterable[Learner], from_answer: int) -> Iterator[tuple]:
    for rows in learners:
        person = model.person()
        for row in rows:
            person.see(row)
            standing = person.standings[row.topic]
            if standing.answers >= from_answer and row.truth is not None:
                yield mastery(person.general, standing, row.at, model.priors(row)[1]), row.truth
