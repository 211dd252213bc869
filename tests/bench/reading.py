"""How fast articles come in, beside the language model alone on the same texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studyapp.engine.reading import documents, parser, reading
from studyapp.usecases.import_files import article_files, import_file
from tests.bench.measures import Line, beside, here

TEXTS = Path(__file__).parent.parent / "texts" / "tuning"
ROUNDS = 3


def measure() -> Iterator[Line]:
    files = list(article_files(TEXTS))
    texts = [reading.read(documents.decode(path.read_bytes(), name))[0].text for path, name in files]  # warms up, too
    _import(files, "Bench 0")
    first = beside(
        lambda n: here(lambda: _import(files, f"Bench {n + 1}")),
        lambda n: here(lambda: [parser.run_model(text) for text in texts]),
        rounds=ROUNDS,
    )
    words = sum(len(text.split()) for text in texts)
    share = 1 / first.cpu_ratio
    yield Line(
        f"import of {words:,} words: speed / the model's own, CPU",
        f"{share:.2f} ({1 / first.high:.2f}–{1 / first.low:.2f}); "
        f"{words / first.ours.cpu:,.0f} / {words / first.base.cpu:,.0f} words per CPU s",
        "≥ 0.8",
        share >= 0.8,
    )
    again = beside(
        lambda n: here(lambda: _import(files, "Bench 1")),
        lambda n: first.ours,
        rounds=ROUNDS,
    )
    yield Line(
        "the same files again / first import, CPU",
        f"{again.cpu_ratio:.4f}; {again.ours.cpu / len(files) * 1000:.1f} ms a file",
        "≤ 0.02",
        again.cpu_ratio <= 0.02,
    )


def _import(files: list[tuple[Path, str]], topic: str) -> None:
    for path, name in files:
        report = import_file(path, name, topic)
        if report["outcome"] not in ("new", "unchanged"):
            raise RuntimeError(f"{name}: {report}")
