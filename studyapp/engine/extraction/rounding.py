"""How exact a printed figure is: what the source rounds or hedges may be typed a little differently."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from studyapp.engine.extraction.numbers import PrintedNumber, plain

HEDGES = frozenset(
    {"about", "around", "approximately", "roughly", "some", "nearly", "almost", "close to", "an estimated"}
)
SHARE = Decimal("0.05")  # of a hedged figure, and the most of a rounded one
SURELY_ROUND = Decimal(1000)  # from here on two noughts at the end are no count


@dataclass(frozen=True, slots=True)
class Tolerance:
    """``width`` is how far an answer may lie from the figure, in whole units; ``said`` tells learners so."""

    width: Decimal
    said: str


def tolerance_of(number: PrintedNumber, approximator: str = "") -> Tolerance | None:
    """Five per cent for a hedged figure, half a unit of the last digit for a rounded one; None for an exact one.

    Rounded are figures with decimals or a word of magnitude, and those from a thousand on that end in two noughts.
    """
    share = abs(number.value) * SHARE
    if approximator.lower() in HEDGES:
        return Tolerance(share, "within 5 % is near enough")
    if not is_rounded(number):
        return None
    unit = last_unit(number.value)
    if unit / 2 > share:
        return Tolerance(share, "within 5 % is near enough")
    return Tolerance(unit / 2, f"to the nearest {_with_commas(unit)}")


def is_rounded(number: PrintedNumber) -> bool:
    noughts = number.value >= SURELY_ROUND and number.value % 100 == 0
    return bool(number.shape.decimals or number.shape.scale) or noughts


def last_unit(value: Decimal) -> Decimal:
    """One of the last digit that is no nought: 100 for 1,200, 0.1 for 14.2."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _with_commas(unit: Decimal) -> str:
    return f"{unit:,f}" if unit >= 1 else plain(unit)
