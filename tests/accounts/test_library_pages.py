"""The library's pages that this site serves open, for whom they are meant, under the strict policy."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.accounts.urls import urlpatterns
from tests import factories

pytestmark = pytest.mark.django_db

ARGS = {"account_confirm_email": ["no-such-key"], "account_reset_password_from_key": ["1", "no-such-key"]}
FOR_PEOPLE = {"account_email", "account_change_password", "account_set_password", "account_reauthenticate"}
PAGES = sorted(page.name for page in urlpatterns)


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_without_inline_script_or_style(client, name):
    if name in FOR_PEOPLE or name == "account_logout":
        client.force_login(factories.StudentFactory())
    answer = client.get(reverse(name, args=ARGS.get(name)), follow=True)
    content = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", content) == []


@pytest.mark.parametrize("name", sorted(FOR_PEOPLE))
def test_guest_has_no_account_to_manage(client, name):
    client.force_login(factories.GuestFactory())
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_password_is_changed_with_the_old_one(client):
    student = factories.StudentFactory()
    client.force_login(student)
    body = {"oldpassword": factories.PASSWORD, "password1": "another long secret", "password2": "another long secret"}
    client.post(reverse("account_change_password"), body | {"oldpassword": "wrong"})
    assert User.objects.get().check_password(factories.PASSWORD)
    client.post(reverse("account_change_password"), body)
    assert User.objects.get().check_password("another long secret")


def add_address(client, address: str):
    return client.post(reverse("account_email"), {"action_add": "", "email": address})


def test_new_address_counts_once_its_letter_was_answered(client):
    student = factories.StudentFactory(email=None)
    client.force_login(student)
    add_address(client, "new@example.org")
    link = re.search(r"http://testserver(\S+confirm-email\S+)", mail.outbox[0].body)[1]
    client.post(link)
    assert EmailAddress.objects.get(user=student).verified
    student.refresh_from_db()
    assert student.email == "new@example.org"


@pytest.mark.parametrize("known_by", ["person", "address"])
def test_address_of_somebody_else_cannot_be_added(client, known_by):
    other = factories.StudentFactory(email="Taken@example.org" if known_by == "person" else None)
    if known_by == "address":
        EmailAddress.objects.create(user=other, email="taken@example.org")
    student = factories.StudentFactory(email=None)
    client.force_login(student)
    assert add_address(client, "Taken@Example.org").context["form"].errors["email"]
    assert not EmailAddress.objects.filter(user=student).exists()


@pytest.mark.parametrize("typed", ["x" * 200, "röbin", "a b", "<script>", "' OR 1=1 --", "\x00"])
def test_odd_names_give_an_answer(client, typed):
    body = {"username": typed, "email": "", "password1": factories.PASSWORD}
    assert client.post(reverse("account_signup"), body).status_code in (200, 302)
    assert client.post(reverse("account_login"), {"login": typed, "password": "x"}).status_code in (200, 302)
