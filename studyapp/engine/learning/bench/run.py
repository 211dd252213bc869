"""The whole measurement: learn from some learners, foresee the answers of others, one row a model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from fsrs import Card, Rating, State

from studyapp.engine.learning.bench.baselines import BKT, PFA, Elo, Mean, Model
from studyapp.engine.learning.bench.measures import Measures, by_seen, measure
from studyapp.engine.learning.bench.ours import Ours
from studyapp.engine.learning.bench.rows import START, Answers, Row
from studyapp.engine.learning.memory import SCHEDULER

REVIEWS = 5_000


@dataclass(frozen=True, slots=True)
class Measured:
    """``fit_seconds`` for all answers learnt from; ``update_us`` for foreseeing and taking in one answer."""

    model: str
    measures: Measures
    split: tuple[tuple[str, Measures], ...]
    fit_seconds: float
    update_us: float


def models() -> list[Model]:
    return [
        Mean("global mean"),
        Mean("item mean", lambda row: row.question),
        Elo(),
        PFA(),
        BKT(),
        Ours(),
        Ours(knows_questions=False, name="ours, questions unknown"),
    ]


def run(learn_from: Answers, measure_on: Answers, compared: list[Model] | None = None) -> Iterator[Measured]:
    """Fit each model once, then follow each learner measured on, of whom nothing is learnt for others."""
    for model in compared or models():
        started = time.perf_counter()
        model.fit(learn_from.learners)
        fitted = time.perf_counter()
        chances, correct, seen = _foresee(model, measure_on)
        spent = time.perf_counter() - fitted
        yield Measured(
            model.name,
            measure(chances, correct),
            tuple(by_seen(chances, correct, seen)),
            fitted - started,
            1e6 * spent / max(1, len(correct)),
        )


def _foresee(model: Model, answers: Answers) -> tuple[list[float], list[int], list[int]]:
    chances: list[float] = []
    correct: list[int] = []
    seen: list[int] = []
    for rows in answers.learners:
        person = model.person()
        for number, row in enumerate(rows):
            chances.append(person.predict(row))
            correct.append(row.correct)
            seen.append(number)
            person.see(row)
    return chances, correct, seen


def update_us(model: Ours, rows: list[Row]) -> float:
    """Microseconds for one bare update of a learner."""
    person = model.person()
    started = time.perf_counter()
    for row in rows:
        person.see(row)
    return 1e6 * (time.perf_counter() - started) / max(1, len(rows))


def review_us(reviews: int = REVIEWS) -> float:
    """Microseconds for one review by FSRS, the measure of what an update may cost."""
    card = Card(0, State.Review, None, 5.0, 5.0, START, START)
    started = time.perf_counter()
    for _ in range(reviews):
        SCHEDULER.review_card(card, Rating.Good, START)
    return 1e6 * (time.perf_counter() - started) / reviews
