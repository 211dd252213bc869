"""Answers to measure on: read from a file, grouped by learner, split by learner."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NAMES = {
    "learner": ("user_id", "learner", "student_id"),
    "question": ("item_id", "question", "problem_id"),
    "topic": ("skill_id", "topic", "skill"),
    "correct": ("correct", "score"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer. ``correct`` is 0 or 1; ``truth`` the learner's true chance on the topic where it is known."""

    learner: str
    question: str
    topic: str
    correct: int
    at: dt.datetime = START
    format: str = "typed"
    options: int = 0
    truth: float | None = None


Learner = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of each learner in order. ``grouped`` counts rows left out as they repeat the question before."""

    learners: tuple[Learner, ...]
    grouped: int = 0

    @property
    def count(self) -> int:
        return sum(map(len, self.learners))


def read(path: Path) -> Answers:
    """A file with a header, by tabs or commas: user_id, item_id, timestamp (seconds), correct, skill_id.

    ``format`` (typed, options, true_false) and ``options`` may be further columns; without them answers
    count as typed. Raises ValueError for a missing column or a ``correct`` that is not 0 or 1.
    """
    with path.open(newline="", encoding="utf-8") as file:
        first = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter="\t" if "\t" in first else ",")
        columns = {field: _column(reader.fieldnames or (), names) for field, names in NAMES.items()}
        return group([_row(line, columns) for line in reader])


def _column(found: Sequence[str], names: Sequence[str]) -> str:
    for name in names:
        if name in found:
            return name
    raise ValueError(f"no column {' or '.join(names)}")


def _row(line: dict[str, str], columns: dict[str, str]) -> Row:
    correct = float(line[columns["correct"]])
    if correct not in (0.0, 1.0):
        raise ValueError(f"correct is {correct:g}, not 0 or 1")
    item_format = line.get("format") or "typed"
    return Row(
        learner=line[columns["learner"]],
        question=line[columns["question"]],
        topic=line[columns["topic"]],
        correct=int(correct),
        at=START + dt.timedelta(seconds=float(line.get("timestamp") or 0)),
        format=item_format,
        options=int(line.get("options") or (4 if item_format == "options" else 0)),
    )


def group(rows: Iterable[Row]) -> Answers:
    """By learner, order kept. A row that repeats the learner's last question at once goes.

    Sets of data that write a question once for each of its skills repeat the label too; a model that
    copies the last answer would shine on them.
    """
    learners: dict[str, list[Row]] = {}
    grouped = 0
    for row in rows:
        mine = learners.setdefault(row.learner, [])
        if mine and mine[-1].question == row.question:
            grouped += 1
        else:
            mine.append(row)
    return Answers(tuple(map(tuple, learners.values())), grouped)


def split(answers: Answers, seed: int, share: float = 0.2) -> tuple[Answers, Answers]:
    """Learners to learn from and learners to measure on; nobody is in both."""
    order = list(answers.learners)
    random.Random(seed).shuffle(order)  # noqa: S311 - a split to repeat, not a secret
    held = max(1, round(share * len(order)))
    return Answers(tuple(order[held:]), answers.grouped), Answers(tuple(order[:held]))
