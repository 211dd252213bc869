"""True/false statements: the source's own words, or the same with one value changed so that it is false for sure.

Only years, dates and figures are changed. A changed name is absurd or true by accident; a changed word mostly
refutes itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from studyapp.engine.extraction.dates import PrintedDate, find_dates, format_date, parse_date, shifted
from studyapp.engine.extraction.numbers import find_numbers, format_number, parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.distractors.dates import near_years
from studyapp.engine.item_writing.distractors.numbers import near_figures
from studyapp.engine.items import GAP
from studyapp.engine.reading.spans import Span

TRUE_SHARE = 0.47
_LEAST_CHANGE = Decimal("0.2")
_LEAST_CHANGE_APPROXIMATE = Decimal("0.5")

# What stands before the value decides which side is false: of "over 500" only a larger figure,
# of "since 1950" only an earlier year (a later one would still be true).
_LARGER = r"over|more than|at least|above|exceed(?:s|ed|ing)|no (?:less|fewer) than|a minimum of|upwards of|beyond"
_SMALLER = r"up to|under|less than|fewer than|at most|no more than|below|a maximum of|within|not more than"
_ABOUT = (
    r"about|around|roughly|approximately|some|nearly|almost|close to|an estimated|just (?:over|under)|c\.|circa|nearly"
)
_EARLIER = r"since|(?:as )?from|starting in|beginning in|as early as"
_LATER = r"until|till|up to|as late as"
_UNSURE = r"before|after|by|between|prior to|following|early in|late in|early|late|mid-?|and|or|to"
# what is reported for every period: the same may have been so in another
_RECURS = r"(?:quarter|half|months?|weeks?|season|period) (?:of|to)|fiscal|financial year|year to"
_WORDS_BETWEEN = r"(?:\s+(?:the|a|an|in|of|US|year|start of|end of))*\s*$"

# One value changed here would contradict another, so that the statement refutes itself.
_SELF_REFUTING = re.compile(
    r"\bfrom\b[^.;]*\b(?:to|until)\b|\bbetween\b[^.;]*\band\b"
    r"|\b(?:because|so that|allow(?:s|ed|ing)?|which means|a total of|in total|altogether|respectively"
    r"|compared (?:with|to)|twice|doubled?|halved?|tripled?|half|average|remaining|the rest|instead of|rather than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Swap:
    """A statement made false by one changed value. ``span`` is the new value's place in ``statement``."""

    statement: str
    original: str
    changed: str
    span: Span


def left_true(rng: random.Random) -> bool:
    """Whether to leave a statement as it is; a little under half stay true."""
    return rng.random() < TRUE_SHARE


def swap(
    statement: str,
    span: Span,
    rng: random.Random,
    *,
    floor: int | None = None,
    ceiling: int | None = None,
    avoid: Collection[float | str] = (),
) -> Swap | None:
    """``statement`` with the year, date or figure at ``span`` changed to a false one, or None where falsehood is
    not certain or the statement would refute itself.

    ``floor``/``ceiling`` bound the new value (years for dates). ``avoid`` are values that are true by another
    fact: numbers, or ISO dates.
    """
    printed = span.cut(statement)
    side = _false_side(statement[: span.start])
    side = _own_side(printed, statement[: span.start]) if side == _BOTH else side
    others = statement[: span.start] + GAP + statement[span.end :]
    if side == 0 or _converted(statement[span.end :]):
        return None
    date = parse_date(printed)
    if date and date.precision in ("year", "month", "day") and not printed.startswith("0"):
        changed = _other_date(date, others, side, rng, floor, ceiling, avoid)
    else:
        changed = _other_figure(printed, others, statement[: span.start], side, rng, floor, ceiling, avoid)
    if not changed or changed == printed:
        return None
    text = statement[: span.start] + changed + statement[span.end :]
    return Swap(text, printed, changed, Span(span.start, span.start + len(changed)))


_BOTH, _UP, _DOWN, _NONE = 2, 1, -1, 0
# Who turned down five orders turned down three, and what took four days took two: only more is false.
_HOLDS_LESS = frozenset("seconds minutes hours days nights weeks months years decades centuries".split())
_SIDES = tuple(
    (re.compile(rf"(?<!\w)(?:{words}){_WORDS_BETWEEN}", re.IGNORECASE), side)
    for words, side in (
        (_LARGER, _UP),
        (_SMALLER, _DOWN),
        (_ABOUT, _BOTH),
        (_EARLIER, _DOWN),
        (_LATER, _UP),
        (_UNSURE, _NONE),
        (_RECURS, _NONE),
    )
)


def _false_side(before: str) -> int:
    """Which side of the value is false: 1 larger or later, -1 smaller or earlier, 2 both, 0 neither for sure."""
    for pattern, side in _SIDES:
        if pattern.search(before):
            return side
    return _NONE if re.search(r"[-–/(]$", before) else _BOTH


# "the first decline in two months": one in three months is one in two
_MEASURED_BACK = re.compile(
    r"\b(?:first|last|only|(?!forest|harvest|interest|request|protest)\w{3,}est|most|least|best|worst)\b"
    r"[^.;,]{0,40}\b(?:in|for)(?: (?:about|almost|nearly|over|more than))? $"
)


def _own_side(printed: str, before: str) -> int:
    """1 for a bare count and a duration, which hold smaller ones, 0 where a superlative is measured, else 2."""
    number = parse_number(printed)
    if parse_date(printed) or number is None:
        return _BOTH
    if number.unit in _HOLDS_LESS:
        return _NONE if _MEASURED_BACK.search(before) else _UP
    return _UP if number.answer_type == AnswerType.COUNT else _BOTH


def _converted(after: str) -> bool:
    """A conversion or second figure right behind the value would give the change away."""
    return bool(re.match(r"[^.;,]{0,12}\([^)]*\d|\s*(?:[-–/]|to|or|and)\s*\d", after))


def _other_date(
    date: PrintedDate,
    others: str,
    side: int,
    rng: random.Random,
    floor: int | None,
    ceiling: int | None,
    avoid: Collection[float | str],
) -> str | None:
    if any(d.precision != "month_day" for d in find_dates(others)) and _SELF_REFUTING.search(others):
        return None
    if date.precision == "year":
        taken = {int(a) for a in avoid if str(a).lstrip("-").isdigit()}
        below, above = near_years(date.year or 0, others, rng, floor=floor, ceiling=ceiling, avoid=taken)
        pool = [*(below[:2] if side != _UP else ()), *(above[:2] if side != _DOWN else ())]
        return format_date(f"{rng.choice(pool):04}", date.template) if pool else None
    moves = [m for m in (-4, -3, -2, 2, 3, 4) if side == _BOTH or (m > 0) == (side == _UP)]
    rng.shuffle(moves)
    for months in moves:
        iso = shifted(date.iso, months=months)
        year = int(iso[:4])
        inside = (floor is None or floor <= year) and (ceiling is None or year <= ceiling)
        if inside and year == date.year and iso not in avoid:
            return format_date(iso, date.template)
    return None


def _other_figure(
    printed: str,
    others: str,
    before: str,
    side: int,
    rng: random.Random,
    floor: int | None,
    ceiling: int | None,
    avoid: Collection[float | str],
) -> str | None:
    number = parse_number(printed)
    if number is None or _SELF_REFUTING.search(others) and find_numbers(others):
        return None
    approximate = bool(re.search(rf"(?<!\w)(?:{_ABOUT}|{_LARGER}|{_SMALLER}){_WORDS_BETWEEN}", before, re.IGNORECASE))
    taken = [float(a) for a in avoid if not isinstance(a, str)]
    gap = _LEAST_CHANGE_APPROXIMATE if approximate else _LEAST_CHANGE
    below, above = near_figures(number, others, rng, floor=floor, ceiling=ceiling, avoid=taken, gap=gap)
    pool = [*(below[:2] if side != _UP else ()), *(above[:2] if side != _DOWN else ())]
    return format_number(rng.choice(pool), number.shape) if pool else None
