"""How good foreseen chances are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
SEEN = ((0, 1), (1, 5), (5, 20), (20, 100), (100, 10**9))  # answers of the learner before


@dataclass(frozen=True, slots=True)
class Measures:
    """``calibration`` is the mean gap of chance and frequency over ten bins of equal size; ``bias`` their overall gap."""

    answers: int
    auc: float
    log_loss: float
    brier: float
    calibration: float
    bias: float


def measure(chances: Sequence[float], correct: Sequence[int]) -> Measures:
    """All measures of foreseen chances (0…1) against what came (0 or 1); AUC is NaN when all came alike."""
    p = np.clip(np.asarray(chances, dtype=float), 1e-6, 1 - 1e-6)
    y = np.asarray(correct, dtype=float)
    bins = [b for b in np.array_split(np.argsort(p, kind="stable"), BINS) if len(b)]
    return Measures(
        answers=len(y),
        auc=_auc(p, y),
        log_loss=float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()),
        brier=float(((p - y) ** 2).mean()),
        calibration=float(np.mean([abs(p[b].mean() - y[b].mean()) for b in bins])),
        bias=float(p.mean() - y.mean()),
    )


def _auc(p: np.ndarray, y: np.ndarray) -> float:
    """Chance that a right answer was foreseen above a wrong one; ties count half (Mann and Whitney)."""
    right, wrong = y.sum(), len(y) - y.sum()
    if not right or not wrong:
        return float("nan")
    _, place, counts = np.unique(p, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return float((ranks[y == 1].sum() - right * (right + 1) / 2) / (right * wrong))


def by_seen(chances: Sequence[float], correct: Sequence[int], seen: Sequence[int]) -> list[tuple[str, Measures]]:
    """Measures split by how many answers of the learner came before."""
    p, y, n = np.asarray(chances), np.asarray(correct), np.asarray(seen)
    found = []
    for low, high in SEEN:
        inside = (n >= low) & (n < high)
        if inside.any():
            name = str(low) if high == low + 1 else f"{low}–{high - 1}" if high < 10**9 else f"{low}+"
            found.append((name, measure(p[inside], y[inside])))
    return found
