"""Which figures an option may have: none that the sentence itself makes impossible."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from studyapp.engine.extraction.number_words import WORDS
from studyapp.engine.extraction.numbers import find_numbers, parse_number
from studyapp.engine.items import GAP

_FIGURE = rf"(?:\d[\d,.]*|(?i:{WORDS}|twice|once))"
_OF = r"(?:\s+\w+){0,2}?\s+(?:of|from|out of|in) (?:(?:the|its|their|his|her|all) )?(?:(?:last|first|past|previous|next) )?"
# "three of _____ games", "won three times in their last _____ meetings": the gap is the whole
PART_BEFORE = re.compile(rf"(?<![\w.,])({_FIGURE}){_OF}{GAP}")
# "_____ of the ten seats": the gap is the part
WHOLE_AFTER = re.compile(rf"{GAP}(?: \w+){{0,2}}? (?:out )?of (?:(?:the|its|their|his|her|all) )?({_FIGURE})")
RANGE = re.compile(rf"\b{_FIGURE}(?:[ -]\w+)?\s?(?:to|–|-|or)\s?{GAP}|{GAP}\s?(?:to|–|-|or)\s?{_FIGURE}\b")
# a place on the globe is known by everybody who knows the place, and an angle has its round
ON_THE_GLOBE = re.compile(r"\b(?:latitudes?|longitudes?|parallel|meridian|angles?)\b", re.IGNORECASE)
COMPASS = re.compile(r"\b(?:north|south|east|west)\b", re.IGNORECASE)
_SAME = r"(?:[^.;:]|\.\d)*"  # the rest of the sentence, past decimal points
INCLUDING = re.compile(rf"{GAP}{_SAME}?,? including\b({_SAME})")
INCLUDED = re.compile(rf"({_SAME}),? including {_SAME}?{GAP}")
# a number that belongs to a name ("Six Nations") limits what can be counted there
NUMBER_IN_A_NAME = re.compile(
    r"(?<!^)(?<![.!?:] )\b(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)(?: [A-Z]|s\b)|\bG(?:7|8|20|77)\b"
)

# "the “ten million dollar” club": a figure in a quoted name
QUOTED_NAME = re.compile(rf"[\"“](?:[^\"“”\s]+ ){{0,2}}{GAP}(?: [^\"“”\s]+){{0,3}}[\"”]")

NATURAL_CEILINGS = (
    (re.compile(rf"{GAP}(?: hours?)? (?:a|per) day"), 24),
    (re.compile(r"hours? (?:a|per) day"), 24),
    (re.compile(r"days? (?:a|per) week"), 7),
    (re.compile(r"weeks? (?:a|per) year"), 52),
    (re.compile(r"months? (?:a|per|of the) year"), 12),
)


def has_no_fair_options(shown: str, unit: str) -> bool:
    """Whether a figure stands where any wrong one is seen to be wrong: in a range, on the globe, in a name."""
    if unit in {"degrees", ""} and ON_THE_GLOBE.search(shown) or unit == "degrees" and COMPASS.search(shown):
        return True
    return bool(RANGE.search(shown) or QUOTED_NAME.search(shown)) or unit == "" and bool(NUMBER_IN_A_NAME.search(shown))


def figure_bounds(shown: str, unit: str, key: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Least and greatest figure that the passage leaves possible for a gap on ``key``; None where nothing bounds it."""
    floors = [_least_above(PART_BEFORE.search(shown))]
    ceilings = [Decimal(top) for pattern, top in NATURAL_CEILINGS if pattern.search(shown)]
    if " including " in shown:
        floors += _of_unit(INCLUDING.search(shown), unit)[:1]
        ceilings += _of_unit(INCLUDED.search(shown), unit)[-1:]
    whole = _value(WHOLE_AFTER.search(shown))
    if whole is not None:
        ceilings.append(whole - 1)
    if unit == "%":
        ceilings += _rest_of_a_hundred(shown)
        low, high = _neighbours_in_a_row(shown, key)
        floors.append(low)
        ceilings += [high] if high is not None else []
    return max((f for f in floors if f is not None), default=None), min(ceilings, default=None)


def _of_unit(match: re.Match[str] | None, unit: str) -> list[Decimal]:
    """Figures of ``unit`` in the matched words: parts that a whole includes, or the whole of a part."""
    return [n.value for n in find_numbers(match.group(1)) if n.unit == unit] if match else []


def _neighbours_in_a_row(shown: str, key: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Least and greatest share for a gap in a row of falling shares ("60 % to A, then _____ to B, 10 % to C")."""
    head, tail = shown.split(GAP, 1)
    before = [n.value for n in find_numbers(head.rsplit(". ", 1)[-1]) if n.unit == "%"]
    after = [n.value for n in find_numbers(tail.split(". ", 1)[0]) if n.unit == "%"]
    row = [*before, key, *after]
    if len(row) < 3 or any(a <= b for a, b in pairwise(row)):
        return None, None
    return (after[0] if after else None), (before[-1] if before else None)


def _value(match: re.Match[str] | None) -> Decimal | None:
    if match is None:
        return None
    text = match.group(1).lower()
    if text in {"once", "twice"}:
        return Decimal(1 + (text == "twice"))
    number = parse_number(match.group(1).rstrip(".,"))
    return number.value if number else None


def _least_above(match: re.Match[str] | None) -> Decimal | None:
    part = _value(match)
    return part + 1 if part is not None else None


def _rest_of_a_hundred(shown: str) -> list[Decimal]:
    """Shares in one sentence: together at most a hundred where they are listed side by side."""
    shares = [n.value for n in find_numbers(shown) if n.unit == "%"]
    rest = 100 - sum(shares)
    return [rest] if len(shares) >= 2 and rest > 0 else []
