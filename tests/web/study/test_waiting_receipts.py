"""Receipts that wait: what else could tell the answer before the due date, and what ends while somebody sits."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import Classroom, Membership
from studyapp.accounts.notices import in_words
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt
from studyapp.attempts.paper import sheet
from studyapp.questions.models import Question
from studyapp.sources.models import Topic
from studyapp.usecases import regrade, report_question
from tests.factories import (
    AdminFactory,
    AssignmentFactory,
    MembershipFactory,
    QuizFactory,
    QuizQuestionFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SAID = "the fourth of never"
TELLS = re.compile(r'class="[^"]*\b(right|wrong|partly)\b|receipt-paper')


@pytest.fixture
def played():
    return playable_topic()


@pytest.fixture
def given(played):
    now = timezone.now()
    quiz = QuizFactory(topic=played.topic)
    for question in played.questions:
        QuizQuestionFactory(quiz=quiz, question=question)
    return AssignmentFactory(quiz=quiz, opens_at=now - DAY, due_at=now + DAY, feedback="after_due", shuffled=False)


@pytest.fixture
def student(client, given):
    student = MembershipFactory(classroom=given.classroom).user
    client.force_login(student)
    return student


@pytest.fixture
def attempt(client, given, student):
    client.post(reverse("study:assignment-begin", args=[given.pk]), {"quiz": given.quiz.slug})
    return Attempt.objects.get()


def place(attempt, form="typed") -> int:
    return next(n for n in range(1, attempt.length + 1) if sheet(attempt, n).wording.format == form)


def at(attempt, position):
    return reverse("study:question", args=[attempt.pk, position])


def over(given):
    moment = timezone.now() - DAY / 2
    Assignment.objects.filter(pk=given.pk).update(due_at=moment)
    Attempt.objects.update(deadline=moment)


def reported(client, attempt, position) -> str:
    client.post(at(attempt, position), {"given": SAID})
    dialog = reverse("study:report", args=[attempt.pk, position])
    client.post(dialog, {"reason": "also_right"})
    return dialog


def accepted(attempt, position):
    question = Question.objects.get(versions=sheet(attempt, position).wording.version_id)
    regrade.accept_form(AdminFactory(), question.pk, SAID, timezone.now())


def kept(attempt, position):
    reports = report_question.reporting.Report.objects.values_list("pk", flat=True)
    report_question.decide(AdminFactory(), reports, outcome="kept", note="Look at the last line.")


@pytest.mark.parametrize("decided", [accepted, kept])
def test_what_came_of_a_report_waits_with_the_receipt(client, given, student, attempt, decided):
    """That an answer is accepted now, or the line of who decided, would tell what the page holds back."""
    position = place(attempt)
    dialog = reported(client, attempt, position)
    decided(attempt, position)
    lines = [in_words(notice) for notice in student.notices.all()]
    assert lines == ["You reported a question, and it is decided. You read how once its receipt is shown."]
    shown = client.get(dialog).content.decode()
    assert ["It was decided" in shown, "Look at the last line." in shown] == [False, False]
    over(given)
    assert "It was decided" in client.get(dialog).content.decode()


def test_after_the_due_date_the_line_says_what_came_of_a_report(client, given, student, attempt):
    position = place(attempt)
    reported(client, attempt, position)
    over(given)
    accepted(attempt, position)
    assert "report_decided" in student.notices.values_list("code", flat=True)


def withdrawn(given, student):
    Assignment.objects.filter(pk=given.pk).update(withdrawn_at=timezone.now())


def archived(given, student):
    Classroom.objects.filter(pk=given.classroom_id).update(archived_at=timezone.now())


def removed(given, student):
    Membership.objects.filter(user=student).update(left_at=timezone.now())


def rewritten(given, student):
    Question.objects.update(status=Question.Status.STALE)


@pytest.mark.parametrize("happened", [withdrawn, archived, removed, rewritten])
def test_whatever_ends_while_somebody_sits_nothing_is_lost_and_receipts_go_on_waiting(
    client, given, student, attempt, happened
):
    client.post(at(attempt, 1), {"dont_know": "1"})
    happened(given, student)
    client.post(at(attempt, 2), {"dont_know": "1"})
    assert attempt.responses.count() == 2
    pages = [client.get(at(attempt, n)).content.decode() for n in (1, 2)]
    pages.append(client.get(reverse("study:results", args=[attempt.pk])).content.decode())
    pages.append(client.post(reverse("study:hand-in", args=[attempt.pk]), follow=True).content.decode())
    assert [page for page in pages if TELLS.search(page)] == []
    assert client.post(reverse("study:retry", args=[attempt.pk])).url == reverse("study:results", args=[attempt.pk])


def test_who_cannot_see_the_topic_any_more_reads_nothing_of_the_sitting(client, given, student, attempt, played):
    client.post(at(attempt, 1), {"dont_know": "1"})
    Topic.objects.filter(pk=played.topic.pk).update(visibility=Topic.Visibility.PRIVATE)
    for address in (at(attempt, 1), reverse("study:results", args=[attempt.pk])):
        assert client.get(address).status_code == 404
    assert client.post(at(attempt, 2), {"dont_know": "1"}).status_code == 404
    assert attempt.responses.count() == 1


def test_a_new_date_later_than_the_old_one_hides_receipts_again(client, given, student, attempt):
    client.post(at(attempt, 1), {"dont_know": "1"})
    over(given)
    assert "receipt-paper" in client.get(at(attempt, 1)).content.decode()
    Assignment.objects.filter(pk=given.pk).update(due_at=timezone.now() + DAY)
    assert TELLS.search(client.get(at(attempt, 1)).content.decode()) is None


def test_browser_keeps_no_page_of_a_sitting(client, attempt):
    for address in (at(attempt, 1), reverse("study:results", args=[attempt.pk])):
        assert "no-store" in client.get(address)["Cache-Control"]
