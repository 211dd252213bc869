"""What is worth asking, learnt from facts that readers marked: the weights of ``worth.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studyapp.engine.item_writing import ranking, worth
from studyapp.engine.item_writing.ranking import Ranker
from studyapp.engine.quality.golden import GoldenFact, asks
from studyapp.engine.quality.held_out import Losses, Row, fit_rows, losses
from studyapp.engine.quality.measures import Sample
from studyapp.usecases.evaluate_questions import evaluate, golden_facts


@dataclass(frozen=True, slots=True)
class Lesson:
    """``rows`` are all candidates of texts with marked facts, accepted where they ask one of them."""

    rows: tuple[Row, ...]
    losses: Losses
    fitted: Ranker


def learn(paths: Sequence[Path], golden: Path, version: str) -> Lesson:
    """Fit the model on the candidates of the texts below ``paths``. Changes nothing.

    Raises ValueError where fewer than two of the texts have marked facts.
    """
    facts = list(golden_facts(golden))
    rows = tuple(row for sample in evaluate(paths).samples for row in _rows(sample, facts))
    prior = worth.vague({name: 0.0 for row in rows for name in row.features})
    return Lesson(rows, losses(rows, prior), fit_rows(rows, prior, version))


def write(lesson: Lesson, path: Path) -> None:
    """Write the model as a file to be shipped as ``worth.json``."""
    path.write_text(ranking.written(lesson.fitted), "utf-8")


def _rows(sample: Sample, facts: Sequence[GoldenFact]) -> list[Row]:
    known = [fact for fact in facts if f"/{sample.file}".endswith(f"/{fact.file}")]
    single = [item for item in sample.candidates if not item.pairs]
    return [Row(sample.file, i.features, any(asks(i, f, sample) for f in known)) for i in single if known]
