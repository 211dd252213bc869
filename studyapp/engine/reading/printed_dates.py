"""Dates as texts print them, and the date an article prints at its top. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re

from studyapp.engine.reading.gazetteers import classes

MONTHS = [month.lower() for month in classes.MONTHS]
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|" + "|".join(MONTHS) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
SPELLINGS = (
    rf"{_YEAR}[-/.](?P<month_number>\d{{1,2}})[-/.]{_DAY}",
    rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{_YEAR}",
)
_SPELLINGS = tuple(re.compile(rf"(?<!\w)(?:{spelling})(?!\w)", re.I) for spelling in SPELLINGS)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
_LEAD = r"(?:(?:first\s+)?(?:published|posted|date|dated|issued)(?:\s+on)?\s*:?\s+)"
_TIME = r"(?:[\s,|·T–-]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}|Z)?)?"
_DATE = r"(?P<date>[\w\s,./-]{6,30}?)"
DATE_LINE = re.compile(rf"\s*{_LEAD}?{_WEEKDAY}?{_DATE}{_TIME}\s*[.|]?\s*", re.I)
POSTED_BY = re.compile(rf"\s*{_LEAD}{_WEEKDAY}?{_DATE}{_TIME}\s*[,|–-]?\s+(?:by|in)\s+[^.!?]{{1,60}}", re.I)
AGO = re.compile(
    r"(?:about|around)?\s*(?:\d{1,3}|an?|one|two|three)\s+(?:min(?:ute)?|hour|day|week|month)s?\s+ago\W*", re.I
)
UPDATED = re.compile(r"\s*(?:last\s+)?(?:updated|modified|revised|retrieved|accessed)\b", re.I)
DATE_PREFIX = re.compile(rf"\s*date:?\s+(?P<date>{_YEAR}-\d{{1,2}}-\d{{1,2}})\s+(?=\S)", re.I)
_SOURCE = r"(?:\s*\([\w .,/&-]{2,40}\))?\s*(?:—|–|--|\s-)\s*(?=[“‘\"'A-Z0-9])"
_PRINTED = r"(?P<date>\d{1,2} [\w., ]{5,20}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|[\d/.-]{8,10})"
DATELINES = (
    # "OSLO, 3 March 2021 (Agency) — " and "OSLO — ", but not the apposition "NATO — The Alliance — was".
    re.compile(rf"\s*[A-Z][A-Z.'’ ]{{3,30}}(?:,\s*[A-Z][\w.'’]{{1,15}})?(?:,?\s+{_PRINTED})?{_SOURCE}(?!.{{0,120}}\s[—–-]\s)"),
    re.compile(rf"\s*[A-Z][\w.'’ ]{{2,30}},\s+{_PRINTED}{_SOURCE}"),
)  # fmt: skip
TOP_LINES = 6


def parse_date(text: str) -> dt.date | None:
    """The one full date that ``text`` spells out, else None; ``12/09/2024`` is ambiguous, so None."""
    for pattern in _SPELLINGS:
        if found := pattern.fullmatch(text.strip()):
            return _date(found.groupdict())
    return None


def is_date_line(line: str) -> bool:
    """True when a short line prints a date (with weekday, time, "Published", "Updated") and nothing else."""
    line = re.sub(r"^\s*(?:on\b|:)\s*", "", UPDATED.sub("", line, count=1))
    return AGO.fullmatch(line[:60]) is not None or _printed_in(line) is not None


def _printed_in(line: str) -> str | None:
    """The date that makes up a line, as printed."""
    if len(line) > 90:
        return None
    found = (pattern.fullmatch(line) for pattern in (DATE_LINE, POSTED_BY))
    dates = [match["date"].strip() for match in found if match]
    return next((date for date in dates if any(p.fullmatch(date) for p in _SPELLINGS)), None)


def dateline(line: str) -> re.Match[str] | None:
    """What stands before an article's first sentence: ``date 2023-11-14`` or "OSLO, 3 March (Agency) — "."""
    return next(filter(None, (pattern.match(line) for pattern in (DATE_PREFIX, *DATELINES))), None)


def date_at_top(text: str) -> dt.date | None:
    """The date printed above or in front of an article: a line of its own, ``date 2023-11-14``, a dateline.

    A date inside the first sentence is an event's date and is left alone.
    """
    lines = [line for line in text[:4000].split("\n") if line.strip()][:TOP_LINES]
    for line in lines:
        if UPDATED.match(line):
            continue
        begin = dateline(line)
        if date := parse_date((begin["date"] if begin else _printed_in(line)) or ""):
            return date
    return None


def _date(parts: dict[str, str | None]) -> dt.date | None:
    year, day = int(parts["year"]), int(parts.get("day") or 0)
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        if first == second:
            day, month = first, second
        elif (first > 12) == (second > 12):
            return None  # day and month cannot be told apart, or neither is a month
        else:
            day, month = max(first, second), min(first, second)
    elif parts.get("month_number"):
        month = int(parts["month_number"])
    else:
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(parts["month"].lower()[:3]))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
