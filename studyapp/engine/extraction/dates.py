"""Printed dates: read them, and print another date in the same style.

"4 September 2023", "September 4, 2023", "Sept. 2023", "2019", "1939-40", "the 1990s", "19th century", "44 BC".
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

from studyapp.engine.extraction.number_words import ORDINAL_WORDS, ordinal_figure, ordinal_word, read_ordinal
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.reading.gazetteers.classes import MONTHS
from studyapp.engine.reading.spans import Span

_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_SHORT |= {"oct": 10, "nov": 11, "dec": 12}
_NUMBER_OF = {name.lower(): n for n, name in enumerate(MONTHS, start=1)} | _SHORT

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d{2})"
_BEFORE, _AFTER = r"(?<![\w./,$£€-])", r"(?![\w]|[./-]\d)"

# The first pattern that matches at a place wins, so the fullest stand first.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(_BEFORE + pattern + _AFTER))
    for name, pattern in (
        ("day", rf"{_DAY}(?P<of> of)? {_MONTH}(?P<comma>,?) {_YEAR}"),
        ("day", rf"{_MONTH} {_DAY}(?P<comma>,?) {_YEAR}"),
        ("day", r"(?P<year>1\d{3}|20\d{2})-(?P<mm>\d{2})-(?P<dd>\d{2})"),
        ("month", rf"{_MONTH}(?P<comma>,?)(?P<of> of)? {_YEAR}"),
        ("month_day", rf"{_DAY}(?P<of> of)? {_MONTH}"),
        ("month_day", rf"{_MONTH} {_DAY}"),
        ("century", rf"(?P<century>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORDS}))(?P<join>[ -])century(?P<bc> BCE?)?"),
        ("decade", r"(?P<decade>1\d{2}0|20\d0)(?P<tick>['’]?)s"),
        ("range", r"(?P<year>1\d{3}|20\d{2})(?P<dash>[-–/])(?P<last>\d{4}|\d{2})"),
        ("year", r"(?P<year>\d{1,4}) (?P<bc>BCE?)"),
        ("year", r"(?P<ad>AD )(?P<year>\d{1,4})"),
        ("year", rf"{_YEAR}"),
    )
)
_TYPES = {
    "day": AnswerType.FULL_DATE,
    "month": AnswerType.MONTH_YEAR,
    "year": AnswerType.YEAR,
    "decade": AnswerType.DECADE,
    "century": AnswerType.CENTURY,
}
# what a date without a year answers
PARTS = {"month_day": AnswerType.FULL_DATE, "lone_month": AnswerType.MONTH_YEAR}
_LONE_MONTH = re.compile(
    rf"\b(?:in|until|till|since|by|of|last|next|at least|before|after|from|early|late|mid)[ -](?P<month>{'|'.join(MONTHS)})"
    r"\b(?! ?[\d’']|,? \d{4}| of \d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text.

    ``precision``: day, month, month_day (no year), lone_month, year, range (two years), decade or century.
    ``iso``: "2023-09-04", "2023-09", "--09-04", "--09", "1939", "1939/1940", "199x" for a decade, "c19" for a century;
    a year before Christ is negative ("-0044", century "c-5"). ``template`` prints another date in the same style.
    """

    span: Span
    printed: str
    precision: str
    iso: str
    template: str

    @property
    def year(self) -> int | None:
        """The year, or None where there is none (centuries, decades and days without a year)."""
        if self.precision in ("day", "month", "year", "range"):
            return int(re.match(r"-?\d+", self.iso)[0])  # type: ignore[index]
        return None

    @property
    def bounds(self) -> tuple[int, int] | None:
        """First and last year that it covers, None for a day without a year."""
        if self.precision == "month_day":
            return None
        if self.precision == "century":
            number = int(self.iso[1:])
            return (100 * number - 99, 100 * number) if number > 0 else (100 * number, 100 * number + 99)
        if self.precision == "decade":
            first = int(self.iso[:3]) * 10
            return first, first + 9
        if self.precision == "range":
            first, last = self.iso.split("/")
            return int(first), int(last)
        return self.year, self.year  # type: ignore[return-value]

    def as_value(self) -> Value | None:
        """The typed value; None for ranges and for days without a year, which are no answers."""
        kind = _TYPES.get(self.precision)
        if kind is None:
            return None
        number = float(self.bounds[0]) if self.bounds and self.precision in ("year", "decade") else None
        number = float(self.iso[1:]) if self.precision == "century" else number
        return Value(kind, self.printed, self.iso, number=number, precision=self.precision)


def find_dates(text: str) -> list[PrintedDate]:
    """Dates in ``text``, in order, the fullest reading of each place."""
    return list(_dates_in(text)) if _DIGIT.search(text) or "century" in text else []


_DIGIT = re.compile(r"\d")


@functools.lru_cache(maxsize=4096)  # several rules look at the same sentence
def _dates_in(text: str) -> tuple[PrintedDate, ...]:
    found: list[PrintedDate] = []
    taken: list[Span] = []
    for precision, pattern in _STYLES:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)  # an impossible day does not leave a month behind
            date = _read(precision, match)
            if date:
                found.append(date)
    return tuple(sorted(found, key=lambda d: d.span))


def lone_months(text: str) -> list[PrintedDate]:
    """Months without day and year behind a word that leads to a time: "in July"."""
    found = [m for m in _LONE_MONTH.finditer(text) if m["month"][0].isupper()]
    return [
        PrintedDate(Span(*m.span("month")), m["month"], "lone_month", f"--{month_number(m['month']):02}", "{month}")
        for m in found
    ]


def parse_date(text: str) -> PrintedDate | None:
    """``text`` as one date (a leading "the" allowed), or None when it is anything else."""
    text = re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE)
    found = find_dates(text)
    return found[0] if len(found) == 1 and found[0].printed == text else None


def month_number(name: str) -> int | None:
    """1 … 12 for a month's name or usual abbreviation in any case, else None."""
    return _NUMBER_OF.get(name.strip().rstrip(".").lower())


def _read(precision: str, match: re.Match[str]) -> PrintedDate | None:
    parts = match.groupdict()
    if precision == "century":
        number = read_ordinal(parts["century"])
        iso = f"c{'-' if parts.get('bc') else ''}{number}" if number and number <= 30 else ""
    elif precision == "decade":
        iso = parts["decade"][:3] + "x"
    elif precision == "range":
        iso = _range_iso(parts["year"], parts["last"])
    elif precision == "year":
        iso = f"-{int(parts['year']):04}" if parts.get("bc") else f"{int(parts['year']):04}"
    else:
        iso = _calendar_iso(parts)
    if not iso:
        return None
    return PrintedDate(Span(match.start(), match.end()), match.group(), precision, iso, _template(match))


def _range_iso(first: str, last: str) -> str:
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) else ""


def _calendar_iso(parts: dict[str, str | None]) -> str:
    month = int(parts["mm"]) if parts.get("mm") else month_number(parts["month"] or "")
    day = parts.get("day") or parts.get("dd")
    year = parts.get("year")
    if not month or not 1 <= month <= 12:
        return ""
    if day and not 1 <= int(day) <= calendar.monthrange(int(year or 2024), month)[1]:
        return ""
    if parts.get("th") and f"{int(day or 0)}{parts['th']}" != ordinal_figure(int(day or 0)):
        return ""
    return (year or "-") + f"-{month:02}" + (f"-{int(day):02}" if day else "")


def _template(match: re.Match[str]) -> str:
    """The printed form with its values replaced by fields, filled again by ``format_date``."""
    fields = []
    for name in ("day", "th", "month", "year", "mm", "dd", "century", "decade", "last"):
        if name in match.re.groupindex and match[name]:
            field = _field(name, match[name])
            fields.append((match.start(name), match.end(name), field))
    text, at = "", match.start()
    for start, end, field in sorted(fields):
        text += match.string[at:start] + field
        at = end
    return text + match.string[at : match.end()]


def _field(name: str, printed: str) -> str:
    if name == "month" and printed not in MONTHS:
        name = "mon3" if printed == "Sep" else "mon." if printed.endswith(".") else "mon"
    elif name == "month" and printed == "May":
        name = "month"
    elif name == "century" and not printed[0].isdigit():
        name = "Centuryword" if printed[0].isupper() else "centuryword"
    elif name == "last" and len(printed) == 2:
        name = "last2"
    elif name == "day" and len(printed) == 2 and printed[0] == "0":
        name = "dd"
    return "{" + name + "}"


def format_date(iso: str, template: str) -> str:
    """The date ``iso`` (forms of ``PrintedDate.iso``) printed by ``template``."""
    values: dict[str, str] = {}
    if iso.startswith("c"):
        number = abs(int(iso[1:]))
        word = ordinal_word(number)
        values = {"century": ordinal_figure(number), "centuryword": word, "Centuryword": word[0].upper() + word[1:]}
    elif iso.endswith("x"):
        values = {"decade": iso[:3] + "0"}
    elif "/" in iso:
        first, last = iso.split("/")
        values = {"year": first, "last": last, "last2": last[2:]}
    else:
        values = _calendar_values(iso)
    return re.sub(r"\{([\w.]+)\}", lambda m: values[m[1]], template)


def _calendar_values(iso: str) -> dict[str, str]:
    match = re.fullmatch(r"(-(?=-\d\d-)|-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    if not match:
        raise ValueError(f"not a date: {iso!r}")
    year, month, day = match.groups()
    values = {"year": year.lstrip("-").lstrip("0") if year.startswith("-") else str(int(year))}
    if month:
        name = MONTHS[int(month) - 1]
        short = "Sept" if name == "September" else name[:3]
        values |= {
            "month": name,
            "mon": short,
            "mon3": name[:3],
            "mon.": name if len(name) <= 4 else short + ".",
            "mm": month,
        }
    if day:
        number = int(day)
        values |= {"day": str(number), "dd": day, "th": ordinal_figure(number)[len(str(number)) :]}
    return values


def shifted(iso: str, days: int = 0, months: int = 0, years: int = 0) -> str:
    """A full date or month (``2023-09-04``, ``2023-09``) moved; a day that does not exist becomes the last one."""
    year, month, *rest = (int(p) for p in iso.split("-"))
    index = year * 12 + month - 1 + months + 12 * years
    year, month = index // 12, index % 12 + 1
    if not rest:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    return (dt.date(year, month, min(rest[0], last)) + dt.timedelta(days=days)).isoformat()
