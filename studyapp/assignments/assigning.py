"""Giving work to classes: assignments and extensions as rows, with nothing lost and nothing twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from studyapp.accounts.models import Classroom, User
from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.queries import extension_for

LIMITS = ("opens_at", "due_at", "attempts_allowed", "counts", "time_limit_minutes", "shuffled", "feedback")
GIVEN = ("due_at", "extra_time_percent", "extra_attempts")


class ChangedMeanwhileError(Exception):
    """Somebody else saved after this form was shown."""


def state_of(assignment: Assignment) -> str:
    """A short mark of all limits: a form carries it, and what it was shown is compared before it is saved."""
    return _mark(assignment, LIMITS)


def state_of_extension(extension: Extension) -> str:
    """The same of what a learner was given; of one that is not saved it stands for nothing given."""
    return _mark(extension, GIVEN)


def _mark(row: Assignment | Extension, names: Sequence[str]) -> str:
    values = [str(getattr(row, name)) for name in names]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def assign_to(
    classroom: Classroom, *, by: User, limits: Mapping[str, Any], lesson_set=None, quiz=None
) -> tuple[Assignment, bool]:
    """The assignment, and whether it is new: the same work with the same limits is assigned once."""
    with transaction.atomic():
        Classroom.objects.select_for_update().only("pk").get(pk=classroom.pk)
        work = {"classroom": classroom, "lesson_set": lesson_set, "quiz": quiz}
        same = Assignment.objects.filter(**work, **limits, withdrawn_at=None).first()
        return (same, False) if same else (Assignment.objects.create(**work, **limits, created_by=by), True)


def change_limits(assignment: Assignment, limits: Mapping[str, Any], *, shown: str) -> Assignment:
    """Raises ChangedMeanwhileError when what was ``shown`` is not what is stored any more. Call it in a transaction."""
    stored = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if state_of(stored) != shown:
        raise ChangedMeanwhileError
    for name in LIMITS:
        setattr(stored, name, limits[name])
    stored.save(update_fields=LIMITS)
    return stored


def withdraw(assignment: Assignment, now: dt.datetime) -> None:
    """Learners see it no more; their attempts and answers stay."""
    Assignment.objects.filter(pk=assignment.pk, withdrawn_at=None).update(withdrawn_at=now)


def put_back(assignment: Assignment) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(withdrawn_at=None)


def extend(
    assignment: Assignment, learner: User, given: Mapping[str, Any], *, by: User, shown: str | None = None
) -> Extension:
    """What this learner has beyond the class; given again it replaces what was given before.

    Raises ChangedMeanwhileError when that is not what was ``shown`` any more. Call it in a transaction.
    """
    Assignment.objects.select_for_update(of=("self",)).only("pk").get(pk=assignment.pk)
    if shown is not None and state_of_extension(extension_for(assignment, learner)) != shown:
        raise ChangedMeanwhileError
    extension, _new = Extension.objects.update_or_create(
        assignment=assignment, learner=learner, defaults={**given, "given_by": by}
    )
    return extension
