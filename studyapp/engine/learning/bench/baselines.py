"""Simpler models, to compare with: means, Elo, performance factors, Bayesian knowledge tracing.

Each learns from whole learners (``fit``) and then follows one learner at a time (``person``), who
foresees an answer (``predict``) before seeing it (``see``). None is told how a question may be guessed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from studyapp.engine.learning.bench.rows import Learner, Row
from studyapp.engine.learning.likelihood import logistic


class Person(Protocol):
    def predict(self, row: Row) -> float: ...

    def see(self, row: Row) -> None: ...


class Model(Protocol):
    name: str

    def fit(self, learners: Iterable[Learner]) -> None: ...

    def person(self) -> Person: ...


@dataclass(slots=True)
class Mean:
    """Share of right answers by ``key`` (all alike when there is none), drawn towards the overall share."""

    name: str
    key: Callable[[Row], str] = lambda row: ""
    strength: float = 5.0
    overall: float = 0.5
    shares: dict[str, float] = field(default_factory=dict)

    def fit(self, learners: Iterable[Learner]) -> None:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for rows in learners:
            for row in rows:
                count = counts[self.key(row)]
                count[0] += row.correct
                count[1] += 1
        self.overall = sum(c[0] for c in counts.values()) / max(1, sum(c[1] for c in counts.values()))
        self.shares = {
            key: (right + self.strength * self.overall) / (all_ + self.strength)
            for key, (right, all_) in counts.items()
        }

    def person(self) -> Mean:
        return self

    def predict(self, row: Row) -> float:
        return self.shares.get(self.key(row), self.overall)

    def see(self, row: Row) -> None:
        """A mean learns nothing of a learner."""


@dataclass(slots=True)
class Elo:
    """Learner, learner in the topic, and question, with steps that shrink as 1 / (1 + 0.05 n) (R. Pelánek, 2016)."""

    name: str = "Elo"
    step: float = 0.4
    base: float = 0.0
    hard: dict[str, float] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def fit(self, learners: Iterable[Learner]) -> None:
        learners = list(learners)
        share = sum(row.correct for rows in learners for row in rows) / max(1, sum(map(len, learners)))
        share = min(max(share, 0.01), 0.99)
        self.base = math.log(share / (1 - share))
        for rows in learners:
            person = EloPerson(self)
            for row in rows:
                surprise = row.correct - person.predict(row)
                count = self.seen.get(row.question, 0)
                self.hard[row.question] = self.hard.get(row.question, 0.0) - self.step / (1 + 0.05 * count) * surprise
                self.seen[row.question] = count + 1
                person.move(row, surprise)

    def person(self) -> EloPerson:
        return EloPerson(self)


@dataclass(slots=True)
class EloPerson:
    model: Elo
    able: float = 0.0
    answers: int = 0
    topics: dict[str, tuple[float, int]] = field(default_factory=dict)

    def predict(self, row: Row) -> float:
        model = self.model
        standing = self.topics.get(row.topic, (0.0, 0))[0]
        return logistic(model.base + self.able + standing - model.hard.get(row.question, 0.0))

    def see(self, row: Row) -> None:
        self.move(row, row.correct - self.predict(row))

    def move(self, row: Row, surprise: float) -> None:
        standing, count = self.topics.get(row.topic, (0.0, 0))
        self.topics[row.topic] = standing + self.model.step / (1 + 0.05 * count) * surprise, count + 1
        self.able += self.model.step / (1 + 0.05 * self.answers) * surprise
        self.answers += 1


@dataclass(slots=True)
class Counts:
    """Right and wrong answers of one learner by topic, weighed by what the model makes of them."""

    chance: Callable[[str, int, int], float]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def predict(self, row: Row) -> float:
        right, wrong = self.counts.get(row.topic, (0, 0))
        return self.chance(row.topic, right, wrong)

    def see(self, row: Row) -> None:
        self.counts.setdefault(row.topic, [0, 0])[0 if row.correct else 1] += 1


@dataclass(slots=True)
class PFA:
    """Performance factors: intercept, gain by right and by wrong answers for each topic (P. I. Pavlik, 2009).

    A logistic regression by topic with a weak pull (0.1) towards that of all topics together.
    """

    name: str = "PFA"
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    shared: np.ndarray = field(default_factory=lambda: np.zeros(3))

    def fit(self, learners: Iterable[Learner]) -> None:
        seen: dict[str, list[tuple[float, float, float, int]]] = defaultdict(list)
        for rows in learners:
            counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
            for row in rows:
                count = counts[row.topic]
                seen[row.topic].append((1.0, math.log1p(count[0]), math.log1p(count[1]), row.correct))
                count[0 if row.correct else 1] += 1
        self.shared = _newton(np.array([one for rows in seen.values() for one in rows]), np.zeros(3))
        self.weights = {topic: _newton(np.array(rows), self.shared) for topic, rows in seen.items()}

    def person(self) -> Counts:
        return Counts(self.chance)

    def chance(self, topic: str, right: int, wrong: int) -> float:
        intercept, gain, loss = self.weights.get(topic, self.shared)
        return logistic(float(intercept + gain * math.log1p(right) + loss * math.log1p(wrong)))


def _newton(rows: np.ndarray, centre: np.ndarray, pull: float = 0.1, steps: int = 12) -> np.ndarray:
    """Weights of a logistic regression, drawn towards ``centre``; rows are three features and the outcome."""
    features, correct, weights = rows[:, :3], rows[:, 3], centre.copy()
    for _ in range(steps):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (correct - p) - pull * (weights - centre)
        curvature = (features * (p * (1 - p))[:, None]).T @ features + pull * np.eye(3)
        weights = weights + np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    return weights


@dataclass(frozen=True, slots=True)
class Tracing:
    """Of one topic: known at first, learnt per answer, guessed, slipped."""

    known: float = 0.4
    learnt: float = 0.1
    guess: float = 0.3
    slip: float = 0.15

    def after(self, known: float, correct: int) -> float:
        right, wrong = (1 - self.slip, self.guess) if correct else (self.slip, 1 - self.guess)
        had = known * right / (known * right + (1 - known) * wrong)
        return had + (1 - had) * self.learnt

    def chance(self, known: float) -> float:
        return known * (1 - self.slip) + (1 - known) * self.guess


@dataclass(slots=True)
class BKT:
    """Bayesian knowledge tracing by topic (A. T. Corbett and J. R. Anderson, 1995), fitted by EM."""

    name: str = "BKT"
    rounds: int = 8
    topics: dict[str, Tracing] = field(default_factory=dict)

    def fit(self, learners: Iterable[Learner]) -> None:
        runs: dict[str, list[list[int]]] = defaultdict(list)
        for rows in learners:
            mine: dict[str, list[int]] = defaultdict(list)
            for row in rows:
                mine[row.topic].append(row.correct)
            for topic, run in mine.items():
                runs[topic].append(run)
        for topic, found in runs.items():
            tracing = Tracing()
            for _ in range(self.rounds):
                tracing = _better(tracing, found)
            self.topics[topic] = tracing

    def person(self) -> Traced:
        return Traced(self.topics)


@dataclass(slots=True)
class Traced:
    topics: dict[str, Tracing]
    known: dict[str, float] = field(default_factory=dict)

    def predict(self, row: Row) -> float:
        tracing = self.topics.get(row.topic) or Tracing()
        return tracing.chance(self.known.get(row.topic, tracing.known))

    def see(self, row: Row) -> None:
        tracing = self.topics.get(row.topic) or Tracing()
        self.known[row.topic] = tracing.after(self.known.get(row.topic, tracing.known), row.correct)


def _better(tracing: Tracing, runs: list[list[int]]) -> Tracing:
    """One round of EM over the answers of each learner, with a weak prior against the edges."""
    first, learnt, could, guessed, unknown, slipped, known = 1.0, 1.0, 5.0, 1.0, 4.0, 0.6, 4.0
    for run in runs:
        smoothed, moved, open_ = _smoothed(tracing, run)
        first += smoothed[0]
        learnt += moved
        could += open_
        for had, correct in zip(smoothed, run, strict=True):
            known += had
            unknown += 1 - had
            if correct:
                guessed += 1 - had
            else:
                slipped += had
    return Tracing(first / (len(runs) + 2), learnt / could, min(0.5, guessed / unknown), min(0.4, slipped / known))


def _smoothed(tracing: Tracing, run: list[int]) -> tuple[list[float], float, float]:
    """Chance of knowing at each answer given the whole run; expected learnings, and chances to learn."""
    ahead, known = [], tracing.known
    for correct in run:
        ahead.append(known)
        known = tracing.after(known, correct)
    back = (1.0, 1.0)  # likelihood of what follows, knowing and not
    smoothed, moved, open_ = [0.0] * len(run), 0.0, 0.0
    for place in range(len(run) - 1, -1, -1):
        right, wrong = (1 - tracing.slip, tracing.guess) if run[place] else (tracing.slip, 1 - tracing.guess)
        stays = (1 - tracing.learnt) * back[1]
        learns = tracing.learnt * back[0]
        with_, without = right * back[0], wrong * (learns + stays)
        had, had_not = ahead[place] * with_, (1 - ahead[place]) * without
        smoothed[place] = had / (had + had_not)
        if place < len(run) - 1:
            open_ += 1 - smoothed[place]
            moved += (1 - smoothed[place]) * learns / (learns + stays)
        scale = with_ + without
        back = with_ / scale, without / scale
    return smoothed, moved, open_
