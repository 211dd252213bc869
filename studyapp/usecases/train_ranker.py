"""How the ranker learns: verdicts become weights, which are used where they tell unseen articles better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.ranking import Ranker
from studyapp.engine.quality.held_out import Losses, Row, fit_rows, losses
from studyapp.engine.quality.sheets import ENGINE
from studyapp.questions import ranker
from studyapp.usecases.evaluate_questions import read_sheets

ENOUGH = 200  # verdicts from which a fit is used
MOST_MOVED = 10


class TooFewVerdictsError(ValueError):
    """Too little was judged to learn from; says how many verdicts are missing."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What verdicts taught: the ranker that was shipped, the fitted one, and how both do on unseen articles."""

    rows: tuple[Row, ...]
    shipped: Ranker
    fitted: Ranker
    losses: Losses


def learn(sheets: Sequence[Path] = (), *, with_reviews: bool = True, anyway: bool = False) -> Lesson:
    """Fit the shipped ranker to the site's own verdicts and those of marked sheets; ``anyway`` also to few of them.

    Changes nothing. A question of a sheet counts once, by the majority of its judges; one whose key holds no features is left out.
    Raises TooFewVerdictsError, MarksError (a ValueError) and OSError for a sheet that cannot be read.
    """
    rows = tuple(_reviews()) if with_reviews else ()
    rows += tuple(_judged(sheets))
    missing = (1 if anyway else ENOUGH) - len(rows)
    if missing > 0:
        raise TooFewVerdictsError(f"Verdicts: {len(rows)}. Needed: {missing} more.")
    shipped = ranking.shipped()
    return Lesson(rows, shipped, fit_rows(rows, shipped, shipped.version), losses(rows, shipped))


def use(lesson: Lesson) -> tuple[str, int]:
    """Score all drafts, and whatever is imported from now on, by the lesson; its version, and how many scores changed."""
    return ranker.adopt(lesson.fitted, loss_shipped=lesson.losses.before, loss_fitted=lesson.losses.fitted)


def write(lesson: Lesson, path: Path, version: str) -> None:
    """Write the fitted ranker as a file to be shipped as ``ranking.json``."""
    fitted = lesson.fitted
    path.write_text(ranking.written(Ranker(version, fitted.weights, fitted.precision, fitted.verdicts)), "utf-8")


def report(lesson: Lesson) -> Iterator[str]:
    """The losses, and the weights that moved most, as lines of plain text."""
    accepted, articles = sum(row.accepted for row in lesson.rows), len({row.article for row in lesson.rows})
    yield f"{len(lesson.rows)} verdicts on {articles} articles, {accepted} accepted"
    yield f"log loss on articles held out: shipped {lesson.losses.before:.4f}, fitted {lesson.losses.fitted:.4f}"
    yield "what the verdicts moved most:"
    for name, before, after in _moved(lesson)[:MOST_MOVED]:
        yield f"  {name:<28} {before:+.2f} to {after:+.2f}"


def _moved(lesson: Lesson) -> list[tuple[str, float, float]]:
    pairs = [(name, lesson.shipped.weights.get(name, 0.0), after) for name, after in lesson.fitted.weights.items()]
    return sorted(pairs, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def _reviews() -> Iterator[Row]:
    for verdict in ranker.own_verdicts():
        yield Row(f"article {verdict.article_id}", verdict.features, verdict.accepted)


def _judged(sheets: Sequence[Path]) -> Iterator[Row]:
    for judged in read_sheets(sheets):
        about = judged.about
        if about["origin"] == ENGINE and about.get("features"):
            yield Row(f"file {about['file']}", about["features"], judged.accepted)
