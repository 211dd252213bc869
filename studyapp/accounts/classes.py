"""Opening a class and keeping it: name, join code, archive, owner."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from studyapp.accounts.models import Classroom, Membership, User

# No letter or figure that is taken for another, and no vowels, so that no words come up by chance.
CODE_LETTERS = "CDFGHJKMNPQRTVWXY34679"
CODE_LENGTH = 7
SAME_PRESS = dt.timedelta(minutes=1)


class NoCoTeacherError(Exception):
    """A class can only be handed to somebody who teaches it already."""


def code_typed(text: str) -> str:
    """A code as it is stored: people write it small, with blanks and hyphens. Other letters are in no code."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())[:12]


def new_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not Classroom.objects.filter(join_code=code).exists():
            return code


@transaction.atomic
def open_class(owner: User, name: str, now: dt.datetime) -> Classroom:
    """A new class; the same name pressed twice within a minute is one class."""
    User.objects.select_for_update().only("pk").get(pk=owner.pk)
    again = Classroom.objects.filter(owner=owner, name=name, archived_at=None, created_at__gt=now - SAME_PRESS).first()
    return again or Classroom.objects.create(owner=owner, name=name, join_code=new_code())


def rename(classroom: Classroom, name: str, *, shown: str) -> bool:
    """False, and the name that is stored, when it is not the one that was ``shown`` any more."""
    if Classroom.objects.filter(pk=classroom.pk, name=shown).update(name=name):
        classroom.name = name
        return True
    classroom.refresh_from_db(fields=["name"])
    return classroom.name == name


def renew_code(classroom: Classroom) -> None:
    """The old code and its link open nothing from now on; who has joined stays."""
    classroom.join_code, classroom.may_join = new_code(), True
    classroom.save(update_fields=["join_code", "may_join"])


def set_joining(classroom: Classroom, *, is_open: bool) -> None:
    classroom.may_join = is_open
    classroom.save(update_fields=["may_join"])


def archive(classroom: Classroom, now: dt.datetime) -> None:
    """Its learners see no assigned work any more; everything is kept, and it can be reopened."""
    if classroom.archived_at is None:
        classroom.archived_at = now
        classroom.save(update_fields=["archived_at"])


def reopen(classroom: Classroom) -> None:
    classroom.archived_at = None
    classroom.save(update_fields=["archived_at"])


@transaction.atomic
def hand_over(classroom: Classroom, to: User, now: dt.datetime) -> None:
    """The co-teacher becomes the owner, and the owner a co-teacher. Raises NoCoTeacherError."""
    locked = Classroom.objects.select_for_update().get(pk=classroom.pk)
    if locked.owner_id == to.pk:
        return
    there = Membership.objects.filter(
        classroom=locked, user=to, role=Membership.Role.TEACHER, joined_at__isnull=False, left_at=None
    )
    if not there.exists():
        raise NoCoTeacherError
    Membership.objects.update_or_create(
        classroom=locked,
        user_id=locked.owner_id,
        defaults={"role": Membership.Role.TEACHER, "joined_at": now, "left_at": None},
    )
    locked.owner = classroom.owner = to
    locked.save(update_fields=["owner"])
