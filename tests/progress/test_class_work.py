"""Work of a class: the sums made in the database say the same as the fold of each assignment."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.accounts.queries import learners_of
from studyapp.attempts.assignment_scores import State, standings
from studyapp.progress.class_progress import RECENT, learners_of_class
from studyapp.progress.class_work import class_work
from tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
DAY = dt.timedelta(days=1)


def learner_in(classroom, **fields):
    person = factories.StudentFactory(**fields)
    factories.MembershipFactory(classroom=classroom, user=person)
    return person


def quiz_of(size: int):
    quiz = factories.QuizFactory()
    for _ in range(size):
        factories.QuizQuestionFactory(quiz=quiz)
    return quiz


def sat(assignment, quiz, learner, scores, *, days=0, finished=True, **answer):
    """An attempt with these scores to its first questions."""
    questions = [entry.question for entry in quiz.entries.order_by("position")]
    start = assignment.opens_at + days * DAY
    attempt = factories.AttemptFactory(
        learner=learner, questions=questions, what="assignment", assignment=assignment, quiz=quiz,
        started_at=start, finished_at=start + dt.timedelta(hours=1) if finished else None,
    )  # fmt: skip
    for score in scores:
        factories.ResponseFactory(attempt=attempt, score=score, **answer)
    return attempt


def work_now(classroom, now):
    learners = learners_of_class(learners_of(classroom), now - RECENT)
    return class_work(classroom, learners, now)


def said_by_fold(assignment, now):
    """begun, done and mean as the results page works them out."""
    found = standings(assignment, None, now)
    scores = [s.score for s in found.values() if s.score is not None]
    begun = {pk for pk, s in found.items() if s.attempts or s.answered}
    done = {pk for pk, s in found.items() if s.state is State.DONE}
    return begun, done, pytest.approx(sum(scores) / len(scores)) if scores else None


@pytest.mark.parametrize("counts", ["first", "best", "last"])
@pytest.mark.parametrize("days", [2, 30])
def test_sums_agree_with_the_results_page(counts, days):
    rng = random.Random(f"{counts}{days}")  # noqa: S311
    classroom = factories.ClassroomFactory()
    people = [learner_in(classroom) for _ in range(6)]
    single, first, second = quiz_of(3), quiz_of(2), quiz_of(4)
    lesson_set = factories.LessonSetFactory()
    for quiz in (first, second):
        factories.LessonSetItemFactory(lesson_set=lesson_set, article=None, quiz=quiz)
    given = [
        (factories.AssignmentFactory(classroom=classroom, quiz=single, counts=counts), [single]),
        (
            factories.AssignmentFactory(classroom=classroom, quiz=None, lesson_set=lesson_set, counts=counts),
            [first, second],
        ),
        (factories.AssignmentFactory(classroom=classroom, quiz=quiz_of(1), counts=counts), []),
    ]
    for assignment, quizzes in given:
        for quiz in quizzes:
            for person in people[1:]:
                for tried in range(rng.randint(0, 3)):
                    scores = [rng.choice((0.0, 0.5, 1.0)) for _ in range(rng.randint(0, quiz.entries.count()))]
                    sat(assignment, quiz, person, scores, days=tried, finished=rng.random() < 0.8)
    factories.ExtensionFactory(assignment=given[1][0], learner=people[2], due_at=NOW + 40 * DAY)
    answers = [r for a, _ in given for attempt in a.attempts.all() for r in attempt.responses.all()]
    factories.RescoreFactory(response=answers[0], score=1.0)
    factories.RescoreFactory(response=answers[1], score=0.5)
    now = NOW + days * DAY

    found = {work.assignment.pk: (set(work.begun), set(work.done), work.mean) for work in work_now(classroom, now)}

    assert found == {assignment.pk: said_by_fold(assignment, now) for assignment, _ in given}


def test_late_and_withdrawn_answers_count_as_on_the_results_page():
    classroom = factories.ClassroomFactory()
    person, quiz = learner_in(classroom), quiz_of(4)
    assignment = factories.AssignmentFactory(classroom=classroom, quiz=quiz)
    attempt = sat(assignment, quiz, person, [1.0], finished=False)
    attempt.deadline = attempt.started_at + dt.timedelta(minutes=10)
    attempt.save()
    factories.ResponseFactory(attempt=attempt, late=True, answered_at=attempt.deadline + DAY)
    factories.ResponseFactory(attempt=attempt, late=True, answered_at=attempt.deadline - dt.timedelta(minutes=1))
    factories.ResponseFactory(attempt=attempt, counted=False, not_counted_because="question_withdrawn", score=0.0)
    now = NOW + 3 * DAY

    [work] = work_now(classroom, now)

    assert work.mean == pytest.approx(2 / 3)
    assert work.mean == said_by_fold(assignment, now)[2]


def test_set_of_lessons_alone_is_done_when_all_are_read():
    classroom = factories.ClassroomFactory()
    reader, other = learner_in(classroom), learner_in(classroom)
    item = factories.LessonSetItemFactory()
    assignment = factories.AssignmentFactory(classroom=classroom, quiz=None, lesson_set=item.lesson_set)
    factories.ReadingFactory(learner=reader, article=item.article)

    [work] = work_now(classroom, NOW + DAY)

    assert (work.begun, work.done, work.mean) == ({reader.pk}, {reader.pk}, None)
    assert work.not_begun == (other.pk,)
    assert work.assignment == assignment


def test_overdue_is_work_of_the_last_two_weeks_that_is_not_done_with_extensions_heard():
    classroom = factories.ClassroomFactory()
    done, late, longer = (learner_in(classroom) for _ in range(3))
    quiz = quiz_of(1)
    assignment = factories.AssignmentFactory(classroom=classroom, quiz=quiz, due_at=NOW + 5 * DAY)
    sat(assignment, quiz, done, [1.0])
    factories.ExtensionFactory(assignment=assignment, learner=longer, due_at=NOW + 9 * DAY)

    overdue = {days: set(work_now(classroom, NOW + days * DAY)[0].overdue) for days in (4, 6, 10, 20, 30)}

    assert overdue == {4: set(), 6: {late.pk}, 10: {late.pk, longer.pk}, 20: {longer.pk}, 30: set()}


def test_withdrawn_work_and_that_of_other_classes_is_left_out():
    classroom = factories.ClassroomFactory()
    learner_in(classroom)
    factories.AssignmentFactory(classroom=classroom, withdrawn_at=NOW)
    factories.AssignmentFactory()

    assert work_now(classroom, NOW + DAY) == []


@pytest.mark.parametrize("size", [1, 12])
def test_one_statement_however_many_attempts(size):
    classroom = factories.ClassroomFactory()
    quiz = quiz_of(2)
    for _ in range(2):
        assignment = factories.AssignmentFactory(classroom=classroom, quiz=quiz)
        for _ in range(size):
            sat(assignment, quiz, learner_in(classroom), [1.0, 0.0])
    learners = learners_of_class(learners_of(classroom), NOW)

    with CaptureQueriesContext(connection) as sent:
        class_work(classroom, learners, NOW + DAY)

    assert len(sent) == 1
