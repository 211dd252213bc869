"""Printed numbers: read them, and print another number in the same shape.

"1.2 million", "twenty-four", "$3.5bn", "£400", "12 per cent", "7 km".
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from studyapp.engine.extraction.number_words import (
    ORDINAL_WORDS,
    WORDS,
    in_words,
    ordinal_figure,
    ordinal_word,
    read_ordinal,
    read_words,
)
from studyapp.engine.extraction.units import SIGN, SIGNS, UNIT, is_currency, unit_named
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.reading.spans import Span

_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "mn": 6,
    "bn": 9,
    "tn": 12,
}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<sign>{SIGN})?(?P<blank> ?)"
    rf"(?:(?P<minus>[-−])?(?P<digits>{_DIGITS})|(?P<words>\b(?i:{WORDS})\b))"
    rf"(?P<scale>(?:[ -](?:hundred|thousand|million|billion|trillion|mn|bn|tn)|(?:bn|tn|mn|m|k))(?![\w]))?"
    rf"(?P<unit>[ -]?(?:{UNIT})(?![\w²³]))?"
)
_ORDINAL = re.compile(rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORDS}))\b")
_GOES_BEFORE, _IN_WORD = re.compile(r"\w$|\d[.,]$"), re.compile(r"\w")
_LABEL_BEFORE = re.compile(r"[A-Za-z][-–]$")
_NEEDS_BLANK = frozenset(["m", "g", "ha", "hp", "GB", "MB", "TB"])  # letters that mean a unit only as "7 m", not "7m"


_WORD_SCALE = re.compile(r"(.+?)([ -](?:hundred|thousand|million|billion|trillion))", re.IGNORECASE)
_INEXACT = re.compile(r"(?i:(?:.*\b)?dozen|hundred|thousand|million|billion|trillion)")  # "a hundred", "two dozen"
_FRACTION = re.compile(r"[ -](?:thirds?|half|halves|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b")


@dataclass(frozen=True, slots=True)
class NumberShape:
    """How a number is printed: everything except the value.

    ``commas``: thousands are set off (also where the number is too short to show it).
    ``scale`` is the magnitude word with what joins it (" million", "bn"), ``prefix`` the currency sign,
    ``suffix`` the unit with what joins it (" km", "%").
    """

    in_words: bool = False
    british: bool = True
    capital: bool = False
    decimals: int = 0
    commas: bool = False
    scale: str = ""
    prefix: str = ""
    suffix: str = ""
    minus: str = "−"

    @property
    def exponent(self) -> int:
        return _SCALES.get(self.scale.strip(" -"), 0)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in a text. ``value`` counts whole units ("1.2 million" is 1200000) of ``unit``."""

    span: Span
    printed: str
    value: Decimal
    unit: str
    shape: NumberShape

    @property
    def answer_type(self) -> AnswerType:
        if self.unit == "%":
            return AnswerType.PERCENT
        if is_currency(self.unit):
            return AnswerType.MONEY
        return AnswerType.MEASURE if self.unit else AnswerType.COUNT

    def as_value(self, counted: str = "") -> Value:
        """The typed value; ``counted`` is the noun that follows a bare number ("shells")."""
        return Value(
            answer_type=self.answer_type,
            printed=self.printed,
            canonical=plain(self.value),
            number=float(self.value),
            unit=self.unit or counted,
        )


def plain(value: Decimal) -> str:
    """A decimal without exponent, commas and trailing zeros: "1200000", "3.5"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def find_numbers(text: str) -> list[PrintedNumber]:
    """Cardinals in ``text`` with their units, in order. Years, ordinals and parts of words are the caller's to tell
    apart: "1945" is found as a number, "21st", "B-52" and "1990s" are not.
    """
    return list(_numbers_in(text))


@functools.lru_cache(maxsize=4096)  # several rules look at the same sentence
def _numbers_in(text: str) -> tuple[PrintedNumber, ...]:
    return tuple(number for match in _NUMBER.finditer(text) if (number := _read(match, text)))


@functools.lru_cache(maxsize=8192)  # the same options and values are compared again and again
def parse_number(text: str) -> PrintedNumber | None:
    """``text`` as one number with its unit, or None when it is anything else."""
    text = text.strip()
    match = _NUMBER.fullmatch(text)
    return _read(match, text) if match else None


def _read(match: re.Match[str], text: str) -> PrintedNumber | None:
    sign, digits, words = match["sign"] or "", match["digits"], match["words"]
    scale, suffix = match["scale"] or "", match["unit"] or ""
    if words:
        words, scale = _split_scale(words, scale)
    start, end = (match.start() if sign else match.end("blank")), match.end()
    if not _stands_alone(match, text, start) or (words and _INEXACT.fullmatch(words)):
        return None
    if scale in ("m", "k") and not sign:
        return None  # "5m", "10k" without a currency: metres or millions, nobody can tell
    value = Decimal(digits.replace(",", "")) if digits else read_words(words)
    if value is None:
        return None
    unit = unit_named(suffix.strip(" -"))
    if digits and unit in _NEEDS_BLANK and suffix[0] not in " -" or suffix == "-m":
        return None
    if suffix.startswith("-") and not re.match(r"-[A-Za-z]{2}", suffix):
        end, suffix, unit = end - len(suffix), "", ""
    shape = NumberShape(
        in_words=words is not None,
        british=not words or "hundred" not in words.lower() or " and " in words,
        capital=bool(words) and words[0].isupper(),
        decimals=len(digits.partition(".")[2]) if digits else 0,
        commas=not digits or "," in digits or len(digits.partition(".")[0]) < 4,
        scale=scale,
        prefix=sign + (match["blank"] if sign else ""),
        suffix=suffix,
        minus=match["minus"] or "−",
    )
    value = value.scaleb(shape.exponent)
    if match["minus"] and re.match(r"[\s(]|$", text[start - 1 : start] if start else ""):
        value = -value
    elif match["minus"]:
        start = match.start("digits")
    return PrintedNumber(Span(start, end), text[start:end], value, SIGNS.get(sign, unit), shape)


def _stands_alone(match: re.Match[str], text: str, start: int) -> bool:
    """Whether the number is no part of a word, a longer figure, a label (B-52) or a fraction (two-thirds)."""
    before, after = text[max(0, start - 2) : start], text[match.end() : match.end() + 1]
    if _GOES_BEFORE.search(before) or (not match["unit"] and _IN_WORD.match(after)):
        return False
    if match["digits"] and _LABEL_BEFORE.search(before):
        return False
    return not (match["words"] and _FRACTION.match(text, match.end()))


def _split_scale(words: str, scale: str) -> tuple[str, str]:
    """ "two million" as "two" and " million", so that another number can take the same magnitude word."""
    match = None if scale else _WORD_SCALE.fullmatch(words)
    if not match or _INEXACT.search(match[1]) or read_words(match[1]) is None:
        return words, scale
    return match[1], match[2]


def format_number(value: Decimal | int | float | str, shape: NumberShape) -> str:
    """``value`` (whole units) in ``shape``; figures are rounded to the shape's decimals.

    Word numbers stay words up to 999,999. ValueError where words cannot say it.
    """
    value = Decimal(str(value)).scaleb(-shape.exponent)
    value = value.quantize(Decimal(1).scaleb(-shape.decimals), rounding=ROUND_HALF_UP)
    if shape.in_words:
        if value != value.to_integral_value():
            raise ValueError(f"no words for {value}")
        figure = in_words(int(value), shape.british)
        figure = figure[0].upper() + figure[1:] if shape.capital else figure
    else:
        figure = f"{value:,f}" if shape.commas else f"{value:f}"
        figure = figure.replace("-", shape.minus)
    suffix = shape.suffix
    if value == 1 and not shape.scale:
        suffix = _singular(suffix)
    return f"{shape.prefix}{figure}{shape.scale}{suffix}"


def _singular(suffix: str) -> str:
    if suffix.startswith("-") or not suffix.endswith("s") or "/" in suffix:
        return suffix
    return {" inches": " inch"}.get(suffix, suffix[:-1])


@dataclass(frozen=True, slots=True)
class PrintedOrdinal:
    span: Span
    printed: str
    number: int
    in_words: bool

    def as_value(self) -> Value:
        return Value(AnswerType.ORDINAL, self.printed, str(self.number), number=float(self.number))

    def like(self, number: int) -> str:
        """Another ordinal in the same form."""
        text = ordinal_word(number) if self.in_words else ordinal_figure(number)
        return text[0].upper() + text[1:] if self.printed[0].isupper() else text


def find_ordinals(text: str) -> list[PrintedOrdinal]:
    """Ordinals in ``text`` in words ("second") or figures ("21st"), in order."""
    found = []
    for match in _ORDINAL.finditer(text):
        number = read_ordinal(match.group())
        if number is not None:
            in_letters = not match.group()[0].isdigit()
            found.append(PrintedOrdinal(Span(match.start(), match.end()), match.group(), number, in_letters))
    return found


def parse_ordinal(text: str) -> PrintedOrdinal | None:
    found = find_ordinals(text.strip())
    return found[0] if len(found) == 1 and found[0].printed == text.strip() else None
