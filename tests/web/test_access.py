"""The table of access: complete, and held by the pages."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, resolve, reverse

from studyapp.web.access import ACCESS, PREFIXES, AccessMiddleware, Door, door_of
from tests import factories

PEOPLE = {
    "stranger": None,
    "guest": factories.GuestFactory,
    "student": factories.StudentFactory,
    "instructor": factories.InstructorFactory,
    "content manager": factories.ContentManagerFactory,
    "admin": factories.AdminFactory,
}
WELCOME = {
    Door.EVERYONE: {*PEOPLE},
    Door.LEARNERS: {*PEOPLE} - {"stranger"},
    Door.ACCOUNTS: {*PEOPLE} - {"stranger", "guest"},
    Door.TEACHERS: {"instructor", "content manager", "admin"},
    Door.STAFF: {"content manager", "admin"},
}
SENT_TO_SIGN_IN = {"stranger", "guest"}
SAMPLES = {"slug": "harbours", "number": 1, "attempt_id": uuid.UUID(int=7), "position": 1, "pk": 1, "job_id": 1}
SAMPLES |= {"learner_id": 1, "response_id": 1, "assignment_id": 1}
SAMPLES |= {"person_id": 1, "code": "CDF3469", "token": "forged"}


def patterns(resolver=None, namespace=""):
    """(view name, pattern) of every page of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield namespace + (entry.name or entry.lookup_str), entry
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner)


VIEWS = dict(patterns())
PAGES = [name for name in VIEWS if not name.startswith(("admin:", "account_"))]
LIBRARY = ["account_login", "account_signup", "account_email", "account_change_password", "admin:index"]
LIBRARY += ["admin:questions_question_changelist"] if "admin:questions_question_changelist" in VIEWS else []


def address(name: str) -> str:
    return reverse(name, kwargs={word: SAMPLES[word] for word in VIEWS[name].pattern.converters})


def signed_in(client, who: str):
    if PEOPLE[who]:
        client.force_login(PEOPLE[who]())
    return client


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_has_its_row(name):
    assert door_of(name) is not None, f"{name} has no row in studyapp.web.access"


def test_every_row_has_its_view():
    assert [name for name in ACCESS if name not in VIEWS] == []
    assert [prefix for prefix in PREFIXES if not any(name.startswith(prefix) for name in VIEWS)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", PAGES + LIBRARY)
def test_page_opens_for_those_in_its_row_only(client, name, who):
    response = signed_in(client, who).get(address(name))
    refused = response.status_code == 403
    asked_to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    if who in WELCOME[door_of(name)]:
        assert not refused
        assert not asked_to_sign_in
    elif who in SENT_TO_SIGN_IN:
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={address(name)}"
    else:
        assert refused


@pytest.mark.django_db
def test_fragment_moves_the_whole_page_to_sign_in(client):
    response = client.get(
        reverse("study:progress"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/topics/a/"}
    )
    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=/topics/a/"


def test_view_without_a_row_is_closed_even_to_admins():
    request = RequestFactory().get(reverse("account_login"))
    request.user = AnonymousUser()
    request.resolver_match = resolve(request.path)
    request.resolver_match.view_name = "forgotten"
    with pytest.raises(PermissionDenied):
        AccessMiddleware(lambda request: None).process_view(request, None, (), {})


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "goes_to"), [("https://elsewhere.example/", "/admin/"), ("/admin/x/", "/admin/x/")])
def test_admin_signs_in_where_everybody_does(client, path, goes_to):
    response = client.get(reverse("admin:login"), {"next": path})
    assert response["Location"] == f"{reverse('account_login')}?next={goes_to}"
    assert signed_in(client, "admin").get(reverse("admin:login"), {"next": path})["Location"] == goes_to


@pytest.mark.django_db
def test_admin_sign_in_refuses_who_has_no_business_there(client):
    assert signed_in(client, "student").get(reverse("admin:login")).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["study:question", "study:results", "study:retry"])
def test_attempt_of_somebody_else_is_not_found(client, name):
    theirs = factories.ResponseFactory().attempt
    words = {"attempt_id": theirs.pk, "position": 1}
    where = reverse(name, kwargs={word: words[word] for word in VIEWS[name].pattern.converters})
    client.force_login(factories.InstructorFactory())
    got = {client.get(where).status_code, client.post(where, {"given": "1"}).status_code}
    assert 404 in got
    assert got <= {404, 405}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "guest", "student", "instructor"])
def test_private_topic_is_not_found(client, who):
    playable = factories.playable_topic(visibility="private", owner=factories.InstructorFactory())
    signed_in(client, who)
    for name, slug in (
        ("public:topic-detail", playable.topic.slug),
        ("public:lesson", playable.article.slug),
        ("study:topic-quiz", playable.topic.slug),
        ("study:article-quiz", playable.article.slug),
    ):
        where = reverse(name, kwargs={"slug": slug})
        got = {client.get(where).status_code, client.post(where).status_code}
        assert 404 in got, name
        assert got <= {404, 405}, name
    assert playable.topic.name not in client.get(reverse("public:home")).content.decode()


@pytest.mark.django_db
def test_withdrawn_article_is_not_found(client):
    article = factories.ArticleFactory(status="withdrawn")
    assert client.get(reverse("public:lesson", kwargs={"slug": article.slug})).status_code == 404


@pytest.mark.django_db
def test_import_of_another_instructor_is_not_found(client):
    job = factories.ImportJobFactory(owner=factories.InstructorFactory())
    where = reverse("teach:import-detail", kwargs={"pk": job.pk})
    client.force_login(factories.InstructorFactory())
    assert client.get(where).status_code == 404
    client.force_login(factories.ContentManagerFactory())
    assert client.get(where).status_code == 200


@pytest.mark.django_db
def test_stranger_who_starts_a_quiz_becomes_a_guest_and_answers_as_one(client):
    playable = factories.playable_topic()
    where = reverse("study:topic-quiz", kwargs={"slug": playable.topic.slug})
    answer = client.post(where)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    attempt = playable.topic.attempts.get()
    assert attempt.learner.is_guest
    client.post(where)
    assert {a.learner_id for a in playable.topic.attempts.all()} == {attempt.learner_id}
