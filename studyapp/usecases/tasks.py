"""Wake-ups for the worker. What there is to do stands in the jobs; a task that is lost loses nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task

from studyapp.progress import calibrating, statistics
from studyapp.questions import ranker
from studyapp.sources import jobs
from studyapp.usecases import prune, publish_article

CALIBRATE_EVERY = dt.timedelta(minutes=10)
STATISTICS_EVERY = dt.timedelta(minutes=10)
PRUNE_EVERY = dt.timedelta(days=1)
RANK_AFTER = dt.timedelta(seconds=10)  # decisions come in rows: one ranking for all of a while
RANKING = "ranking-wanted"


@task()
def work_on_jobs() -> int:
    """Run every import that nobody works on, oldest first. Returns how many were run."""
    done = 0
    while (job := jobs.waiting(timezone.now()).first()) is not None:
        wake_at(timezone.now() + jobs.LEASE)  # should this process die, another takes the job up then
        publish_article.run(job)
        done += 1
    if held := jobs.unfinished().order_by("lease_until").first():
        wake_at(held.lease_until or timezone.now() + jobs.LEASE)
    return done


def wake_worker() -> None:
    """Ask the worker to look for jobs once this transaction is through."""
    transaction.on_commit(work_on_jobs.enqueue)


def wake_at(moment: dt.datetime) -> None:
    """Have the worker look again later, where the task queue can wait."""
    if default_task_backend.supports_defer:
        work_on_jobs.using(run_after=moment + dt.timedelta(seconds=1)).enqueue()


@task()
def calibrate_difficulties() -> int:
    """Make a snapshot of difficulties if enough answers came. Returns its number, 0 for none.

    The next look is queued first, so that a fault costs one snapshot and no more.
    """
    now = timezone.now()
    if default_task_backend.supports_defer:
        calibrate_difficulties.using(run_after=now + CALIBRATE_EVERY).enqueue()
    snapshot = calibrating.calibrate(now)
    return snapshot.number if snapshot else 0


@task()
def work_out_statistics() -> int:
    """Work out anew how questions and quizzes with new answers do. Returns how many questions; queues the next first."""
    now = timezone.now()
    if default_task_backend.supports_defer:
        work_out_statistics.using(run_after=now + STATISTICS_EVERY).enqueue()
    return statistics.work_out(now).questions


@task()
def rank_drafts() -> int:
    """Score the drafts that wait after what reviewers decided of their like. Returns how many scores changed."""
    cache.delete(RANKING)
    return ranker.rescore_drafts()


def wake_ranking() -> None:
    """Ask the worker to rank drafts once this transaction is through; asked often, it does so once in a while."""
    transaction.on_commit(_enqueue_ranking)


def _enqueue_ranking() -> None:
    if not cache.add(RANKING, 1, timeout=60):
        return
    if default_task_backend.supports_defer:
        rank_drafts.using(run_after=timezone.now() + RANK_AFTER).enqueue()
    else:
        rank_drafts.enqueue()


@task()
def prune_daily() -> dict[str, int]:
    """Forget what nobody needs any more. Returns how many rows of each kind; queues tomorrow's run first."""
    now = timezone.now()
    if default_task_backend.supports_defer:
        prune_daily.using(run_after=now + PRUNE_EVERY).enqueue()
    return dataclasses.asdict(prune.prune(now))
