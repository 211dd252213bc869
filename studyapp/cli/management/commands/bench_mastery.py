from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from studyapp.usecases.bench_mastery import measure_file, measure_synthetic


class Command(BaseCommand):
    help = (
        "Measure the learner model beside simpler ones. Without a file: on made-up learners. "
        "Nothing is downloaded and nothing stored."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--csv",
            type=Path,
            metavar="FILE",
            help="answers with the columns user_id, item_id, timestamp, correct, skill_id, by tabs or commas",
        )
        parser.add_argument("--test", type=Path, metavar="FILE", help="other learners, to measure on")
        parser.add_argument("--synthetic", type=int, metavar="N", help="so many made-up learners (default 300)")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, csv, test, synthetic, seed, **options):
        if test and not csv:
            raise CommandError("--test needs --csv.")
        if synthetic is not None and synthetic < 10:
            raise CommandError("--synthetic needs at least 10 learners.")
        try:
            if csv:
                self._print(measure_file(csv, test, seed))
            if synthetic or not csv:
                self._print(measure_synthetic(synthetic or 300, seed))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _print(self, lines) -> None:
        for line in lines:
            self.stdout.write(line)
            self.stdout.flush()
