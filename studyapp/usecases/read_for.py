"""Why a lesson is read: it is part of a set, or of work that a class was asked to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.assignments.queries import assigned_to
from studyapp.lessons.models import LessonSet, Reading
from studyapp.sources.models import Article
from studyapp.usecases.study_set import set_for


@dataclass(frozen=True, slots=True)
class ReadFor:
    """``assignment`` is its number where it is assigned work, ``code`` that of the link by which the set was reached."""

    lesson_set: LessonSet
    is_read: bool
    assignment: int | None = None
    code: str = ""


def read_for(
    user, article: Article, now: dt.datetime, *, assignment: str = "", slug: str = "", code: str = ""
) -> ReadFor | None:
    """None when nothing is named, or nothing that this person has and that holds this lesson. Two statements."""
    number, lesson_set = None, None
    if assignment.isascii() and assignment.isdecimal() and len(assignment) < 10 and user.is_authenticated:
        found = assigned_to(user, now).filter(pk=int(assignment), lesson_set__items__article=article).first()
        if found:
            number, lesson_set = found.pk, found.lesson_set
    elif slug or code:
        try:
            lesson_set = set_for(user, slug, code, now)
        except LessonSet.DoesNotExist:
            return None
        lesson_set = lesson_set if lesson_set.items.filter(article=article).exists() else None
    if lesson_set is None:
        return None
    is_read = user.is_authenticated and Reading.objects.filter(learner=user, article=article).exists()
    return ReadFor(lesson_set, is_read, number, code)
