"""The results page, the way to it, and what it leads to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.attempts.models import Attempt
from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from tests.factories import StudentFactory

pytestmark = pytest.mark.django_db


def begin(student, made) -> Attempt:
    return take_quiz.start(student, topic=made.topic, article=made.article, length=5, now=timezone.now(), seed=3)


def answer_all(student, attempt: Attempt, *, right: int) -> None:
    """The first ``right`` questions right, the others not known."""
    for position in range(1, attempt.length + 1):
        asked = take_quiz.sheet(attempt, position)
        text = asked.wording.key_value
        if asked.wording.format == "options":
            text = str(1 + [o.position for o in asked.options].index(asked.wording.key_option))
        given = Given(text=text, confidence=3) if position <= right else Given(dont_know=True)
        take_quiz.submit_answer(student, attempt.pk, position, given, timezone.now())


def page(client, attempt: Attempt) -> str:
    return client.get(reverse("study:results", args=[attempt.pk])).content.decode()


def test_results_list_every_question_with_its_receipt_missed_first(client, student, made):
    attempt = begin(student, made)
    answer_all(student, attempt, right=2)
    body = page(client, attempt)
    outcomes = re.findall(r'class="result (right|wrong)"', body)
    assert outcomes == ["wrong"] * 3 + ["right"] * 2
    assert len(re.findall(r"<blockquote.*?<mark>", body)) == 5
    assert body.count("/articles/fourteen-kilometres/#s") == 5
    assert "Two of five." in body
    assert "Retry the 3 you missed" in body


def test_each_result_says_when_it_comes_back(client, student, made):
    attempt = begin(student, made)
    answer_all(student, attempt, right=2)
    returns = re.findall(r"Back (tomorrow|today|in \d+ days)", page(client, attempt))
    assert len(returns) == 5
    assert returns[:3] == ["tomorrow"] * 3
    assert all(r.startswith("in ") for r in returns[3:])


def test_results_of_a_quiz_left_early_show_nothing_of_what_is_open(client, student, made):
    attempt = begin(student, made)
    open_words = take_quiz.sheet(attempt, 2).wording
    take_quiz.submit_answer(student, attempt.pk, 1, Given(dont_know=True), timezone.now())
    body = page(client, attempt)
    assert "Go on: 4 questions left" in body
    assert reverse("study:question", args=[attempt.pk, 2]) in body
    assert open_words.quote.sentence not in body
    assert f"#{open_words.quote.anchor}" not in body


def test_all_right_leaves_nothing_to_retry(client, student, made):
    attempt = begin(student, made)
    answer_all(student, attempt, right=5)
    assert "Retry" not in page(client, attempt)


def test_retry_begins_a_quiz_of_the_missed_ones(client, student, made):
    attempt = begin(student, made)
    answer_all(student, attempt, right=3)
    response = client.post(reverse("study:retry", args=[attempt.pk]))
    again = Attempt.objects.exclude(pk=attempt.pk).get()
    assert response["Location"] == reverse("study:question", args=[again.pk, 1])
    assert again.length == 2


def test_mastery_is_a_word_a_number_a_range_and_a_count(client, student, made):
    attempt = begin(student, made)
    answer_all(student, attempt, right=5)
    words = re.search(r"\w+: about \d+%, likely \d+–\d+%, from 5 answers", page(client, attempt))
    assert words
    assert words.group() in client.get(reverse("study:progress")).content.decode()


def test_another_persons_results_are_no_page(client, student, made):
    attempt = begin(StudentFactory(), made)
    assert client.get(reverse("study:results", args=[attempt.pk])).status_code == 404
    assert client.post(reverse("study:retry", args=[attempt.pk])).status_code == 404


def test_quiz_begins_with_one_press_and_a_second_press_finds_it_again(client, student, made):
    start = reverse("study:article-quiz", args=[made.article.slug])
    first, second = client.post(start), client.post(start)
    assert first["Location"] == second["Location"]
    assert Attempt.objects.count() == 1


def test_guest_begins_a_quiz_without_an_account(client, made):
    response = client.post(reverse("study:topic-quiz", args=[made.topic.slug]), {"length": "5"}, follow=True)
    assert response.status_code == 200
    assert Attempt.objects.get().learner.is_guest
    assert Attempt.objects.get().asked_for == 5


def test_looking_at_pages_makes_no_guest(client, made, django_user_model):
    client.get("/")
    client.get(reverse("public:lesson", args=[made.article.slug]))
    assert not django_user_model.objects.filter(is_guest=True).exists()


def test_nothing_to_ask_says_so_on_the_lesson(client, student, made):
    for question in made.questions:
        question.status = "rejected"
        question.save()
    response = client.post(reverse("study:article-quiz", args=[made.article.slug]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("public:lesson", args=[made.article.slug])
    assert "No question about this has passed the checks yet" in response.content.decode()


def test_single_keys_can_be_switched_off(client, student):
    client.post(reverse("study:account"), {"display_name": "Rosa", "daily_goal": "12"})
    body = client.get(reverse("study:account")).content.decode()
    assert 'data-single-keys="off"' in body
    assert "Rosa" in body
