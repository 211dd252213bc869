from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from studyapp.progress.rebuilding import rebuild


class Command(BaseCommand):
    help = "Work out again what learners know, from their answers. Gives the same numbers, however often."

    def add_arguments(self, parser):
        parser.add_argument("--learner", type=int, action="append", metavar="ID", help="only this one; may be repeated")

    def handle(self, *args, learner, verbosity, **options):
        with tqdm(unit=" learners", disable=verbosity == 0, file=self.stderr) as bar:

            def report(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                done = rebuild(learner, report)
            except ValueError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{done.learners} learners, {done.responses} answers folded.")
