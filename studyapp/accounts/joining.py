"""Coming into a class and going: by code, by invitation, by being removed. Answers stay, whoever goes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from studyapp.accounts.classes import code_typed
from studyapp.accounts.models import Classroom, Membership, User
from studyapp.accounts.roles import may_teach


class WrongCodeError(Exception):
    """No class has this code, or it takes nobody in."""


class CannotTeachError(Exception):
    """Nobody who may teach has this name or address."""


class IsStudentError(Exception):
    """A student of the class cannot be its co-teacher as well."""


def class_of_code(text: str) -> Classroom:
    """Raises WrongCodeError, and does not tell a wrong code from one of a class that is closed."""
    code = code_typed(text)
    found = (
        Classroom.objects.filter(join_code=code, may_join=True, archived_at=None) if code else Classroom.objects.none()
    )
    classroom = found.select_related("owner").first()
    if classroom is None:
        raise WrongCodeError
    return classroom


@transaction.atomic
def join(person: User, code: str, now: dt.datetime) -> Membership | None:
    """The person as a student of the class; who teaches it stays what they are (None for its owner).

    Twice is once, also for two presses at the same time. Raises WrongCodeError.
    """
    classroom = class_of_code(code)
    if classroom.owner_id == person.pk:
        return None
    row, made = Membership.objects.get_or_create(classroom=classroom, user=person, defaults={"joined_at": now})
    if made or (row.joined_at and not row.left_at):
        return row
    row.role, row.joined_at, row.left_at = Membership.Role.STUDENT, now, None
    row.save(update_fields=["role", "joined_at", "left_at"])
    return row


@transaction.atomic
def invite_teacher(classroom: Classroom, name_or_address: str, now: dt.datetime) -> Membership | None:
    """Ask somebody to teach the class too; None when they do already, or are asked.

    Raises CannotTeachError and IsStudentError.
    """
    wanted = name_or_address.strip()
    person = User.objects.filter(Q(username__iexact=wanted) | Q(email__iexact=wanted), is_active=True).first()
    if not wanted or person is None or not may_teach(person):
        raise CannotTeachError
    Classroom.objects.select_for_update().only("pk").get(pk=classroom.pk)
    row = Membership.objects.filter(classroom=classroom, user=person).first()
    if person.pk == classroom.owner_id or (row and row.role == Membership.Role.TEACHER and not row.left_at):
        return None
    if row and row.role == Membership.Role.STUDENT and row.joined_at and not row.left_at:
        raise IsStudentError
    asked = {"role": Membership.Role.TEACHER, "invited_at": now, "joined_at": None, "left_at": None}
    return Membership.objects.update_or_create(classroom=classroom, user=person, defaults=asked)[0]


@transaction.atomic
def answer_invitation(person: User, classroom_id: int, *, accepts: bool, now: dt.datetime) -> Membership:
    """Raises Membership.DoesNotExist when there is none that waits."""
    waiting = Membership.objects.select_for_update().select_related("classroom")
    row = waiting.get(user=person, classroom_id=classroom_id, joined_at=None, left_at=None)
    if accepts:
        row.joined_at = now
    else:
        row.left_at = now
    row.save(update_fields=["joined_at", "left_at"])
    return row


def end_membership(classroom: Classroom, person_id: int, now: dt.datetime) -> int:
    """Leaving and being removed are one; an invitation is taken back. Returns how many rows ended, 0 or 1."""
    return Membership.objects.filter(classroom=classroom, user_id=person_id, left_at=None).update(left_at=now)
