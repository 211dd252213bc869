"""Options for years, decades, centuries, full dates, months and ordinals."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Collection, Iterable

from studyapp.engine.extraction.dates import PrintedDate, find_dates, format_date, shifted
from studyapp.engine.extraction.numbers import PrintedOrdinal, find_numbers, find_ordinals
from studyapp.engine.item_writing.distractors.options import WRONG, in_order, ranked
from studyapp.engine.item_writing.distractors.series import series_of
from studyapp.engine.items import GAP, OptionDraft

_LATEST = 2049


def _steps(year: int) -> tuple[int, int]:
    """Smallest and largest distance between neighbouring options, by era.

    Readers know the recent past by the year and older times by the generation; options that lie further off than
    a dozen years after 1870, twenty after 1700 or thirty before are struck out by the era or by a life alone.
    """
    if year >= 2000:
        return 2, 3
    if year >= 1870:
        return 2, 4
    return (3, 7) if year >= 1700 else (4, 10)


def year_limits(
    key: int, shown: str, others: Iterable[int] = (), *, earliest: int | None = None, latest: int | None = None
) -> tuple[int | None, int | None]:
    """First and last year that an option may have so that the passage does not rule it out.

    Every other year, decade or century in ``shown`` bounds the options on its side; so do ``others`` (a birth
    or founding year), and ``earliest``/``latest`` (the article's own span).
    """
    floors, ceilings = ([earliest] if earliest else []), ([latest] if latest else [])
    bounds = [d.bounds for d in find_dates(shown) if d.bounds] + [(y, y) for y in others]
    for first, last in bounds:
        if first <= key <= last:
            floors.append(first)
            ceilings.append(last)
        elif last < key:
            floors.append(last + 1)
        else:
            ceilings.append(first - 1)
    return (max(floors) if floors else None), (min(ceilings) if ceilings else None)


def years(
    key: int,
    shown: str,
    rng: random.Random,
    *,
    floor: int | None = None,
    ceiling: int | None = None,
    avoid: Collection[int] = (),
    prefer: Collection[int] = (),
    key_text: str = "",
    template: str = "{year}",
) -> tuple[OptionDraft, ...] | None:
    """Four years in order, or None when they do not fit between ``floor`` and ``ceiling`` (both allowed).

    A year printed in ``shown`` is no option, nor one of ``avoid``; those of ``prefer`` come first. A key that is a printed year plus or minus
    a printed figure is refused. Elections and games stay in steps of four, counts of the people in steps of ten.
    """
    below, above = near_years(key, shown, rng, floor=floor, ceiling=ceiling, avoid=avoid, prefer=prefer)
    values = ranked(key, below, above, rng)
    say = lambda y: format_date(f"{y:04}" if y > 0 else f"-{-y:04}", template)  # noqa: E731
    return in_order(values, key, say, key_text or say(key)) if values else None


def near_years(
    key: int,
    shown: str,
    rng: random.Random,
    *,
    floor: int | None = None,
    ceiling: int | None = None,
    avoid: Collection[int] = (),
    prefer: Collection[int] = (),
) -> tuple[list[int], list[int]]:
    """Up to three years before and three after the key, nearest first; both empty when the key can be worked out."""
    printed = {d.year for d in find_dates(shown) if d.year is not None}
    figures = {int(n.value) for n in find_numbers(shown) if n.value == int(n.value) and 0 < n.value < 300}
    if key in printed or any(abs(key - y) in figures for y in printed):
        return [], []
    first, step = series_of(shown, key)
    steps = _steps(key) if step == 1 else (step, max(step, 8))
    floor = max(floor if floor is not None else key - 4 * steps[1], first or 0)
    ceiling = min(ceiling if ceiling is not None else _LATEST, _LATEST)
    barred = printed | set(avoid)
    below = _years_on_one_side(key, -step, key - floor, steps, (barred, prefer), rng)
    above = _years_on_one_side(key, step, ceiling - key, steps, (barred, prefer), rng)
    return below, above


def _years_on_one_side(
    key: int, step: int, room: int, steps: tuple[int, int], years: tuple[set[int], Collection[int]], rng: random.Random
) -> list[int]:
    """Up to three years on one side of the key, nearest first; the closer the limit, the smaller the steps.

    ``years`` are those that are barred and those that come first.
    """
    unit = abs(step)
    for wanted in (WRONG, 2, 1):
        most = min(steps[1], room // wanted)
        for least in (steps[0], 2):
            if any(s % unit == 0 for s in range(least, most + 1)):
                found = _walk(key, step, wanted, (least, most), min(room, WRONG * steps[1]), years, rng)
                if len(found) == wanted:
                    return found
    return []


def _walk(
    key: int,
    step: int,
    wanted: int,
    steps: tuple[int, int],
    room: int,
    years: tuple[set[int], Collection[int]],
    rng: random.Random,
) -> list[int]:
    """``wanted`` years within ``room``: those of the article where they lie, else by steps of chance."""
    (barred, prefer), (least, most) = years, steps
    unit, sign = abs(step), 1 if step > 0 else -1
    for _ in range(8):
        found, year = [], key
        for left in reversed(range(wanted)):
            free = room - abs(year - key) - left * least  # what the years to come leave
            near = [s for s in range(1, min(free, 2 * most) + 1) if s % unit == 0]
            liked = [s for s in near if year + sign * s in prefer and year + sign * s not in barred]
            choices = [s for s in near if least <= s <= most]
            if not liked and not choices:
                break
            year += sign * rng.choice(liked or choices)
            found.append(year)
        if len(found) == wanted and not barred & set(found):
            return found
    return []


def decades(
    key: PrintedDate,
    shown: str,
    rng: random.Random,
    *,
    floor: int | None = None,
    ceiling: int | None = None,
    avoid: Collection[int] = (),
) -> tuple[OptionDraft, ...] | None:
    """Four decades in a row, none more than two from the key where both sides are open. ``floor`` and ``ceiling`` are years, ``avoid`` first
    years of decades."""
    first = key.bounds[0]  # type: ignore[index]
    barred = {y // 10 * 10 for d in find_dates(shown) if d.bounds and d.precision != "century" for y in d.bounds}
    last = min(ceiling if ceiling is not None else _LATEST, _LATEST)
    if first in barred:
        return None
    values = None
    for reach in (20, 30):  # two decades from the key; three where nothing may stand on its other side
        low = max(first - reach, floor // 10 * 10 if floor is not None else first - reach)
        values = values or _run(first, 10, low, min(first + reach, last), barred | set(avoid), rng)
    return in_order(values, first, lambda y: format_date(f"{y // 10}x", key.template), key.printed) if values else None


def centuries(
    key: PrintedDate, shown: str, rng: random.Random, *, floor: int = 1, ceiling: int = 21, avoid: Collection[int] = ()
) -> tuple[OptionDraft, ...] | None:
    """Four centuries in a row, none more than two from the key; a passage that prints a year or another century
    refuses them."""
    number = int(key.iso[1:])
    if any(d.precision != "month_day" for d in find_dates(shown)):
        return None
    if number < 0:
        floor, ceiling = -30, -1
    values = _run(number, 1, max(floor, number - 2), min(ceiling, number + 2), set(avoid), rng)
    return in_order(values, number, lambda n: format_date(f"c{n}", key.template), key.printed) if values else None


def _run(key: int, step: int, low: int, high: int, barred: set[int], rng: random.Random) -> list[int] | None:
    """Four neighbours with the key at a place drawn from those where none is barred or out of bounds."""
    runs = []
    for rank in range(WRONG + 1):
        run = [key + step * (n - rank) for n in range(WRONG + 1)]
        if low <= run[0] and run[-1] <= high and not barred & set(run):
            runs.append(run)
    return rng.choice(runs) if runs else None


BEFORE_SUPERLATIVE = re.compile(rf"{GAP}[- ](?:\w+est\b|most |least |best\b|worst\b)")  # nobody says "first largest"


def ordinals(
    key: PrintedOrdinal, shown: str, rng: random.Random, *, ceiling: int = 99, avoid: Collection[int] = ()
) -> tuple[OptionDraft, ...] | None:
    """Four ordinals in a row; None when the passage prints another ordinal."""
    if key.number < 2 or any(not _is_century(shown, o) for o in find_ordinals(shown)):
        return None
    lowest = 2 if BEFORE_SUPERLATIVE.search(shown) else 1
    values = _run(key.number, 1, lowest, ceiling, set(avoid), rng)
    return in_order(values, key.number, key.like, key.printed) if values else None


def _is_century(text: str, ordinal: PrintedOrdinal) -> bool:
    return bool(re.match(r"[- ]century", text[ordinal.span.end :]))


def dates(
    key: PrintedDate,
    shown: str,
    rng: random.Random,
    *,
    floor: dt.date | None = None,
    ceiling: dt.date | None = None,
    avoid: Collection[str] = (),
) -> tuple[OptionDraft, ...] | None:
    """Four full dates or months in the key's style, a few weeks (months) apart. ``avoid`` are ISO forms.

    A year or month printed elsewhere in ``shown`` refuses them: the reader could tell by it.
    """
    if key.precision not in ("day", "month") or find_dates(shown):
        return None
    low = floor.isoformat() if floor else "0001-01-01"
    high = ceiling.isoformat() if ceiling else "9999-12-31"
    below = _moved(key, -1, rng)
    above = _moved(key, 1, rng)
    ok = lambda iso: low[: len(iso)] <= iso <= high[: len(iso)] and iso not in avoid  # noqa: E731
    values = ranked(key.iso, [i for i in below if ok(i)], [i for i in above if ok(i)], rng)
    return in_order(values, key.iso, lambda iso: format_date(iso, key.template), key.printed) if values else None


def _moved(key: PrintedDate, sign: int, rng: random.Random) -> list[str]:
    found, iso = [], key.iso
    for _ in range(WRONG):
        if key.precision == "day":
            iso = shifted(iso, days=sign * rng.randint(9, 75))
        else:
            iso = shifted(iso, months=sign * rng.randint(1, 4))
        found.append(iso)
    return found
