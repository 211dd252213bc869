"""How questions do, in the terms of classical test analysis, from the first answers to them.

Every figure is taken with n − 1. The formulas are those of Moodle's quiz statistics ("Quiz statistics
calculations", docs.moodle.org/dev; class ``calculator``), where the maximum of an item is 1:

- facility: mean score, 0…1; high is easy.
- discrimination: 100 · corr(item, rest), the corrected point-biserial. The rest is the sitting without the item.
- efficiency: 100 · cov(item, rest) / cov of the same two columns, each sorted: how much of the discrimination that
  these scores allow is there.
- effective weight: 100 · √cov(item, total) as a share of all such roots of the quiz; none where the covariance is
  negative.
- alpha (Moodle's coefficient of internal consistency, Cronbach's α): 100 · k/(k − 1) · (1 − Σ var(item)/var(total)).

A figure is None, not 0, where a variance that it divides by is 0.

Sittings in which not everybody got every item (draws, quizzes left early): the rest of a sitting is the *mean* score
of the other items that were answered in it, and a sitting without another answer tells nothing of discrimination.
That is person mean substitution (M. Huisman, "Imputation of missing item responses: some simple techniques",
Quality & Quantity 34, 2000): what was not asked is taken to have gone as the rest of the sitting went. Where everybody
got every item it is the usual rest, divided by k − 1, and a correlation, like a quotient of covariances, doesn't see
the divisor. Alpha, weights, mean and deviation of a total have no such reading: they take complete sittings alone.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

NOTHING = 1e-12  # scores that lie no further apart are the same: shares such as 1/3 are not exact


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """A learner's first answer to an item. ``rest`` is the mean of the sitting's other scores, None without any.

    ``choice`` is the option taken or "" where there was none to take (typed, a set, "I don't know").
    """

    score: float
    rest: float | None = None
    choice: str = ""
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """``facility`` 0…1; ``discrimination`` and ``efficiency`` per cent. ``compared`` answers had a rest."""

    answers: int
    compared: int
    facility: float | None
    deviation: float | None
    discrimination: float | None
    efficiency: float | None
    median_ms: int | None


@dataclass(frozen=True, slots=True)
class ChoiceFigures:
    """How many took a choice, their share of all answers, and whether they did well in the rest (per cent)."""

    choice: str
    count: int
    share: float
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """``mean`` and ``deviation`` are of the total as a share of the maximum; ``alpha`` and ``weights`` per cent.

    All of them from the ``complete`` sittings among ``attempts``.
    """

    attempts: int
    complete: int
    mean: float | None
    deviation: float | None
    alpha: float | None
    weights: Mapping[Hashable, float | None]


def item_figures(answers: Sequence[FirstAnswer]) -> ItemFigures:
    scores = [answer.score for answer in answers]
    compared = [(answer.score, answer.rest) for answer in answers if answer.rest is not None]
    item, rest = [score for score, _ in compared], [rest for _, rest in compared]
    times = [answer.duration_ms for answer in answers if answer.duration_ms is not None]
    return ItemFigures(
        answers=len(scores),
        compared=len(compared),
        facility=_mean(scores) if scores else None,
        deviation=math.sqrt(covariance(scores, scores)) if len(scores) > 1 else None,
        discrimination=_per_cent(correlation(item, rest)),
        efficiency=_per_cent(_efficiency(item, rest)),
        median_ms=round(statistics.median(times)) if times else None,
    )


def choice_figures(answers: Sequence[FirstAnswer], choices: Iterable[str]) -> tuple[ChoiceFigures, ...]:
    """A row for each of ``choices``, taken or not, in their order."""
    taken = Counter(answer.choice for answer in answers)
    compared = [answer for answer in answers if answer.rest is not None]
    rest = [answer.rest for answer in compared]
    return tuple(
        ChoiceFigures(
            choice,
            taken[choice],
            taken[choice] / len(answers) if answers else 0.0,
            _per_cent(correlation([float(answer.choice == choice) for answer in compared], rest)),
        )
        for choice in choices
    )


def first_answers(sittings: Sequence[Mapping[Hashable, float]], item: Hashable) -> list[FirstAnswer]:
    """An item's answers with the rest of each sitting (scores by item); sittings that lack it are left out."""
    found = []
    for scores in sittings:
        if item in scores:
            others = [score for other, score in scores.items() if other != item]
            found.append(FirstAnswer(scores[item], _mean(others) if others else None))
    return found


def quiz_figures(sittings: Sequence[Mapping[Hashable, float]], items: Sequence[Hashable]) -> QuizFigures:
    """Of a fixed list of items; a sitting may hold others, which are not looked at."""
    complete = [scores for scores in sittings if all(item in scores for item in items)]
    if len(complete) < 2 or not items:
        return QuizFigures(len(sittings), len(complete), None, None, None, dict.fromkeys(items))
    columns = {item: [scores[item] for scores in complete] for item in items}
    totals = [math.fsum(scores[item] for item in items) for scores in complete]
    shares = [total / len(items) for total in totals]
    return QuizFigures(
        attempts=len(sittings),
        complete=len(complete),
        mean=_mean(shares),
        deviation=math.sqrt(covariance(shares, shares)),
        alpha=_per_cent(_alpha(list(columns.values()), totals)),
        weights=_weights(columns, totals),
    )


def _alpha(columns: Sequence[Sequence[float]], totals: Sequence[float]) -> float | None:
    if len(columns) < 2 or _constant(totals):
        return None
    of_items = math.fsum(covariance(column, column) for column in columns)
    return len(columns) / (len(columns) - 1) * (1 - of_items / covariance(totals, totals))


def _weights(columns: Mapping[Hashable, Sequence[float]], totals: Sequence[float]) -> dict[Hashable, float | None]:
    shared = {item: covariance(column, totals) for item, column in columns.items()}
    roots = {item: math.sqrt(max(value, 0.0)) for item, value in shared.items()}
    whole = math.fsum(roots.values())
    return {item: 100 * roots[item] / whole if whole and shared[item] >= -NOTHING else None for item in columns}


def _efficiency(item: Sequence[float], rest: Sequence[float]) -> float | None:
    if _constant(item) or _constant(rest):
        return None
    return covariance(item, rest) / covariance(sorted(item), sorted(rest))


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's; None where one of the two does not vary."""
    if _constant(one) or _constant(other):
        return None
    found = covariance(one, other) / math.sqrt(covariance(one, one) * covariance(other, other))
    return max(-1.0, min(1.0, found))


def covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """With n − 1; of a column with itself its variance. Raises ZeroDivisionError below two rows."""
    mean, other_mean = _mean(one), _mean(other)
    return math.fsum((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True)) / (len(one) - 1)


def _constant(column: Sequence[float]) -> bool:
    return len(column) < 2 or max(column) - min(column) <= NOTHING


def _mean(column: Sequence[float]) -> float:
    return math.fsum(column) / len(column)


def _per_cent(share: float | None) -> float | None:
    return None if share is None else 100 * share


SHOWN_FROM = 10  # first answers; below, figures say more of chance than of the question
JUDGED_FROM = 30  # before, how hard a question is stays an estimate
DEAD_FROM, DEAD_BELOW = 50, 0.05
TOO_EASY, TOO_HARD = 0.95, 0.2
OFTEN = 0.1  # of all answers
FEW = 3
SURE = 1.2816  # a figure lies beyond chance where it would do so nine times in ten


class Flag:
    """Codes of what may be wrong with a question; of one option with its place: ``dead_distractor:2``."""

    NEGATIVE = "negative_discrimination"
    KEY_LESS_CHOSEN = "key_less_chosen"
    ALSO_RIGHT = "strong_choose_distractor"
    REFUSED_OFTEN = "refused_often"
    DEAD = "dead_distractor"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    SLOW = "slow"


def flags_of(
    figures: ItemFigures,
    choices: Sequence[ChoiceFigures] = (),
    *,
    key: str = "",
    guess: float = 0.0,
    refused: Sequence[tuple[str, int]] = (),
    slow: bool = False,
) -> tuple[str, ...]:
    """What may be wrong, gravest first; empty under ten first answers.

    ``guess`` is the chance of being right without knowing. A negative discrimination, and a distractor that strong
    learners take, are told only where chance would hardly do it (Fisher's z at 90 %): in ten answers a sound question
    is below zero every fifth time. Too easy and too hard need thirty answers, a dead distractor fifty.
    """
    n = figures.answers
    if n < SHOWN_FROM:
        return ()
    found = []
    if (bound := _bound(figures.discrimination, figures.compared, +1)) is not None and bound < 0:
        found.append(Flag.NEGATIVE)
    others = [choice for choice in choices if choice.choice != key]
    keyed = next((choice.count for choice in choices if choice.choice == key), None)
    for choice in others:
        low = _bound(choice.discrimination, figures.compared, -1)
        if keyed is not None and choice.count > keyed:
            found.append(f"{Flag.KEY_LESS_CHOSEN}:{choice.choice}")
        elif low is not None and low > 0 and choice.share >= OFTEN:
            found.append(f"{Flag.ALSO_RIGHT}:{choice.choice}")
    if any(count >= max(FEW, OFTEN * n) for _, count in refused):
        found.append(Flag.REFUSED_OFTEN)
    found += _difficulty(figures, guess)
    if n >= DEAD_FROM:
        found += [f"{Flag.DEAD}:{choice.choice}" for choice in others if choice.share < DEAD_BELOW]
    return tuple(found + [Flag.SLOW] * slow)


def _difficulty(figures: ItemFigures, guess: float) -> list[str]:
    if figures.answers < JUDGED_FROM:
        return []
    if figures.facility <= max(TOO_HARD, guess):
        return [Flag.TOO_HARD]
    return [Flag.TOO_EASY] if figures.facility >= TOO_EASY else []


def _bound(per_cent: float | None, answers: int, side: int) -> float | None:
    """The end of a correlation's 80 % interval on one side, by Fisher's z; None where there is none."""
    if per_cent is None or answers < 4:
        return None
    r = max(-0.999999, min(0.999999, per_cent / 100))
    return math.tanh(math.atanh(r) + side * SURE / math.sqrt(answers - 3))
