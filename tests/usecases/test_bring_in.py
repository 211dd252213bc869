"""What a person brings in: each text a job, each problem named, and nobody's article touched."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from studyapp.engine import pipeline
from studyapp.facts.models import Fact
from studyapp.questions.models import Question
from studyapp.sources import fetching, jobs
from studyapp.sources.importing import receive
from studyapp.sources.models import Article, ArticleCorrection, ArticleVersion, ImportBatch, ImportJob, Topic
from studyapp.usecases import bring_in as bringing
from studyapp.usecases.bring_in import NothingReceivedError, Submission, bring_in
from studyapp.usecases.steer_imports import (
    cancel_batch,
    cancel_import,
    retry_batch,
    retry_import,
    save_batch,
    save_import,
)
from studyapp.usecases.tasks import work_on_jobs
from tests import plain_engine
from tests.engine.reading.files import pdf
from tests.factories import (
    ArticleFactory,
    ContentManagerFactory,
    ImportJobFactory,
    InstructorFactory,
    StudentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "The mill was built in 1823 by Ann Lowe. The wheel broke in 1954. Nobody in the town had money to mend it."
OTHER = "The weir was built in 1874 by Jon Hart. The flood broke it in 1903, and it was never built again."


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)


def file(name: str, content: str | bytes = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def sent(owner=None, key: str = "k", run: bool = True, **what) -> ImportBatch:
    what = {"topic": TopicFactory(owner=owner)} | what if "new_topic" not in what else what
    batch = bring_in(owner or InstructorFactory(), key, Submission(**what))
    if run:
        work_on_jobs.func()
    return batch


def job_of(batch: ImportBatch) -> ImportJob:
    return batch.jobs.get()


def saved() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Article, ArticleVersion, Fact, Question, Topic))


def test_text_pages_files_and_rows_are_jobs_of_one_batch():
    table = "title,text\nThe weir," + json.dumps(OTHER) + "\n"
    batch = sent(run=False, text=TEXT, addresses="https://example.org/a\n\n https://example.org/b \nhttps://example.org/a",
                 files=(file("mill.txt"), file("rows.csv", table)))  # fmt: skip
    assert [(job.kind, job.name) for job in batch.jobs.order_by("pk")] == [
        ("paste", "The mill was built in 1823 by Ann"),
        ("url", "https://example.org/a"),
        ("url", "https://example.org/b"),
        ("file", "mill.txt"),
        ("file", "rows.csv: The weir"),
    ]
    assert batch.problems == []


def test_the_same_submission_again_is_the_same_batch():
    owner = InstructorFactory()
    first = sent(owner, text=TEXT, run=False)
    assert sent(owner, text=TEXT, run=False) == first
    assert sent(InstructorFactory(), text=TEXT, run=False) != first
    assert ImportJob.objects.count() == 2


def test_one_bad_row_of_fifty_is_named_and_loses_no_other():
    rows = [f'Mill {n},"The mill no. {n} of the valley was built in 18{n:02}."' for n in range(50)]
    rows[20] = "Mill 20,"
    batch = sent(files=(file("mills.csv", "title,text\n" + "\n".join(rows)),))
    batch.refresh_from_db()
    assert batch.problems == [[22, "text", "It is empty.", "mills.csv"]]
    assert batch.jobs.filter(step="done").count() == Article.objects.count() == 49
    assert set(Article.objects.values_list("title", flat=True)) == {f"Mill {n}" for n in range(50) if n != 20}


def test_bad_files_and_addresses_are_named_and_stop_nothing(monkeypatch):
    monkeypatch.setattr(bringing.encodings, "MAX_BYTES", 1000)
    batch = sent(
        addresses="ftp://example.org/a",
        files=(file("a.txt"), file("b.png"), file("c.txt", ""), file("d.txt", "x" * 1001), file("e.csv", "title\nx\n")),
    )
    assert [(line, field, about) for line, field, _, about in batch.problems] == [
        (1, "address", "ftp://example.org/a"), (0, "", "b.png"), (0, "", "c.txt"), (0, "", "d.txt"), (0, "", "e.csv"),
    ]  # fmt: skip
    assert Article.objects.get().source_key == "a.txt"


def test_where_nothing_can_be_taken_nothing_is_kept():
    with pytest.raises(NothingReceivedError) as caught:
        sent(addresses="nonsense", files=(file("b.png"),))
    assert [about for *_, about in caught.value.problems] == ["nonsense", "b.png"]
    assert not ImportBatch.objects.exists()


def test_files_beyond_the_number_are_named(monkeypatch):
    monkeypatch.setattr(bringing, "MOST_FILES", 1)
    batch = sent(files=(file("a.txt"), file("b.txt")), run=False)
    assert [about for *_, about in batch.problems] == ["b.txt"]


def test_what_was_said_of_all_texts_fills_what_a_text_does_not_say():
    owner = InstructorFactory()
    header = "---\npublisher: Coast News\n---\n"
    said = {"publisher": "Gazette", "published": "2021-03-04", "licence": "CC BY"}
    sent(owner, stated=said, files=(file("a.txt"), file("b.txt", header + OTHER)))
    found = Article.objects.order_by("source_key").values_list("publisher__name", "published_on", "licence")
    assert [(name, str(day), licence) for name, day, licence in found] == [
        ("Gazette", "2021-03-04", "CC BY"),
        ("Coast News", "2021-03-04", "CC BY"),
    ]


def test_a_pasted_text_has_the_header_of_its_form():
    owner = InstructorFactory()
    topic = TopicFactory(name="Mills", owner=owner)
    header = {"title": "The mill: a story", "author": "", "url": "https://gazette.example/mill"}
    sent(owner, text=TEXT, topic=topic, header=header, stated={"publisher": "Gazette “North”"})
    article = Article.objects.get()
    assert (article.title, article.publisher.name, article.url) == (
        "The mill: a story", "Gazette “North”", "https://gazette.example/mill",
    )  # fmt: skip
    assert (article.topic, article.owner, article.current_version.created_by) == (topic, owner, owner)
    assert article.current_version.text == TEXT


def test_a_new_topic_is_made_with_its_first_text_and_is_private():
    owner = InstructorFactory()
    batch = sent(owner, new_topic="Mills", files=(file("a.txt"), file("b.txt", OTHER), file("c.txt", "Hello there.")))
    topic = Topic.objects.get(name="Mills")
    assert (topic.owner, topic.visibility, topic.articles.count()) == (owner, "private", 2)
    assert list(batch.jobs.filter(step="done").values_list("topic", flat=True)) == [topic.pk] * 2


def test_no_topic_is_made_where_no_text_can_be_saved():
    sent(new_topic="Mills", text="Hello there.")
    assert not Topic.objects.filter(name="Mills").exists()


def test_a_name_that_somebody_took_meanwhile_fails_with_what_to_do():
    batch = sent(run=False, new_topic="Mills", text=TEXT)
    TopicFactory(name="mills")
    work_on_jobs.func()
    assert "another topic" in job_of(batch).report["reason"]
    assert not Article.objects.exists()


def test_rows_go_where_they_say_and_never_into_somebody_elses_topic():
    owner = InstructorFactory()
    mine = TopicFactory(name="Mine", owner=owner)
    TopicFactory(name="Theirs", owner=InstructorFactory())
    rows = [f"{topic},The {word} was built in 1823." for topic, word in
            [("mine", "mill"), ("Theirs", "weir"), ("Brand new", "dam"), ("", "pier")]]  # fmt: skip
    batch = sent(
        owner, topic=TopicFactory(name="Chosen", owner=owner), files=(file("a.csv", "topic,text\n" + "\n".join(rows)),)
    )
    assert [(line, field) for line, field, *_ in batch.problems] == [(3, "topic")]
    assert set(Article.objects.values_list("topic__name", "topic__owner")) == {
        (name, owner.pk) for name in ("Mine", "Brand new", "Chosen")
    }
    assert mine.articles.count() == 1


def test_a_header_makes_no_topic_and_enters_no_private_one():
    TopicFactory(name="Secrets", visibility="private")
    for name in ("Secrets", "Brand new"):
        sent(key=name, topic=None, text=f"---\ntopic: {name}\n---\n{TEXT} {name}.", new_topic="")
    assert {article.topic.name for article in Article.objects.all()} == {"Unsorted"}


def test_a_greeting_is_refused_and_one_sentence_with_a_year_is_not():
    assert "nothing to learn" in job_of(sent(text="Hello there. How are you?")).report["reason"]
    assert job_of(sent(key="2", text="The mill was built in 1823.")).step == "done"


def test_somebody_elses_article_never_gets_a_next_version():
    topic = TopicFactory()
    url = "https://gazette.example/mill"
    first = sent(topic=topic, header={"url": url}, text=TEXT)
    other = InstructorFactory()
    second = sent(other, topic=topic, header={"url": url}, text=OTHER)
    theirs, own = Article.objects.order_by("pk")
    assert (theirs.versions.count(), own.owner, own.url) == (1, other, url)
    assert (job_of(first).report["same_address"], job_of(second).report["same_address"]) == ("", theirs.title)
    third = sent(other, key="again", topic=topic, header={"url": url}, text=OTHER + " It is a museum now.")
    assert (job_of(third).report["article"], job_of(third).report["version"]) == (own.slug, 2)
    sent(ContentManagerFactory(), topic=topic, header={"url": url}, text=TEXT + " It is a museum now.")
    assert theirs.versions.count() == 2


def test_two_texts_under_one_file_name_are_two_articles_and_a_changed_one_finds_its_own():
    owner = InstructorFactory()
    topic = TopicFactory(owner=owner)

    def bring(content: str) -> dict:
        key = str(ImportBatch.objects.count())
        return job_of(sent(owner, key=key, topic=topic, files=(file("article.txt", content),))).report

    reports = [bring(TEXT), bring(OTHER), bring(OTHER + " It is a museum now."), bring(TEXT + " It is a museum now.")]
    assert [report["outcome"] for report in reports] == ["new", "new", "changed", "changed"]
    assert [report["article"] for report in reports[2:]] == [reports[1]["article"], reports[0]["article"]]
    assert [bool(report["same_name"]) for report in reports] == [False, True, False, False]


def test_what_a_person_corrected_stays_when_the_file_comes_again():
    owner = InstructorFactory()
    topic = TopicFactory(owner=owner)
    sent(owner, topic=topic, files=(file("mill.txt"),))
    Article.objects.update(title="The corrected mill")
    ArticleCorrection.objects.create(article=Article.objects.get(), field="title", after="The corrected mill")
    sent(owner, key="2", topic=topic, files=(file("mill.txt", TEXT + " It is a museum now."),))
    article = Article.objects.get()
    assert (article.title, article.current_version.number) == ("The corrected mill", 2)


def test_a_job_that_names_its_article_changes_its_text_and_nothing_else():
    article = ArticleFactory(text="", title="The old mill")
    job = receive(f"---\ntitle: Another\nurl: https://x.example/\n---\n{TEXT}".encode(), kind="paste", name="a correction",
                  idempotency_key="c", article=article, owner=InstructorFactory())  # fmt: skip
    work_on_jobs.func()
    job.refresh_from_db()
    before = (article.title, article.publisher, article.url, article.source_key, article.owner)
    article.refresh_from_db()
    assert (job.step, job.report["title"], article.current_version.text) == ("done", "The old mill", TEXT)
    assert (article.title, article.publisher, article.url, article.source_key, article.owner) == before


def test_the_same_story_of_another_publisher_is_told_with_its_share():
    topic = TopicFactory()
    sent(topic=topic, text=TEXT, header={"title": "The mill"}, stated={"publisher": "Gazette"})
    wire = TEXT.replace("The wheel broke in 1954.", "Its wheel is said to have broken in 1954.").upper()
    report = job_of(sent(key="2", topic=topic, text=wire.replace("1823", "1823"), header={"title": "A mill"})).report
    assert [(near["title"], near["publisher"], near["equal"], near["share"]) for near in report["alike"]] == [
        ("The mill", "Gazette", 2, 67)
    ]
    assert job_of(sent(key="3", text=OTHER)).report["alike"] == []


def test_a_text_in_a_topic_one_may_not_see_is_not_told():
    sent(topic=TopicFactory(visibility="private", owner=InstructorFactory()), text=TEXT)
    assert job_of(sent(key="2", text=TEXT)).report["alike"] == []


def test_looking_saves_nothing_and_tells_what_would_be_found():
    batch = sent(dry_run=True, new_topic="Mills", text=TEXT + "\n\nShare on Facebook\n")
    job = job_of(batch)
    assert saved() == (0, 0, 0, 0, 0)
    assert (job.step, job.report["outcome"], job.report["would_be"], job.report["topic"]) == (
        "done", "previewed", "new", "Mills",
    )  # fmt: skip
    assert (job.report["sentences"], job.report["facts"], job.report["questions"]) == (3, 2, 4)
    assert job.report["dropped"] == [["share_bar", "Share on Facebook", 1]]
    assert job.report["refused"] == {"no_year": 1}
    assert [fact["value"] for fact in job.report["sample_facts"]] == ["1823", "1954"]
    assert len(job.report["sample_questions"]) == 4


def test_what_was_looked_at_is_saved_by_one_press_and_not_twice():
    owner = InstructorFactory()
    job = job_of(sent(owner, dry_run=True, new_topic="Mills", text=TEXT))
    assert not save_import(InstructorFactory(), job.pk)
    assert (save_import(owner, job.pk), save_import(owner, job.pk)) == (True, False)
    work_on_jobs.func()
    job.refresh_from_db()
    assert (job.report["outcome"], job.dry_run, Topic.objects.get().name) == ("new", False, "Mills")
    assert saved()[:4] == (1, 1, 2, 4)


def test_looking_at_a_changed_text_tells_what_would_change():
    owner = InstructorFactory()
    topic = TopicFactory(owner=owner)
    sent(owner, topic=topic, files=(file("mill.txt"),))
    job = job_of(
        sent(owner, key="2", topic=topic, dry_run=True, files=(file("mill.txt", TEXT.replace("1954", "1955")),))
    )
    assert (job.report["would_be"], job.report["version"]) == ("changed", 2)
    assert job.report["sentence_changes"] == {"same": 2, "reworded": 1}
    assert ArticleVersion.objects.count() == 1


def test_a_batch_is_saved_and_its_failures_are_tried_again_together(monkeypatch):
    owner = InstructorFactory()
    batch = sent(
        owner, dry_run=True, new_topic="Mills", files=(file("a.txt"), file("b.txt", OTHER), file("c.txt", "Hi."))
    )
    assert (save_batch(owner, batch.pk), save_batch(owner, batch.pk)) == (2, 0)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "harvest_read", lambda *args: 1 / 0)
        work_on_jobs.func()
    assert batch.jobs.filter(step="failed").count() == 3
    assert retry_batch(InstructorFactory(), batch.pk) == 0
    assert retry_batch(owner, batch.pk) == 3
    work_on_jobs.func()
    assert sorted(batch.jobs.values_list("step", flat=True)) == ["done", "done", "failed"]


def test_a_stopped_import_may_be_tried_again_and_a_finished_one_not():
    owner = InstructorFactory()
    batch = sent(owner, run=False, topic=TopicFactory(), files=(file("a.txt"), file("b.txt", OTHER)))
    assert cancel_batch(InstructorFactory(), batch.pk, timezone.now()) == 0
    assert cancel_batch(owner, batch.pk, timezone.now()) == 2
    work_on_jobs.func()
    first = batch.jobs.order_by("pk").first()
    assert (first.step, Article.objects.count()) == ("cancelled", 0)
    assert not retry_import(InstructorFactory(), first.pk)
    assert retry_import(owner, first.pk)
    work_on_jobs.func()
    assert not retry_import(owner, first.pk)
    assert Article.objects.get().source_key == "a.txt"


def test_only_who_may_see_an_import_can_stop_it():
    owner = InstructorFactory()
    job = job_of(sent(owner, text=TEXT, run=False))
    assert not cancel_import(StudentFactory(), job.pk, timezone.now())
    assert cancel_import(owner, job.pk, timezone.now())


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_wakes_the_worker_and_a_bad_text_stops_no_other():
    batch = sent(run=False, files=(file("a.txt"), file("b.txt", "\x00\x01\x02\x03\x04\x05"), file("c.txt", OTHER)))
    assert sorted(batch.jobs.values_list("step", flat=True)) == ["done", "done", "failed"]


PAGE = f"""<!doctype html><html><head><title>The mill – Gazette</title>
<meta property="og:site_name" content="Brandon Gazette"><meta name="author" content="Sam Reed">
<meta property="article:published_time" content="2021-03-04"></head>
<body><h1>The old mill</h1><p>{TEXT}</p></body></html>"""


def test_a_page_is_fetched_once_and_keeps_what_it_states(monkeypatch):
    asked = []

    def fetch(address):
        asked.append(address)
        return fetching.Page(PAGE.encode(), "https://gazette.example/mill", "html")

    monkeypatch.setattr(fetching, "fetch", fetch)  # the network itself; what it does is tested with a real site
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "harvest_read", lambda *args: 1 / 0)
        job = job_of(sent(addresses="https://gazette.example/go?to=mill"))
    assert job.step == "failed"
    assert retry_import(job.owner, job.pk)
    work_on_jobs.func()
    assert asked == ["https://gazette.example/go?to=mill"]
    article = Article.objects.get()
    assert (article.title, article.publisher.name, article.author) == ("The old mill", "Brandon Gazette", "Sam Reed")
    assert (str(article.published_on), article.url) == ("2021-03-04", "https://gazette.example/mill")
    job.refresh_from_db()
    assert job.stated["fetched"] == timezone.now().date().isoformat()


def test_a_page_behind_the_wall_fails_with_its_reason():
    job = job_of(sent(addresses="http://127.0.0.1/"))
    assert (job.step, job.report["reason"][:40]) == ("failed", "This address leads to a machine that is ")


def test_a_pdf_becomes_an_article_and_tells_the_edges_of_its_pages():
    pages = [[f"Gazette {n}", f"The mill no. {n} was built in 182{n} by Ann Lowe.", str(n)] for n in range(1, 4)]
    job = job_of(sent(files=(file("mill.pdf", pdf(pages)),)))
    assert (job.step, job.report["sentences"], job.report["set_aside"]) == ("done", 3, {"page_edge": 2})
    assert job.report["dropped"] == [["page_edge", "Gazette 1", 1], ["page_edge", "1", 1]]


def test_each_step_tells_what_is_known_so_far(monkeypatch):
    seen = []

    def harvest(article, parse, context):
        job = ImportJob.objects.get()
        seen.append((job.step, job.report["title"], job.report["sentences"]))
        return plain_engine.harvest(article)

    monkeypatch.setattr(pipeline, "harvest_read", harvest)
    sent(text=TEXT, header={"title": "The mill"})
    assert seen == [("sentences", "The mill", 3)]


def test_a_job_left_by_a_crash_during_a_look_saves_nothing_either():
    job = ImportJobFactory(dry_run=True, payload=TEXT.encode())
    jobs.claim(job.pk, timezone.now() - jobs.LEASE * 2)
    before = saved()
    work_on_jobs.func()
    job.refresh_from_db()
    assert (job.report["outcome"], saved()) == ("previewed", before)


def test_nobody_fills_the_queue_that_all_wait_in():
    """What is too much is refused as a whole, so that nobody has to find out what of it was taken."""
    owner = InstructorFactory()
    topic = TopicFactory(owner=owner)
    waiting = bringing.MOST_WAITING - 1
    ImportJob.objects.bulk_create(
        ImportJob(kind="paste", name="mill", payload=b"", owner=owner, topic=topic, idempotency_key=f"waiting {n}")
        for n in range(waiting)
    )
    with pytest.raises(NothingReceivedError) as refused:
        sent(owner, run=False, topic=topic, files=(file("one.txt"), file("two.txt", OTHER)))
    assert [reason for _, _, reason, _ in refused.value.problems] == [
        bringing.TOO_MANY.format(most=bringing.MOST_WAITING, waiting=waiting, new=2)
    ]
    assert sent(owner, run=False, topic=topic, files=(file("one.txt"),)).jobs.count() == 1
    assert sent(key="another person", run=False, text=TEXT).jobs.count() == 1
