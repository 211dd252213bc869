"""manage.py work: the background worker."""

from __future__ import annotations

from django.core.management import BaseCommand, call_command
from django_tasks_db.models import DBTaskResult

from studyapp.usecases.tasks import work_on_jobs


class Command(BaseCommand):
    help = "Do the queued work, such as imports, until told to stop."

    def handle(self, **options):
        self.take_up_again()
        # Silent: a failed import keeps its reason in its job.
        call_command("db_worker", reload=False, startup_delay=False, verbosity=0)

    def take_up_again(self) -> None:
        """Forget what a killed worker was at: a queued task only wakes us, the jobs hold the truth."""
        DBTaskResult.objects.running().delete()
        DBTaskResult.objects.finished().delete()
        work_on_jobs.enqueue()
