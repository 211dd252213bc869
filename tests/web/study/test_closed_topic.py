"""A topic that was closed after a quiz on it was begun shows nothing more of itself, to anybody it is closed to."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.attempts.models import Attempt, Response
from studyapp.usecases import take_quiz
from tests.factories import ContentManagerFactory, InstructorFactory, StudentFactory, playable_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return playable_topic(name="Notes on Velmora", owner=InstructorFactory())


def close(topic) -> None:
    topic.visibility = "private"
    topic.save()


def begin(learner, made) -> Attempt:
    """A quiz with one wrong answer."""
    attempt = take_quiz.start(learner, topic=made.topic, article=None, length=5, now=timezone.now())
    take_quiz.submit_answer(learner, attempt.pk, 1, take_quiz.Given(dont_know=True), timezone.now())
    return attempt


def pages_of(attempt: Attempt) -> list[str]:
    questions = [reverse("study:question", args=[attempt.pk, position]) for position in (1, 2)]
    return [*questions, reverse("study:results", args=[attempt.pk])]


def test_quiz_of_a_closed_topic_is_not_found(client, made):
    learner = StudentFactory()
    client.force_login(learner)
    attempt = begin(learner, made)
    close(made.topic)
    assert [client.get(page).status_code for page in pages_of(attempt)] == [404, 404, 404]
    answer = client.post(reverse("study:question", args=[attempt.pk, 2]), {"dont_know": "1"})
    again = client.post(reverse("study:retry", args=[attempt.pk]))
    assert (answer.status_code, again.status_code) == (404, 404)
    assert (Response.objects.count(), Attempt.objects.count()) == (1, 1)


def test_front_page_does_not_name_a_closed_topic(client, made):
    learner = StudentFactory()
    client.force_login(learner)
    begin(learner, made)
    assert made.topic.name in client.get(reverse("public:home")).content.decode()
    close(made.topic)
    assert made.topic.name not in client.get(reverse("public:home")).content.decode()


@pytest.mark.parametrize("who", ["owner", "content manager"])
def test_who_still_sees_the_topic_goes_on(client, made, who):
    learner = made.topic.owner if who == "owner" else ContentManagerFactory()
    client.force_login(learner)
    attempt = begin(learner, made)
    close(made.topic)
    assert [client.get(page).status_code for page in pages_of(attempt)] == [200, 200, 200]


def test_review_keeps_what_is_open_and_hides_what_was_closed(client, made):
    learner, other = StudentFactory(), playable_topic(name="Bridges of Carrow")
    client.force_login(learner)
    papers = [take_quiz.start(learner, topic=t.topic, article=None, length=1, now=timezone.now()).paper
              for t in (made, other)]  # fmt: skip
    review = Attempt.objects.create(learner=learner, what="review", asked_for=2, started_at=timezone.now(), seed=1,
                                    paper=papers[0] + papers[1])  # fmt: skip
    for position in (1, 2):
        take_quiz.submit_answer(learner, review.pk, position, take_quiz.Given(dont_know=True), timezone.now())
    close(made.topic)
    closed, still_open, results = pages_of(review)
    assert (client.get(closed).status_code, client.get(still_open).status_code) == (404, 200)
    body = client.get(results).content.decode()
    assert made.topic.name not in body
    assert made.article.title not in body
    assert other.topic.name in body
