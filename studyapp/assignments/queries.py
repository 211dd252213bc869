"""Which assignments a person has, and which they gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from studyapp.accounts.queries import learns_in, taught_by
from studyapp.assignments.models import Assignment, Extension
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz
from studyapp.lessons.set_queries import sets_editable_by

WITH_ALL = ("classroom", "quiz__topic", "lesson_set")


def assigned_to(user, now: dt.datetime) -> QuerySet[Assignment]:
    """What the classes of a student are asked to do and has opened; what is over is among it."""
    found = Assignment.objects.filter(classroom__in=learns_in(user), withdrawn_at=None, opens_at__lte=now)
    return found.select_related(*WITH_ALL)


def assignments_taught_by(user) -> QuerySet[Assignment]:
    """Assignments of the classes whose answers this person may see, withdrawn ones too."""
    return Assignment.objects.filter(classroom__in=taught_by(user)).select_related(*WITH_ALL)


def extension_of(assignment: Assignment, learner) -> Extension | None:
    return Extension.objects.filter(assignment=assignment, learner=learner).first()


def extension_for(assignment: Assignment, learner) -> Extension:
    """The one that is given, or an empty one that is not saved."""
    return extension_of(assignment, learner) or Extension(assignment=assignment, learner=learner)


def extensions_given(assignment: Assignment) -> QuerySet[Extension]:
    """With their learners, by name."""
    given = Extension.objects.filter(assignment=assignment).select_related("learner")
    return given.order_by("learner__display_name", "learner__username")


def extensions_of(assignments: Iterable[Assignment], learner) -> dict[int, Extension]:
    """By assignment. One query."""
    given = Extension.objects.filter(assignment__in=[a.pk for a in assignments], learner=learner)
    return {extension.assignment_id: extension for extension in given}


def quizzes_of(assignment: Assignment) -> list[Quiz]:
    """What is asked: the quiz, or those of the set in their order. One query."""
    return quizzes_by_assignment([assignment])[assignment.pk]


def quizzes_by_assignment(assignments: Iterable[Assignment]) -> dict[int, list[Quiz]]:
    """Two queries at most, whatever their number."""
    assignments = list(assignments)
    quizzes = Quiz.objects.in_bulk({a.quiz_id for a in assignments if a.quiz_id})
    by_set: dict[int, list[Quiz]] = {}
    sets = {a.lesson_set_id for a in assignments if a.lesson_set_id}
    items = LessonSetItem.objects.filter(lesson_set__in=sets, quiz__isnull=False) if sets else []
    for item in items and items.select_related("quiz").order_by("lesson_set", "position"):
        by_set.setdefault(item.lesson_set_id, []).append(item.quiz)
    return {a.pk: [quizzes[a.quiz_id]] if a.quiz_id else by_set.get(a.lesson_set_id, []) for a in assignments}


def is_assigned(*, lesson_set=None, quiz=None) -> QuerySet[Assignment]:
    """Assignments that stand, of this set or quiz; a quiz is asked by sets that hold it, too."""
    standing = Assignment.objects.filter(withdrawn_at=None, classroom__archived_at=None)
    if lesson_set is not None:
        return standing.filter(lesson_set=lesson_set)
    holds_it = LessonSetItem.objects.filter(lesson_set=OuterRef("lesson_set"), quiz=quiz)
    return standing.filter(Q(quiz=quiz) | Exists(holds_it))


def sets_visible_to(user, now: dt.datetime) -> QuerySet[LessonSet]:
    """Sets this person builds on, and published ones that a class in which they learn is asked to do."""
    if not user.is_authenticated:
        return LessonSet.objects.none()
    given = assigned_to(user, now).filter(lesson_set=OuterRef("pk")).select_related(None).order_by()
    read = Q(Exists(given), status=LessonSet.Status.PUBLISHED)
    return LessonSet.objects.filter(read | Q(pk__in=sets_editable_by(user).order_by().values("pk")))
