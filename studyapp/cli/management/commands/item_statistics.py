from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from studyapp.progress.statistics import SETTLED, work_out


class Command(BaseCommand):
    help = "Work out how questions and quizzes with new answers do; the worker does it every ten minutes."

    def handle(self, *args, **options):
        worked = work_out(timezone.now() + SETTLED)
        self.stdout.write(f"{worked.questions} questions and {worked.quizzes} quizzes worked out, {worked.left} left.")
