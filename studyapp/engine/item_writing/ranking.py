"""How likely a teacher accepts an item: a logistic model over its features, fitted on verdicts.

The weights and how sure they are stand in ``ranking.json``; a site's own verdicts move them from there.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

import numpy as np

from studyapp.engine.items import ItemDraft

INTERCEPT = "intercept"
UNSEEN = 4.0  # precision of a weight that nothing is known of: standard deviation one half
STEPS, CLOSE = 50, 1e-8


@dataclass(frozen=True)
class Ranker:
    """``weights`` are log odds per feature, ``precision`` how firmly each is known (1 / variance)."""

    version: str
    weights: Mapping[str, float] = field(default_factory=dict)
    precision: Mapping[str, float] = field(default_factory=dict)
    verdicts: int = 0

    def chance(self, features: Mapping[str, float]) -> float:
        """The chance in 0…1 that a teacher accepts an item with these features."""
        odds = self.weights.get(INTERCEPT, 0.0) + sum(self.weights.get(f, 0.0) * x for f, x in features.items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


def fit(rows: Sequence[tuple[Mapping[str, float], bool]], prior: Ranker, version: str) -> Ranker:
    """The mode of the weights after ``rows`` of features and verdict, and its curvature as their new precision.

    Logistic regression with independent normal priors at the weights of ``prior`` (Laplace approximation:
    C. M. Bishop 2006, "Pattern Recognition and Machine Learning", section 4.4). Newton's method; the problem is
    convex. Without rows the prior comes back.
    """
    named = sorted({INTERCEPT, *prior.weights, *(f for features, _ in rows for f in features)})
    place = {name: n for n, name in enumerate(named)}
    x = np.zeros((len(rows), len(named)))
    for row, (features, _) in enumerate(rows):
        x[row, place[INTERCEPT]] = 1.0
        for name, value in features.items():
            x[row, place[name]] = value
    y = np.array([float(accepted) for _, accepted in rows])
    middle = np.array([prior.weights.get(name, 0.0) for name in named])
    held = np.array([prior.precision.get(name, UNSEEN) for name in named])
    w = middle.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + held * (w - middle)
        curve = (x.T * (p * (1 - p))) @ x + np.diag(held)
        step = np.linalg.solve(curve, slope)
        w = w - step
        if np.abs(step).max() < CLOSE:
            break
    p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
    told = ((x**2).T * (p * (1 - p))).sum(axis=1) + held
    return Ranker(
        version,
        {name: round(float(v), 4) for name, v in zip(named, w, strict=True)},
        {name: round(float(v), 4) for name, v in zip(named, told, strict=True)},
        prior.verdicts + len(rows),
    )


def read_ranker(source: str) -> Ranker:
    """A ranker from its JSON text. Raises ValueError (KeyError) for what is none."""
    found = json.loads(source)
    return Ranker(found["version"], found["weights"], found["precision"], found["verdicts"])


def written(ranker: Ranker) -> str:
    """The JSON text of a ranker."""
    return (
        json.dumps(
            {
                "version": ranker.version,
                "verdicts": ranker.verdicts,
                "weights": dict(ranker.weights),
                "precision": dict(ranker.precision),
            },
            indent=1,
        )
        + "\n"
    )


@functools.cache
def shipped(model: str = "ranking") -> Ranker:
    """The ranker that comes with the engine, or another ``model`` that does, by its name."""
    return read_ranker((files("studyapp.engine.item_writing") / f"{model}.json").read_text("utf-8"))


def scored(item: ItemDraft, features: Mapping[str, float] | None = None) -> ItemDraft:
    """``item`` with further features, and its score after them."""
    known = {**item.features, **(features or {})}
    return replace(item, features=known, score=shipped().chance(known))


def below(item: ItemDraft, line: float) -> ItemDraft:
    """``item`` with a score under ``line``: it waits for a reviewer whatever its features say."""
    return replace(item, score=under(item.score, line))


def under(score: float, line: float) -> float:
    """``score``, or what is just under ``line`` where it reaches it."""
    return round(min(score, line - 0.01), 3)
