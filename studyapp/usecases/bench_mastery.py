"""Measure the learner model: on answers from a file, and on made-up learners of whom the truth is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyapp.engine.learning.bench import rows, run, synthetic
from studyapp.engine.learning.bench.measures import Measures
from studyapp.engine.learning.bench.ours import Ours
from studyapp.engine.learning.bench.run import Measured

HEAD = f"{'model':<24}{'AUC':>7}{'log loss':>10}{'Brier':>8}{'cal.':>8}{'bias':>8}{'fit s':>8}{'µs':>7}"


def measure_file(path: Path, test: Path | None, seed: int) -> Iterator[str]:
    """Lines of a report on a file of answers; ``test`` holds learners to measure on, else a fifth is held out.

    Raises ValueError for a file that can't be read as answers, OSError for one that isn't there.
    """
    learn_from = rows.read(path)
    if test:
        measure_on = rows.read(test)
        how = "learners of the second file"
    else:
        learn_from, measure_on = rows.split(learn_from, seed)
        how = f"a fifth of the learners, drawn with seed {seed}"
    yield (
        f"Learnt from {learn_from.count} answers of {len(learn_from.learners)} learners, in one pass; measured on "
        f"{measure_on.count} of {len(measure_on.learners)}: {how}."
    )
    grouped = learn_from.grouped + measure_on.grouped
    yield f"{grouped} rows repeated the learner's question at once and were grouped with the first."
    yield "Nothing is learnt for others from learners measured on. A range has no truth here to hold."
    yield from _table(learn_from, measure_on)


def measure_synthetic(learners: int, seed: int) -> Iterator[str]:
    """Lines of a report on so many made-up learners: the table, and whether the shown range is honest."""
    half = learners // 2
    for formats in (synthetic.FORMATS, *((one,) for one in synthetic.FORMATS)):
        answers = synthetic.draw(seed, synthetic.Shape(learners=learners, formats=formats))
        learn_from, measure_on = rows.Answers(answers.learners[:half]), rows.Answers(answers.learners[half:])
        if formats == synthetic.FORMATS:
            yield f"{learners} made-up learners, seed {seed}; learnt from half, measured on the other half."
            yield from _table(learn_from, measure_on)
            yield ""
            yield f"{'80 % range of mastery':<24}{'holds truth':>13}{'bias':>8}{'width':>8}   (points of 100)"
        model = Ours()
        name = "all formats" if len(formats) > 1 else formats[0]
        yield _honesty(f"{name}, uncalibrated", synthetic.honesty(model, answers.learners))
        model.fit(learn_from.learners)
        yield _honesty(f"{name}, calibrated", synthetic.honesty(model, measure_on.learners))


def _table(learn_from: rows.Answers, measure_on: rows.Answers) -> Iterator[str]:
    yield HEAD
    ours = Ours()
    models = [model for model in run.models() if model.name != ours.name]
    models.insert(-1, ours)
    found = []
    for measured in run.run(learn_from, measure_on, models):
        found.append(measured)
        yield _line(measured)
    yield ""
    yield from _by_seen(found)
    replayed = [row for learner in measure_on.learners for row in learner][:20_000]
    update, review = run.update_us(ours, replayed), run.review_us()
    yield ""
    yield f"One update {update:.1f} µs, one review by FSRS {review:.1f} µs: ratio {update / review:.2f}."


def _line(measured: Measured) -> str:
    m = measured.measures
    return (
        f"{measured.model:<24}{m.auc:>7.4f}{m.log_loss:>10.4f}{m.brier:>8.4f}{m.calibration:>8.4f}{m.bias:>+8.4f}"
        f"{measured.fit_seconds:>8.1f}{measured.update_us:>7.1f}"
    )


def _by_seen(found: list[Measured]) -> Iterator[str]:
    yield "AUC / log loss by answers of the learner seen before"
    yield f"{'model':<24}" + "".join(f"{name:>16}" for name, _ in found[0].split)
    for measured in found:
        yield f"{measured.model:<24}" + "".join(f"{_pair(m):>16}" for _, m in measured.split)


def _pair(m: Measures) -> str:
    return f"{m.auc:.3f} / {m.log_loss:.3f}"


def _honesty(name: str, found: synthetic.Honesty) -> str:
    return f"{name:<24}{100 * found.covered:>11.1f} %{found.bias:>+8.2f}{found.width:>8.1f}"
