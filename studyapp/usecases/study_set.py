"""A lesson set as a learner meets it: what is done, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from studyapp.accounts.models import User
from studyapp.assignments.models import Assignment
from studyapp.assignments.queries import assigned_to, sets_visible_to
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.queries import valid_scores
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, Reading
from studyapp.lessons.queries import places_of_facts
from studyapp.lessons.set_queries import entries_of, items_of, reading_minutes, served_to, shared_sets
from studyapp.sources.models import Article
from studyapp.sources.queries import topics_visible_to

NEWEST = 200  # attempts looked at


@dataclass(frozen=True, slots=True)
class LookFor:
    """A fact chosen of a lesson, with its sentence's anchor; empty where it stands in the text no longer."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """The learner's sittings of a quiz: the one that goes on, and the best that ended, 0…1."""

    open_attempt: Attempt | None = None
    answered: int = 0
    best: float | None = None
    results: Attempt | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """``is_open`` is false for what was withdrawn or is closed to this person; ``questions`` how many a quiz asks."""

    item: LessonSetItem
    is_open: bool
    minutes: int = 0
    look_for: tuple[LookFor, ...] = ()
    questions: int = 0
    read: bool = False
    sitting: Sitting = Sitting()
    is_next: bool = False

    @property
    def is_done(self) -> bool:
        return self.read or self.sitting.best is not None


@dataclass(frozen=True, slots=True)
class Course:
    lesson_set: LessonSet
    parts: tuple[Part, ...]

    @property
    def done(self) -> int:
        return sum(part.is_done for part in self.parts if part.is_open)

    @property
    def open_parts(self) -> int:
        return sum(part.is_open for part in self.parts)

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts if part.is_open)


def set_for(user, slug: str, code: str, now: dt.datetime) -> LessonSet:
    """By its link where there is a code, else by its address. Raises LessonSet.DoesNotExist."""
    return shared_sets().get(share_code=code) if code else sets_visible_to(user, now).get(slug=slug)


def assignment_of(user, lesson_set: LessonSet, now: dt.datetime) -> Assignment | None:
    """The newest assignment of the set that this learner may still work on.

    Its quizzes are taken there: by its terms, and without the receipts that may have to wait.
    """
    return _newest(Q(lesson_set=lesson_set), user, now)


def assignment_asking(user, quiz: Quiz, now: dt.datetime) -> Assignment | None:
    """The same for a quiz that is asked by itself or in another set."""
    return _newest(Q(quiz=quiz) | Q(lesson_set__items__quiz=quiz), user, now)


def _newest(of: Q, user, now: dt.datetime) -> Assignment | None:
    if not user.is_authenticated:
        return None
    found = assigned_to(user, now).filter(of).prefetch_related("extensions").distinct()
    return next((one for one in found.order_by("-opens_at", "-pk") if not _is_over(one, user, now)), None)


def _is_over(assignment: Assignment, user, now: dt.datetime) -> bool:
    ends = [assignment.due_at]
    if assignment.due_at is None:
        return False
    ends += [e.due_at for e in assignment.extensions.all() if e.learner_id == user.pk and e.due_at]
    return max(ends) < now


def course_of(lesson_set: LessonSet, user, *, preview: bool = False) -> Course:
    """The set in its order. A ``preview`` shows it as to somebody who has done nothing of it.

    A bounded number of statements, whatever the number of places.
    """
    items = items_of(lesson_set)
    topics = {i.article.topic_id if i.article else i.quiz.topic_id for i in items}
    visible = set(topics_visible_to(user).filter(pk__in=topics).values_list("pk", flat=True))
    articles = [item.article_id for item in items if item.article]
    minutes = reading_minutes(articles)
    places = places_of_facts(fact.pk for item in items for fact in item.facts.all())
    asks = questions_asked(user, [item.quiz for item in items if item.quiz])
    read, sittings = set(), {}
    if user.is_authenticated and not preview:
        read = set(Reading.objects.filter(learner=user, article__in=articles).values_list("article", flat=True))
        sittings = _sittings(user, [item.quiz_id for item in items if item.quiz])
    parts = [_part(item, visible, minutes, places, asks, read, sittings) for item in items]
    return Course(lesson_set, tuple(_with_next(parts)))


def _part(item: LessonSetItem, visible: set[int], minutes: dict, places: dict, asks: dict, read: set, sittings: dict):
    if article := item.article:
        is_open = article.status == Article.Status.ACTIVE and article.topic_id in visible
        return Part(item, is_open, minutes.get(article.pk, 0), chosen_of(item, places), read=article.pk in read)
    questions = asks.get(item.quiz_id, 0)
    is_open = item.quiz.topic_id in visible and questions > 0
    return Part(
        item, is_open, max(1, questions // 2), questions=questions, sitting=sittings.get(item.quiz_id, Sitting())
    )


def chosen_of(item: LessonSetItem, places: dict) -> tuple[LookFor, ...]:
    """The facts chosen of a lesson; ``places`` are those of ``places_of_facts``."""
    here = item.article.slug
    return tuple(
        LookFor(fact.label, places[fact.pk][1] if places.get(fact.pk, ("",))[0] == here else "")
        for fact in item.facts.all()
    )


def _with_next(parts: Sequence[Part]) -> list[Part]:
    """The first open part that is not done is what comes next."""
    following = next((part for part in parts if part.is_open and not part.is_done), None)
    return [replace(part, is_next=part is following) for part in parts]


def questions_asked(user, quizzes: Iterable[Quiz]) -> dict[int, int]:
    """How many questions each quiz asks today: those of its list that stand, else its draw where there is a pool."""
    quizzes = list(quizzes)
    entries = entries_of(quiz.pk for quiz in quizzes)
    ids = {entry.question_id for rows in entries.values() for entry in rows}
    draws = [quiz for quiz in quizzes if quiz.pk not in entries]
    served = set(served_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    pools: dict[tuple[str, int], int] = {}
    if draws:
        in_topics = served_to(user).filter(topic__in={quiz.topic_id for quiz in draws}).order_by()
        for topic_id, article_id, count in in_topics.values_list("topic", "article").annotate(Count("pk")):
            pools["article", article_id] = count
            pools["topic", topic_id] = pools.get(("topic", topic_id), 0) + count
    found = {pk: sum(entry.question_id in served for entry in rows) for pk, rows in entries.items()}
    for quiz in draws:
        key = ("article", quiz.article_id) if quiz.article_id else ("topic", quiz.topic_id)
        found[quiz.pk] = min(quiz.length, pools.get(key, 0))
    return found


def _sittings(user, quiz_ids: Sequence[int]) -> dict[int, Sitting]:
    """Two statements. Assigned sittings have their own page."""
    mine = Attempt.objects.filter(learner=user, quiz__in=quiz_ids, assignment=None).order_by("-started_at")[:NEWEST]
    attempts = {attempt.pk: attempt for attempt in mine}
    if not attempts:
        return {}
    answers = valid_scores(Response.objects.filter(attempt__in=list(attempts), try_number=1)).order_by()
    rows = answers.values_list("attempt").annotate(n=Count("pk"), right=Sum("valid_score"))
    sums = {pk: (n, right or 0.0) for pk, n, right in rows}
    found: dict[int, Sitting] = {}
    for attempt in reversed(attempts.values()):
        n, right = sums.get(attempt.pk, (0, 0.0))
        before = found.get(attempt.quiz_id, Sitting())
        if attempt.finished_at is None:
            found[attempt.quiz_id] = replace(before, open_attempt=attempt, answered=n) if n else before
            continue
        score = right / attempt.length if attempt.length else 0.0
        after = replace(before, open_attempt=None, answered=0)
        if before.best is None or score >= before.best:
            after = replace(after, best=score, results=attempt)
        found[attempt.quiz_id] = after
    return found


def mark_read(learner: User, lesson_set: LessonSet, article_slug: str, now: dt.datetime) -> Reading:
    """Once is enough. Raises LessonSetItem.DoesNotExist for what is no lesson of the set, or closed to them."""
    item = lesson_set.items.select_related("article").get(
        article__slug=article_slug,
        article__status=Article.Status.ACTIVE,
        article__topic__in=topics_visible_to(learner),
    )
    return Reading.objects.get_or_create(learner=learner, article=item.article, defaults={"read_at": now})[0]


def quiz_in(lesson_set: LessonSet, slug: str, user) -> Quiz:
    """Raises Quiz.DoesNotExist for what is no quiz of the set, or closed to this person."""
    open_topics = topics_visible_to(user)
    return Quiz.objects.select_related("topic", "article").get(
        slug=slug, topic__in=open_topics, set_items__lesson_set=lesson_set
    )
