"""How good the questions on given texts are: statistics, sheets for blind judges, and their verdicts read back."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from studyapp.engine import cells, pipeline
from studyapp.engine.items import ItemDraft
from studyapp.engine.quality import sheets, verdicts
from studyapp.engine.quality.golden import Coverage, GoldenFact, coverage
from studyapp.engine.quality.measures import Sample, Yield
from studyapp.engine.quality.sheets import Judged
from studyapp.engine.reading import parser
from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.documents import decode
from studyapp.questions.trust import trust_of_item
from studyapp.usecases.import_files import article_files

Result = TypeVar("Result")

_HEADER = re.compile(r"\A\s*---[ ]*\n(.*?)^---", re.S | re.M)
_STYLE = re.compile(r"^style:[ ]*(.+?)[ ]*$", re.M)


@dataclass
class Clock:
    """Processor seconds of the whole chain and of the language model alone, over the same texts.

    Whichever reads a text first also pays for the words that are new to the model's vocabulary: they take turns.
    """

    words: int = 0
    chain: float = 0.0
    model: float = 0.0

    @property
    def words_per_second(self) -> float:
        return self.words / self.chain if self.chain else 0.0

    @property
    def ratio(self) -> float:
        """Speed of the chain over that of the model alone."""
        return self.model / self.chain if self.chain else 0.0


@dataclass(frozen=True)
class Evaluation:
    samples: list[Sample]
    unread: list[tuple[str, str]]
    clock: Clock
    coverage: Coverage | None

    @property
    def served(self) -> list[ItemDraft]:
        return [item for sample in self.samples for item in sample.served]

    @property
    def candidates(self) -> list[ItemDraft]:
        return [item for sample in self.samples for item in sample.candidates]

    @property
    def overall(self) -> Yield:
        words = sum(sample.words for sample in self.samples)
        return Yield(len(self.served), len(self.candidates), words)


def evaluate(paths: Iterable[Path], golden: Path | None = None, seen: Callable[[str], None] = str) -> Evaluation:
    """Harvest every article below ``paths``; served is what learners get by the table shipped with the engine.

    ``golden`` is a JSON file of golden facts, or a folder of such files. ``seen`` is told each file's name.
    No database is asked. A file that cannot be read stops no other.
    """
    samples, unread, clock = [], [], Clock()
    files = [file for path in paths for file, _ in article_files(path)]
    for file in files[:1]:
        with contextlib.suppress(UnreadableError, OSError):
            _sample(file, "", Clock())  # what is loaded once per process is loaded before the clock starts
    for number, file in enumerate(files):
        name = _name(file)
        seen(name)
        try:
            samples.append(_sample(file, name, clock, model_first=number % 2 == 1))
        except UnreadableError as error:
            unread.append((name, str(error)))
        except OSError as error:
            unread.append((name, f"This file cannot be opened: {error.strerror or error}."))
    found = coverage(samples, list(golden_facts(golden))) if golden else None
    return Evaluation(samples, unread, clock, found)


def _sample(file: Path, name: str, clock: Clock, model_first: bool = False) -> Sample:
    raw = file.read_bytes()
    document, decoding = _timed(lambda: decode(raw, file.name))
    chain, model = partial(pipeline.harvest, document), partial(parser.run_model, document.text)
    if model_first:
        (_, alone), (harvest, ours) = _timed(model), _timed(chain)
    else:
        (harvest, ours), (_, alone) = _timed(chain), _timed(model)
    words = len(harvest.article.text.split())
    clock.words, clock.chain, clock.model = clock.words + words, clock.chain + decoding + ours, clock.model + alone
    table = cells.shipped()
    served = tuple(item for item in harvest.items if trust_of_item(item, table).is_served)
    return Sample(name, _style(raw) or file.parent.name, words, harvest, served)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What ``work`` gives, and the processor seconds that it took."""
    began = time.process_time()
    return work(), time.process_time() - began


def _style(raw: bytes) -> str:
    """``style`` in the header of a text, for reports by style; empty where none is given."""
    header = _HEADER.match(raw.decode("utf-8", "replace"))
    style = _STYLE.search(header[1]) if header else None
    return style[1] if style else ""


def _name(file: Path) -> str:
    """The file below the current folder, else its whole path: golden facts name their files by the end of it."""
    whole, here = file.resolve(), Path.cwd()
    shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return os.fsencode(shown).decode(errors="replace")


def golden_facts(path: Path) -> Iterator[GoldenFact]:
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        for row in json.loads(file.read_text("utf-8")):
            yield GoldenFact.from_row(row)


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What goes on a sheet: ``candidates`` also takes what no learner gets yet, so that new cells can prove
    themselves; ``human`` is a file of questions that people wrote, one JSON object a line."""

    seed: int = 0
    most: int = 150
    candidates: bool = False
    human: Path | None = None
    most_human: int = 30


def write_sheet(evaluation: Evaluation, path: Path, options: SheetOptions) -> tuple[Path, int]:
    """Write the sheet, and its key beside it; the key's path and the number of questions."""
    rows = [
        sheets.from_item(item, sample)
        for sample in evaluation.samples
        for item in (sample.candidates if options.candidates else sample.served)
    ]
    people = _human(options.human) if options.human else []
    chosen = sheets.drawn(rows, people, Random(options.seed), options.most, options.most_human)  # noqa: S311
    path.write_text(sheets.page(chosen), "utf-8")
    key = path.with_suffix(".key.json")
    key.write_text(sheets.key_of(chosen, options.seed, pipeline.ENGINE_VERSION), "utf-8")
    return key, len(chosen)


def _human(path: Path) -> list[Judged]:
    return [sheets.from_row(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def key_beside(marked: Path) -> Path:
    """The key of a marked sheet: round.txt and round.anna.txt belong to round.key.json."""
    return marked.with_name(marked.name.split(".")[0] + ".key.json")


def read_sheets(marked: Sequence[Path], key: Path | None = None) -> list[verdicts.Judgement]:
    """Verdicts of marked sheets, several judges of one sheet put together.

    Raises MarksError naming file and line, and OSError where a sheet or its key is missing.
    """
    by_key: dict[Path, list[Path]] = {}
    for path in marked:
        by_key.setdefault(key or key_beside(path), []).append(path)
    judged = []
    for key_path, paths in by_key.items():
        source = key_path.read_text("utf-8")
        judged += verdicts.joined(source, [_marks(path) for path in paths])
    return judged


def _marks(path: Path) -> list[verdicts.Verdict]:
    try:
        return verdicts.read_marks(path.read_text("utf-8"))
    except verdicts.MarksError as error:
        raise verdicts.MarksError(f"{path.name}, {error}") from error


def record_round(judged: Sequence[verdicts.Judgement], name: str, date: str, table: Path | None = None) -> Path:
    """Put the verdicts into the table of cells under ``name``, in place of a round that had it; the file's path."""
    path = table or Path(str(cells.shipped_source()))
    source = path.read_text("utf-8") if path.exists() else '{"rounds": []}'
    engines = ", ".join(sorted({row.about["engine"] for row in judged}))
    path.write_text(cells.with_round(source, name, date, engines, verdicts.cell_counts(judged)), "utf-8")
    return path
