"""Assigning: grants, publishing, telling, changing, copying."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from studyapp.assignments import assigning
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt
from studyapp.sources.queries import topics_visible_to
from studyapp.usecases import assign, run_class
from tests.factories import (
    AdminFactory,
    AssignmentFactory,
    AttemptFactory,
    ClassroomFactory,
    ContentManagerFactory,
    InstructorFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    StudentFactory,
    TopicFactory,
    TopicGrantFactory,
)

pytestmark = pytest.mark.django_db
OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)
LIMITS = {
    "opens_at": OPENS,
    "due_at": DUE,
    "attempts_allowed": 2,
    "counts": "best",
    "time_limit_minutes": 20,
    "shuffled": True,
    "feedback": "at_once",
}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def teacher():
    return InstructorFactory()


@pytest.fixture
def classroom(teacher):
    return ClassroomFactory(owner=teacher)


@pytest.fixture
def lesson_set(teacher):
    """A draft with a private topic of the lesson, a public one of the quiz, and a granted one of its question."""
    made = LessonSetFactory(owner=teacher)
    item = LessonSetItemFactory(lesson_set=made)
    topic = item.article.topic
    topic.owner, topic.visibility = teacher, "private"
    topic.save()
    quiz = QuizFactory()
    listed = QuizQuestionFactory(quiz=quiz, question__topic=TopicFactory(visibility="granted", owner=teacher))
    assert listed.question.topic != quiz.topic
    LessonSetItemFactory(lesson_set=made, article=None, quiz=quiz)
    return made


def test_what_the_class_cannot_see_is_named_and_granted_by_the_same_press(teacher, classroom, lesson_set):
    learner = MembershipFactory(classroom=classroom).user
    named = assign.to_grant(lesson_set, [classroom])
    assert {(one.topic.visibility, one.was_private) for one in named} == {("private", True), ("granted", False)}
    assign.assign(lesson_set, [classroom], LIMITS, by=teacher)
    assert {one.topic for one in named} <= set(topics_visible_to(learner))
    assert assign.to_grant(lesson_set, [classroom]) == []
    lesson_set.refresh_from_db()
    assert lesson_set.status == "published"


def test_a_topic_of_somebody_else_is_not_granted_and_nothing_is_assigned(teacher, classroom):
    quiz = QuizFactory(topic=TopicFactory(visibility="private", owner=InstructorFactory()), owner=teacher)
    with pytest.raises(assign.NotYoursToGrantError):
        assign.assign(quiz, [classroom], LIMITS, by=teacher)
    assert not Assignment.objects.exists()
    assert assign.assign(quiz, [classroom], LIMITS, by=ContentManagerFactory())


def test_a_class_that_was_granted_a_topic_needs_no_more(teacher, classroom):
    quiz = QuizFactory(topic=TopicFactory(visibility="granted"))
    TopicGrantFactory(topic=quiz.topic, classroom=classroom)
    assert assign.to_grant(quiz, [classroom]) == []
    other = ClassroomFactory()
    assert [one.classes for one in assign.to_grant(quiz, [classroom, other])] == [(other,)]


def test_the_same_twice_is_assigned_and_told_once(teacher, classroom, django_capture_on_commit_callbacks):
    learner = MembershipFactory(classroom=classroom).user
    quiz = QuizFactory(owner=teacher)
    with django_capture_on_commit_callbacks(execute=True):
        [made] = assign.assign(quiz, [classroom], LIMITS, by=teacher)
        assert assign.assign(quiz, [classroom], LIMITS, by=teacher) == []
    assign.tell_of_assignment.call(made.pk)
    [notice] = learner.notices.all()
    assert (notice.code, notice.path) == ("assigned", f"/assigned/{made.pk}/")


@pytest.mark.parametrize("state", [{"withdrawn_at": OPENS}, {"opens_at": DUE + 99999 * HOUR, "due_at": None}])
def test_nobody_is_told_of_what_is_withdrawn_or_not_open(state):
    given = AssignmentFactory(**state)
    MembershipFactory(classroom=given.classroom)
    assert assign.tell_of_assignment.call(given.pk) == 0


def test_what_may_be_assigned_is_ones_own(teacher, lesson_set):
    quiz, site = QuizFactory(owner=InstructorFactory()), QuizFactory(owner=None)
    assert assign.work_of(teacher, set_slug=lesson_set.slug) == lesson_set
    assert assign.work_of(InstructorFactory(), set_slug=lesson_set.slug) is None
    assert assign.work_of(teacher, quiz_slug=quiz.slug) is None
    assert assign.work_of(teacher, quiz_slug=site.slug) == site
    assert assign.work_of(AdminFactory(), quiz_slug=quiz.slug) == quiz


def running(given, minutes=20):
    return AttemptFactory(
        assignment=given, quiz=given.quiz, topic=given.quiz.topic, started_at=OPENS,
        deadline=OPENS + dt.timedelta(minutes=minutes),
    )  # fmt: skip


@pytest.mark.parametrize(("minutes", "then"), [(30, 30), (10, 20)])
def test_attempts_that_have_begun_get_more_time_and_never_less(minutes, then):
    given = AssignmentFactory(**LIMITS)
    attempt = running(given)
    assign.change(given, LIMITS | {"time_limit_minutes": minutes}, shown=assigning.state_of(given))
    assert Attempt.objects.get(pk=attempt.pk).deadline == OPENS + dt.timedelta(minutes=then)
    assert Assignment.objects.get().time_limit_minutes == minutes


def test_limits_that_were_changed_meanwhile_are_not_overwritten():
    given = AssignmentFactory(**LIMITS)
    shown = assigning.state_of(given)
    assign.change(given, LIMITS | {"attempts_allowed": 3}, shown=shown)
    with pytest.raises(assigning.ChangedMeanwhileError):
        assign.change(given, LIMITS | {"attempts_allowed": 9}, shown=shown)
    assert Assignment.objects.get().attempts_allowed == 3


def test_a_term_is_copied_with_all_dates_moved_by_the_clock_on_the_wall(teacher, classroom):
    """The clocks change on 29 March: eight in the morning stays eight in the morning."""
    zone = ZoneInfo("Europe/Berlin")
    first = AssignmentFactory(classroom=classroom, quiz__owner=teacher, opens_at=OPENS, due_at=DUE)
    second = AssignmentFactory(classroom=classroom, quiz__owner=teacher, opens_at=OPENS + 48 * HOUR, due_at=None)
    AssignmentFactory(classroom=classroom, withdrawn_at=OPENS)
    running(first)
    to = ClassroomFactory(owner=teacher)
    new = assign.copy_all(classroom, to, first_on=dt.date(2026, 4, 6), by=teacher, zone=zone)
    assert [(a.quiz, a.opens_at.astimezone(zone).isoformat()) for a in new] == [
        (first.quiz, "2026-04-06T09:00:00+02:00"),
        (second.quiz, "2026-04-08T09:00:00+02:00"),
    ]
    assert new[0].due_at.astimezone(zone).isoformat() == "2026-04-13T19:00:00+02:00"
    assert not Attempt.objects.filter(assignment__in=new).exists()
    assert assign.copy_all(classroom, to, first_on=dt.date(2026, 4, 6), by=teacher, zone=zone) == []


def test_who_joins_later_hears_of_what_is_open_and_of_nothing_else(classroom):
    now = timezone.now()
    running = {"classroom": classroom, "opens_at": now - HOUR, "due_at": now + HOUR}
    given = AssignmentFactory(**running)
    AssignmentFactory(**running, withdrawn_at=now)
    AssignmentFactory(**running | {"opens_at": now - 2 * HOUR, "due_at": now - HOUR})
    AssignmentFactory(**running | {"opens_at": now + HOUR / 2})
    newcomer = StudentFactory()
    for _twice in range(2):
        run_class.join(newcomer, classroom.join_code, now)
    assert [(n.code, n.path) for n in newcomer.notices.all()] == [("assigned", f"/assigned/{given.pk}/")]


def test_who_accepts_an_invitation_hears_of_what_is_open(classroom):
    now = timezone.now()
    given = AssignmentFactory(classroom=classroom, opens_at=now - HOUR, due_at=None)
    invited = {
        role: MembershipFactory(classroom=classroom, role=role, joined_at=None).user for role in ("student", "teacher")
    }
    for person in invited.values():
        run_class.answer_invitation(person, classroom.pk, accepts=True, now=now)
    heard = {role: [n.path for n in person.notices.all()] for role, person in invited.items()}
    assert heard == {"student": [f"/assigned/{given.pk}/"], "teacher": []}
