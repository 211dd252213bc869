"""The people of a class: list in and out, code, co-teachers, removing."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.accounts.models import Classroom, Membership, User
from tests.factories import ClassroomFactory, InstructorFactory, MembershipFactory, ResponseFactory, StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom(client):
    classroom = ClassroomFactory(name="Harbours 11b")
    client.force_login(classroom.owner)
    return classroom


def at(name, classroom, *args):
    return reverse(f"teach:{name}", args=[classroom.pk, *args])


def cells(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_a_list_is_looked_at_first_and_then_brought_in(client, classroom):
    upload = SimpleUploadedFile("list.csv", "name,e-mail\nInés,ines@example.org\nBad,,\n".encode())
    looked = client.post(at("class-roster", classroom), {"file": upload}).content.decode()
    assert not User.objects.filter(email="ines@example.org").exists()
    assert "Left out: There is neither" in looked
    text = re.search(r"<textarea name=\"text\"[^>]*>(.*?)</textarea>", looked, re.DOTALL).group(1)
    done = client.post(at("class-roster", classroom), {"text": text.lstrip("\n"), "confirmed": "1"})
    assert done["Cache-Control"].startswith("max-age=0")
    [member] = classroom.memberships.select_related("user")
    assert (member.user.display_name, member.user.email) == ("Inés", "ines@example.org")
    packed = re.search(r'name="packed" value="([^"]+)"', done.content.decode()).group(1)
    [header, row] = cells(client.post(at("class-passwords-csv", classroom), {"packed": packed}))
    assert header == ["name", "user name", "e-mail", "first password"]
    assert row[:3] == ["Inés", "ines", "ines@example.org"]
    assert row[3] in done.content.decode()


def test_a_second_press_changes_nothing(client, classroom):
    sent = {"text": "ines@example.org", "confirmed": "1"}
    client.post(at("class-roster", classroom), sent)
    password = User.objects.get(username="ines").password
    assert client.post(at("class-roster", classroom), sent)["Location"] == at("class-people", classroom)
    assert User.objects.get(username="ines").password == password
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"text": " "}, {"text": "\0"}, {"text": "name,e-mail"}])
def test_what_is_no_list_is_said_beside_the_form(client, classroom, sent):
    response = client.post(at("class-roster", classroom), sent)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_a_list_of_passwords_opens_for_its_class_alone(client, classroom):
    done = client.post(at("class-roster", classroom), {"text": "ines@example.org", "confirmed": "1"})
    packed = re.search(r'name="packed" value="([^"]+)"', done.content.decode()).group(1)
    other = ClassroomFactory(owner=classroom.owner)
    assert client.post(at("class-passwords-csv", other), {"packed": packed}).status_code == 400
    assert client.post(at("class-passwords-csv", classroom), {"packed": "forged"}).status_code == 400


def test_download_is_harmless_and_comes_back_equal(client, classroom):
    for name in ("=1+1", "@sum", "-2", "Inés"):
        MembershipFactory(classroom=classroom, user=StudentFactory(display_name=name))
    [header, *rows] = cells(client.get(at("class-people-csv", classroom)))
    assert header == ["name", "e-mail", "user name", "joined", "state"]
    assert {row[0] for row in rows} == {"'=1+1", "'@sum", "'-2", "Inés"}
    assert client.get(at("class-people-csv", classroom) + "?plain").getvalue()[:1] == b"n"
    text = client.get(at("class-people-csv", classroom)).getvalue().decode("utf-8-sig")
    client.post(at("class-roster", classroom), {"text": text, "confirmed": "1"})
    assert Membership.objects.count() == 4


def test_removing_keeps_the_answers(client, classroom):
    row = MembershipFactory(classroom=classroom)
    answer = ResponseFactory(attempt__learner=row.user)
    where = at("class-remove", classroom, row.user_id)
    assert client.get(where).status_code == 200
    assert Membership.objects.get().left_at is None
    client.post(where)
    assert Membership.objects.get().left_at is not None
    assert answer.attempt.responses.count() == 1
    assert client.post(where).status_code == 404


def test_a_co_teacher_is_asked_and_hears_of_it(client, classroom):
    colleague = InstructorFactory()
    client.post(at("class-invite", classroom), {"person": colleague.username})
    assert [notice.code for notice in colleague.notices.all()] == ["invited_to_teach"]
    refused = client.post(at("class-invite", classroom), {"person": "nobody"}).content.decode()
    assert 'value="nobody"' in refused
    assert 'id="id_person_error"' in refused


def test_the_code_is_renewed_closed_and_opened(client, classroom):
    where, before = at("class-code", classroom), classroom.join_code
    for do, same, is_open in (
        ("close", True, False),
        ("open", True, True),
        ("close", True, False),
        ("renew", False, True),
    ):
        client.post(where, {"do": do})
        classroom.refresh_from_db()
        assert ((classroom.join_code == before), classroom.may_join) == (same, is_open)


def test_a_class_is_opened_archived_and_reopened(client, classroom):
    client.post(reverse("teach:class-list"), {"name": "Ports"})
    opened = Classroom.objects.get(name="Ports")
    assert opened.owner == classroom.owner
    client.post(at("class-archive", opened), {"do": "archive"})
    opened.refresh_from_db()
    assert opened.archived_at is not None
    client.post(at("class-archive", opened), {"do": "reopen"})
    opened.refresh_from_db()
    assert opened.archived_at is None


def test_a_name_changed_meanwhile_is_said_and_what_was_typed_stays(client, classroom):
    where = at("class-settings", classroom)
    refused = client.post(where, {"name": "Docks", "shown": "an older name"}).content.decode()
    assert 'value="Docks"' in refused
    assert 'name="shown" value="Harbours 11b"' in refused
    client.post(where, {"name": "Docks", "shown": "Harbours 11b"})
    assert Classroom.objects.get().name == "Docks"


def test_a_large_class_costs_no_more_statements(client, classroom):
    def cost(n):
        MembershipFactory.create_batch(n, classroom=classroom)
        MembershipFactory.create_batch(n, classroom=classroom, joined_at=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(at("class-people", classroom))
        return len(queries)

    assert cost(1) == cost(30)


def test_list_of_classes_costs_no_more_statements(client, classroom):
    def cost(n):
        for made in ClassroomFactory.create_batch(n, owner=classroom.owner):
            MembershipFactory.create_batch(2, classroom=made)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("teach:class-list"))
        return len(queries)

    assert cost(1) == cost(30)
