import pytest
from django.utils import timezone

from studyapp.engine import pipeline
from studyapp.sources.models import Article, ImportJob
from studyapp.usecases.paste_text import cancel_import, submit_text
from studyapp.usecases.tasks import work_on_jobs
from tests import plain_engine
from tests.factories import InstructorFactory, StudentFactory, TopicFactory

TEXT = "The mill was built in 1823 by Ann Lowe. The wheel broke in 1954."


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)


@pytest.mark.django_db(transaction=True)
def test_a_pasted_text_wakes_the_worker_and_becomes_an_article():
    topic, owner = TopicFactory(name="Mills"), InstructorFactory()
    header = {"title": "The mill: a story", "publisher": "Gazette “North”", "published": "2021-03-04", "url": ""}
    job = submit_text(TEXT, owner=owner, idempotency_key="k1", topic_name="mills", header=header)
    job.refresh_from_db()
    assert job.step == "done"
    article = Article.objects.get()
    assert (article.title, article.publisher.name) == ("The mill: a story", "Gazette “North”")
    assert (article.topic, article.owner, article.current_version.created_by) == (topic, owner, owner)
    assert article.current_version.text == TEXT


@pytest.mark.django_db
def test_a_second_press_is_the_same_job():
    owner = InstructorFactory()
    first = submit_text(TEXT, owner=owner, idempotency_key="k1")
    assert submit_text(TEXT, owner=owner, idempotency_key="k1") == first
    assert submit_text(TEXT, owner=InstructorFactory(), idempotency_key="k1") != first


@pytest.mark.django_db
def test_a_pasted_header_makes_no_topic_and_enters_no_private_one():
    TopicFactory(name="Secrets", visibility="private")
    for n, name in enumerate(["Secrets", "Brand new"]):
        submit_text(f"---\ntopic: {name}\n---\n{TEXT} {n}.", owner=InstructorFactory(), idempotency_key=str(n))
    work_on_jobs.func()
    assert {article.topic.name for article in Article.objects.all()} == {"Unsorted"}


@pytest.mark.django_db
def test_only_who_may_see_an_import_can_cancel_it():
    owner = InstructorFactory()
    job = submit_text(TEXT, owner=owner, idempotency_key="k1")
    assert not cancel_import(StudentFactory(), job.pk, timezone.now())
    assert cancel_import(owner, job.pk, timezone.now())
    work_on_jobs.func()
    assert (Article.objects.count(), ImportJob.objects.get().step) == (0, "cancelled")


@pytest.mark.django_db
def test_the_worker_runs_all_waiting_jobs_and_a_bad_one_stops_none():
    owner = InstructorFactory()
    for n, text in enumerate([TEXT, "\x00\x01\x02\x03\x04\x05", TEXT + " It stands."]):
        submit_text(text, owner=owner, idempotency_key=str(n))
    assert work_on_jobs.func() == 3
    assert sorted(ImportJob.objects.values_list("step", flat=True)) == ["done", "done", "failed"]
