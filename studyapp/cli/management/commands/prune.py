"""manage.py prune: forget what nobody needs any more."""

from __future__ import annotations

from django.core.management import BaseCommand
from django.utils import timezone

from studyapp.usecases.prune import Pruned, prune

SAID = {
    "guests": "guests who never answered, removed",
    "closed": "guests whose answers are old, closed; their answers stay",
    "texts": "stored copies of texts that were taken in long ago, emptied",
    "previews": "imports that were only looked at, removed",
    "wake_ups": "finished tasks, removed",
    "sessions": "sessions that ran out, removed",
}


class Command(BaseCommand):
    help = (
        "Forget guests who are gone, copies of texts that were taken in, old tasks and sessions. Runs daily by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *, dry_run, **options):
        for line in lines(prune(timezone.now(), only_count=dry_run)):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Nothing was changed.")


def lines(pruned: Pruned) -> list[str]:
    """What went, a line for each kind; one line where nothing did."""
    told = [f"{getattr(pruned, name)} {said}." for name, said in SAID.items() if getattr(pruned, name)]
    return told or ["There is nothing to forget."]
