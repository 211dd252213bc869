"""Signing up, in and out, over the pages."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache.backends.filebased import FileBasedCache
from django.urls import reverse

from studyapp.accounts.models import User
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

SIGN_UP = {"username": "Robin", "email": "robin@example.org", "password1": PASSWORD}


def sign_in(client, name, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": name, "password": password, **extra})


def who(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_sign_up_makes_a_student_and_signs_them_in(client):
    response = client.post(reverse("account_signup"), SIGN_UP)
    assert (response.status_code, response["Location"]) == (302, "/")
    person = User.objects.get()
    assert who(client) == str(person.pk)
    assert [group.name for group in person.groups.all()] == ["student"]
    assert not person.is_staff
    assert not person.is_guest


def test_sign_up_without_an_address_keeps_none(client):
    client.post(reverse("account_signup"), SIGN_UP | {"email": ""})
    assert User.objects.get().email is None


@pytest.mark.parametrize("name", ["guest-1234", "Guest-robin"])
def test_names_of_guests_cannot_be_taken(client, name):
    assert client.post(reverse("account_signup"), SIGN_UP | {"username": name}).status_code == 200
    assert not User.objects.exists()


def test_a_name_is_taken_in_any_letter_case(client):
    factories.StudentFactory(username="robin", email=None)
    assert client.post(reverse("account_signup"), SIGN_UP | {"username": "ROBIN"}).status_code == 200
    assert User.objects.count() == 1


def test_an_address_belongs_to_one_person(client):
    factories.StudentFactory(email="RoBin@example.org")
    assert client.post(reverse("account_signup"), SIGN_UP | {"email": "Robin@Example.org"}).status_code == 200
    assert User.objects.count() == 1


def test_a_site_can_close_its_sign_up(client, settings):
    settings.SIGN_UP_OPEN = False
    client.post(reverse("account_signup"), SIGN_UP)
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["student-a", "Student-A", "a@example.org", "A@Example.ORG"])
def test_sign_in_by_name_or_address(client, typed):
    student = factories.StudentFactory(username="student-a", email="a@example.org")
    EmailAddress.objects.create(user=student, email="a@example.org", primary=True, verified=True)
    assert sign_in(client, typed).status_code == 302
    assert who(client) == str(student.pk)


def test_guest_cannot_be_signed_in_to(client):
    guest = factories.GuestFactory()
    assert sign_in(client, guest.username).status_code == 200
    assert who(client) is None


def test_closed_account_is_told_so(client):
    student = factories.StudentFactory(is_active=False)
    assert sign_in(client, student.username)["Location"] == reverse("account_inactive")


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [("/progress/", "/progress/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/")],
)
def test_sign_in_goes_back_to_pages_of_this_site_only(client, wanted, goes_to):
    student = factories.StudentFactory()
    assert sign_in(client, student.username, next=wanted)["Location"] == goes_to


def test_wrong_tries_stop_one_person_and_not_the_class_behind_the_same_address(client):
    one, other = factories.StudentFactory(), factories.StudentFactory()
    for _ in range(5):
        sign_in(client, one.username, "wrong")
    assert sign_in(client, one.username).status_code == 200
    assert who(client) is None
    assert sign_in(client, other.username).status_code == 302
    assert who(client) == str(other.pk)


@pytest.mark.parametrize("known", [True, False])
def test_password_reset_answers_alike_whether_the_address_is_known(client, known):
    if known:
        factories.StudentFactory(email="robin@example.org")
    response = client.post(reverse("account_reset_password"), {"email": "robin@example.org"})
    assert (response.status_code, response["Location"]) == (302, reverse("account_reset_password_done"))
    assert len(mail.outbox) == 1


def test_password_can_be_set_anew_by_the_link_in_the_letter(client):
    student = factories.StudentFactory(email="robin@example.org")
    client.post(reverse("account_reset_password"), {"email": "robin@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link, follow=True)
    page = client.post(
        page.request["PATH_INFO"], {"password1": "another long secret", "password2": "another long secret"}
    )
    assert page.status_code == 302
    student.refresh_from_db()
    assert student.check_password("another long secret")


def test_sign_out_needs_a_post(client):
    student = factories.StudentFactory()
    client.force_login(student)
    client.get(reverse("account_logout"))
    assert who(client) == str(student.pk)
    client.post(reverse("account_logout"))
    assert who(client) is None


def test_guest_finds_the_sign_in_page(client):
    client.force_login(factories.GuestFactory())
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse("account_signup")).status_code == 200


@pytest.mark.parametrize("way", ["in", "up"])
def test_what_a_guest_answered_comes_along(client, way):
    guest = factories.GuestFactory()
    answered = factories.ResponseFactory(attempt__learner=guest)
    client.force_login(guest)
    if way == "in":
        person = factories.StudentFactory()
        sign_in(client, person.username)
    else:
        client.post(reverse("account_signup"), SIGN_UP)
        person = User.objects.get(username="robin")
    answered.attempt.refresh_from_db()
    assert answered.attempt.learner == person
    assert who(client) == str(person.pk)


def test_signing_in_over_somebody_else_takes_nothing_from_them(client):
    one, other = factories.StudentFactory(), factories.StudentFactory()
    factories.AttemptFactory(learner=one)
    client.force_login(one)
    sign_in(client, other.username)
    assert one.attempts.count() == 1
    assert who(client) == str(other.pk)


def test_library_pages_that_are_not_served_are_not_found(client):
    assert client.get("/accounts/login/code/confirm/").status_code == 404


def test_too_many_requests_get_a_page_that_says_so(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client.post(reverse("account_signup"), SIGN_UP | {"username": "guest-x"})
    answer = client.post(reverse("account_signup"), SIGN_UP)
    assert answer.status_code == 429
    assert answer.content
    assert not User.objects.exists()


def test_guest_reads_at_sign_up_and_sign_in_that_the_answers_come_along(client):
    client.force_login(factories.GuestFactory())
    for page in ("account_signup", "account_login"):
        assert "What you answered as a guest moves into" in client.get(reverse(page)).content.decode()


def test_sign_in_says_why_it_stands_there_instead_of_the_page_asked_for(client):
    why = "That page is for people with an account."
    assert why in client.get("/progress/", follow=True).content.decode()
    assert why not in client.get(reverse("account_login")).content.decode()


def test_fields_of_accounts_are_named_by_their_labels_alone(client):
    for page in ("account_login", "account_signup", "account_reset_password"):
        assert "placeholder=" not in client.get(reverse(page)).content.decode()


def test_page_of_another_role_offers_another_sign_in(client):
    client.force_login(factories.StudentFactory())
    response = client.get("/teach/imports/")
    assert response.status_code == 403
    assert reverse("account_login") in response.content.decode()


@pytest.mark.parametrize("name", ["robin", "robin@example.org", "nobody", "nobody@example.org"])
def test_wrong_sign_in_reads_the_same_whatever_was_wrong(client, name):
    factories.StudentFactory(username="robin", email="robin@example.org")
    body = sign_in(client, name, "not the password").content.decode()
    assert "Name and password do not belong together." in body


def test_wrong_tries_are_still_counted_after_hundreds_of_other_people_came(tmp_path):
    from studyapp.settings import CACHES  # those of a site without Redis; tests keep theirs in memory

    limits = FileBasedCache(tmp_path, CACHES["default"])
    limits.set("tries-of-one-person", 5)
    for other in range(900):
        limits.set(f"tries-of-{other}", 1)
    assert limits.get("tries-of-one-person") == 5
