"""manage.py preview_questions: the questions of a file, without touching the database."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from django.core.management import BaseCommand

from studyapp.usecases.preview_questions import preview


class Command(BaseCommand):
    help = "Show which questions an article would give. Nothing is written to the database."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=["jsonl", "text"], default="text")
        parser.add_argument("--below-line", action="store_true", help="also questions that score too low to be served")

    def handle(self, *, files, below_line, **options):
        show = as_json if options["format"] == "jsonl" else as_text
        try:
            for path in files:
                for row in preview(path, below_line=below_line):
                    self.stdout.write(show(row))
            self.stdout.flush()
        except BrokenPipeError:  # the reader had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def as_json(row: dict) -> str:
    return json.dumps(row, ensure_ascii=False)


def as_text(row: dict) -> str:
    if row["type"] == "error":
        return f"\n{row['file']}\n  not read: {row['reason']}"
    if row["type"] == "article":
        publisher, date = row["publisher"] or "publisher unknown", row["published_on"] or "date unknown"
        return f"\n{row['file']}\n  {row['title']} ({publisher}, {date}, {len(row['text'].split())} words)"
    lines = [f"{row['score']:.2f} {row['kind']}, {row['answer_type']}: {row['instruction']}"]
    lines += [f"  {row['context']}"] if row["context"] else []
    lines.append(f"  {row['stem']}" + (f" ({row['hint']})" if row["hint"] else ""))
    lines += [f"    {'*' if o['correct'] else '-'} {o['text']}: {o['why']}" for o in row["options"]]
    lines += [f"    {pair['text']} = {pair['match']}" for pair in row["pairs"]]
    lines += [] if row["options"] or row["pairs"] else [f"    = {row['answer']}"]
    said = f" (says {row['attributed_to']})" if row["attributed_to"] else ""
    lines.append(f"    “{row['evidence']['text']}”{said}")
    return "\n" + "\n".join(f"  {line}" for line in lines)
