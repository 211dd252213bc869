"""What a student is asked to do: the list, and one assignment with its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.accounts.models import User
from studyapp.assignments.models import Assignment
from studyapp.assignments.queries import assigned_to, extensions_of, quizzes_of
from studyapp.assignments.terms import Terms, terms_of
from studyapp.attempts.assignment_scores import Marks, Standing, State, counting_attempt, standings_of
from studyapp.attempts.models import Attempt
from studyapp.attempts.sitting import begun_quiz
from studyapp.lessons.models import Quiz, Reading
from studyapp.lessons.queries import places_of_facts
from studyapp.lessons.set_queries import items_of, reading_minutes
from studyapp.sources.models import Article
from studyapp.usecases.study_set import LookFor, chosen_of, questions_asked

RECENT = dt.timedelta(days=14)
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """``receipts_at`` is set while keys wait; then scores are not shown either."""

    assignment: Assignment
    title: str
    terms: Terms
    standing: Standing
    marks: tuple[Marks, ...]
    receipts_at: dt.datetime | None
    is_closed: bool

    @property
    def score(self) -> float | None:
        return None if self.receipts_at else self.standing.score

    @property
    def is_ended(self) -> bool:
        return self.standing.state in (State.DONE, State.MISSED)


@dataclass(frozen=True, slots=True)
class Part:
    """A lesson of the set, or a quiz with what was done of it. ``left`` attempts may be begun, None: no limit."""

    article: Article | None = None
    quiz: Quiz | None = None
    marks: tuple[Marks, ...] = ()
    counting: Marks | None = None
    begun: Attempt | None = None
    left: int | None = None
    note: str = ""
    read: bool = False
    look_for: tuple[LookFor, ...] = ()
    minutes: int = 0
    questions: int = 0

    @property
    def may_begin(self) -> bool:
        return self.begun is None and self.left != 0

    @property
    def waits(self) -> bool:
        """Whether it could be done next."""
        if self.article:
            return not self.read and self.article.status == Article.Status.ACTIVE
        return self.begun is not None or (self.may_begin and not self.marks and self.questions > 0)


def assigned_work(learner: User, now: dt.datetime, **which) -> list[Work]:
    """Open work by its due date, then what is done or missed, newest first; ``which`` narrows the assignments.

    Nine statements at most, whatever there is; one where nothing is assigned.
    """
    assignments = list(assigned_to(learner, now).filter(**which))
    if not assignments:
        return []
    extensions = extensions_of(assignments, learner)
    terms = {a.pk: terms_of(a, extensions.get(a.pk)) for a in assignments}
    found = standings_of(learner, assignments, terms, now)
    work = [_work(a, terms[a.pk], *found[a.pk], now) for a in assignments]
    waiting = sorted((one for one in work if not one.is_ended), key=lambda one: one.terms.due_at or NEVER)
    ended = [one for one in work if one.is_ended]
    return waiting + sorted(ended, key=lambda one: one.terms.due_at or one.terms.opens_at, reverse=True)


def assigned_now(learner: User, now: dt.datetime) -> list[Work]:
    """What waits, and what ended within two weeks: for the front page."""
    work = assigned_work(learner, now)
    return [one for one in work if not one.is_ended or now - (one.terms.due_at or one.terms.opens_at) < RECENT]


def _work(assignment: Assignment, terms: Terms, standing: Standing, marks: Iterable[Marks], now: dt.datetime) -> Work:
    marks = tuple(marks)
    last = max((mark.deadline for mark in marks if mark.deadline), default=None)
    wait = terms.receipts_at(last)
    return Work(
        assignment=assignment,
        title=str(assignment.lesson_set or assignment.quiz),
        terms=terms,
        standing=standing,
        marks=marks,
        receipts_at=wait if wait and now <= wait else None,
        is_closed=terms.is_closed(now),
    )


def one_assignment(learner: User, pk: int, now: dt.datetime) -> Work:
    """Raises Assignment.DoesNotExist for what is not assigned to this person, or not yet."""
    found = assigned_work(learner, now, pk=pk)
    if not found:
        raise Assignment.DoesNotExist
    return found[0]


def work_of_attempt(learner: User, attempt: Attempt, now: dt.datetime) -> Work | None:
    """The assignment that an attempt belongs to; None for other attempts, and when it is theirs no longer."""
    found = assigned_work(learner, now, pk=attempt.assignment_id) if attempt.assignment_id else []
    return found[0] if found else None


def parts_of(work: Work, learner: User, now: dt.datetime) -> list[Part]:
    """Lessons and quizzes in their order."""
    assignment = work.assignment
    if assignment.quiz_id:
        asks = questions_asked(learner, [assignment.quiz])
        return [_quiz_part(work, assignment.quiz, learner, now, asks)]
    items = items_of(assignment.lesson_set)
    asks = questions_asked(learner, [item.quiz for item in items if item.quiz])
    articles = [item.article_id for item in items if item.article]
    read = set(Reading.objects.filter(learner=learner, article__in=articles).values_list("article", flat=True))
    minutes = reading_minutes(articles)
    places = places_of_facts(fact.pk for item in items for fact in item.facts.all())
    return [
        _quiz_part(work, item.quiz, learner, now, asks, item.note)
        if item.quiz
        else Part(
            article=item.article,
            note=item.note,
            read=item.article_id in read,
            look_for=chosen_of(item, places),
            minutes=minutes.get(item.article_id, 0),
        )
        for item in items
    ]


def next_of(work: Work, parts: Iterable[Part]) -> Part | None:
    """What to do now: a sitting that goes on, else the first part that is not done; nothing once it is closed."""
    parts = list(parts)
    begun = next((part for part in parts if part.begun), None)
    return begun or (None if work.is_closed else next((part for part in parts if part.waits), None))


def _quiz_part(work: Work, quiz: Quiz, learner: User, now: dt.datetime, asks: dict[int, int], note: str = "") -> Part:
    marks = tuple(mark for mark in work.marks if mark.quiz_id == quiz.pk)
    allowed = work.terms.attempts
    left = 0 if work.is_closed else None if allowed is None else max(0, allowed - len(marks))
    return Part(
        quiz=quiz,
        marks=marks,
        counting=counting_attempt(marks, work.assignment.counts) if any(mark.is_over for mark in marks) else None,
        begun=begun_quiz(learner, quiz, work.assignment, now) if any(not mark.is_over for mark in marks) else None,
        left=left,
        note=note,
        questions=asks.get(quiz.pk, 0),
    )


def quiz_of(work: Work, slug: str) -> Quiz:
    """Raises Quiz.DoesNotExist for one that is no part of it."""
    found = next((quiz for quiz in quizzes_of(work.assignment) if quiz.slug == slug), None)
    if found is None:
        raise Quiz.DoesNotExist
    return found
