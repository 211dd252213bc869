"""What a bank of items shows as a whole: yield, key positions, key lengths, flags, refusals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from studyapp.engine.extraction.facts import RefusalDraft
from studyapp.engine.items import ItemDraft, ItemFormat
from studyapp.engine.pipeline import Harvest

NORMAL_95 = 1.96


@dataclass(frozen=True)
class Sample:
    """One article as the engine sees it: ``served`` are those of its items that learners get unreviewed."""

    file: str
    style: str
    words: int
    harvest: Harvest
    served: tuple[ItemDraft, ...]

    @property
    def candidates(self) -> tuple[ItemDraft, ...]:
        return self.harvest.items


@dataclass(frozen=True, slots=True)
class Yield:
    """Items over ``words`` words of text."""

    served: int
    candidates: int
    words: int

    @property
    def served_per_100(self) -> float:
        return 100 * self.served / self.words if self.words else 0.0

    @property
    def candidates_per_100(self) -> float:
        return 100 * self.candidates / self.words if self.words else 0.0


def yields_by(samples: Sequence[Sample], group: Callable[[ItemDraft], str]) -> dict[str, Yield]:
    """Yield of each group of items over the words of all samples, most served first."""
    served = Counter(group(item) for sample in samples for item in sample.served)
    candidates = Counter(group(item) for sample in samples for item in sample.candidates)
    words = sum(sample.words for sample in samples)
    ordered = sorted(candidates, key=lambda name: (-served[name], -candidates[name], name))
    return {name: Yield(served[name], candidates[name], words) for name in ordered}


def yields_of(samples: Iterable[Sample], group: Callable[[Sample], str]) -> dict[str, Yield]:
    """Yield of each group of texts over the words of that group."""
    found: dict[str, Yield] = {}
    for sample in samples:
        old = found.get(group(sample), Yield(0, 0, 0))
        found[group(sample)] = Yield(
            old.served + len(sample.served), old.candidates + len(sample.candidates), old.words + sample.words
        )
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Uniformity:
    """Pearson's test of equal frequencies. ``p`` is the chance of a value at least as large; 1 without data."""

    chi_square: float
    degrees: int
    p: float


def uniformity(tables: Iterable[Sequence[int]]) -> Uniformity:
    """One test over several tables of counts, each against equal shares: statistics and degrees are added up."""
    tables = [table for table in tables if len(table) > 1 and sum(table)]
    statistic = sum((n - sum(t) / len(t)) ** 2 * len(t) / sum(t) for t in tables for n in t)
    degrees = sum(len(table) - 1 for table in tables)
    return Uniformity(statistic, degrees, chi_square_tail(statistic, degrees))


def chi_square_tail(x: float, degrees: int) -> float:
    """Chance that a chi-square variable with whole ``degrees`` exceeds ``x``; 1 for none.

    The recurrence of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.4.4 to 26.4.8.
    """
    if degrees < 1 or x <= 0:
        return 1.0
    half = x / 2
    tail = math.erfc(math.sqrt(half)) if degrees % 2 else math.exp(-half)
    for k in range(2 - degrees % 2, degrees, 2):
        tail += math.exp(k / 2 * math.log(half) - half - math.lgamma(k / 2 + 1))
    return min(1.0, tail)


def key_positions(items: Iterable[ItemDraft]) -> dict[int, list[int]]:
    """For each number of options: how often the key stands at each place."""
    tables: dict[int, list[int]] = {}
    for options in _option_sets(items):
        table = tables.setdefault(len(options), [0] * len(options))
        table[next(n for n, option in enumerate(options) if option.correct)] += 1
    return dict(sorted(tables.items()))


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total`` against the number that chance lets expect, with its 95 % band."""

    count: int
    total: int
    expected: float
    spread: float  # one standard deviation

    @property
    def band(self) -> tuple[float, float]:
        """Numbers that chance alone gives in 95 of 100 cases (normal approximation of the binomial)."""
        return self.expected - NORMAL_95 * self.spread, self.expected + NORMAL_95 * self.spread

    @property
    def is_chance(self) -> bool:
        low, high = self.band
        return low <= self.count <= high


def longest_keys(items: Iterable[ItemDraft]) -> Share:
    """Keys strictly longer than every other option, in characters.

    Where options tie for the longest nobody has a strictly longest one; such a set expects none.
    """
    return _extreme_keys(items, max)


def shortest_keys(items: Iterable[ItemDraft]) -> Share:
    return _extreme_keys(items, min)


def _extreme_keys(items: Iterable[ItemDraft], extreme: Callable[[list[int]], int]) -> Share:
    count, expected, variance, total = 0, 0.0, 0.0, 0
    for options in _option_sets(items):
        lengths = [len(option.text) for option in options]
        total += 1
        if lengths.count(extreme(lengths)) > 1:
            continue
        chance = 1 / len(options)
        expected += chance
        variance += chance * (1 - chance)
        count += options[lengths.index(extreme(lengths))].correct
    return Share(count, total, expected, math.sqrt(variance))


def _option_sets(items: Iterable[ItemDraft]) -> list[tuple]:
    return [item.options for item in items if item.format == ItemFormat.OPTIONS]


def true_statements(items: Iterable[ItemDraft]) -> Share:
    """True ones among the statements, against one half."""
    answers = [item.answer for item in items if item.format == ItemFormat.TRUE_FALSE]
    return Share(answers.count("true"), len(answers), len(answers) / 2, math.sqrt(len(answers)) / 2)


def flag_rates(items: Sequence[ItemDraft]) -> dict[str, float]:
    """Share of items that each warning rule flags, most frequent first."""
    counts = Counter(code for item in items for code in item.warnings)
    return {code: counts[code] / len(items) for code in sorted(counts, key=lambda c: (-counts[c], c))}


@dataclass
class Refused:
    """What one rule refused: how often, and what it would have been."""

    total: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def refusals_by_code(refusals: Iterable[RefusalDraft]) -> dict[str, Refused]:
    """Most frequent rule first; a candidate that broke three rules counts under each."""
    found: dict[str, Refused] = {}
    for refusal in refusals:
        for code in refusal.codes:
            row = found.setdefault(code, Refused())
            row.total += 1
            row.kinds[refusal.kind] += 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].total, pair[0])))
