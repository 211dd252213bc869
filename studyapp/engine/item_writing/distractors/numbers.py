"""Options for counts, measures, money and percentages, shaped like the key."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Collection
from decimal import Decimal

from studyapp.engine.extraction.numbers import PrintedNumber, find_numbers, format_number
from studyapp.engine.extraction.units import TIME_UNITS
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.distractors.options import in_order, ranked
from studyapp.engine.item_writing.indefinite import article_before_gap, takes_an
from studyapp.engine.items import OptionDraft

# Figures people use for spans of time; off the ladder the general rule holds.
_LADDERS = {
    "seconds": (5, 10, 15, 20, 30, 45, 60, 90, 120),
    "minutes": (5, 10, 15, 20, 30, 40, 45, 60, 75, 90, 120, 150, 180),
    "hours": (1, 2, 3, 4, 6, 8, 10, 12, 18, 24, 36, 48, 72, 96),
    "days": (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 100, 120),
    "weeks": (1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 30),
    "months": (1, 2, 3, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48),
}
_LOW, _HIGH = Decimal("0.45"), Decimal("2.2")
_SMALL = 12
_TAKEN_WITHIN = Decimal("0.03")
_COMPUTED_WITHIN = Decimal("0.02")


def numbers(
    key: PrintedNumber,
    shown: str,
    rng: random.Random,
    *,
    floor: Decimal | int | None = None,
    ceiling: Decimal | int | None = None,
    avoid: Collection[float] = (),
    approximate: bool = False,
) -> tuple[OptionDraft, ...] | None:
    """Four figures in rising order, or None.

    ``shown`` is the passage with the gap in place of the key: a figure printed there is no option, and a key
    that can be worked out from what is printed is refused. ``floor`` and ``ceiling`` are the smallest and the
    largest value allowed; percentages stay below 100 anyway. ``avoid`` are values that are true by another
    fact. ``approximate``: "about" or the like stands before the gap, so options must lie further apart.
    """
    if approximate and key.value <= _SMALL:
        return None
    below, above = near_figures(
        key, shown, rng, floor=floor, ceiling=ceiling, avoid=avoid, gap=_least_gap(key.value, approximate)
    )
    if not below or not above:
        return None  # always the least or always the most: its rank would tell
    values = ranked(key.value, below, above, rng)
    return in_order(values, key.value, lambda v: format_number(v, key.shape), key.printed) if values else None


def near_figures(
    key: PrintedNumber,
    shown: str,
    rng: random.Random,
    *,
    floor: Decimal | int | None = None,
    ceiling: Decimal | int | None = None,
    avoid: Collection[float] = (),
    gap: Decimal = Decimal("0.15"),
) -> tuple[list[Decimal], list[Decimal]]:
    """Up to three figures below and three above the key, nearest first, shaped like it; see ``numbers``.

    Both lists are empty when the key can be worked out from ``shown``.
    """
    value, step = key.value, Decimal(1).scaleb(key.shape.exponent - key.shape.decimals)
    printed = [n.value for n in find_numbers(shown)]
    if value <= 0 or computable(value, printed):
        return [], []
    if key.unit == "%" and value < 100:
        ceiling = min(Decimal(ceiling if ceiling is not None else 99), Decimal(100) - step)
    lowest = Decimal(floor) if floor is not None else _least(key, step)
    highest = Decimal(ceiling) if ceiling is not None else value * 100
    taken = [*printed, *(Decimal(str(a)) for a in avoid)]
    article = article_before_gap(shown)
    fits = lambda c: not article or takes_an(format_number(c, key.shape)) == (article == "an")  # noqa: E731
    apart = _points_apart if key.unit == "%" and 20 < value < 100 else _apart
    pool = [
        c
        for c in _candidates(key, step, rng)
        if lowest <= c <= highest and c != value and all(_apart(c, t) > _TAKEN_WITHIN for t in taken) and fits(c)
    ]
    below = _spaced(value, sorted((c for c in pool if c < value), reverse=True), gap, apart, rng)
    above = _spaced(value, sorted(c for c in pool if c > value), gap, apart, rng)
    return below, above


def _least(key: PrintedNumber, step: Decimal) -> Decimal:
    """The least figure that reads well: "one ships" does not, "one million ships" and "1 km" do."""
    return 2 * step if key.answer_type == AnswerType.COUNT and not key.shape.scale and step == 1 else step


def _least_gap(value: Decimal, approximate: bool) -> Decimal:
    if approximate:
        return Decimal("0.30")
    return Decimal("0.22") if value <= _SMALL else Decimal("0.15")


def _apart(a: Decimal, b: Decimal) -> Decimal:
    """Distance as a share of the smaller figure."""
    smaller = min(abs(a), abs(b))
    return abs(a - b) / smaller if smaller else Decimal(1)


def _points_apart(a: Decimal, b: Decimal) -> Decimal:
    """Distance of two percentages, as a share of what lies on the nearer side: 97 and 99 differ as 1 and 3 do."""
    low, high = min(a, b), max(a, b)
    if high - low < 3 and high < 95:
        return Decimal(0)
    return max(_apart(a, b), (high - low) / max(Decimal("0.1"), 100 - high) / 2)


def _spaced(
    value: Decimal, pool: list[Decimal], gap: Decimal, apart: Callable[[Decimal, Decimal], Decimal], rng: random.Random
) -> list[Decimal]:
    """Up to three of ``pool`` (nearest first), each at least ``gap`` from the one before, further by chance."""
    most: list[Decimal] = []
    for extra in (0.15, 0.15, 0.07, 0.0):
        chosen, last = [], value
        wanted = gap + Decimal(str(rng.uniform(0, extra)))
        for candidate in pool:
            if apart(candidate, last) >= wanted:
                chosen.append(candidate)
                last = candidate
                wanted = gap + Decimal(str(rng.uniform(0, extra)))
        if len(chosen) >= 3:
            return chosen[:3]
        most = max(most, chosen, key=len)
    return most


def _candidates(key: PrintedNumber, step: Decimal, rng: random.Random) -> list[Decimal]:
    """Figures as round as the key, in whole units, between about half and twice it."""
    ladder = _LADDERS.get(key.unit, ())
    if key.unit in TIME_UNITS and key.value in ladder:
        at = ladder.index(int(key.value))
        return [Decimal(n) for n in ladder[max(0, at - 4) : at + 5]]
    core, zeros = int(key.value / step), 0
    if core < 1:
        return []
    if core <= 20 and not key.shape.decimals:
        by_fives = core in (15, 20) and not key.shape.scale.endswith("hundred")
        numbers = range(5, 50, 5) if by_fives else [n for n in range(1, 3 * core + 4) if n <= 12 or n % 10]
        return [step * n for n in numbers]
    while core % 10 == 0:
        core, zeros = core // 10, zeros + 1
    unit = step.scaleb(zeros)
    if core == 1:  # 100 stands beside 50, 150, 200
        core, unit = 2, unit / 2
        return [unit * n for n in range(1, 7)] if unit % step == 0 else []
    if key.unit == "%" and core % 5 == 0 and not key.shape.decimals:
        return [Decimal(n) for n in range(5, 3 * int(key.value), 5)]
    wide = core < 10 or (core < 50 and core % 5 == 0)
    low = max(1, math.ceil(core * (Decimal("0.3") if wide else _LOW)))
    high = int(core * (Decimal("3.2") if wide else _HIGH)) + 1
    high = 9 if core < 6 else high
    stride = max(1, (high - low) // 400)
    numbers = (n + rng.randrange(stride) for n in range(low, high + 1, stride))
    return [unit * n for n in numbers if core < 10 or _as_round(n, core)]


def _as_round(n: int, core: int) -> bool:
    """A key that ends in 5 stands among figures that do, any other odd figure among odd figures."""
    return n % 10 == 5 if core % 5 == 0 else n % 5 != 0


def computable(value: Decimal | float, printed: Collection[Decimal]) -> bool:
    """Whether two printed figures give ``value`` by adding, subtracting, multiplying, dividing or as a percentage.

    Tolerance two per cent; differences of years must fit exactly. Also true when the value itself is printed.
    """
    value = Decimal(str(value))
    near = abs(value) * _COMPUTED_WITHIN
    figures = [p for p in printed if p > 0]
    if any(p == value for p in figures):
        return True
    for a, b in itertools.permutations(figures, 2):
        years = 1000 <= a <= 2100 and 1000 <= b <= 2100 and a == int(a) and b == int(b)
        if years:
            if a - b == value:
                return True
            continue
        results = (a + b, a - b, a * b / 100) if b > 1 else (a + b, a - b)
        if any(abs(r - value) <= near for r in results):
            return True
        if min(abs(a / b - value), abs(100 * a / b - value)) <= near or (1 < b <= 1000 and abs(a * b - value) <= near):
            return True
    return False
