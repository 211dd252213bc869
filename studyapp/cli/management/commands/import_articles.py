"""manage.py import_articles: files, folders and tables become articles with lessons and questions."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from studyapp.usecases.import_files import article_files, import_path

WORDS = {"new": "new", "changed": "changed", "unchanged": "unchanged", "failed": "not imported"}


class Command(BaseCommand):
    help = (
        "Import articles (.txt, .md, .html, .pdf, .docx, .epub) from files and folders, and tables (.csv, .jsonl) with "
        "one article a row. The same content again changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--topic", metavar="NAME", help="put all of them into this topic")

    def handle(self, *, paths, topic, **options):
        if topic is not None and not topic.strip():
            raise CommandError("--topic needs a name.")
        files = [file for path in paths for file in article_files(path)]
        try:
            outcomes = self.import_all(files, topic)
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"The database cannot be used ({reason}). Has “manage.py migrate” been run?") from error
        parts = [f"{n} {WORDS[kind]}" for kind in WORDS if (n := outcomes[kind])]
        self.stdout.write(", ".join(parts) or "No articles found.")
        if outcomes["failed"] or not files:
            sys.exit(1)

    def import_all(self, files: list[tuple[Path, str]], topic: str | None) -> Counter[str]:
        """One line for each file, or row of a table, as it is done; how many came out how."""
        outcomes: Counter[str] = Counter()
        with tqdm(files, file=sys.stderr, unit="file", disable=not sys.stderr.isatty() and len(files) < 2) as bar:
            for path, name in bar:
                for label, report in import_path(path, name, topic):
                    outcomes[report["outcome"]] += 1
                    with tqdm.external_write_mode(file=sys.stderr):
                        self.stdout.write(line(path, label, report))
                        self.stdout.flush()
        return outcomes


def line(path: Path, label: str, report: dict) -> str:
    path = os.fsencode(path).decode(errors="replace") + (f", {label}" if label else "")
    if report["outcome"] == "failed":
        return f"{path}: not imported. {report['reason']}"
    start = f"{path}: {report['outcome']}, “{report['title']}”"
    if report["outcome"] == "unchanged":
        return start
    parts = [f"version {report['version']}", f"{report['sentences']} sentences", f"{report['facts']} facts"]
    parts.append(f"{report['served']} questions to serve of {report['questions']}")
    if aside := sum(report["set_aside"].values()):
        parts.append(f"{aside} lines set aside")
    if report["stale"]:
        parts.append(f"{report['stale']} questions stale")
    source = f"{report['publisher'] or 'publisher unknown'}, {report['published_on'] or 'date unknown'}"
    return f"{start} ({source}), topic “{report['topic']}”: {', '.join(parts)}"
