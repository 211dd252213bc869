"""manage.py train_ranker: the score of questions learns from verdicts."""

from __future__ import annotations

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from studyapp.usecases import train_ranker
from studyapp.usecases.train_ranker import ENOUGH, Lesson, TooFewVerdictsError


class Command(BaseCommand):
    help = (
        "Fit the weights behind the score of questions to this site's own verdicts, and to marked sheets. A fit that "
        "tells articles it has not seen better than the shipped weights scores all drafts and what is imported later."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "sheets", nargs="*", type=Path, metavar="MARKS.txt", help="marked sheets, their keys beside them"
        )
        parser.add_argument("--sheets-only", action="store_true", help="leave the site's own verdicts out")
        parser.add_argument(
            "--anyway", action="store_true", help=f"also with fewer than {ENOUGH} verdicts; uses nothing"
        )
        parser.add_argument(
            "--write", type=Path, metavar="FILE.json", help="write the fit to be shipped, and do not use it here"
        )
        parser.add_argument("--name", default="", metavar="VERSION", help="write: a new version for what is shipped")

    def handle(self, *, sheets, sheets_only, anyway, **options):
        if options["write"] and not options["name"]:
            raise CommandError("--write needs --name: fits of sites belong to the version they began with.")
        try:
            lesson = train_ranker.learn(sheets, with_reviews=not sheets_only, anyway=anyway)
        except TooFewVerdictsError as few:
            self.stdout.write(f"{few} Nothing was changed.")
            return
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else error) from error
        for line in train_ranker.report(lesson):
            self.stdout.write(line)
        self.stdout.write(self.settle(lesson, anyway, **options))

    def settle(self, lesson: Lesson, anyway: bool, *, write: Path | None, name: str, **options) -> str:
        """Use the fit, write it, or leave it; what was done."""
        if not lesson.losses.is_better:
            return "The fit is no better than the shipped weights. Nothing was changed."
        if write:
            train_ranker.write(lesson, write, name)
            return f"Written to {write}."
        if anyway:
            return "Nothing was changed."
        version, changed = train_ranker.use(lesson)
        return f"Fit {version} is in use; scores of drafts that changed: {changed}."
