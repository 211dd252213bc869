from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.progress.calibrating import AT_LEAST, calibrate


class Command(BaseCommand):
    help = "Make a snapshot of how hard questions and topics are, from the answers since the last one."

    def add_arguments(self, parser):
        parser.add_argument("--at-least", type=int, default=AT_LEAST, metavar="N", help="new answers worth a snapshot")

    def handle(self, *args, at_least, **options):
        snapshot = calibrate(timezone.now(), at_least)
        if snapshot is None:
            self.stdout.write(f"Fewer than {at_least} new answers: no snapshot made.")
        else:
            self.stdout.write(f"Snapshot {snapshot.number} from {snapshot.responses} answers.")
