"""What a class was given to do, and how far it is: the fold of one assignment, over sums made in the database.

Answers are not read: a row for each attempt is, whatever the number of its questions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    FloatField,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from studyapp.accounts.models import Classroom
from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.terms import Terms, terms_of
from studyapp.attempts.assignment_scores import Marks, Standing, State, standing, standings
from studyapp.attempts.models import Attempt, Rescore
from studyapp.lessons.models import LessonSetItem
from studyapp.lessons.quiz_papers import expected_length
from studyapp.progress.class_progress import RECENT, Learner

SHOWN = 6  # the newest pieces of work, unless all are asked for


@dataclass(frozen=True, slots=True)
class Work:
    """One assignment. ``begun``, ``done``, ``not_begun`` and ``overdue`` are learners' numbers.

    Overdue: the due date, their own where they were given more time, passed in the last two weeks, and it is not done.
    ``mean`` is that of the scores there are, 0…1.
    """

    assignment: Assignment
    title: str
    learners: int
    begun: frozenset[int]
    done: frozenset[int]
    not_begun: tuple[int, ...]
    overdue: frozenset[int]
    mean: float | None

    @property
    def due_at(self) -> dt.datetime | None:
        return self.assignment.due_at


class _Length(Func):
    """How many questions a paper has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


def work_of(classroom: Classroom) -> QuerySet[Assignment]:
    """What the class was given and has not been taken back, the newest first."""
    given = Assignment.objects.filter(classroom=classroom, withdrawn_at=None)
    return given.select_related("quiz", "lesson_set").order_by("-opens_at", "-pk")


def class_work(classroom: Classroom, learners: Sequence[Learner], now: dt.datetime, shown: int = SHOWN) -> list[Work]:
    """The newest first. One query, one more where sets are among them, and up to seven for each set without a quiz."""
    newest = work_of(classroom).values("pk")[:shown]
    ids = [learner.learner_id for learner in learners] or [0]  # an empty list would leave out the work too
    attempts: dict[int, list] = defaultdict(list)
    for row in _attempts(newest, ids).iterator():
        attempts[row.pk].append(row)
    assignments = [_assignment(rows[0], classroom) for rows in attempts.values()]
    lengths = _lengths_of_sets([a.lesson_set_id for a in assignments if a.lesson_set_id])
    found = []
    for assignment in assignments:
        rows = attempts[assignment.pk]
        quizzes = lengths.get(assignment.lesson_set_id, {}) if assignment.lesson_set_id else {assignment.quiz_id: 0}
        where = _folded(assignment, rows, quizzes, learners, now) if quizzes else standings(assignment, ids, now)
        found.append(_work(assignment, rows[0].title, learners, where, now))
    return found


def work_of_learner(classroom: Classroom, learner_id: int, now: dt.datetime) -> list[tuple[Assignment, Standing]]:
    """How far one learner is with each that has opened, the newest first. Seven queries for each."""
    opened = work_of(classroom).filter(opens_at__lte=now)
    return [(one, standings(one, [learner_id], now)[learner_id]) for one in opened]


def due_of(assignment: Assignment, learner: Learner) -> Terms:
    """What holds for this learner, as far as dates go."""
    until = learner.more_time.get(assignment.pk)
    return terms_of(assignment, Extension(due_at=until) if until else None)


def _attempts(newest: QuerySet, learner_ids: Sequence[int]) -> QuerySet:
    """A row for each attempt of these learners, with its sums; an assignment without any has one, without attempt."""
    answer, at = "theirs__responses", F("theirs__responses__answered_at")
    first = Q(theirs__responses__try_number=1)
    too_late = Q(theirs__responses__late=True) & (Q(theirs__deadline__lt=at) | Q(theirs__finished_at__lt=at))
    withdrawn = Q(theirs__responses__not_counted_because="question_withdrawn")
    rescored = Rescore.objects.filter(response=OuterRef(f"{answer}__pk")).order_by("-pk")
    valid = Coalesce(Subquery(rescored.values("score")[:1]), F(f"{answer}__score"))
    named = {
        "title": Coalesce("lesson_set__title", "quiz__title"),
        "attempt": F("theirs__pk"),
        "learner": F("theirs__learner"),
        "of_quiz": F("theirs__quiz"),
        "started_at": F("theirs__started_at"),
        "finished_at": F("theirs__finished_at"),
        "deadline": F("theirs__deadline"),
        "length": _Length("theirs__paper"),
    }
    sums = {
        "answered": Count(answer, filter=first),
        "late": Count(answer, filter=first & too_late),
        "withdrawn": Count(answer, filter=first & withdrawn),
        "points": Sum("valid", filter=first),
        "last_at": Max(f"{answer}__answered_at", filter=first),
    }
    fields = ("pk", "lesson_set", "quiz", "opens_at", "due_at", "counts", *named)
    return (
        Assignment.objects.filter(pk__in=newest)
        .annotate(theirs=FilteredRelation("attempts", condition=Q(attempts__learner__in=learner_ids)))
        .annotate(valid=Case(When(too_late | withdrawn, then=0.0), default=valid, output_field=FloatField()), **named)
        .order_by("-opens_at", "-pk", "theirs__started_at", "theirs__pk")
        .values(*fields)
        .annotate(**sums)
        .values_list(*fields, *sums, named=True)
    )


def _lengths_of_sets(sets: Sequence[int]) -> dict[int, dict[int, int]]:
    """By set its quizzes with how many questions each asks. One query, none without sets."""
    if not sets:
        return {}
    places = LessonSetItem.objects.filter(lesson_set__in=sets, quiz__isnull=False).order_by("lesson_set", "position")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = places.annotate(listed=Count("quiz__entries")).select_related("quiz")
    for place in rows:
        found[place.lesson_set_id][place.quiz_id] = expected_length(place.quiz, place.listed)
    return found


def _assignment(row, classroom: Classroom) -> Assignment:
    return Assignment(
        pk=row.pk,
        classroom=classroom,
        lesson_set_id=row.lesson_set,
        quiz_id=row.quiz,
        opens_at=row.opens_at,
        due_at=row.due_at,
        counts=row.counts,
    )


def _folded(
    assignment: Assignment, rows: Iterable, lengths: Mapping[int, int], learners: Sequence[Learner], now: dt.datetime
) -> dict[int, Standing]:
    """As ``standings`` does, from sums."""
    marks: dict[int, list[Marks]] = defaultdict(list)
    for row in rows:
        if row.attempt is not None:
            marks[row.learner].append(_marks(row, len(marks[row.learner]) + 1, now))
    return {
        one.learner_id: standing(
            one.learner_id, marks[one.learner_id], lengths, assignment.counts, due_of(assignment, one), now
        )
        for one in learners
    }


def _marks(row, number: int, now: dt.datetime) -> Marks:
    return Marks(
        attempt_id=row.attempt,
        quiz_id=row.of_quiz,
        number=number,
        started_at=row.started_at,
        deadline=row.deadline,
        is_over=Attempt(finished_at=row.finished_at, deadline=row.deadline).is_over(now),
        answered=row.answered,
        length=row.length,
        points=row.points or 0.0,
        of=row.length - row.withdrawn,
        late=row.late,
        last_at=row.last_at,
    )


def _work(
    assignment: Assignment, title: str, learners: Sequence[Learner], where: Mapping[int, Standing], now: dt.datetime
) -> Work:
    done = frozenset(pk for pk, standing in where.items() if standing.state is State.DONE)
    begun = frozenset(pk for pk, standing in where.items() if standing.attempts or standing.answered)
    scores = [standing.score for standing in where.values() if standing.score is not None]
    return Work(
        assignment,
        title,
        len(learners),
        begun,
        done,
        tuple(one.learner_id for one in learners if one.learner_id not in begun),
        frozenset(one.learner_id for one in learners if one.learner_id not in done and _passed(assignment, one, now)),
        sum(scores) / len(scores) if scores else None,
    )


def _passed(assignment: Assignment, learner: Learner, now: dt.datetime) -> bool:
    due_at = due_of(assignment, learner).due_at
    return due_at is not None and now - RECENT <= due_at < now
