"""Assigning a set or a quiz: topics are granted, the set is published, learners hear of it, deadlines move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend, task

from studyapp.accounts.models import Classroom, Notice, User
from studyapp.accounts.notices import notify
from studyapp.accounts.queries import learners_of
from studyapp.accounts.roles import sees_everything
from studyapp.assignments import assigning
from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.terms import terms_of
from studyapp.attempts.models import Attempt
from studyapp.attempts.sitting import move_deadlines
from studyapp.lessons.models import LessonSet, Quiz, QuizQuestion
from studyapp.sources.models import Topic, TopicGrant
from studyapp.sources.queries import topics_visible_to


class NotYoursToGrantError(Exception):
    """The class cannot see ``topics``, and this person cannot let it."""

    def __init__(self, topics: Sequence[Topic]):
        super().__init__(", ".join(topic.name for topic in topics))
        self.topics = topics


@dataclass(frozen=True, slots=True)
class ToGrant:
    """A topic of the work that some of the classes cannot see; ``was_private`` when only its owner can."""

    topic: Topic
    classes: tuple[Classroom, ...]
    was_private: bool


def work_of(user, *, set_slug: str = "", quiz_slug: str = "") -> LessonSet | Quiz | None:
    """The set or quiz by its address, among what this person may assign; None when there is no such thing."""
    if set_slug:
        return sets_to_assign(user).filter(slug=set_slug).first()
    return quizzes_to_assign(user).filter(slug=quiz_slug).first() if quiz_slug else None


def sets_to_assign(user) -> QuerySet[LessonSet]:
    """Own sets; those who manage content assign any."""
    return LessonSet.objects.all() if sees_everything(user) else LessonSet.objects.filter(owner=user)


def quizzes_to_assign(user) -> QuerySet[Quiz]:
    """By the same rule, and the site's own in topics that this person may see."""
    if sees_everything(user):
        return Quiz.objects.all()
    return Quiz.objects.filter(Q(owner=user) | Q(owner=None, topic__in=topics_visible_to(user)))


def topics_in(work: LessonSet | Quiz) -> QuerySet[Topic]:
    """Every topic that a learner meets in it."""
    if isinstance(work, Quiz):
        quizzes, articles = Q(pk=work.pk), Q(pk=None)
    else:
        quizzes, articles = Q(set_items__lesson_set=work), Q(articles__set_items__lesson_set=work)
    asked = Quiz.objects.filter(quizzes)
    listed = QuizQuestion.objects.filter(quiz__in=asked.values("pk"))
    met = Q(quizzes__in=asked.values("pk")) | Q(pk__in=listed.values("question__topic"))
    return Topic.objects.filter(met | articles if isinstance(work, LessonSet) else met).distinct()


def to_grant(work: LessonSet | Quiz, classes: Iterable[Classroom]) -> list[ToGrant]:
    """What these classes could not see. Two queries, whatever their number."""
    classes = list(classes)
    closed = list(topics_in(work).exclude(visibility=Topic.Visibility.PUBLIC).order_by("name"))
    granted = set(TopicGrant.objects.filter(topic__in=closed, classroom__in=classes).values_list("topic", "classroom"))
    found = []
    for topic in closed:
        private = topic.visibility == Topic.Visibility.PRIVATE
        missing = tuple(c for c in classes if private or (topic.pk, c.pk) not in granted)
        if missing:
            found.append(ToGrant(topic, missing, private))
    return found


def may_grant(user, topic: Topic) -> bool:
    return topic.owner_id == user.pk or sees_everything(user)


@transaction.atomic
def assign(
    work: LessonSet | Quiz, classes: Sequence[Classroom], limits: Mapping[str, Any], *, by: User
) -> list[Assignment]:
    """The new assignments, of which learners hear when they open; the same once more makes none.

    What a class cannot see of it is granted, a private topic becomes one for classes, and a draft set is published.
    Raises NotYoursToGrantError, and changes nothing then.
    """
    _grant(to_grant(work, classes), by)
    is_set = isinstance(work, LessonSet)
    if is_set and work.status != LessonSet.Status.PUBLISHED:
        LessonSet.objects.filter(pk=work.pk).update(status=LessonSet.Status.PUBLISHED)
    given = {"lesson_set": work} if is_set else {"quiz": work}
    made = [assigning.assign_to(classroom, by=by, limits=limits, **given) for classroom in classes]
    new = [assignment for assignment, is_new in made if is_new]
    for assignment in new:
        _tell_when_open(assignment)
    return new


def _grant(wanted: Sequence[ToGrant], by: User) -> None:
    if refused := [one.topic for one in wanted if not may_grant(by, one.topic)]:
        raise NotYoursToGrantError(refused)
    private = [one.topic.pk for one in wanted if one.was_private]
    Topic.objects.filter(pk__in=private).update(visibility=Topic.Visibility.GRANTED)
    grants = [TopicGrant(topic=one.topic, classroom=classroom) for one in wanted for classroom in one.classes]
    TopicGrant.objects.bulk_create(grants, ignore_conflicts=True)


@transaction.atomic
def change(assignment: Assignment, limits: Mapping[str, Any], *, shown: str) -> Assignment:
    """New limits for the class. Attempts that are going on get more time where there is more, and never less.

    Raises assigning.ChangedMeanwhileError.
    """
    # Not of the object: a form has written the new limits into it.
    was_open = Assignment.objects.values_list("opens_at", flat=True).get(pk=assignment.pk)
    changed = assigning.change_limits(assignment, limits, shown=shown)
    extended = {e.learner_id: e for e in Extension.objects.filter(assignment=changed)}
    learners = Attempt.objects.filter(assignment=changed, finished_at=None).values_list("learner", flat=True)
    move_deadlines(changed, {pk: terms_of(changed, extended.get(pk)) for pk in learners})
    if changed.opens_at != was_open:
        _tell_when_open(changed)
    return changed


@transaction.atomic
def extend(
    assignment: Assignment, learner: User, given: Mapping[str, Any], *, by: User, shown: str | None = None
) -> Extension:
    """More for one learner, also for the attempt that is going on; the learner hears of it.

    Raises assigning.ChangedMeanwhileError.
    """
    before = Extension.objects.filter(assignment=assignment, learner=learner, **given)
    if same := before.first():
        return same
    extension = assigning.extend(assignment, learner, given, by=by, shown=shown)
    move_deadlines(assignment, {learner.pk: terms_of(assignment, extension)})
    notify([learner], "extended", reverse("study:assignment", args=[assignment.pk]), title=title_of(assignment))
    return extension


@transaction.atomic
def copy(assignments: Iterable[Assignment], to: Classroom, *, days: int, by: User, zone: dt.tzinfo) -> list[Assignment]:
    """The same work for another class or term, so many days later by the clock on the wall; attempts stay behind.

    Raises NotYoursToGrantError.
    """
    new = []
    for assignment in assignments:
        limits = {name: getattr(assignment, name) for name in assigning.LIMITS}
        limits["opens_at"] = shifted(assignment.opens_at, days, zone)
        limits["due_at"] = shifted(assignment.due_at, days, zone) if assignment.due_at else None
        new += assign(assignment.lesson_set or assignment.quiz, [to], limits, by=by)
    return new


def copy_all(classroom: Classroom, to: Classroom, *, first_on: dt.date, by: User, zone: dt.tzinfo) -> list[Assignment]:
    """What stands assigned in a class, for another one; the first of it opens there on that day."""
    standing = Assignment.objects.filter(classroom=classroom, withdrawn_at=None).select_related("quiz", "lesson_set")
    assignments = list(standing.order_by("opens_at", "pk"))
    if not assignments:
        return []
    days = (first_on - assignments[0].opens_at.astimezone(zone).date()).days
    return copy(assignments, to, days=days, by=by, zone=zone)


def shifted(moment: dt.datetime, days: int, zone: dt.tzinfo) -> dt.datetime:
    """So many days later at the same time of day, over a change of the clocks too."""
    return (
        (moment.astimezone(zone).replace(tzinfo=None) + dt.timedelta(days=days)).replace(tzinfo=zone).astimezone(dt.UTC)
    )


def title_of(assignment: Assignment) -> str:
    return str(assignment.lesson_set or assignment.quiz)


def _tell_when_open(assignment: Assignment) -> None:
    later = assignment.opens_at > timezone.now() and default_task_backend.supports_defer
    told = tell_of_assignment.using(run_after=assignment.opens_at) if later else tell_of_assignment
    transaction.on_commit(lambda: told.enqueue(assignment.pk))


@task()
def tell_of_assignment(pk: int) -> int:
    """Once it is open, a notice to each learner of the class who had none of it yet. Returns how many heard."""
    standing = Assignment.objects.filter(
        pk=pk, withdrawn_at=None, classroom__archived_at=None, opens_at__lte=timezone.now()
    )
    assignment = standing.select_related("classroom", "lesson_set", "quiz").first()
    if assignment is None:
        return 0
    return _tell(assignment, learners_of(assignment.classroom))


def tell_newcomers(classroom: Classroom, people: Iterable[User]) -> int:
    """What the class is to do now, to those who came in after it opened; nobody hears of it twice."""
    now = timezone.now()
    running = Assignment.objects.filter(Q(due_at=None) | Q(due_at__gt=now), classroom=classroom, withdrawn_at=None)
    ids = [person.pk for person in people]
    if not ids or classroom.archived_at:
        return 0
    opened = running.filter(opens_at__lte=now).select_related("classroom", "lesson_set", "quiz")
    learners = learners_of(classroom).filter(pk__in=ids)
    return sum(_tell(assignment, learners) for assignment in opened.order_by("opens_at", "pk"))


def _tell(assignment: Assignment, learners: QuerySet[User]) -> int:
    path = reverse("study:assignment", args=[assignment.pk])
    told = Notice.objects.filter(code="assigned", path=path).values("user")
    words = {"class": assignment.classroom.name, "title": title_of(assignment)}
    return len(notify(learners.exclude(pk__in=told), "assigned", path, **words))
