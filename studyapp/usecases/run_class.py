"""Running a class: who comes in, who is asked, and what they hear of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from studyapp.accounts import classes, joining, roster
from studyapp.accounts.models import Classroom, Membership, User
from studyapp.accounts.notices import notify
from studyapp.accounts.roster import Brought
from studyapp.accounts.roster_file import RosterLine
from studyapp.usecases.assign import tell_newcomers

MY_CLASSES = "study:classes"


@transaction.atomic
def bring_in_roster(classroom: Classroom, lines: Sequence[RosterLine], *, by: User, now: dt.datetime) -> Brought:
    """Who has an account hears of the invitation; who has none finds word beside their first password."""
    brought = roster.bring_in(classroom, lines, now)
    notify(brought.invited, "invited", reverse(MY_CLASSES), **{"who": by.name, "class": classroom.name})
    made = User.objects.filter(username__in=[one.username for one in brought.made])
    notify(made, "account_made", reverse("account_change_password"))
    tell_newcomers(classroom, made)
    return brought


@transaction.atomic
def join(person: User, code: str, now: dt.datetime) -> Membership | None:
    """By code, and hear of what the class is to do already. None for the owner; raises joining.WrongCodeError."""
    row = joining.join(person, code, now)
    if row is not None and row.role == Membership.Role.STUDENT:
        tell_newcomers(row.classroom, [person])
    return row


@transaction.atomic
def invite_co_teacher(classroom: Classroom, name_or_address: str, *, by: User, now: dt.datetime) -> Membership | None:
    """Raises joining.CannotTeachError and joining.IsStudentError; None when there was nobody to ask."""
    row = joining.invite_teacher(classroom, name_or_address, now)
    if row is not None:
        notify([row.user], "invited_to_teach", reverse(MY_CLASSES), **{"who": by.name, "class": classroom.name})
    return row


@transaction.atomic
def answer_invitation(person: User, classroom_id: int, *, accepts: bool, now: dt.datetime) -> Membership:
    """The owner hears of a co-teacher who said yes, a student of what the class is to do already.

    Raises Membership.DoesNotExist when no invitation waits.
    """
    row = joining.answer_invitation(person, classroom_id, accepts=accepts, now=now)
    if accepts and row.role == Membership.Role.TEACHER:
        said = {"who": person.name, "class": row.classroom.name}
        notify([row.classroom.owner], "accepted_to_teach", reverse("teach:class-people", args=[classroom_id]), **said)
    elif accepts:
        tell_newcomers(row.classroom, [person])
    return row


@transaction.atomic
def hand_over(classroom: Classroom, to: User, *, by: User, now: dt.datetime) -> None:
    """Raises classes.NoCoTeacherError when ``to`` does not teach the class already."""
    classes.hand_over(classroom, to, now)
    path = reverse("teach:class-people", args=[classroom.pk])
    notify([to], "handed_over", path, **{"who": by.name, "class": classroom.name})
