"""Only the owner, co-teachers and admins see a class, its people and its answers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories

NAMES = [
    "class-detail",
    "class-mastery-csv",
    "class-answers-csv",
    "class-learner",
    "class-answer",
    "assignment-detail",
    "assignment-csv",
]


def in_class(made, user, **membership):
    factories.MembershipFactory(classroom=made.classroom, user=user, **membership)
    return user


PEOPLE = {
    "owner": (lambda made: made.classroom.owner, 200),
    "co-teacher": (lambda made: in_class(made, factories.InstructorFactory(), role="teacher"), 200),
    "admin": (lambda made: factories.AdminFactory(is_superuser=False), 200),
    "co-teacher who was invited only": (
        lambda made: in_class(made, factories.InstructorFactory(), role="teacher", joined_at=None),
        404,
    ),
    "co-teacher who left": (
        lambda made: in_class(made, factories.InstructorFactory(), role="teacher", left_at=timezone.now()),
        404,
    ),
    "other instructor": (lambda made: factories.InstructorFactory(), 404),
    "instructor who is a student there": (lambda made: in_class(made, factories.InstructorFactory()), 404),
    "content manager": (lambda made: factories.ContentManagerFactory(), 404),
    "student of the class": (lambda made: made.learner, 403),
    "student of another class": (lambda made: factories.MembershipFactory().user, 403),
    "former student": (lambda made: in_class(made, factories.StudentFactory(), left_at=timezone.now()), 403),
}


def test_every_page_is_tried(made):
    assert list(made.addresses) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", PEOPLE)
def test_page_is_open_to_those_who_teach_the_class(client, made, name, who):
    person, status = PEOPLE[who]
    client.force_login(person(made))

    assert client.get(reverse(f"teach:{name}", kwargs=made.addresses[name])).status_code == status


@pytest.mark.parametrize("name", NAMES)
def test_page_changes_nothing_and_takes_no_posts(client, made, name):
    client.force_login(made.classroom.owner)

    assert client.post(reverse(f"teach:{name}", kwargs=made.addresses[name])).status_code == 405


@pytest.mark.parametrize("name", ["class-learner", "class-answer", "assignment-detail", "assignment-csv"])
def test_what_belongs_to_another_class_is_not_found_in_ones_own(client, made, name):
    mine = factories.ClassroomFactory()
    client.force_login(mine.owner)

    assert client.get(reverse(f"teach:{name}", kwargs={**made.addresses[name], "pk": mine.pk})).status_code == 404


@pytest.mark.parametrize("name", ["class-learner", "class-answer"])
def test_learner_who_left_is_not_found_nor_are_their_answers(client, made, name):
    made.classroom.memberships.filter(user=made.learner).update(left_at=timezone.now())
    client.force_login(made.classroom.owner)

    assert client.get(reverse(f"teach:{name}", kwargs=made.addresses[name])).status_code == 404
    for table in ("class-detail", "class-mastery-csv", "class-answers-csv", "assignment-detail", "assignment-csv"):
        response = client.get(reverse(f"teach:{table}", kwargs=made.addresses[table]))
        assert "Ada" not in b"".join(response).decode(), table


def test_answer_of_private_study_is_not_found(client, made):
    elsewhere = factories.ResponseFactory(
        attempt=factories.AttemptFactory(learner=made.learner, started_at=timezone.now() - dt.timedelta(hours=1))
    )
    client.force_login(made.classroom.owner)

    answer = reverse("teach:class-answer", args=[made.classroom.pk, elsewhere.pk])
    page = client.get(reverse("teach:class-learner", args=[made.classroom.pk, made.learner.pk])).content.decode()

    assert client.get(answer).status_code == 404
    assert elsewhere.attempt.topic.name not in page
