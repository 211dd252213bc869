"""Figures, ranks and moments as learners type them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from studyapp.engine.extraction.dates import MONTHS, find_dates, month_number
from studyapp.engine.extraction.number_words import ONES, SCALES, TENS, read_ordinal, read_words
from studyapp.engine.extraction.numbers import plain
from studyapp.engine.extraction.units import SIGNS, UNIT, unit_named
from studyapp.engine.extraction.values import AnswerType

_SCALES = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "mln": 6, "mio": 6}
_SCALES |= {"billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12}
_LEAD = re.compile(
    r"^(?:it was |the answer is )?(?:in |on |by )?(?:the )?(?:year )?(?:about |around |approximately |roughly |some |ca\.? "
    r"|over |more than |at least |up to |nearly |almost )?"
)
_FIGURE = re.compile(r"(?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d*\.?\d+)")
# More than one number is no answer: "24 or 25", "15 hundred thousand".
_SECOND_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join([*ONES, *TENS, *SCALES])}|or|to|not|half)\b|[=+*/?](?!h)",
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Figure:
    """``unit`` is a normal unit name, or the plain word that followed, or ""."""

    value: Decimal
    unit: str
    is_measure: bool

    @property
    def text(self) -> str:
        return f"{plain(self.value)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Moment:
    """``options``: ISO readings ("04/09/2023" has two); ``iso`` the only one, else "" ."""

    options: frozenset[str]

    @property
    def iso(self) -> str:
        return next(iter(self.options)) if len(self.options) == 1 else ""

    @property
    def text(self) -> str:
        return " / ".join(sorted(self.options))


def read_figure(text: str) -> Figure | None:
    """A number with or without sign, magnitude and unit: "1,500", "£2.5m", "fifteen hundred", "12 per cent"."""
    rest = text.strip().lower().replace("’", "'").rstrip(".!")
    rest = _LEAD.sub("", rest)
    sign = next((s for s in sorted(SIGNS, key=len, reverse=True) if rest.startswith(s.lower())), "")
    rest = rest[len(sign) :].strip()
    unit = SIGNS.get(sign, "")
    negative = bool(re.match(r"[-−]\s?\d|minus ", rest))
    rest = re.sub(r"^(?:[-−]|minus )\s?", "", rest)
    value, rest = _leading_number(rest)
    if value is None:
        return None
    trailing = rest.strip(" -")
    if _SECOND_NUMBER.search(trailing):
        return None
    for after, name in SIGNS.items():
        if trailing == after.lower():
            unit, trailing = name, ""
    named = _unit(trailing)
    return Figure(-value if negative else value, unit or named or trailing, bool(unit or named))


def _unit(text: str) -> str:
    exact = next((u for u in (text, text.upper()) if u and re.fullmatch(UNIT, u)), "")
    return unit_named(exact) if exact else ""


def _leading_number(text: str) -> tuple[Decimal | None, str]:
    """The number that ``text`` begins with, magnitude words applied, and what follows it."""
    figure = _FIGURE.match(text)
    if figure:
        value = Decimal(re.sub(r"[, ]", "", figure["digits"]))
        scale = re.match(
            r"\s?(hundred|thousand|million|billion|trillion|mln|mio|mn|bn|tn|[kmb])(?![a-z²³])", text[figure.end() :]
        )
        if scale and not (scale[1] == "m" and text[figure.end()] == " "):  # "7 m" are metres, "7m" millions
            value = value.scaleb(_SCALES[scale[1]])
            return value, text[figure.end() + scale.end() :]
        return value, text[figure.end() :]
    return _leading_words(text)


def _leading_words(text: str) -> tuple[Decimal | None, str]:
    half = re.match(r"half an? (million|billion|thousand|hundred)\b", text)
    if half:
        return Decimal(10) ** _SCALES[half[1]] / 2, text[half.end() :]
    mixed = re.match(r"([a-z-]+) and a half (million|billion|thousand)\b", text)
    if mixed and (whole := read_words(mixed[1])) is not None:
        return (whole + Decimal("0.5")).scaleb(_SCALES[mixed[2]]), text[mixed.end() :]
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        value = read_words(" ".join(words[:count]))
        if value is not None:
            return value, " ".join(words[count:])
    return None, text


def read_rank(text: str) -> int | None:
    """ "second", "the 2nd", "2" as 2."""
    said = re.sub(r"^(?:the|number|no\.?)\s+", "", text.strip().lower().rstrip("."))
    return int(said) if said.isdecimal() else read_ordinal(said)


def read_moment(text: str, wanted: AnswerType) -> Moment | None:
    """A year, date, month, decade or century in any usual form, None when there is none.

    Figures with strokes are read both ways round where both are dates.
    """
    said = _LEAD.sub("", re.sub(r"\s+", " ", text.strip().lower().rstrip(".!")))
    if wanted == AnswerType.CENTURY:
        return _century(said)
    if wanted == AnswerType.DECADE:
        return _decade(said)
    stroked = _stroked(said)
    if stroked:
        return stroked
    if wanted == AnswerType.YEAR:
        spoken = _year_in_words(said)
        if spoken:
            return Moment(frozenset([f"{spoken:04}"]))
    found = find_dates(_tidy(said))
    if len(found) == 1 and found[0].printed == _tidy(said):
        return Moment(frozenset([found[0].iso]))
    if re.fullmatch(r"\d{1,4}", said):
        return Moment(frozenset([f"{int(said):04}"]))
    if month_number(said):
        return Moment(frozenset([f"--{month_number(said):02}"]))
    return None


def _tidy(said: str) -> str:
    """Months with a capital letter, commas and blanks as printed, era letters in capitals."""
    said = re.sub(r"\bthe\b ?", "", said)
    said = re.sub(r"\s*,\s*", ", ", said)
    said = re.sub(r"\b(?:b\.?c\.?e?\.?|a\.?d\.?)(?!\w)", lambda m: m[0].upper().replace(".", ""), said)
    said = re.sub(r"^(\d{1,4}) AD$", r"AD \1", said)

    def month(match: re.Match[str]) -> str:
        number = month_number(match[0])
        return MONTHS[number - 1] if number else match[0]

    said = re.sub(r"[a-z]{3,9}\b\.?", month, said)
    names = "|".join(MONTHS)
    said = re.sub(rf"(\d)(?=(?:{names}))", r"\1 ", said)
    return re.sub(rf"({names}),? (\d{{1,2}}(?:st|nd|rd|th)?),? (\d{{4}})", r"\1 \2, \3", said)


def _stroked(said: str) -> Moment | None:
    month = re.fullmatch(r"(\d{1,2})[./-](\d{4})", said) or None
    if month:
        return _moments([(int(month[2]), int(month[1]), None)])
    turned = re.fullmatch(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?", said)
    if turned:
        return _moments([(int(turned[1]), int(turned[2]), int(turned[3]) if turned[3] else None)])
    full = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", said)
    if full:
        a, b, year = int(full[1]), int(full[2]), int(full[3])
        return _moments([(year, b, a), (year, a, b)])
    return None


def _moments(readings: list[tuple[int, int, int | None]]) -> Moment | None:
    found = set()
    for year, month, day in readings:
        try:
            date = dt.date(year, month, day or 1)
        except ValueError:
            continue
        found.add(date.isoformat() if day else date.isoformat()[:7])
    return Moment(frozenset(found)) if found else None


def _year_in_words(said: str) -> int | None:
    """ "nineteen thirty-two", "two thousand and five", "nineteen oh five"."""
    words = [w for w in re.split(r"[ -]", said) if w and w != "and"]
    if not words or not all(w in ONES or w in TENS or w in ("hundred", "thousand", "oh") for w in words):
        return None
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        head = read_words(first)
        tail = read_words(second.removeprefix("oh ")) if second != "hundred" else None
        if head is not None and 10 <= head <= 20 and tail is not None and tail < 100:
            pair = tail >= 10 or second.startswith("oh ")
            if pair and "thousand" not in said and "hundred" not in said:
                return int(head * 100 + tail)
    value = read_words(said)
    return int(value) if value is not None and 1000 <= value <= 2100 else None


def _decade(said: str) -> Moment | None:
    match = re.fullmatch(r"((?:1\d|20)\d0)'?’?s", said)
    if match:
        return Moment(frozenset([match[1][:3] + "x"]))
    short = re.fullmatch(r"['’]?(\d0)'?s", said)
    words = {word[:-1] + "ies": n for n, word in enumerate(TENS, start=2)}
    nth = int(short[1]) // 10 if short else words.get(said.removeprefix("nineteen ").removeprefix("nineteen-"))
    return Moment(frozenset([f"19{nth}x"])) if nth is not None and nth >= 2 else None


def _century(said: str) -> Moment | None:
    bare = re.sub(r"\bc(?:ent(?:ury)?)?\.?\b", "", said.replace("-", " "))
    before = bool(re.search(r"\bb\.?c\.?(?:e\.?)?(?!\w)", said))
    bare = re.sub(r"\bb\.?c\.?(?:e\.?)?|\ba\.?d\.?", "", bare).strip(" .")
    hundreds = re.fullmatch(r"(\d{2})00'?s", bare)
    number = int(hundreds[1]) + 1 if hundreds else read_ordinal(bare)
    if number is None and bare.isdecimal() and 1 <= int(bare) <= 21:
        number = int(bare)
    if number is None and re.fullmatch(r"[ivx]{1,5}", bare):
        number = _roman(bare)
    return Moment(frozenset([f"c{'-' if before else ''}{number}"])) if number else None


def _roman(letters: str) -> int:
    values = [_ROMAN[c] for c in letters]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))
