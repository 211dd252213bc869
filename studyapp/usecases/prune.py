"""Forgetting what nobody needs any more: guests who are gone, texts that were taken in, old wake-ups and sessions.

No answer is ever removed: what is known of questions stays equal. Decision 0015 tells why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from studyapp.accounts.models import Notice, User
from studyapp.attempts.models import Attempt, Response
from studyapp.lessons.models import Reading
from studyapp.questions.models import Report
from studyapp.sources import pruning

UNUSED_GUEST = dt.timedelta(days=7)
FINISHED = dt.timedelta(days=30)
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows went, or would go. ``closed`` are guests whose answers stay under a row that leads to nobody."""

    guests: int
    closed: int
    texts: int
    previews: int
    wake_ups: int
    sessions: int

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def prune(now: dt.datetime, *, only_count: bool = False) -> Pruned:
    """Forget what is old enough. Asked again at once, it finds nothing; broken off, it goes on the next time."""
    wake_ups = DBTaskResult.objects.finished().filter(finished_at__lt=now - FINISHED)
    sessions = Session.objects.filter(expire_date__lt=now)
    if only_count:
        counted = (unused_guests(now), idle_guests(now), pruning.taken_in_before(now - FINISHED))
        more = (pruning.looked_at_before(now - FINISHED), wake_ups, sessions)
        return Pruned(*[rows.count() for rows in (*counted, *more)])
    return Pruned(
        guests=_in_parts(unused_guests, now, _remove),
        closed=_in_parts(idle_guests, now, _close),
        texts=pruning.taken_in_before(now - FINISHED).update(payload=b""),
        previews=pruning.looked_at_before(now - FINISHED).delete()[0],
        wake_ups=wake_ups.delete()[0],
        sessions=sessions.delete()[0],
    )


def unused_guests(now: dt.datetime) -> QuerySet[User]:
    """Guests who answered nothing, or whose answers went to an account, and who did nothing for UNUSED_GUEST."""
    since = now - UNUSED_GUEST
    begun_lately = Attempt.objects.filter(learner=OuterRef("pk"), started_at__gte=since)
    gone = Q(last_login=None) | Q(last_login__lt=since)
    guests = User.objects.filter(gone, is_guest=True, date_joined__lt=since)
    return guests.exclude(Exists(begun_lately)).exclude(Exists(_answers())).exclude(Exists(_reports()))


def idle_guests(now: dt.datetime) -> QuerySet[User]:
    """Open guests who answered, the last time more than GUEST_DAYS ago; nobody where the setting is 0."""
    if not settings.GUEST_DAYS:
        return User.objects.none()
    since = now - dt.timedelta(days=settings.GUEST_DAYS)
    lately = _answers().filter(answered_at__gte=since)
    guests = User.objects.filter(is_guest=True, is_active=True, date_joined__lt=since)
    return guests.filter(Exists(_answers())).exclude(Exists(lately))


def _answers() -> QuerySet[Response]:
    return Response.objects.filter(attempt__learner=OuterRef("pk"))


def _reports() -> QuerySet[Report]:
    return Report.objects.filter(reporter=OuterRef("pk"))


def _in_parts(chosen, now: dt.datetime, act) -> int:
    """``act`` on those chosen, some at a time. Who is locked can't answer meanwhile; who just did is left out."""
    ids = list(chosen(now).order_by("pk").values_list("pk", flat=True))
    done = 0
    for start in range(0, len(ids), AT_A_TIME):
        with transaction.atomic():
            some = User.objects.filter(pk__in=ids[start : start + AT_A_TIME])
            list(some.select_for_update().order_by("pk").values_list("pk", flat=True))
            still = list(chosen(now).filter(pk__in=some).values_list("pk", flat=True))
            act(still)
            done += len(still)
    return done


def _remove(guests: list[int]) -> None:
    Attempt.objects.filter(learner__in=guests).delete()
    User.objects.filter(pk__in=guests).delete()


def _close(guests: list[int]) -> None:
    """The browser that began as this guest is one of nobody from now on; the answers stay without a name."""
    Reading.objects.filter(learner__in=guests).delete()
    Notice.objects.filter(user__in=guests).delete()
    User.objects.filter(pk__in=guests).update(is_active=False, last_login=None)
