"""The front page and the topic's page: what one may see, and the way back into a quiz."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from tests.browser import scene
from tests.factories import ContentManagerFactory, InstructorFactory, StudentFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_topics_are_listed_with_the_number_of_their_articles(client):
    made = scene.build()
    TopicFactory(name="Bare")
    body = " ".join(client.get("/").content.decode().split())
    assert made.topic.name in body
    assert "1 article<" in body
    assert "0 articles<" in body


def test_private_topic_is_seen_by_its_owner_only(client):
    owner = StudentFactory()
    TopicFactory(name="Notes of my own", visibility="private", owner=owner)
    assert "Notes of my own" not in client.get("/").content.decode()
    client.force_login(owner)
    assert "Notes of my own" in client.get("/").content.decode()


def test_quiz_left_open_is_found_again_on_another_device(client):
    made, student = scene.build(), StudentFactory()
    attempt = take_quiz.start(student, topic=made.topic, article=made.article, length=5, now=timezone.now(), seed=2)
    pages = ["/", reverse("public:topic-detail", args=["marrow-sound"]), reverse("public:lesson", args=["fourteen-kilometres"])]  # fmt: skip
    client.force_login(student)
    assert all("Go on" not in client.get(page).content.decode() for page in pages)
    for position in (1, 3):
        take_quiz.submit_answer(student, attempt.pk, position, Given(dont_know=True), timezone.now())
    for page in pages:
        body = client.get(page).content.decode()
        assert "2 of 5 answered" in body
        assert reverse("study:question", args=[attempt.pk, 2]) in body
    client.force_login(StudentFactory())
    assert all("Go on" not in client.get(page).content.decode() for page in pages)


def test_of_several_quizzes_left_open_on_one_article_the_newest_is_offered(client):
    made, student = scene.build(), StudentFactory()
    client.force_login(student)
    for seed in (1, 2):
        attempt = take_quiz.start(
            student, topic=made.topic, article=made.article, length=5, now=timezone.now(), seed=seed
        )
        take_quiz.submit_answer(student, attempt.pk, 1, Given(dont_know=True), timezone.now())
    body = client.get("/").content.decode()
    assert body.count("Go on") == 1
    assert reverse("study:question", args=[attempt.pk, 2]) in body


def test_progress_is_shown_to_learners_and_not_to_strangers(client):
    made = scene.build()
    address = reverse("public:topic-detail", args=[made.topic.slug])
    assert "Your mastery" not in client.get(address).content.decode()
    client.force_login(StudentFactory())
    body = client.get(address).content.decode()
    assert "Not enough answers yet" in body
    assert "0 of 8 facts solid, 8 new" in body


@pytest.mark.parametrize("topics", [1, 3])
def test_front_page_asks_the_same_number_of_questions_however_many_topics(
    client, django_assert_max_num_queries, topics
):
    for _ in range(topics):
        TopicFactory()
    client.force_login(StudentFactory())
    with django_assert_max_num_queries(15):
        client.get("/")


@pytest.mark.parametrize(
    ("person", "is_let_in"), [(StudentFactory, False), (InstructorFactory, False), (ContentManagerFactory, True)]
)
def test_back_office_is_linked_for_those_it_lets_in(client, person, is_let_in):
    client.force_login(person())
    assert (f'href="{reverse("admin:index")}"' in client.get("/").content.decode()) is is_let_in


def test_browsers_find_an_icon_where_they_look_for_one(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))
