"""What one answer says about a Gaussian in logits: the averaged chance and the slopes of its logarithm."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """``score`` 0…1; ``floor`` is the chance of being right without knowing, 0 ≤ floor < 1.

    ``weight`` 0…1 is how much of an answer's evidence it is: 1 for the first unaided answer to a fact.
    """

    score: float
    floor: float
    weight: float = 1.0


def logistic(z: float) -> float:
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    grown = math.exp(z)
    return grown / (1.0 + grown)


def averaged(z: float, variance: float) -> float:
    """Mean of logistic(x) for x Gaussian around ``z`` (D. J. C. MacKay's approximation, 1992)."""
    return logistic(z / math.sqrt(1.0 + math.pi * variance / 8.0))


def chance(z: float, variance: float, floor: float) -> float:
    """Chance of a right answer, guessing included."""
    return floor + (1.0 - floor) * averaged(z, variance)


def slopes(z: float, variance: float, outcome: Outcome) -> tuple[float, float]:
    """First derivative, and second with its sign turned, of the log chance of the answer in z.

    Half-right weighs right and wrong. The guess floor cancels for a wrong answer: guessed wrong tells
    as much as "I don't know". For a surprising right answer the second may be negative: it may have
    been a guess, and leaves us less certain than before.
    """
    flatter = 1.0 / math.sqrt(1.0 + math.pi * variance / 8.0)
    known = logistic(z * flatter)
    slope = flatter * known * (1.0 - known)
    right = (1.0 - outcome.floor) * slope / (outcome.floor + (1.0 - outcome.floor) * known)
    bend = right * right - right * flatter * (1.0 - 2.0 * known)
    wrong = -flatter * known
    score = outcome.score
    gradient = score * right + (1.0 - score) * wrong
    curvature = score * bend + (1.0 - score) * flatter * slope
    return outcome.weight * gradient, outcome.weight * curvature
