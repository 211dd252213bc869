"""Stopping imports, trying them again, and saving what was only looked at."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from studyapp.sources import jobs
from studyapp.sources.models import ImportJob
from studyapp.sources.queries import jobs_visible_to
from studyapp.usecases.tasks import wake_worker


def cancel_import(user, job_id: int, now: dt.datetime) -> bool:
    """Stop an import before it writes anything; False when it is finished, or not this person's to stop."""
    return jobs_visible_to(user).filter(pk=job_id).exists() and jobs.cancel(job_id, now)


def cancel_batch(user, batch_id: int, now: dt.datetime) -> int:
    """Stop all imports of a batch that are not finished; how many."""
    running = jobs_visible_to(user).filter(batch=batch_id).exclude(step__in=jobs.FINISHED)
    return sum(jobs.cancel(pk, now) for pk in running.order_by().values_list("pk", flat=True))


def retry_import(user, job_id: int) -> bool:
    """A failed or stopped import starts over; a second press does nothing more."""
    return bool(_again(jobs.retry, ImportJob.objects.filter(pk__in=_own(user, pk=job_id))))


def retry_batch(user, batch_id: int) -> int:
    """All imports of a batch that failed start over; how many."""
    return _again(jobs.retry, ImportJob.objects.filter(pk__in=_own(user, batch=batch_id), step=jobs.FAILED))


def save_import(user, job_id: int) -> bool:
    """What an import only looked at is saved: it runs once more, for good."""
    return bool(_again(jobs.save_after_look, ImportJob.objects.filter(pk__in=_own(user, pk=job_id))))


def save_batch(user, batch_id: int) -> int:
    """The same for all of a batch; how many."""
    return _again(jobs.save_after_look, ImportJob.objects.filter(pk__in=_own(user, batch=batch_id)))


def _own(user, **which):
    return jobs_visible_to(user).filter(**which).order_by().values("pk")


@transaction.atomic
def _again(act, chosen) -> int:
    count = act(chosen)
    if count:
        wake_worker()
    return count
