"""Every page of a class opens to its owner, its co-teachers and admins, and to nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.accounts.models import Classroom, Membership
from studyapp.assignments.models import Assignment
from studyapp.web.teach.classes.urls import urlpatterns
from tests.factories import (
    NOW,
    AdminFactory,
    AssignmentFactory,
    ContentManagerFactory,
    GuestFactory,
    InstructorFactory,
    MembershipFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
OF_A_CLASS = [page.name for page in urlpatterns if "pk" in page.pattern.converters]
WELCOME = {"owner", "co-teacher", "admin"}
NOT_FOUND = {
    "other instructor",
    "invited co-teacher",
    "former co-teacher",
    "content manager",
    "instructor who learns there",
}
REFUSED = {"student", "student of another class", "former student"}
SIGN_IN = {"guest", "stranger"}


@pytest.fixture
def given():
    return AssignmentFactory()


def somebody(who: str, classroom: Classroom):
    def member(user=None, **fields):
        return MembershipFactory(classroom=classroom, user=user or StudentFactory(), **fields).user

    match who:
        case "owner":
            return classroom.owner
        case "co-teacher":
            return member(InstructorFactory(), role="teacher")
        case "invited co-teacher":
            return member(InstructorFactory(), role="teacher", joined_at=None)
        case "former co-teacher":
            return member(InstructorFactory(), role="teacher", left_at=NOW)
        case "instructor who learns there":
            return member(InstructorFactory())
        case "student":
            return member()
        case "former student":
            return member(left_at=NOW)
        case "student of another class":
            return MembershipFactory().user
    made = {
        "admin": AdminFactory,
        "content manager": ContentManagerFactory,
        "other instructor": InstructorFactory,
        "guest": GuestFactory,
    }
    return made[who]() if who in made else None


@pytest.mark.parametrize("who", sorted(WELCOME | NOT_FOUND | REFUSED | SIGN_IN))
@pytest.mark.parametrize("name", OF_A_CLASS)
def test_page_of_a_class(client, given, name, who):
    classroom = given.classroom
    learner = MembershipFactory(classroom=classroom).user
    words = {"pk": classroom.pk, "assignment_id": given.pk, "learner_id": learner.pk, "person_id": learner.pk}
    pattern = next(page.pattern for page in urlpatterns if page.name == name)
    where = reverse(f"teach:{name}", kwargs={word: words[word] for word in pattern.converters})
    if person := somebody(who, classroom):
        client.force_login(person)
    before = (Classroom.objects.values().get(pk=classroom.pk), Assignment.objects.values().get(), members(classroom))
    got = {client.get(where).status_code}
    if who not in WELCOME:
        got.add(
            client.post(where, {"do": "renew", "name": "Taken", "confirmed": "1", "text": "x@example.org"}).status_code
        )
        now = (Classroom.objects.values().get(pk=classroom.pk), Assignment.objects.values().get(), members(classroom))
        assert now == before
    expected = {404} if who in NOT_FOUND else {403} if who in REFUSED else {302} if who in SIGN_IN else {200, 302, 405}
    assert got <= expected | ({405} if who in NOT_FOUND else set())


def members(classroom):
    return list(Membership.objects.filter(classroom=classroom).order_by("pk").values())


@pytest.mark.parametrize("name", [name for name in OF_A_CLASS if "assignment" in name])
def test_assignment_is_found_under_its_own_class_only(client, given, name):
    other = AssignmentFactory(classroom__owner=given.classroom.owner)
    client.force_login(given.classroom.owner)
    learner = MembershipFactory(classroom=given.classroom).user
    words = {"pk": other.classroom_id, "assignment_id": given.pk, "learner_id": learner.pk}
    pattern = next(page.pattern for page in urlpatterns if page.name == name)
    where = reverse(f"teach:{name}", kwargs={word: words[word] for word in pattern.converters})
    assert client.post(where).status_code == 404


def test_nobody_outside_the_class_is_given_more_time(client, given):
    client.force_login(given.classroom.owner)
    words = [given.classroom_id, given.pk, StudentFactory().pk]
    assert client.get(reverse("teach:assignment-extension", args=words)).status_code == 404


def test_list_shows_ones_own_classes_only(client, given):
    mine = InstructorFactory()
    client.force_login(mine)
    body = client.get(reverse("teach:class-list")).content.decode()
    assert given.classroom.name not in body
    client.force_login(given.classroom.owner)
    assert given.classroom.name in client.get(reverse("teach:class-list")).content.decode()


def test_only_the_owner_hands_a_class_over(client, given):
    colleague = somebody("co-teacher", given.classroom)
    client.force_login(colleague)
    client.post(reverse("teach:class-hand-over", args=[given.classroom_id]), {"to": colleague.pk})
    assert Classroom.objects.get(pk=given.classroom_id).owner == given.classroom.owner
    client.force_login(given.classroom.owner)
    client.post(reverse("teach:class-hand-over", args=[given.classroom_id]), {"to": colleague.pk})
    assert Classroom.objects.get(pk=given.classroom_id).owner == colleague
