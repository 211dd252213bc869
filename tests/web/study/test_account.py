"""The account page: what a person may set for themselves."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def student(client):
    student = StudentFactory(daily_goal=20)
    client.force_login(student)
    return student


def test_the_goal_a_review_speaks_of_can_be_set(client, student):
    client.post(reverse("study:account"), {"daily_goal": "35", "single_keys": "on"})
    student.refresh_from_db()
    assert student.daily_goal == 35


def test_time_zone_and_letters_are_a_persons_own_to_set(client, student):
    client.post(reverse("study:account"), {"daily_goal": "20", "time_zone": "Asia/Tokyo", "wants_letters": "on"})
    student.refresh_from_db()
    assert (student.time_zone, student.wants_letters) == ("Asia/Tokyo", True)


def test_a_zone_that_nobody_knows_is_refused(client, student):
    body = client.post(reverse("study:account"), {"daily_goal": "20", "time_zone": "Mars/Olympus"}).content.decode()
    student.refresh_from_db()
    assert 'id="id_time_zone_error"' in body
    assert student.time_zone == "UTC"


@pytest.mark.parametrize("goal", ["0", "201", "many"])
def test_a_goal_that_would_end_every_review_is_refused_beside_its_field(client, student, goal):
    body = client.post(reverse("study:account"), {"daily_goal": goal}).content.decode()
    student.refresh_from_db()
    assert 'id="id_daily_goal_error"' in body
    assert student.daily_goal == 20
