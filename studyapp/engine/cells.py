"""Which kinds of question have proven themselves: counts of blind verdicts per kind, format and answer type."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from statistics import NormalDist
from typing import NamedTuple

from studyapp.engine.items import ItemDraft

ENOUGH_VERDICTS = 40
LEAST_RATE = 0.60  # of the lower end of the interval
CONFIDENCE = 0.90
SENSITIVE = frozenset({"MC-26c", "sensitive"})  # rules of the gate whose warning asks for a reviewer first


class Cell(NamedTuple):
    """What shares one accept rate: the values of ItemKind, ItemFormat and AnswerType."""

    kind: str
    format: str
    answer_type: str

    @classmethod
    def of(cls, item: ItemDraft) -> Cell:
        return cls(item.kind.value, item.format.value, item.answer_type.value)


@dataclass(frozen=True, slots=True)
class Count:
    """Verdicts: how many were given and how many accept the question."""

    accepted: int = 0
    judged: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.accepted <= self.judged:
            raise ValueError(f"{self.accepted} of {self.judged} accepted")

    def __add__(self, other: Count) -> Count:
        return Count(self.accepted + other.accepted, self.judged + other.judged)

    @property
    def rate(self) -> float | None:
        return self.accepted / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.accepted, self.judged)

    @property
    def is_proof(self) -> bool:
        return self.judged >= ENOUGH_VERDICTS and self.interval[0] >= LEAST_RATE


def is_sensitive(item: ItemDraft) -> bool:
    """Whether the item touches on deaths, injuries or other suffering and so waits for a reviewer."""
    return not SENSITIVE.isdisjoint(item.warnings)


def wilson(successes: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Two-sided score interval of a proportion, (0, 1) without trials.

    E. B. Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22, 209-212;
    advised for small numbers by Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion",
    Statistical Science 16, 101-133.
    """
    if not trials:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    rate, weight = successes / trials, z * z / trials
    middle = (rate + weight / 2) / (1 + weight)
    half = z / (1 + weight) * (rate * (1 - rate) / trials + weight / (4 * trials)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


class Trust(StrEnum):
    """Whether a draft is trusted, and if not, why not."""

    TRUSTED = "trusted"
    NO_FIGURES = "no_figures"
    FEW_VERDICTS = "few_verdicts"
    LOW_RATE = "low_rate"
    BELOW_LINE = "below_line"
    SENSITIVE = "sensitive"

    @property
    def is_served(self) -> bool:
        """What learners get by default; while no cell has figures, the score alone decides."""
        return self in (Trust.TRUSTED, Trust.NO_FIGURES)


@dataclass(frozen=True)
class Table:
    """Counts per cell. While it is empty nothing is known, and the score alone decides what is served."""

    counts: Mapping[Cell, Count] = field(default_factory=dict)

    @property
    def has_figures(self) -> bool:
        return any(count.judged for count in self.counts.values())

    def count(self, cell: Cell) -> Count:
        return self.counts.get(cell, Count())

    def moved_by(self, others: Iterable[tuple[Cell, Count]]) -> Table:
        """This table with further verdicts added."""
        counts = dict(self.counts)
        for cell, count in others:
            counts[cell] = counts.get(cell, Count()) + count
        return Table(counts)

    def proven(self) -> tuple[Cell, ...]:
        return tuple(sorted(cell for cell, count in self.counts.items() if count.is_proof))

    def trust(self, cell: Cell, *, above_line: bool, sensitive: bool = False) -> Trust:
        """What a draft of ``cell`` is; ``above_line`` says whether its score reaches the serving line."""
        if sensitive:
            return Trust.SENSITIVE
        if not above_line:
            return Trust.BELOW_LINE
        if not self.has_figures:
            return Trust.NO_FIGURES
        count = self.count(cell)
        if count.is_proof:
            return Trust.TRUSTED
        return Trust.FEW_VERDICTS if count.judged < ENOUGH_VERDICTS else Trust.LOW_RATE


def read_table(source: str) -> Table:
    """The sum of all rounds in the JSON text of a table. Raises ValueError (KeyError) for what is none."""
    rows = [row for turn in json.loads(source)["rounds"] for row in turn["cells"]]
    return Table().moved_by(
        (Cell(row["kind"], row["format"], row["answer_type"]), Count(row["accepted"], row["judged"])) for row in rows
    )


def with_round(source: str, name: str, date: str, engine: str, counts: Mapping[Cell, Count]) -> str:
    """The JSON text with the round of that ``name`` added, or put in place of the one that had it."""
    table = json.loads(source)
    cells = [
        {**cell._asdict(), "accepted": count.accepted, "judged": count.judged} for cell, count in sorted(counts.items())
    ]
    others = [turn for turn in table["rounds"] if turn["round"] != name]
    table["rounds"] = [*others, {"round": name, "date": date, "engine": engine, "cells": cells}]
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def tally(verdicts: Iterable[tuple[Cell, bool]]) -> dict[Cell, Count]:
    """Counts of verdicts, true for accepted."""
    judged, accepted = Counter(), Counter()
    for cell, is_accepted in verdicts:
        judged[cell] += 1
        accepted[cell] += is_accepted
    return {cell: Count(accepted[cell], judged[cell]) for cell in judged}


def shipped_source():
    """The file of the table that comes with the engine."""
    return files("studyapp.engine") / "cells.json"


@functools.cache
def shipped() -> Table:
    return read_table(shipped_source().read_text("utf-8"))
