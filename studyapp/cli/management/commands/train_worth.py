"""manage.py train_worth: which facts are worth asking for is learnt from facts that readers marked."""

from __future__ import annotations

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from studyapp.usecases import train_worth


class Command(BaseCommand):
    help = "Fit the model of what is worth asking to facts that readers marked in texts, and write it to be shipped."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="texts, folders")
        parser.add_argument("--golden", type=Path, required=True, metavar="FILE", help="facts: JSON file, or folder")
        parser.add_argument("--write", type=Path, metavar="FILE.json", help="write the model; without it only figures")
        parser.add_argument("--name", default="", metavar="VERSION", help="the model's version")

    def handle(self, *, paths, golden, write, name, **options):
        if write and not name:
            raise CommandError("--write needs --name, the version of what is shipped.")
        try:
            lesson = train_worth.learn(paths, golden, name)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(str(error)) from error
        marked = sum(row.accepted for row in lesson.rows)
        self.stdout.write(f"{len(lesson.rows)} candidates, {marked} on facts that readers marked")
        self.stdout.write(
            f"log loss on articles held out: without features {lesson.losses.before:.4f}, fitted {lesson.losses.fitted:.4f}"
        )
        if write:
            train_worth.write(lesson, write)
            self.stdout.write(f"Written to {write}.")
