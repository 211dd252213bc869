"""Taking assigned work: opening, due date, attempts, time, deferred receipts, handing in."""

import datetime as dt
import threading

import pytest
from django.db import connection

from studyapp.attempts.answering import Given
from studyapp.attempts.models import Attempt, Response
from studyapp.lessons.models import Quiz
from studyapp.progress.models import Ability
from studyapp.usecases import assign, take_quiz
from studyapp.usecases.assigned_work import assigned_work, one_assignment, parts_of
from tests.factories import (
    AssignmentFactory,
    InstructorFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)
NOW = OPENS + dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def played():
    return playable_topic()


@pytest.fixture
def quiz(played) -> Quiz:
    quiz = QuizFactory(topic=played.topic)
    for question in played.questions:
        QuizQuestionFactory(quiz=quiz, question=question)
    return quiz


@pytest.fixture
def assignment(quiz):
    return AssignmentFactory(quiz=quiz, opens_at=OPENS, due_at=DUE)


@pytest.fixture
def learner(assignment):
    return MembershipFactory(classroom=assignment.classroom).user


def begin(learner, assignment, now=NOW):
    return take_quiz.start_quiz(learner, assignment.quiz, assignment=assignment, now=now)


def answer(attempt, position, now=NOW, **given):
    return take_quiz.submit_answer(attempt.learner, attempt.pk, position, Given(**(given or {"dont_know": True})), now)


def test_unshuffled_it_asks_the_list_in_its_order(learner, assignment, played):
    assignment.shuffled = False
    attempt = begin(learner, assignment)
    assert [take_quiz.sheet(attempt, n).wording.question_id for n in range(1, 6)] == [q.pk for q in played.questions]
    assert (attempt.what, attempt.assignment, attempt.quiz) == ("assignment", assignment, assignment.quiz)


def test_shuffled_orders_differ_and_stay(learner, assignment):
    other = MembershipFactory(classroom=assignment.classroom).user
    papers = {str([entry["version"] for entry in begin(who, assignment).paper]) for who in (learner, other)}
    again = str([entry["version"] for entry in begin(learner, assignment).paper])
    assert again in papers
    assert Attempt.objects.count() == 2


def test_what_learners_may_not_get_is_left_out_and_said(learner, assignment, played):
    type(played.questions[0]).objects.filter(pk=played.questions[0].pk).update(status="stale")
    attempt = begin(learner, assignment)
    assert (attempt.length, attempt.asked_for, attempt.why_short) == (4, 5, "left_out")


def test_a_draw_asks_as_many_as_it_says(learner, assignment, played):
    drawn = QuizFactory(topic=played.topic, length=3, formats=["options", "typed"])
    attempt = take_quiz.start_quiz(learner, drawn, now=NOW)
    formats = {take_quiz.sheet(attempt, n).wording.format for n in range(1, attempt.length + 1)}
    assert attempt.length == 3
    assert formats <= {"options", "typed"}
    assert (attempt.what, attempt.deadline) == ("quiz", None)


def test_a_quiz_pressed_twice_is_one_sitting(learner, quiz):
    first = take_quiz.start_quiz(learner, quiz, now=NOW)
    assert take_quiz.start_quiz(learner, quiz, now=NOW + MINUTE) == first
    answer(first, 1)
    assert take_quiz.start_quiz(learner, quiz, now=NOW + MINUTE) != first


@pytest.mark.parametrize(
    ("change", "moment", "why"),
    [
        ({}, OPENS - MINUTE, "not_open"),
        ({}, DUE + MINUTE, "closed"),
        ({"withdrawn_at": OPENS}, NOW, "withdrawn"),
    ],
)
def test_it_begins_only_while_it_is_open(learner, assignment, change, moment, why):
    for name, value in change.items():
        setattr(assignment, name, value)
    with pytest.raises(take_quiz.NotNowError) as refused:
        begin(learner, assignment, moment)
    assert str(refused.value) == why
    assert begin(learner, AssignmentFactory(quiz=assignment.quiz, opens_at=OPENS, due_at=DUE), DUE)


def test_attempts_are_counted_and_one_that_goes_on_costs_no_other(learner, assignment):
    assignment.attempts_allowed = 2
    first = begin(learner, assignment)
    answer(first, 1)
    assert begin(learner, assignment) == first
    take_quiz.hand_in(learner, first.pk, NOW)
    second = begin(learner, assignment, NOW + MINUTE)
    take_quiz.hand_in(learner, second.pk, NOW + MINUTE)
    with pytest.raises(take_quiz.NotNowError, match="no_attempts"):
        begin(learner, assignment, NOW + 2 * MINUTE)


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_begin_one_attempt(learner, assignment):
    assignment.attempts_allowed = 1
    begun = []

    def press():
        try:
            begun.append(begin(learner, assignment).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert begun == [Attempt.objects.get().pk] * 20


def test_the_deadline_is_the_time_limit_or_the_due_date_whichever_is_first(learner, assignment):
    other = MembershipFactory(classroom=assignment.classroom).user
    assignment.time_limit_minutes = 20
    assert begin(learner, assignment).deadline == NOW + 20 * MINUTE
    assert begin(other, assignment, DUE - 5 * MINUTE).deadline == DUE


def test_more_time_for_one_moves_their_running_attempt_and_nobody_elses(learner, assignment):
    other = MembershipFactory(classroom=assignment.classroom).user
    assignment.time_limit_minutes = 20
    assignment.save()
    mine, theirs = begin(learner, assignment), begin(other, assignment)
    given = {"due_at": None, "extra_time_percent": 50, "extra_attempts": 1}
    assign.extend(assignment, learner, given, by=InstructorFactory())
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.deadline, theirs.deadline) == (NOW + 30 * MINUTE, NOW + 20 * MINUTE)
    assert [n.code for n in learner.notices.all()] == ["extended"]


def test_a_late_answer_is_kept_as_late_and_moves_nothing(learner, assignment):
    assignment.time_limit_minutes = 20
    attempt = begin(learner, assignment)
    page = answer(attempt, 1, NOW + 21 * MINUTE)
    kept = Response.objects.get()
    assert (kept.late, kept.counted, kept.not_counted_because) == (True, False, "late")
    assert page.feedback.is_late
    assert not Ability.objects.exists()
    assert answer(attempt, 1, NOW + 22 * MINUTE).feedback.is_late
    assert Response.objects.count() == 1


def test_an_answer_on_the_deadline_is_in_time(learner, assignment):
    assignment.time_limit_minutes = 20
    attempt = begin(learner, assignment)
    answer(attempt, 1, NOW + 20 * MINUTE)
    assert not Response.objects.get().late


def test_after_the_end_an_open_question_leads_on_to_nothing(learner, assignment):
    assignment.time_limit_minutes = 20
    attempt = begin(learner, assignment)
    page = take_quiz.see_question(learner, attempt.pk, 1, NOW + 21 * MINUTE)
    assert page.is_over
    assert page.next_position is None


def test_handing_in_ends_it_and_the_rest_counts_as_not_known(learner, assignment):
    attempt = begin(learner, assignment)
    answer(attempt, 1)
    take_quiz.hand_in(learner, attempt.pk, NOW + MINUTE)
    again = take_quiz.hand_in(learner, attempt.pk, NOW + 2 * MINUTE)
    assert again.finished_at == NOW + MINUTE
    results = take_quiz.see_results(learner, attempt.pk, NOW + 2 * MINUTE)
    assert (results.right, results.of, results.is_over) == (0, 5, True)
    assert answer(attempt, 2, NOW + 3 * MINUTE).feedback.is_late


def test_another_persons_attempt_and_a_free_quiz_cannot_be_handed_in(learner, assignment, quiz):
    attempt = begin(learner, assignment)
    with pytest.raises(Attempt.DoesNotExist):
        take_quiz.hand_in(InstructorFactory(), attempt.pk, NOW)
    with pytest.raises(Attempt.DoesNotExist):
        take_quiz.hand_in(learner, take_quiz.start_quiz(learner, quiz, now=NOW).pk, NOW)


@pytest.fixture
def waiting(assignment):
    """The same with receipts after the due date."""
    assignment.feedback = "after_due"
    assignment.save()
    return assignment


def test_while_receipts_wait_an_answer_is_saved_and_nothing_tells(learner, waiting):
    attempt = begin(learner, waiting)
    asked = take_quiz.sheet(attempt, 1)
    given = {"text": "1"} if asked.options else {"text": "true" if asked.wording.format == "true_false" else "1932"}
    page = answer(attempt, 1, **given)
    assert (page.feedback, page.change) == (None, None)
    assert page.saved is not None
    assert page.segments == ("saved", "todo", "todo", "todo", "todo")
    assert page.receipts_at == DUE
    results = take_quiz.see_results(learner, attempt.pk, NOW)
    assert (results.feedbacks, results.changes, results.answered) == ((), (), 1)
    with pytest.raises(take_quiz.NoQuestionsError):
        take_quiz.retry_missed(learner, attempt, NOW)


def test_after_the_due_date_receipts_are_there(learner, waiting):
    attempt = begin(learner, waiting)
    answer(attempt, 1)
    assert take_quiz.see_question(learner, attempt.pk, 1, DUE).feedback is None
    assert take_quiz.see_question(learner, attempt.pk, 1, DUE + MINUTE).feedback is not None
    assert len(take_quiz.see_results(learner, attempt.pk, DUE + MINUTE).feedbacks) == 1


def test_receipts_wait_as_long_as_the_learner_was_given(learner, waiting):
    attempt = begin(learner, waiting)
    answer(attempt, 1)
    later = DUE + dt.timedelta(days=7)
    given = {"due_at": later, "extra_time_percent": 0, "extra_attempts": 0}
    assign.extend(waiting, learner, given, by=InstructorFactory())
    assert take_quiz.see_results(learner, attempt.pk, DUE + MINUTE).receipts_at == later
    assert take_quiz.see_results(learner, attempt.pk, later + MINUTE).receipts_at is None


def test_list_of_work_says_what_is_due_and_costs_the_same_for_many(
    learner, assignment, quiz, django_assert_max_num_queries
):
    begin(learner, assignment)
    for days in range(1, 9):
        AssignmentFactory(
            classroom=assignment.classroom,
            quiz=quiz,
            opens_at=OPENS,
            due_at=DUE - dt.timedelta(days=days % 5, hours=days),
        )
    with django_assert_max_num_queries(9):
        found = assigned_work(learner, NOW)
    assert [work.terms.due_at for work in found] == sorted(work.terms.due_at for work in found)
    assert found[-1].standing.state == "in_progress"


def test_a_student_of_another_class_is_not_asked(assignment):
    other = MembershipFactory().user
    assert assigned_work(other, NOW) == []
    with pytest.raises(type(assignment).DoesNotExist):
        one_assignment(other, assignment.pk, NOW)


@pytest.mark.parametrize("gone", ["left", "archived", "withdrawn", "early"])
def test_what_is_not_asked_any_more_is_not_listed(learner, assignment, gone):
    match gone:
        case "left":
            learner.memberships.update(left_at=NOW)
        case "archived":
            type(assignment.classroom).objects.update(archived_at=NOW)
        case "withdrawn":
            type(assignment).objects.update(withdrawn_at=NOW)
    assert assigned_work(learner, OPENS - MINUTE if gone == "early" else NOW) == []


def test_parts_say_what_may_be_done(learner, assignment):
    assignment.attempts_allowed = 1
    assignment.save()
    [before] = parts_of(one_assignment(learner, assignment.pk, NOW), learner, NOW)
    attempt = begin(learner, assignment)
    [during] = parts_of(one_assignment(learner, assignment.pk, NOW), learner, NOW)
    take_quiz.hand_in(learner, attempt.pk, NOW)
    [after] = parts_of(one_assignment(learner, assignment.pk, NOW), learner, NOW)
    assert [(part.may_begin, part.begun is not None, part.left) for part in (before, during, after)] == [
        (True, False, 1),
        (False, True, 0),
        (False, False, 0),
    ]
