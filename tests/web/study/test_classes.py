"""Joining a class by code or link, invitations, leaving."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.accounts.models import Membership, User
from studyapp.accounts.queries import learns_in
from tests.factories import (
    PASSWORD,
    AssignmentFactory,
    ClassroomFactory,
    GuestFactory,
    InstructorFactory,
    MembershipFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom():
    return ClassroomFactory(name="Harbours 11b", join_code="CDF3469")


@pytest.fixture
def student(client):
    student = StudentFactory()
    client.force_login(student)
    return student


def test_a_code_is_typed_confirmed_and_joins(client, classroom, student):
    asked = client.post(reverse("study:join"), {"code": "cdf 34-69"})
    assert asked["Location"] == reverse("study:join-class", args=["CDF3469"])
    page = client.get(asked["Location"]).content.decode()
    assert "Join Harbours 11b" in page
    assert not Membership.objects.exists()
    joined = client.post(asked["Location"])
    assert joined["Location"] == reverse("study:class-detail", args=[classroom.pk])
    assert list(learns_in(student)) == [classroom]


@pytest.mark.parametrize("guest", [False, True])
def test_who_has_no_account_makes_one_and_comes_back_with_the_code(client, classroom, guest):
    if guest:
        client.force_login(GuestFactory())
    link = reverse("study:join-class", args=["CDF3469"])
    page = client.get(link).content.decode()
    assert classroom.name not in page
    signup = f"{reverse('account_signup')}?next={link}"
    assert signup in page
    assert link in client.get(signup).content.decode()
    made = client.post(reverse("account_signup"), {"username": "mina", "password1": PASSWORD, "next": link})
    assert made["Location"] == link
    client.post(link)
    assert list(learns_in(User.objects.get(username="mina"))) == [classroom]


def test_a_wrong_code_says_so_and_a_closed_one_says_the_same(client, classroom, student):
    wrong = client.get(reverse("study:join-class", args=["NNNNNNN"]))
    classroom.may_join = False
    classroom.save()
    closed = client.get(reverse("study:join-class", args=["CDF3469"]))
    assert wrong.status_code == closed.status_code == 404
    assert "No class takes this code" in wrong.content.decode()
    assert classroom.name not in closed.content.decode()


def test_wrong_codes_are_limited_by_person_and_by_session_not_by_address(client, classroom, student):
    for n in range(10):
        client.get(reverse("study:join-class", args=[f"NNNNNN{n}"]))
    right = reverse("study:join-class", args=["CDF3469"])
    assert client.get(right).status_code == 429
    assert client.post(right).status_code == 429
    client.logout()
    client.force_login(student)
    assert client.get(right).status_code == 429, "a new session of the same person"
    client.logout()
    client.force_login(StudentFactory())
    assert client.get(right).status_code == 200, "another person at the same address"


def test_who_teaches_the_class_is_sent_to_it(client, classroom):
    client.force_login(classroom.owner)
    joined = client.post(reverse("study:join-class", args=["CDF3469"]))
    assert joined["Location"] == reverse("teach:class-detail", args=[classroom.pk])
    assert not Membership.objects.exists()


def test_an_invitation_is_accepted_or_declined(client, student):
    yes, no = (MembershipFactory(user=student, joined_at=None) for _ in range(2))
    page = client.get(reverse("study:classes")).content.decode()
    assert yes.classroom.name in page
    client.post(reverse("study:invitation", args=[yes.classroom_id]), {"do": "accept"})
    client.post(reverse("study:invitation", args=[no.classroom_id]), {"do": "decline"})
    assert list(learns_in(student)) == [yes.classroom]
    assert client.post(reverse("study:invitation", args=[no.classroom_id]), {"do": "accept"}).status_code == 404


def test_a_co_teacher_who_accepts_is_made_known_to_the_owner(client, classroom):
    colleague = InstructorFactory()
    MembershipFactory(classroom=classroom, user=colleague, role="teacher", joined_at=None)
    client.force_login(colleague)
    accepted = client.post(reverse("study:invitation", args=[classroom.pk]), {"do": "accept"})
    assert accepted["Location"] == reverse("teach:class-detail", args=[classroom.pk])
    assert [notice.code for notice in classroom.owner.notices.all()] == ["accepted_to_teach"]


def test_leaving_is_asked_for_and_ends_what_is_assigned(client, classroom, student):
    MembershipFactory(classroom=classroom, user=student)
    work = AssignmentFactory(classroom=classroom)
    where = reverse("study:class-leave", args=[classroom.pk])
    assert client.get(where).status_code == 200
    assert client.get(reverse("study:assignment", args=[work.pk])).status_code == 200
    client.post(where)
    for page in (
        where,
        reverse("study:class-detail", args=[classroom.pk]),
        reverse("study:assignment", args=[work.pk]),
    ):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("who", ["another class", "left", "teacher"])
def test_page_of_a_class_is_for_its_students_of_today(client, classroom, who):
    person = {"another class": MembershipFactory, "left": MembershipFactory, "teacher": MembershipFactory}[who]().user
    if who == "left":
        MembershipFactory(classroom=classroom, user=person, left_at=classroom.created_at)
    if who == "teacher":
        MembershipFactory(classroom=classroom, user=person, role="teacher")
    client.force_login(person)
    assert client.get(reverse("study:class-detail", args=[classroom.pk])).status_code == 404


@pytest.mark.parametrize("typed", ["Çdé", "\u00b2\u0663", "ключ"])
def test_a_code_in_other_letters_asks_again(client, student, typed):
    for page in (
        client.get(reverse("study:join"), {"code": typed}),
        client.post(reverse("study:join"), {"code": typed}),
    ):
        assert page.status_code in (200, 302)
