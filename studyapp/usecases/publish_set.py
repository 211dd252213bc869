"""Publishing a set and taking it back, which assignments that stand forbid."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from studyapp.accounts.queries import taught_by
from studyapp.assignments.queries import is_assigned
from studyapp.lessons import sets
from studyapp.lessons.models import LessonSet


@dataclass(frozen=True, slots=True)
class InUse:
    """Assignments of a set whose time has not ended: classes that this person teaches by name, others by number."""

    classes: tuple[str, ...]
    others: int

    def __bool__(self) -> bool:
        return bool(self.classes or self.others)


class InUseError(Exception):
    """Learners are asked to work on it; ``in_use`` says in which classes."""

    def __init__(self, in_use: InUse):
        super().__init__(", ".join(in_use.classes))
        self.in_use = in_use


def in_use(lesson_set: LessonSet, user) -> InUse:
    """Two statements."""
    running = is_assigned(lesson_set=lesson_set).filter(Q(due_at=None) | Q(due_at__gt=timezone.now()))
    classes = dict(running.order_by("classroom__name").values_list("classroom", "classroom__name"))
    mine = set(taught_by(user).filter(pk__in=classes).values_list("pk", flat=True)) if classes else set()
    return InUse(tuple(name for pk, name in classes.items() if pk in mine), len(classes.keys() - mine))


@transaction.atomic
def unpublish(lesson_set: LessonSet, user) -> None:
    """Back to a draft. Raises InUseError."""
    sets.locked(lesson_set)
    if found := in_use(lesson_set, user):
        raise InUseError(found)
    sets.to_draft(lesson_set)


@transaction.atomic
def delete(lesson_set: LessonSet) -> bool:
    """False, and nothing changes, for a set that was ever assigned. Its quizzes go where nobody has taken them."""
    row = sets.locked(lesson_set)
    quizzes = [item.quiz for item in row.items.exclude(quiz=None).select_related("quiz")]
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    for quiz in quizzes:
        try:
            with transaction.atomic():
                quiz.delete()
        except ProtectedError:
            continue
    return True
