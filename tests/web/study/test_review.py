"""The review of the day on its pages: offered where something is due, else said when it will be."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from studyapp.attempts.models import Attempt
from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from tests.factories import AbilityFactory, FactMemoryFactory, StudentFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
PAGES = ["public:home", "study:progress"]


@pytest.fixture
def student(client, made):
    student = StudentFactory(daily_goal=20)
    AbilityFactory(learner=student, topic=made.topic)  # somebody who has answered before
    client.force_login(student)
    return student


def remember(student, questions, *, days: int = -1) -> None:
    now = timezone.now()
    for question in questions:
        FactMemoryFactory(learner=student, fact=question.fact, due=now + days * DAY, last_review=now - 5 * DAY)


def body_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.parametrize("name", PAGES)
def test_review_is_offered_where_facts_are_due(client, student, made, name):
    remember(student, made.questions[:3])
    body = body_of(client.get(reverse(name)))
    assert "Review 3 facts" in body
    assert f'action="{reverse("study:review")}"' in body


@pytest.mark.parametrize("name", PAGES)
def test_nothing_due_says_when_the_next_come(client, student, made, name):
    remember(student, made.questions[:2], days=3)
    remember(student, made.questions[2:3], days=9)
    body = body_of(client.get(reverse(name)))
    day = date_format(timezone.localdate(timezone.now() + 3 * DAY), "l j F")
    assert f"Nothing to review today. The next come due on {day}." in body
    assert reverse("study:review") not in body


@pytest.mark.parametrize("name", PAGES)
def test_who_has_nothing_in_memory_reads_nothing_of_reviews(client, student, name):
    assert 'id="review"' not in body_of(client.get(reverse(name)))


def test_goal_smaller_than_what_is_due_says_that_the_rest_waits(client, student, made):
    student.daily_goal = 2
    student.save()
    remember(student, made.questions[:5])
    body = body_of(client.get("/"))
    assert "Review 2 facts" in body
    assert "5 facts are due today. Your goal of 2 answers a day leaves room for 2" in body


def test_review_is_taken_like_a_quiz_and_ends_with_its_receipts(client, student, made):
    remember(student, made.questions[:2])
    where = client.post(reverse("study:review"))["Location"]
    attempt = Attempt.objects.get()
    assert (attempt.what, attempt.length) == ("review", 2)
    assert where == reverse("study:question", args=[attempt.pk, 1])
    assert client.post(where, {"dont_know": "1"}).status_code == 302
    begun = body_of(client.get("/"))
    assert "You have a review open: 1 of 2 answered." in begun
    client.post(reverse("study:question", args=[attempt.pk, 2]), {"dont_know": "1"})
    results = body_of(client.get(reverse("study:results", args=[attempt.pk])))
    assert "None of two." in results
    assert "Review of the day" in results
    assert results.count("<blockquote") == results.count("Back tomorrow") == 2
    again = client.post(reverse("study:retry", args=[attempt.pk]))
    assert client.get(again["Location"]).status_code == 200


def test_pressing_review_when_nothing_is_due_says_so(client, student):
    assert "Nothing to review today." in body_of(client.post(reverse("study:review"), follow=True))
    assert not Attempt.objects.exists()


def test_goal_reached_says_so_and_begins_nothing(client, student, made):
    remember(student, made.questions[:3])
    student.daily_goal = 1
    student.save()
    attempt = take_quiz.start(student, topic=made.topic, article=made.article, length=5, now=timezone.now(), seed=1)
    take_quiz.submit_answer(student, attempt.pk, 1, Given(dont_know=True), timezone.now())
    assert "1 answer given today: that is what you set out to do." in body_of(client.get("/"))
    body = body_of(client.post(reverse("study:review"), follow=True))
    assert "What is due waits for you." in body
    assert Attempt.objects.count() == 1


def test_address_of_the_review_opened_by_hand_begins_nothing(client, student, made):
    remember(student, made.questions[:1])
    assert client.get(reverse("study:review"))["Location"] == reverse("study:progress")
    assert not Attempt.objects.exists()
