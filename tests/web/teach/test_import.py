"""Bringing sources in: one form for all, one batch a form, seen by its owner, asking again only while it runs."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.engine.reading.article import DropReason
from studyapp.sources.models import ImportBatch, ImportJob
from studyapp.web.templatetags.imports import DROPPED, REASONS
from tests.factories import (
    ArticleFactory,
    ImportBatchFactory,
    ImportJobFactory,
    InstructorFactory,
    QuestionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/teach/imports/"
HTMX = {"HX-Request": "true"}
NEW = {"outcome": "new", "title": "The weir", "publisher": "Gazette", "article": "the-weir", "version": 1, "sentences": 3,
       "facts": 2, "questions": 3, "served": 1, "stale": 0, "refused": {}, "set_aside": {}, "dropped": []}  # fmt: skip


@pytest.fixture
def instructor(client):
    instructor = InstructorFactory()
    client.force_login(instructor)
    return instructor


def form(**fields) -> dict:
    return {"text": "The weir at Oss was built in 1874.", "topic": "new", "new_topic": "Weirs", "key": "abc"} | fields


def detail(job: ImportJob) -> str:
    return reverse("teach:import-detail", args=[job.pk])


def test_same_form_sent_twice_is_one_import(client, instructor):
    first, second = client.post(LIST, form()), client.post(LIST, form())
    job = ImportJob.objects.get()
    assert first["Location"] == second["Location"] == detail(job)
    assert (job.owner, job.dry_run, job.stated) == (instructor, False, {"new_topic": "Weirs", "visibility": "private"})


def test_several_texts_have_a_page_together(client, instructor):
    files = [SimpleUploadedFile(name, b"The mill was built in 1823.") for name in ("a.txt", "b.txt")]
    answer = client.post(LIST, form(files=files))
    batch = ImportBatch.objects.get()
    assert answer["Location"] == reverse("teach:import-batch", args=[batch.pk])
    assert [job.name for job in batch.jobs.order_by("pk")] == ["The weir at Oss was built in 1874.", "a.txt", "b.txt"]


def test_one_text_beside_a_problem_shows_both_together(client, instructor):
    answer = client.post(LIST, form(addresses="nonsense"))
    body = client.get(answer["Location"]).content.decode()
    assert answer["Location"] == reverse("teach:import-batch", args=[ImportBatch.objects.get().pk])
    assert "1 problem; all else went on." in body
    assert "A web address begins with http:// or https:// and names a site." in body


def test_look_before_saving_is_the_other_button(client, instructor):
    client.post(LIST, form(look="1"))
    assert ImportJob.objects.get().dry_run


def test_each_form_shown_has_a_key_of_its_own(client, instructor):
    keys = {client.get(LIST).context["form"].initial["key"] for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"text": " \n\t "}, "__all__", "There is no text yet"),
        ({"text": "", "addresses": "nonsense"}, "addresses", "Line 1"),
        ({"text": "x" * 300_001}, "text", "300000"),
        ({"new_topic": " "}, "new_topic", "Give the new topic a name"),
        ({"new_topic": "taken"}, "new_topic", "not yours"),
        ({"topic": "999999"}, "topic", "valid choice"),
        ({"published": "soon"}, "published", "valid date"),
        ({"url": "nonsense here"}, "url", "valid URL"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_typed_is_lost(
    client, instructor, fields, field, words
):
    TopicFactory(name="Taken", visibility="private", owner=InstructorFactory())
    answer = client.post(LIST, form(title="My weir", **fields))
    assert answer.status_code == 200
    assert words in " ".join(answer.context["form"].errors[field])
    assert 'value="My weir"' in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_a_bad_file_alone_is_named_beside_the_files(client, instructor):
    answer = client.post(LIST, form(text="", files=[SimpleUploadedFile("b.png", b"x")]))
    assert answer.context["form"].errors["files"] == [
        "b.png: Files of this kind are not read. Save the article as TXT, Markdown, HTML, PDF, DOCX or EPUB."
    ]


def test_a_page_that_is_drawn_anew_with_an_error_keeps_its_key(client, instructor):
    body = client.post(LIST, form(new_topic="", key="mine")).content.decode()
    assert 'name="key" value="mine"' in body


def test_topics_offered_are_ones_own_and_the_sites_with_who_sees_them(client, instructor):
    TopicFactory(name="Mine", owner=instructor, visibility="private")
    TopicFactory(name="Site", owner=None)
    TopicFactory(name="Theirs", owner=InstructorFactory())
    choices = client.get(LIST).context["form"].fields["topic"].choices
    assert [(group, [label for _, label in options]) for group, options in choices[1:]] == [
        ("Your topics", ["Mine (seen by only you)"]),
        ("Topics of the site", ["Site (seen by everyone)"]),
    ]


def test_the_last_topic_is_chosen_already_and_a_new_one_where_there_was_none(client, instructor):
    assert client.get(LIST).context["form"]["topic"].value() == "new"
    topic = TopicFactory(owner=instructor)
    ImportJobFactory(owner=instructor, topic=topic)
    assert client.get(LIST).context["form"]["topic"].value() == str(topic.pk)


def test_the_name_of_ones_own_topic_means_that_topic(client, instructor):
    topic = TopicFactory(name="Weirs", owner=instructor)
    client.post(LIST, form(new_topic="weirs"))
    assert ImportJob.objects.get().topic == topic


def test_running_job_asks_again_and_a_finished_one_does_not(client, instructor):
    running = ImportJobFactory(owner=instructor, step="sentences", progress=35, report={"sentences": 18})
    failed = ImportJobFactory(
        owner=instructor, step="failed", report={"outcome": "failed", "reason": "No <i>words</i>."}
    )
    body = client.get(detail(running), headers=HTMX).content.decode()
    assert 'hx-trigger="every 2s"' in body
    assert "<html" not in body
    assert 'aria-current="step">Facts' in body
    assert "Finding facts in 18 sentences." in body
    body = client.get(detail(failed), headers=HTMX).content.decode()
    assert "hx-trigger" not in body
    assert "No &lt;i&gt;words&lt;/i&gt;." in body
    assert 'hx-swap-oob="innerHTML:#status"' in body
    assert reverse("teach:import-retry", args=[failed.pk]) in body


def test_a_list_asks_again_only_while_something_runs(client, instructor):
    job = ImportJobFactory(owner=instructor, step="done", report=NEW)
    assert "hx-trigger" not in client.get(LIST).content.decode()
    ImportJobFactory(owner=instructor, step="facts")
    body = client.get(LIST, headers=HTMX).content.decode()
    assert 'hx-trigger="every 2s"' in body
    assert "1 running" in body
    assert "<form" in body
    assert 'id="id_text"' not in body
    ImportJob.objects.exclude(pk=job.pk).update(step="failed")
    assert "All imports are finished." in client.get(LIST, headers=HTMX).content.decode()


def test_finished_import_says_what_came_of_it_and_leads_on(client, instructor):
    article = ArticleFactory(slug="the-weir")
    QuestionFactory.create_batch(2, article=article)
    job = ImportJobFactory(owner=instructor, step="done", report=NEW, version=article.current_version)
    body = client.get(detail(job)).content.decode()
    assert "3 sentences, 2 facts, 3 questions." in body
    lesson, queue = reverse("public:lesson", args=["the-weir"]), reverse("teach:review") + "?article=the-weir"
    assert f'href="{lesson}"' in body
    assert f'href="{queue}">Review 2 drafts</a>' in body
    article.status = "withdrawn"
    article.save()
    body = client.get(detail(job)).content.decode()
    assert (f'href="{lesson}"' in body, f'href="{queue}"' in body) == (False, False)


def test_a_new_version_leads_first_to_the_questions_that_went_stale(client, instructor):
    article = ArticleFactory(slug="the-weir")
    QuestionFactory(article=article)
    QuestionFactory.create_batch(2, article=article, status="stale")
    report = NEW | {"outcome": "changed", "version": 2, "stale": 2}
    job = ImportJobFactory(owner=instructor, step="done", report=report, version=article.current_version)
    queue = reverse("teach:review") + "?article=the-weir"
    body = client.get(detail(job)).content.decode()
    assert f'<a class="button primary" href="{queue}&amp;status=stale">Check 2 earlier questions</a>' in body
    assert f'<a class="button" href="{queue}">Review 1 draft</a>' in body
    assert f'href="{queue}&amp;status=stale">Check 2<' in client.get(LIST).content.decode()


def test_a_row_names_its_file_and_leads_to_its_batch_where_that_holds_more(client, instructor):
    alone, several, with_problem = ImportBatchFactory.create_batch(3, owner=instructor, problems=[])
    with_problem.problems = [[3, "text", "It is empty.", "a.csv"]]
    with_problem.save()
    for batch in (alone, several, several, with_problem):
        ImportJobFactory(owner=instructor, batch=batch, kind="file", name="weir.pdf", step="done", report=NEW)
    body = client.get(LIST).content.decode()
    assert body.count("weir.pdf · ") == 4
    together = {batch for batch in (alone, several, with_problem) if f"/teach/imports/batches/{batch.pk}/" in body}
    assert together == {several, with_problem}


def test_a_folder_chosen_by_mistake_is_answered_by_the_form(client, instructor):
    files = [SimpleUploadedFile(f"{n}.txt", b"The weir was built in 1874.") for n in range(120)]
    client.post(LIST, form(text="", files=files))
    batch = ImportBatch.objects.get()
    assert (batch.jobs.count(), len(batch.problems)) == (50, 70)


def test_left_out_lines_are_shown_with_their_reason(client, instructor):
    report = NEW | {
        "refused": {"no_year": 2},
        "set_aside": {"share_bar": 1, "caption": 2, "heading": 4},
        "dropped": [["share_bar", "Share on <b>Facebook</b>", 1], ["caption", "The weir in 1874", 2]],
        "dropped_more": 3,
    }
    body = client.get(
        detail(ImportJobFactory(owner=instructor, step="done", report=report)), headers=HTMX
    ).content.decode()
    assert "Set aside as not article: 2 captions, 1 share bar." in body
    assert "Share on &lt;b&gt;Facebook&lt;/b&gt;" in body
    assert "2 times" in body
    assert "And 3 more lines." in body
    assert "Why there are no more questions" in body


def test_a_new_version_tells_what_changed_and_warns_where_hardly_anything_stayed(client, instructor):
    changed = {"outcome": "changed", "version": 2, "stale": 3}
    for counts, words, warns in (
        (
            {"same": 20, "reworded": 3, "new": 1, "gone": 1},
            "3 sentences reworded, 1 new, 1 gone, 20 as they were",
            False,
        ),
        ({"same": 1, "new": 9}, "9 new, 1 as it was", True),
    ):
        report = NEW | changed | {"sentence_changes": counts}
        body = client.get(detail(ImportJobFactory(owner=instructor, step="done", report=report))).content.decode()
        assert f"New version 2: {words}." in body
        assert "3 earlier questions need another look." in body
        assert ("Hardly a sentence is the same as before." in body) is warns


def test_near_copies_and_a_shared_address_are_told(client, instructor):
    alike = [{"title": "Old weir", "article": "old-weir", "publisher": "News", "equal": 9, "share": 90},
             {"title": "Half weir", "article": "half-weir", "publisher": None, "equal": 4, "share": 40}]  # fmt: skip
    report = NEW | {"alike": alike, "same_address": "Their weir", "same_name": ""}
    job = ImportJobFactory(owner=instructor, step="done", report=report)
    body = client.get(detail(job)).content.decode()
    assert "9 equal sentences, 90 % of the shorter text." in body
    assert "Nearly the same text is here already:" in body
    assert "Much of this text is here already:" in body
    assert "“Their weir” has the same address and belongs to somebody else." in body
    assert "90 % of its sentences also stand in “Old weir”." in client.get(LIST).content.decode()


def test_a_look_shows_samples_and_one_press_saves(client, instructor):
    report = NEW | {
        "outcome": "previewed", "would_be": "new", "article": "",
        "sample_facts": [{"label": "When the weir was built", "value": "1874"}],
        "sample_questions": [{"context": "", "stem": "It was built in _____.", "answer": "1874", "kind": "cloze", "served": True}],
    }  # fmt: skip
    job = ImportJobFactory(owner=instructor, step="done", dry_run=True, report=report)
    body = client.get(detail(job)).content.decode()
    assert "When the weir was built" in body
    assert "It was built in _____." in body
    client.post(reverse("teach:import-save", args=[job.pk]))
    job.refresh_from_db()
    assert (job.dry_run, job.step) == (False, "received")


def test_every_reason_for_leaving_out_has_its_words():
    assert set(DROPPED) == set(REASONS) == {reason.value for reason in DropReason} - {"heading"}


def test_another_instructors_imports_are_no_pages_and_no_buttons(client, instructor):
    other = InstructorFactory()
    batch = ImportBatchFactory(owner=other)
    job = ImportJobFactory(owner=other, step="failed", batch=batch)
    looked = ImportJobFactory(owner=other, step="done", dry_run=True, batch=batch, report={"outcome": "previewed"})
    running = ImportJobFactory(owner=other, step="received", batch=batch)
    assert client.get(detail(job)).status_code == 404
    assert client.get(reverse("teach:import-batch", args=[batch.pk])).status_code == 404
    for name in ("stop", "retry", "save"):
        for each in (job, looked, running):
            client.post(reverse(f"teach:import-{name}", args=[each.pk]))
        client.post(reverse(f"teach:import-batch-{name}", args=[batch.pk]))
    found = {j.pk: (j.step, j.dry_run, j.cancelled) for j in batch.jobs.all()}
    assert found == {
        job.pk: ("failed", False, False), looked.pk: ("done", True, False), running.pk: ("received", False, False),
    }  # fmt: skip


def test_stop_ends_an_import_that_waits_and_leads_back_to_where_it_was_pressed(client, instructor):
    batch = ImportBatchFactory(owner=instructor)
    job = ImportJobFactory(owner=instructor, step="received", batch=batch)
    for sent, back in (
        ({}, detail(job)),
        ({"from": "list"}, LIST),
        ({"from": "batch", "batch": str(batch.pk)}, reverse("teach:import-batch", args=[batch.pk])),
        ({"from": "batch", "batch": "//elsewhere.example"}, detail(job)),
        ({"from": "batch", "batch": "²"}, detail(job)),
    ):
        assert client.post(reverse("teach:import-stop", args=[job.pk]), sent)["Location"] == back
    job.refresh_from_db()
    assert job.cancelled
    assert "Nothing was saved" in client.get(detail(job)).content.decode()


@pytest.mark.parametrize("where", ["list", "batch"])
def test_pages_ask_no_more_questions_when_they_are_long(client, instructor, where):
    batch = ImportBatchFactory(owner=instructor)
    address = LIST if where == "list" else reverse("teach:import-batch", args=[batch.pk])

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    topic = TopicFactory(owner=instructor)

    def imported() -> None:
        version = ArticleFactory(topic=topic).current_version
        ImportJobFactory(owner=instructor, batch=batch, topic=topic, step="done", report=NEW, version=version)

    imported()
    one = statements()
    for _ in range(29):
        imported()
    assert statements() == one
    body = client.get(address).content.decode()
    assert body.count('class="job ') == 20
    assert "Page 1 of 2" in body
    assert client.get(address, {"page": "2"}).content.decode().count('class="job ') == 10
    assert client.get(address, {"page": "nonsense"}).status_code == 200


def test_a_batch_offers_what_can_be_done_with_all_of_it(client, instructor):
    batch = ImportBatchFactory(owner=instructor)
    address = reverse("teach:import-batch", args=[batch.pk])
    for step, dry_run, report in (("failed", False, {"outcome": "failed", "reason": "Why."}),
                                  ("done", True, NEW | {"outcome": "previewed"})):  # fmt: skip
        ImportJobFactory(owner=instructor, batch=batch, step=step, dry_run=dry_run, report=report)
    body = client.get(address).content.decode()
    assert "2 of 2 finished: 1 looked at, not saved, 1 failed." in body
    assert "Try 1 failed again" in body
    assert "Save 1 text" in body
    client.post(reverse("teach:import-batch-save", args=[batch.pk]))
    client.post(reverse("teach:import-batch-retry", args=[batch.pk]))
    assert "Stop all" in client.get(address).content.decode()
    client.post(reverse("teach:import-batch-stop", args=[batch.pk]))
    assert set(batch.jobs.values_list("step", flat=True)) == {"cancelled"}
