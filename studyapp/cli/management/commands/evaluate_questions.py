"""manage.py evaluate_questions: statistics of the questions of texts, sheets for judges, and sheets read back."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from studyapp.usecases.evaluate_questions import SheetOptions, evaluate, read_sheets, record_round, write_sheet
from studyapp.usecases.quality_report import report, verdict_report


class Command(BaseCommand):
    help = (
        "Measure the questions that texts would give (nothing is written to the database), write a sheet for a "
        "blind judge, or read marked sheets back: --read MARKS.txt, whose key MARKS.key.json lies beside it."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="texts, folders; marked sheets (--read)"
        )
        parser.add_argument("--golden", type=Path, metavar="FILE", help="facts worth asking: JSON file, or folder")
        parser.add_argument("--sheet", type=Path, metavar="FILE.html", help="write a sheet to judge, and its key")
        parser.add_argument("--candidates", action="store_true", help="sheet: also what waits for a review")
        parser.add_argument("--items", type=int, default=150, metavar="N", help="sheet: at most so many (150)")
        parser.add_argument("--human", type=Path, metavar="FILE.jsonl", help="sheet: mix in people's questions")
        parser.add_argument("--human-items", type=int, default=30, metavar="N", help="at most so many of them (30)")
        parser.add_argument("--seed", type=int, default=0, metavar="S", help="sheet: what is drawn, in which order")
        parser.add_argument("--read", action="store_true", help="the paths are marked sheets: print accept rates")
        parser.add_argument("--key", type=Path, metavar="FILE", help="read: the key, where it lies elsewhere")
        parser.add_argument("--only", metavar="WORD", help="read: only questions whose file's path holds the word")
        parser.add_argument("--round", metavar="NAME", help="read: put the counts into the table of cells")
        parser.add_argument("--table", type=Path, metavar="FILE", help="another table than the one of the engine")

    def handle(self, *, read, **options):
        try:
            lines = self.verdicts(**options) if read else self.statistics(**options)
            for line in lines:
                self.stdout.write(line)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else error) from error

    def statistics(self, *, paths, golden, sheet, **options):
        with tqdm(file=sys.stderr, unit="text", disable=not sys.stderr.isatty()) as bar:
            found = evaluate(paths, golden, seen=lambda name: bar.update())
        yield from report(found)
        if sheet:
            chosen = SheetOptions(
                options["seed"], options["items"], options["candidates"], options["human"], options["human_items"]
            )
            key, count = write_sheet(found, sheet, chosen)
            yield f"\n{count} questions to judge in {sheet}; the key, not for the judge, in {key}"
        if not found.samples:
            raise CommandError("No text could be read.")

    def verdicts(self, *, paths, key, only, table, **options):
        judged = read_sheets(paths, key)
        if only:
            judged = [row for row in judged if only in row.about["file"]]
        yield from verdict_report(judged)
        if options["round"]:
            today = dt.date.today().isoformat()
            yield f"\nround {options['round']} written to {record_round(judged, options['round'], today, table)}"
