"""The list of notices, and letters switched off from a letter."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.accounts import letters
from tests.factories import NoticeFactory, StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def student(client):
    student = StudentFactory(wants_letters=True)
    client.force_login(student)
    return student


def test_ones_own_are_listed_and_nobody_elses(client, student):
    NoticeFactory(user=student, params={"who": "Ilse", "class": "Harbours & <co>"})
    NoticeFactory(params={"who": "Jonas", "class": "Not yours"})
    page = client.get(reverse("study:notices")).content.decode()
    assert "Ilse invites you to the class Harbours &amp; &lt;co&gt;." in page
    assert "Not yours" not in page


def test_looking_changes_nothing_and_a_press_marks_all_as_seen(client, student):
    NoticeFactory.create_batch(2, user=student)
    client.get(reverse("study:notices"))
    assert student.notices.filter(seen_at=None).count() == 2
    client.post(reverse("study:notices"))
    assert student.notices.filter(seen_at=None).count() == 0


def test_opening_one_marks_it_and_leads_on(client, student):
    first, second = NoticeFactory.create_batch(2, user=student, path="/classes/")
    opened = client.post(reverse("study:notice-open", args=[first.pk]))
    assert opened["Location"] == "/classes/"
    assert [notice.pk for notice in student.notices.filter(seen_at=None)] == [second.pk]
    assert client.post(reverse("study:notice-open", args=[NoticeFactory().pk])).status_code == 404


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_notice_leads_nowhere_else(client, student, path):
    notice = NoticeFactory(user=student, path=path)
    opened = client.post(reverse("study:notice-open", args=[notice.pk]))
    assert opened["Location"] == reverse("study:notices")


def test_list_costs_the_same_for_many(client, student):
    def cost(n):
        NoticeFactory.create_batch(n, user=student)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("study:notices"))
        return len(queries)

    assert cost(1) == cost(30)


def test_bell_counts_what_is_new(student, rf):
    NoticeFactory.create_batch(3, user=student)
    bell = Template("{% include '_bell.html' %}").render(Context({"user": student, "request": rf.get("/")}))
    assert "3 new notices" in bell


def test_letters_are_switched_off_by_a_press_without_signing_in(client):
    student = StudentFactory(wants_letters=True)
    where = reverse("study:letters-off", args=[letters.token_of(student)])
    assert client.get(where).status_code == 200
    student.refresh_from_db()
    assert student.wants_letters
    client.post(where)
    student.refresh_from_db()
    assert not student.wants_letters
    assert client.get(reverse("study:letters-off", args=["forged"])).status_code == 404


def test_link_of_a_letter_outlives_its_reader(client):
    gone = StudentFactory(wants_letters=True)
    where = reverse("study:letters-off", args=[letters.token_of(gone)])
    gone.delete()
    assert client.post(where).status_code == 404
