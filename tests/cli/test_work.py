"""manage.py work: what a killed worker left is taken up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from studyapp.cli.management.commands.work import take_up_again
from studyapp.usecases.tasks import work_on_jobs
from tests.factories import ImportJobFactory

pytestmark = pytest.mark.django_db


def queued(**changes):
    """A row of the queue that the product uses."""
    row = DBTaskResult.objects.create(
        task_path=work_on_jobs.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )
    DBTaskResult.objects.filter(pk=row.pk).update(**changes)
    return row


def test_job_whose_lease_ran_out_is_done_at_start():
    job = ImportJobFactory(step="cleaned", attempts=1, lease_until=timezone.now() - dt.timedelta(seconds=1))
    take_up_again()
    job.refresh_from_db()
    assert job.step == "done"


def test_job_that_another_worker_holds_is_left_alone():
    job = ImportJobFactory(step="cleaned", attempts=1, lease_until=timezone.now() + dt.timedelta(minutes=1))
    take_up_again()
    job.refresh_from_db()
    assert (job.step, job.attempts) == ("cleaned", 1)


@pytest.mark.parametrize("status", ["RUNNING", "SUCCESSFUL", "FAILED"])
def test_old_wake_ups_are_forgotten_and_new_ones_kept(status):
    started = {"started_at": timezone.now(), "finished_at": None if status == "RUNNING" else timezone.now()}
    queued(status=status, enqueued_at=timezone.now() - dt.timedelta(days=2), **started)
    new = queued(status=status, **started)
    take_up_again()
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [new.pk]
