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
_LOW, _HIGH = Decimal("0.5"), Decimal("2")
_SMALL = 12
_EXACT = 100  # a figure of three digits and more stands beside any that is as exact
_THOUSAND = Decimal(1000)
_WEATHER = {"°C": 60, "°F": 130}  # temperatures below are told apart by degrees, not by shares
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
    prefer: Collection[Decimal] = (),
    approximate: bool = False,
) -> tuple[OptionDraft, ...] | None:
    """Four figures in rising order, or None.

    ``shown`` is the passage with the gap in place of the key: a figure printed there is no option, and a key
    that can be worked out from what is printed is refused. ``floor`` and ``ceiling`` are the smallest and the
    largest value allowed; percentages stay below 100 anyway. ``avoid`` are values that are true by another
    fact, ``prefer`` values that the article states of something else: they come first where they are shaped like
    the key. ``approximate``: "about" or the like stands before the gap, so options must lie further apart.
    """
    if approximate and key.value <= _SMALL:
        return None
    below, above = near_figures(
        key,
        shown,
        rng,
        floor=floor,
        ceiling=ceiling,
        avoid=avoid,
        prefer=prefer,
        gap=Decimal("0.30") if approximate else Decimal("0.15"),
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
    prefer: Collection[Decimal] = (),
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
    if key.shape.scale:  # nobody prints "1,100 million"
        highest = min(highest, (_THOUSAND - 1).scaleb(key.shape.exponent))
    taken = [*printed, *(Decimal(str(a)) for a in avoid)]
    article = article_before_gap(shown)
    fits = lambda c: not article or takes_an(format_number(c, key.shape)) == (article == "an")  # noqa: E731
    apart = _measure_of(key)
    made = _candidates(key, step, rng)
    liked = [p for p in prefer if p != value and _is_like(p, key, made, step)]
    pool = [
        c
        for c in {*made, *liked}
        if lowest <= c <= highest and c != value and all(_apart(c, t) > _TAKEN_WITHIN for t in taken) and fits(c)
    ]
    pool = [c for c in pool if c in liked or all(apart(c, p) >= gap for p in liked if p in pool)]
    below = _spaced(value, sorted((c for c in pool if c < value), reverse=True), liked, gap, apart, rng)
    above = _spaced(value, sorted(c for c in pool if c > value), liked, gap, apart, rng)
    return below, above


def _least(key: PrintedNumber, step: Decimal) -> Decimal:
    """The least figure that reads well: "one ships" does not, "one million ships" and "1 km" do."""
    return 2 * step if key.answer_type == AnswerType.COUNT and not key.shape.scale and step == 1 else step


def _is_like(figure: Decimal, key: PrintedNumber, made: Collection[Decimal], step: Decimal) -> bool:
    """Whether a figure of the article lies among the made ones and can be printed as exactly and as round as the key."""
    if not made or not min(made) <= figure <= max(made) or figure % step:
        return False
    core, other = int(key.value / step), int(figure / step)
    return figure in made or core >= _EXACT and core % 10 != 0 and _as_round(other, core)


def _measure_of(key: PrintedNumber) -> Callable[[Decimal, Decimal], Decimal]:
    """How far two options lie apart for the eye: as shares, as points of a percentage, as degrees."""
    if key.unit == "%" and 20 < key.value < 100:
        return _points_apart
    return _degrees_apart if _is_weather(key) else _apart


def _is_weather(key: PrintedNumber) -> bool:
    return key.value < _WEATHER.get(key.unit, 0)


def _degrees_apart(a: Decimal, b: Decimal) -> Decimal:
    return abs(a - b) / 15


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
    value: Decimal,
    pool: list[Decimal],
    liked: Collection[Decimal],
    gap: Decimal,
    apart: Callable[[Decimal, Decimal], Decimal],
    rng: random.Random,
) -> list[Decimal]:
    """Up to three of ``pool`` (nearest first), each at least ``gap`` from the one before; further by chance, except
    the ``liked``."""
    most: list[Decimal] = []
    for extra in (0.08, 0.04, 0.0) if len(pool) > _SMALL else (0.0,):
        chosen, last = [], value
        wanted = gap + Decimal(str(rng.uniform(0, extra)))
        for candidate in pool:
            if apart(candidate, last) >= (gap if candidate in liked else wanted):
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
    if _is_weather(key):
        return [key.value + step * n for n in range(-int(12 / step), int(12 / step) + 1)]
    core, zeros = int(key.value / step), 0
    if core < 1:
        return []
    if core <= 20 and not key.shape.decimals:
        return [step * n for n in _small_figures(core, key)]
    while core % 10 == 0:
        core, zeros = core // 10, zeros + 1
    unit = step.scaleb(zeros)
    if core == 1:  # 100 stands beside 60, 80, 120, 150
        tenth = unit / 10
        return [tenth * n for n in (4, 5, 6, 7, 8, 12, 15, 20, 25)] if tenth % step == 0 else []
    if key.unit == "%" and core % 5 == 0 and not key.shape.decimals:
        return [Decimal(n) for n in range(5, 3 * int(key.value), 5)]
    low = max(1, math.ceil(core * _LOW))
    high = 9 if core < 6 else int(core * _HIGH) + 1
    if core < 50 and core % 5 == 0:  # few figures are as round
        low, high = math.ceil(core * Decimal("0.3")), 3 * core + 1
    stride = max(1, (high - low) // 400)
    numbers = (n + rng.randrange(stride) for n in range(low, high + 1, stride))
    return [unit * n for n in numbers if core < 10 or _as_round(n, core)]


def _small_figures(core: int, key: PrintedNumber) -> list[int]:
    """Figures beside one up to twenty: ten among figures as common, fifteen and twenty among multiples of five."""
    plain = not key.shape.scale.endswith("hundred")
    if plain and (core in (15, 20) or core == 10 and (key.unit == "%" or key.answer_type == AnswerType.MONEY)):
        return list(range(5, 2 * core + 10, 5))
    if core == 10:
        return [4, 5, 6, 8, 12, 15, 20]
    return [n for n in range(1, 2 * core + 4) if n <= 12 or n % 10]


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
