"""manage.py work: the background worker."""

from __future__ import annotations

import datetime as dt

from django.core.management import BaseCommand, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from studyapp.usecases.tasks import calibrate_difficulties, prune_daily, work_on_jobs, work_out_statistics

KEPT = dt.timedelta(days=1)


class Command(BaseCommand):
    help = "Do the queued work, such as imports, until told to stop."

    def handle(self, **options):
        take_up_again()
        # Silent: an import that failed keeps its reason in its job, and a fault is logged where it happens.
        call_command("db_worker", reload=False, startup_delay=False, verbosity=0)


def take_up_again() -> None:
    """Look for jobs that a killed worker left, and forget old wake-ups.

    A task that was running when its worker died stays "running" for ever; since a task is only a
    wake-up and the jobs' leases are the truth, it needs no repair.
    """
    long_ago = timezone.now() - KEPT
    DBTaskResult.objects.finished().filter(enqueued_at__lt=long_ago).delete()
    DBTaskResult.objects.running().filter(enqueued_at__lt=long_ago).delete()
    work_on_jobs.enqueue()
    for look in (calibrate_difficulties, work_out_statistics, prune_daily):
        waiting = DBTaskResult.objects.filter(task_path=look.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():  # each run queues the next; a second chain would double them for ever
            look.enqueue()
