"""Pasting a text: one job a form, seen by its owner, asking again only while it runs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.engine.reading.article import DropReason
from studyapp.sources.models import ImportJob
from studyapp.web.templatetags.imports import DROPPED
from tests.factories import ImportJobFactory, InstructorFactory, TopicFactory

pytestmark = pytest.mark.django_db
LIST = "/teach/imports/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def instructor(client):
    instructor = InstructorFactory()
    client.force_login(instructor)
    return instructor


def detail(job: ImportJob) -> str:
    return reverse("teach:import-detail", args=[job.pk])


def test_same_form_sent_twice_is_one_import(client, instructor):
    form = {"text": "The weir at Oss was built in 1874.", "title": "The weir", "key": "abc"}
    first, second = client.post(LIST, form), client.post(LIST, form)
    assert first["Location"] == second["Location"] == detail(ImportJob.objects.get())
    assert ImportJob.objects.get().owner == instructor


def test_each_form_shown_has_a_key_of_its_own(client, instructor):
    keys = {client.get(LIST).context["form"].initial["key"] for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_empty_text_is_refused_beside_its_field(client, instructor, text):
    body = client.post(LIST, {"text": text, "key": "abc"}).content.decode()
    assert 'aria-invalid="true"' in body
    assert 'id="id_text_error"' in body
    assert not ImportJob.objects.exists()


def test_running_job_asks_again_and_a_finished_one_does_not(client, instructor):
    running = ImportJobFactory(owner=instructor, step="sentences", progress=35)
    failed = ImportJobFactory(
        owner=instructor, step="failed", report={"outcome": "failed", "reason": "No <i>words</i>."}
    )
    body = client.get(detail(running), headers=HTMX).content.decode()
    assert 'hx-trigger="every 2s"' in body
    assert "<html" not in body
    assert 'aria-current="step">Facts' in body
    body = client.get(detail(failed), headers=HTMX).content.decode()
    assert "hx-trigger" not in body
    assert "No &lt;i&gt;words&lt;/i&gt;." in body
    assert 'hx-swap-oob="innerHTML:#status"' in body


def test_finished_import_leads_to_its_lesson_and_says_what_came_of_it(client, instructor):
    report = {"outcome": "new", "title": "The weir", "article": "the-weir", "version": 1, "sentences": 3, "facts": 2,
              "questions": 1, "served": 1, "stale": 0, "refused": {}}  # fmt: skip
    job = ImportJobFactory(owner=instructor, step="done", report=report)
    body = client.get(detail(job)).content.decode()
    assert "3 sentences, 2 facts, 1 question." in body
    assert reverse("public:lesson", args=["the-weir"]) in body


def test_finished_import_says_what_was_set_aside_and_refused_without_a_reload(client, instructor):
    report = {"outcome": "new", "title": "The weir", "article": "the-weir", "version": 1, "sentences": 3, "facts": 2,
              "questions": 0, "served": 0, "stale": 0, "refused": {"no_year": 2},
              "set_aside": {"share_bar": 1, "caption": 2, "heading": 4}}  # fmt: skip
    job = ImportJobFactory(owner=instructor, step="done", report=report)
    body = client.get(detail(job), headers=HTMX).content.decode()
    assert "Why there are no more questions" in body
    assert "Set aside as not article: 2 captions, 1 share bar." in body


def test_every_reason_for_setting_aside_has_its_words():
    assert set(DROPPED) == {reason.value for reason in DropReason} - {"heading"}


def test_unsorted_is_offered_once(client, instructor):
    TopicFactory(name="Unsorted", slug="unsorted")
    TopicFactory(name="Weirs", slug="weirs")
    body = client.get(LIST).content.decode()
    assert body.count(">Unsorted</option>") == 1
    assert ">Weirs</option>" in body


def test_another_instructors_import_is_no_page(client, instructor):
    job = ImportJobFactory(owner=InstructorFactory(), step="received")
    assert client.get(detail(job)).status_code == 404
    client.post(reverse("teach:import-stop", args=[job.pk]))
    job.refresh_from_db()
    assert not job.cancelled


def test_stop_ends_an_import_that_waits(client, instructor):
    job = ImportJobFactory(owner=instructor, step="received")
    client.post(reverse("teach:import-stop", args=[job.pk]))
    job.refresh_from_db()
    assert job.cancelled
    assert "Nothing was saved" in client.get(detail(job)).content.decode()
