"""manage.py demo_class: a class of made-up learners to try the instructor's desk with."""

from __future__ import annotations

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from studyapp.usecases import demo_class


class Command(BaseCommand):
    help = "Make a class with 24 made-up learners and their answers of three weeks. A second time adds nothing."

    def handle(self, **options):
        try:
            made = demo_class.make_demo_class(timezone.now(), told=self.stdout.write)
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        if made.learners or made.answers:
            self.stdout.write(f"“{demo_class.NAME}”: {made.learners} learners and {made.answers} answers added.")
        else:
            self.stdout.write(f"“{demo_class.NAME}” is there already; nothing was added.")
        self.stdout.write("Sign in as instructor to see it, or as student to do its open work.")
