"""Whether verdicts make a better ranker: log losses on articles that the fit has not seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studyapp.engine.item_writing.ranking import Ranker, fit

FOLDS = 5
LEAST_CHANCE = 0.001  # a chance is rounded to three digits; no verdict may cost infinitely much


@dataclass(frozen=True, slots=True)
class Row:
    """A verdict on an item: its article, its features, and whether it was accepted."""

    article: str
    features: Mapping[str, float]
    accepted: bool


@dataclass(frozen=True, slots=True)
class Losses:
    """Mean log loss a verdict, in nats, of the ranker one began with and of the fit on the other articles."""

    before: float
    fitted: float

    @property
    def is_better(self) -> bool:
        return self.fitted < self.before


def fit_rows(rows: Sequence[Row], prior: Ranker, version: str) -> Ranker:
    """``ranking.fit`` on rows of this shape."""
    return fit([(row.features, row.accepted) for row in rows], prior, version)


def losses(rows: Sequence[Row], prior: Ranker) -> Losses:
    """Cross-validation in five parts; all verdicts on an article lie in one part. Deterministic.

    Raises ValueError where the rows are of fewer than two articles.
    """
    parts = folds(rows)
    if len(parts) < 2:
        raise ValueError("Verdicts on two articles or more are needed: one to learn from, one to test on.")
    fitted = 0.0
    for place, part in enumerate(parts):
        others = [row for other in parts[:place] + parts[place + 1 :] for row in other]
        ranker = fit_rows(others, prior, prior.version)
        fitted += sum(_loss(ranker, row) for row in part)
    return Losses(sum(_loss(prior, row) for row in rows) / len(rows), fitted / len(rows))


def folds(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in at most five parts of about one size, articles whole: the largest first, each to the smallest part."""
    by_article: dict[str, list[Row]] = {}
    for row in rows:
        by_article.setdefault(row.article, []).append(row)
    parts: list[list[Row]] = [[] for _ in range(min(FOLDS, len(by_article)))]
    for _, found in sorted(by_article.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        min(parts, key=len).extend(found)
    return parts


def _loss(ranker: Ranker, row: Row) -> float:
    chance = min(1 - LEAST_CHANCE, max(LEAST_CHANCE, ranker.chance(row.features)))
    return -math.log(chance if row.accepted else 1 - chance)
