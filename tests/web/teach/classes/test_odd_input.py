"""What nobody sends by mistake, and what a class looks like before anybody is in it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from studyapp.assignments.models import Assignment
from tests.factories import AssignmentFactory, ClassroomFactory, InstructorFactory, LessonSetFactory, MembershipFactory

pytestmark = pytest.mark.django_db
SENT = {"opens_at": "2026-03-02T08:00", "counts": "best", "feedback": "at_once"}


@pytest.fixture
def classroom(client):
    classroom = ClassroomFactory(owner=InstructorFactory())
    client.force_login(classroom.owner)
    return classroom


@pytest.fixture
def address(classroom):
    return reverse("teach:assign") + f"?set={LessonSetFactory(owner=classroom.owner).slug}"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"classes": "9" * 40}, "classes"),
        ({"classes": "x"}, "classes"),
        ({"opens_at": "0001-01-01T00:00"}, "opens_at"),
        ({"due_at": "9999-12-31T23:59"}, "due_at"),
    ],
)
def test_it_is_refused_beside_its_field(client, classroom, address, sent, field):
    response = client.post(address, SENT | {"classes": classroom.pk} | sent)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert not Assignment.objects.exists()


def test_assignments_are_not_copied_out_of_the_calendar(client, classroom):
    AssignmentFactory(classroom=classroom, quiz__owner=classroom.owner)
    to = ClassroomFactory(owner=classroom.owner)
    sent = {"to": to.pk, "opens_on": "9999-12-31"}
    assert client.post(reverse("teach:class-copy", args=[classroom.pk]), sent).status_code == 302
    assert not to.assignments.exists()


def test_the_only_class_is_chosen_already_and_of_two_none(client, classroom, address):
    def ticked():
        return re.findall(r'name="classes"[^>]* checked', client.get(address).content.decode())

    assert len(ticked()) == 1
    ClassroomFactory(owner=classroom.owner)
    assert len(ticked()) == 0


def test_a_class_without_students_shows_its_code_and_what_is_assigned(client, classroom):
    given = AssignmentFactory(classroom=classroom, quiz__title="What was agreed")
    address = reverse("teach:class-detail", args=[classroom.pk])
    page = client.get(address).content.decode()
    assert [part in page for part in (classroom.join_code, "What was agreed", "Mastery by topic")] == [
        True,
        True,
        False,
    ]
    assert reverse("teach:assignment-detail", args=[classroom.pk, given.pk]) in page
    MembershipFactory(classroom=classroom)
    page = client.get(address).content.decode()
    assert [part in page for part in (classroom.join_code, "What was agreed", "Mastery by topic")] == [
        False,
        True,
        True,
    ]
