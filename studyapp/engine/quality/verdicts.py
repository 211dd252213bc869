"""Marked sheets read back: verdicts joined with the sheet's key, and accept rates with their intervals."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from studyapp.engine.cells import Cell, Count, tally
from studyapp.engine.quality.sheets import ENGINE

MARKS = "GSOCDWF"
STEM_MARKS, OPTION_MARKS = "GSCWF", "OD"
_LINE = re.compile(r"(\d+)[.:)]?\s+([AR])\b[ ,:]*((?:[GSOCDWF]\s*[01][ ,]*)*)(.*)", re.I)


class MarksError(ValueError):
    """A marked sheet that cannot be read; says in which line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``marks`` maps letters of MARKS to whether they were given; empty where the judge wrote none."""

    number: int
    accepted: bool
    marks: dict[str, bool]
    reason: str = ""

    def all_of(self, letters: str) -> bool:
        return all(self.marks.get(letter, self.accepted) for letter in letters)


def read_marks(source: str) -> list[Verdict]:
    """Verdicts of a marked sheet, one a line; blank lines and lines that begin with # are passed over.

    Accepted is what has the verdict A and no mark of 0. Raises MarksError for any other line, and for a
    number that was judged twice.
    """
    found: dict[int, Verdict] = {}
    for place, line in enumerate(source.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise MarksError(f"line {place}: not “number A|R marks reason”: {line[:60]}")
        number = int(match[1])
        if number in found:
            raise MarksError(f"line {place}: question {number} was judged before")
        marks = {letter.upper(): digit == "1" for letter, digit in re.findall(r"([A-Za-z])\s*([01])", match[3])}
        found[number] = Verdict(number, match[2].upper() == "A" and all(marks.values()), marks, match[4].strip())
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question of a sheet with the verdicts of all its judges.

    ``about`` is its entry in the key, with the ``engine`` version of the sheet.
    """

    about: dict
    verdicts: tuple[Verdict, ...]

    @property
    def accepted(self) -> bool:
        """More than half of the judges accept it: one question counts once, however many judged it."""
        return 2 * sum(v.accepted for v in self.verdicts) > len(self.verdicts)

    def has(self, letters: str) -> bool:
        return 2 * sum(v.all_of(letters) for v in self.verdicts) > len(self.verdicts)

    @property
    def cell(self) -> Cell:
        return Cell(self.about["kind"], self.about["format"], self.about["answer_type"])


def joined(key_source: str, marked: Sequence[list[Verdict]]) -> list[Judgement]:
    """The questions of a key that anybody judged. Raises MarksError for a number that the key does not hold."""
    key = json.loads(key_source)
    items = {number: {**row, "engine": key["engine"]} for number, row in key["items"].items()}
    by_number: dict[int, list[Verdict]] = {}
    for verdict in (v for sheet in marked for v in sheet):
        if str(verdict.number) not in items:
            raise MarksError(f"question {verdict.number} is not in the key")
        by_number.setdefault(verdict.number, []).append(verdict)
    return [Judgement(items[str(number)], tuple(given)) for number, given in sorted(by_number.items())]


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of a group of questions: accepted, with a sound stem (all of STEM_MARKS), with sound options."""

    accepted: Count
    sound_stem: Count
    sound_options: Count


def rates_by(judged: Iterable[Judgement], group: Callable[[Judgement], str]) -> dict[str, Rates]:
    groups: dict[str, list[Judgement]] = {}
    for judgement in judged:
        groups.setdefault(group(judgement), []).append(judgement)
    return {name: _rates(rows) for name, rows in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))}


def _rates(rows: Sequence[Judgement]) -> Rates:
    return Rates(
        Count(sum(row.accepted for row in rows), len(rows)),
        Count(sum(row.has(STEM_MARKS) for row in rows), len(rows)),
        Count(sum(row.has(OPTION_MARKS) for row in rows), len(rows)),
    )


def failed_marks(judged: Iterable[Judgement]) -> dict[str, int]:
    """How many questions lack each mark."""
    rows = list(judged)
    return {letter: sum(not row.has(letter) for row in rows) for letter in MARKS}


def agreement(judged: Iterable[Judgement]) -> Count:
    """Of the questions with several judges, those on which all of them agree."""
    several = [row for row in judged if len(row.verdicts) > 1]
    return Count(sum(len({v.accepted for v in row.verdicts}) == 1 for row in several), len(several))


def cell_counts(judged: Iterable[Judgement]) -> dict[Cell, Count]:
    """Verdicts per cell on what the engine wrote; questions of other origins prove nothing about it."""
    return tally((row.cell, row.accepted) for row in judged if row.about["origin"] == ENGINE)
