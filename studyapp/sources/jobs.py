"""Who works on an import, and how far it is. The lease is the truth; a task is only the wake-up."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, QuerySet

from studyapp.sources.models import ArticleVersion, ImportJob

RECEIVED, FETCHED, CLEANED, SENTENCES = "received", "fetched", "cleaned", "sentences"
FACTS, QUESTIONS = "facts", "questions"
DONE, FAILED, CANCELLED = "done", "failed", "cancelled"
PREVIEWED = "previewed"  # what came of a job that only looks
STEPS = (RECEIVED, FETCHED, CLEANED, SENTENCES, FACTS, QUESTIONS, DONE)
PROGRESS = {RECEIVED: 0, FETCHED: 10, CLEANED: 15, SENTENCES: 35, FACTS: 70, QUESTIONS: 85, DONE: 100}
FINISHED = (DONE, FAILED, CANCELLED)
LEASE = dt.timedelta(minutes=2)
A_THOUSAND_BYTES = dt.timedelta(seconds=2)  # four times what a slow machine takes for the longest text
LONGEST_LEASE = dt.timedelta(minutes=12)
MOST_ATTEMPTS = 3
_CANCELLED = {"step": CANCELLED, "report": {"outcome": CANCELLED}, "progress": 100, "lease_until": None}


class LostJobError(Exception):
    """The job was cancelled, or its lease ran out and somebody else works on it."""


def unfinished() -> QuerySet[ImportJob]:
    return ImportJob.objects.exclude(step__in=FINISHED)


def waiting(now: dt.datetime) -> QuerySet[ImportJob]:
    """Jobs that nobody works on: never begun, or left by a worker that is gone. Oldest first."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return unfinished().filter(free).order_by("created_at", "pk")


def claim(job_id: int, now: dt.datetime) -> ImportJob | None:
    """Take a waiting job for LEASE; None when another was quicker. ``attempts`` is the claim's number."""
    taken = waiting(now).filter(pk=job_id).order_by()
    if not taken.update(lease_until=now + LEASE, attempts=F("attempts") + 1):
        return None
    return ImportJob.objects.select_related("topic", "owner", "article__topic", "article__publisher").get(pk=job_id)


def lease_for(job: ImportJob) -> dt.timedelta:
    """How long one step may take, so that nobody takes over a long text that is still being read."""
    return min(LEASE + len(job.payload) / 1000 * A_THOUSAND_BYTES, LONGEST_LEASE)


def advance(job: ImportJob, step: str, now: dt.datetime, **also) -> None:
    """Note that ``step`` is reached and renew the lease. Raises LostJobError where the claim is void.

    ``also`` are further fields to keep: the page that was fetched, or the report so far.
    """
    ours = unfinished().filter(pk=job.pk, attempts=job.attempts, cancelled=False)
    changes = {"step": step, "progress": PROGRESS[step], "lease_until": now + lease_for(job)} | also
    if not ours.update(**changes, updated_at=now):
        raise LostJobError
    for name, value in changes.items():
        setattr(job, name, value)


def finish(job: ImportJob, step: str, report: dict, now: dt.datetime) -> None:
    """Close the job for good. Raises LostJobError where the claim is void."""
    ours = unfinished().filter(pk=job.pk, attempts=job.attempts)
    closed = {
        "step": step,
        "report": report,
        "progress": 100,
        "lease_until": None,
        "version": job.version,
        "topic": job.topic,
    }
    if not ours.update(**closed, updated_at=now):
        raise LostJobError
    for name, value in closed.items():
        setattr(job, name, value)


def hold(job: ImportJob) -> None:
    """Inside a transaction: nobody takes or cancels this job before it ends. Raises LostJobError."""
    row = ImportJob.objects.select_for_update().only("attempts", "cancelled", "step").get(pk=job.pk)
    if row.cancelled or row.attempts != job.attempts or row.step in FINISHED:
        raise LostJobError


def cancel(job_id: int, now: dt.datetime) -> bool:
    """Stop a job before it writes anything; False when it was finished already."""
    if not unfinished().filter(pk=job_id).update(cancelled=True):
        return False
    waiting(now).filter(pk=job_id).order_by().update(**_CANCELLED)
    return True


def cancel_if_asked(job_id: int) -> None:
    """Close a job that its worker let go of because somebody cancelled it."""
    unfinished().filter(pk=job_id, cancelled=True).update(**_CANCELLED)


def reopen(job: ImportJob) -> None:
    """A finished job that is asked for again starts over, with all its attempts."""
    if reopen_all(ImportJob.objects.filter(pk=job.pk, step__in=FINISHED)):
        job.refresh_from_db()


def retry(chosen: QuerySet[ImportJob]) -> int:
    """Those that failed or were stopped start over; how many. What was fetched is not fetched again."""
    return reopen_all(chosen.filter(step__in=(FAILED, CANCELLED)))


def save_after_look(chosen: QuerySet[ImportJob]) -> int:
    """Those that were only looked at start over, and save what they find; how many."""
    return reopen_all(chosen.filter(step=DONE, dry_run=True, report__outcome=PREVIEWED), dry_run=False)


def reopen_all(finished: QuerySet[ImportJob], **also) -> int:
    again = {"step": RECEIVED, "progress": 0, "report": {}, "attempts": 0, "cancelled": False, "lease_until": None}
    return finished.order_by().update(**again, **also)


def settle_again(job: ImportJob) -> bool:
    """Whether the text that this job brought is still its article's current one; then the job says so."""
    if job.step != DONE or not job.version_id:
        return False
    if not ArticleVersion.objects.filter(pk=job.version_id, article__current_version=F("pk")).exists():
        return False
    job.report = job.report | {"outcome": "unchanged"}
    ImportJob.objects.filter(pk=job.pk).update(report=job.report)
    return True
