"""Which attempt counts, what late and withdrawn answers weigh, and how far learners are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.assignments.terms import terms_of
from studyapp.attempts.assignment_scores import State, score_of_assignment, standings, standings_of
from tests.factories import (
    AssignmentFactory,
    AttemptFactory,
    ExtensionFactory,
    LessonSetFactory,
    LessonSetItemFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    ReadingFactory,
    RescoreFactory,
    ResponseFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)
BEFORE, AFTER = DUE - dt.timedelta(days=1), DUE + dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def quiz():
    quiz = QuizFactory()
    QuizQuestionFactory.create_batch(2, quiz=quiz)
    return quiz


@pytest.fixture
def assignment(quiz):
    return AssignmentFactory(quiz=quiz, opens_at=OPENS, due_at=DUE)


@pytest.fixture
def learner(assignment):
    return MembershipFactory(classroom=assignment.classroom).user


def tried(assignment, learner, *scores, at=OPENS, finished=True, quiz=None, **more):
    """An attempt of two questions with these scores."""
    quiz = quiz or assignment.quiz
    questions = [entry.question for entry in quiz.entries.order_by("position")]
    attempt = AttemptFactory(
        learner=learner,
        questions=questions,
        assignment=assignment,
        quiz=quiz,
        topic=quiz.topic,
        started_at=at,
        deadline=DUE,
        what="assignment",
        **more,
    )
    for score in scores:
        ResponseFactory(attempt=attempt, score=score)
    if finished:
        attempt.finished_at = at + 10 * MINUTE
        attempt.save()
    return attempt


def of(assignment, learner, now=BEFORE):
    return standings(assignment, [learner.pk], now)[learner.pk]


@pytest.mark.parametrize(("counts", "score"), [("first", 0.5), ("best", 1.0), ("last", 0.0)])
def test_the_rule_says_which_attempt_counts(assignment, learner, counts, score):
    assignment.counts = counts
    for n, scores in enumerate([(1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]):
        tried(assignment, learner, *scores, at=OPENS + n * dt.timedelta(hours=1))
    assert of(assignment, learner).score == score
    assert (of(assignment, learner).attempts, of(assignment, learner).finished) == (3, 3)


def test_an_attempt_that_goes_on_counts_only_once_it_is_over(assignment, learner):
    tried(assignment, learner, 1.0, finished=False)
    going_on = of(assignment, learner)
    assert (going_on.score, going_on.state, going_on.answered, going_on.of) == (None, State.IN_PROGRESS, 1, 2)
    ended = of(assignment, learner, AFTER)
    assert (ended.score, ended.state) == (0.5, State.DONE)


def test_nobody_begun_is_not_begun_then_missed(assignment, learner):
    assert of(assignment, learner).state == State.NOT_BEGUN
    closed = of(assignment, learner, AFTER)
    assert (closed.state, closed.score) == (State.MISSED, None)


def test_an_extension_keeps_it_open_for_its_learner_alone(assignment, learner):
    other = MembershipFactory(classroom=assignment.classroom).user
    ExtensionFactory(assignment=assignment, learner=learner, due_at=DUE + dt.timedelta(days=7))
    found = standings(assignment, now=AFTER)
    assert {pk: one.state for pk, one in found.items()} == {learner.pk: State.NOT_BEGUN, other.pk: State.MISSED}


def test_a_late_answer_is_kept_and_counts_as_none(assignment, learner):
    attempt = tried(assignment, learner, 1.0, finished=False)
    ResponseFactory(attempt=attempt, score=1.0, late=True, counted=False, answered_at=DUE + MINUTE)
    stands = of(assignment, learner, AFTER)
    assert (stands.score, stands.late, stands.answered) == (0.5, 1, 2)


def test_a_late_answer_counts_when_more_time_was_given_since(assignment, learner):
    attempt = tried(assignment, learner, 1.0, finished=False)
    ResponseFactory(attempt=attempt, score=1.0, late=True, counted=False, answered_at=DUE + MINUTE)
    attempt.deadline = DUE + dt.timedelta(days=1)
    attempt.save()
    stands = of(assignment, learner, DUE + dt.timedelta(days=2))
    assert (stands.score, stands.late) == (1.0, 0)


def test_a_withdrawn_question_counts_neither_way(assignment, learner):
    attempt = tried(assignment, learner, 1.0, finished=False)
    ResponseFactory(attempt=attempt, score=0.0, counted=False, not_counted_because="question_withdrawn")
    assert of(assignment, learner, AFTER).score == 1.0


def test_the_newest_rescore_is_what_counts(assignment, learner):
    attempt = tried(assignment, learner, 1.0, 0.0)
    RescoreFactory(response=attempt.responses.get(position=2), score=1.0)
    assert score_of_assignment(assignment, learner, BEFORE) == 1.0


def test_quizzes_of_a_set_weigh_by_their_questions_and_a_missed_one_gives_none(learner, assignment):
    quizzes = QuizFactory.create_batch(2)
    lesson_set = LessonSetFactory()
    for quiz in quizzes:
        QuizQuestionFactory.create_batch(2, quiz=quiz)
        LessonSetItemFactory(lesson_set=lesson_set, article=None, quiz=quiz)
    both = AssignmentFactory(classroom=assignment.classroom, quiz=None, lesson_set=lesson_set, due_at=DUE)
    tried(both, learner, 1.0, 1.0, quiz=quizzes[0])
    before, after = of(both, learner), of(both, learner, AFTER)
    assert (before.state, before.score, before.of, before.answered) == (State.IN_PROGRESS, 1.0, 4, 2)
    assert (after.state, after.score) == (State.MISSED, 0.5)


def test_a_set_of_lessons_is_done_when_all_are_read(learner, assignment):
    lesson_set = LessonSetFactory()
    items = LessonSetItemFactory.create_batch(2, lesson_set=lesson_set)
    reading = AssignmentFactory(classroom=assignment.classroom, quiz=None, lesson_set=lesson_set, due_at=DUE)
    ReadingFactory(learner=learner, article=items[0].article)
    half = of(reading, learner)
    ReadingFactory(learner=learner, article=items[1].article)
    whole = of(reading, learner)
    assert (half.state, half.answered, half.of, half.lessons) == (State.IN_PROGRESS, 1, 2, True)
    assert (whole.state, whole.score) == (State.DONE, None)


def test_one_learner_gets_the_same_numbers_by_assignment(assignment, learner):
    tried(assignment, learner, 1.0, 0.0)
    terms = {assignment.pk: terms_of(assignment)}
    [(stands, marks)] = standings_of(learner, [assignment], terms, BEFORE).values()
    assert stands == of(assignment, learner)
    assert [(mark.points, mark.of, mark.number) for mark in marks] == [(1.0, 2, 1)]


def test_a_large_class_costs_no_more_statements(assignment):
    def cost(n):
        for person in StudentFactory.create_batch(n):
            MembershipFactory(classroom=assignment.classroom, user=person)
            tried(assignment, person, 1.0, 0.0)
        with CaptureQueriesContext(connection) as queries:
            standings(assignment, now=BEFORE)
        return len(queries)

    few, many = cost(1), cost(12)
    assert few == many <= 7


def test_who_left_is_not_among_them_unless_asked_for(assignment, learner):
    tried(assignment, learner, 1.0, 1.0)
    learner.memberships.update(left_at=BEFORE)
    assert standings(assignment, now=BEFORE) == {}
    assert of(assignment, learner).score == 1.0
