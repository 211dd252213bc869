"""The import as a story: text in, lesson and questions out, and what changes when the text changes."""

import datetime as dt

import pytest
from django.utils import timezone

from studyapp.engine import pipeline
from studyapp.facts.models import Fact, FactEvidence
from studyapp.facts.receipts import receipt_of
from studyapp.lessons.queries import lesson_of
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from studyapp.questions.reviewing import review
from studyapp.sources import jobs
from studyapp.sources.models import Article, ArticleVersion, ImportJob, Sentence, Topic
from studyapp.usecases import publish_article
from tests import plain_engine
from tests.factories import ContentManagerFactory

pytestmark = pytest.mark.django_db
HEADER = "---\ntitle: The mill\npublisher: Brandon Gazette\npublished: 2021-03-04\ntopic: Mills\n---\n"
TEXT = "The mill was built in 1823 by Ann Lowe.\n\nThe wheel broke in 1954. Nobody had the money to mend it.\n"
MODELS = (Article, ArticleVersion, Sentence, Fact, FactEvidence, Question, QuestionVersion, QuestionEvidence)


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)


def publish(text: str = HEADER + TEXT, name: str = "mill.md", topic: str | None = None) -> ImportJob:
    return publish_article.run(publish_article.submit_file(text.encode(), name, topic))


def counts() -> list[int]:
    return [model.objects.count() for model in MODELS]


def cloze(year: str) -> Question:
    return Question.objects.get(kind="cloze", fact__value=year)


def test_a_file_becomes_an_article_with_facts_and_questions():
    steps = []
    job = publish_article.submit_file((HEADER + TEXT).encode(), "mill.md")
    job = publish_article.run(job, told=lambda job: steps.append(job.step))
    assert steps == ["cleaned", "sentences", "facts", "questions", "done"]
    article = Article.objects.get()
    assert (article.title, article.publisher.name, article.topic.name) == ("The mill", "Brandon Gazette", "Mills")
    assert (article.published_on, article.as_of, article.source_key) == (dt.date(2021, 3, 4), None, "mill.md")
    assert (article.current_version, article.current_version.text) == (job.version, TEXT.strip())
    assert counts() == [1, 1, 3, 2, 2, 4, 4, 4]
    assert job.report["outcome"] == "new"
    assert [job.report[key] for key in ("sentences", "facts", "questions", "served", "version")] == [3, 2, 4, 2, 1]
    assert job.report["refused"] == {"no_year": 1}


def test_every_receipt_of_the_import_holds():
    publish()
    for place in FactEvidence.objects.all():
        assert receipt_of(place).quote.mark == place.printed
    lesson = lesson_of(Article.objects.get())
    assert [fact.value for fact in lesson.facts] == ["1823", "1954"]
    assert [s.anchor for p in lesson.paragraphs for s in p.sentences] == ["s1", "s2", "s3"]


def test_a_question_has_its_wording_options_and_proof():
    publish()
    version = Question.objects.get(kind="multiple_choice", fact__value="1823").current_version
    assert [option.text for option in version.options.all()] == ["1820", "1821", "1822", "1823"]
    assert (version.key_option, version.key_value, version.explanation_code) == (3, "1823", "key")
    proof = version.evidence.get(role="key")
    assert (proof.span.cut(TEXT), proof.fact_evidence.printed) == ("1823", "1823")
    assert [form.form for form in cloze("1823").current_version.accepted_forms.all()] == ["1823"]


def test_the_same_content_again_changes_nothing():
    publish()
    before, jobs_before = counts(), ImportJob.objects.count()
    job = publish()
    assert (job.report["outcome"], counts(), ImportJob.objects.count()) == ("unchanged", before, jobs_before)


def test_a_file_that_went_back_to_an_older_text_is_read_again():
    outcomes = [publish(text).report["outcome"] for text in (TEXT, TEXT.replace("1823", "1824"), TEXT, TEXT)]
    assert outcomes == ["new", "changed", "changed", "unchanged"]


def test_the_same_file_again_is_not_read(django_assert_num_queries):
    publish_article.run(publish_article.submit_file(TEXT.encode(), "mill.md"))
    with django_assert_num_queries(3):  # the job, its version, what it reports
        assert publish_article.submit_file(TEXT.encode(), "mill.md").step == "done"


def test_a_changed_file_is_the_next_version_and_keeps_facts_of_unchanged_sentences():
    publish()
    built, question = Fact.objects.get(value="1823"), cloze("1823")
    job = publish(HEADER + TEXT.replace("Nobody had", "No one in town had"))
    assert (job.report["outcome"], job.report["version"], job.report["stale"]) == ("changed", 2, 0)
    assert Fact.objects.count() == 2
    assert built.evidence.count() == 2
    question.refresh_from_db()
    assert (question.status, question.current_version.number) == ("draft", 2)
    assert question.current_version.evidence.get(role="key").sentence.version == job.version


def test_a_changed_value_supersedes_the_fact_and_its_questions_become_stale():
    publish()
    old, question = Fact.objects.get(value="1954"), cloze("1954")
    review(cloze("1954").current_version, ContentManagerFactory(), "approved")
    job = publish(HEADER + TEXT.replace("1954", "1955"))
    old.refresh_from_db()
    question.refresh_from_db()
    assert (old.status, old.superseded_by.value) == ("superseded", "1955")
    assert (question.status, job.report["stale"]) == ("stale", 2)
    assert cloze("1955").status == "draft"


def test_a_removed_sentence_makes_its_fact_stale_and_its_return_revives_it():
    publish()
    publish(HEADER + TEXT.replace("The wheel broke in 1954. ", ""))
    assert Fact.objects.get(value="1954").status == "stale"
    assert cloze("1954").status == "stale"
    job = publish()
    assert (job.report["outcome"], job.report["version"], ArticleVersion.objects.count()) == ("changed", 1, 2)
    assert Article.objects.get().current_version == job.version
    assert Fact.objects.get(value="1954").status == "active"
    assert cloze("1954").status == "draft"


def test_what_a_person_decided_stays_decided():
    publish()
    manager = ContentManagerFactory()
    approved, rejected = cloze("1823"), cloze("1954")
    review(approved.current_version, manager, "approved")
    review(rejected.current_version, manager, "rejected")
    publish(HEADER + TEXT.replace("Nobody had", "No one in town had"))
    for question, status, number in ((approved, "approved", 2), (rejected, "rejected", 1)):
        question.refresh_from_db()
        assert (question.status, question.current_version.number) == (status, number)


@pytest.mark.parametrize(("engine", "status"), [(pipeline.ENGINE_VERSION, "draft"), ("next", "stale")])
def test_drafts_that_are_no_longer_proposed_become_stale_under_a_new_engine_alone(monkeypatch, engine, status):
    publish()
    monkeypatch.setattr(pipeline, "ENGINE_VERSION", engine)
    monkeypatch.setattr(
        pipeline,
        "harvest_read",
        lambda article, parse, context: pipeline.Harvest(article, plain_engine.harvest(article).facts, (), ()),
    )
    publish(HEADER + TEXT + "It is a museum now.\n")
    assert set(Question.objects.values_list("status", flat=True)) == {status}


def test_a_claim_of_another_article_is_one_more_place_of_the_same_fact():
    publish()
    publish(HEADER + "The town is small. The wheel broke in 1954.\n", name="town.md")
    assert Fact.objects.get(value="1954").evidence.count() == 2
    assert Question.objects.filter(fact__value="1954").count() == 2


def test_a_missing_publisher_date_and_topic_stay_unknown():
    publish(TEXT, name="old_mill.txt")
    article = Article.objects.get()
    assert (article.publisher, article.published_on, article.title) == (None, None, "Old mill")
    assert article.topic.name == "Unsorted"


def test_the_named_topic_wins_and_is_found_whatever_its_capitals():
    publish(topic="Rivers")
    publish(topic="rivers ", name="other.md")
    assert Topic.objects.get().name == "Rivers"
    assert Article.objects.count() == 2


def test_the_address_then_the_id_then_the_path_tell_articles_apart():
    publish("---\nid: m1\nurl: https://gazette.example/mill\n---\n" + TEXT, "a.md")
    publish("---\nid: m2\n---\n" + TEXT, "b.md")
    publish(TEXT, "sub/c.md")
    keys = set(Article.objects.values_list("source_key", flat=True))
    assert keys == {"https://gazette.example/mill", "id:m2", "sub/c.md"}


@pytest.mark.parametrize(
    "text", ["", "   \n", "Das ist eine Mühle, die im Jahre 1823 gebaut wurde und heute noch steht."]
)
def test_a_text_that_cannot_be_read_leaves_nothing_but_its_reason(text):
    job = publish(text)
    assert (job.step, job.report["outcome"]) == ("failed", "failed")
    assert job.report["reason"].endswith(".")
    assert counts() == [0] * len(MODELS)


def test_a_failure_while_saving_saves_nothing(monkeypatch):
    def broken(*args):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(publish_article.carrying, "settle_questions", broken)
    job = publish()
    assert (job.step, job.report["reason"]) == ("failed", publish_article.BROKEN)
    assert counts() == [0] * len(MODELS)
    assert not Topic.objects.filter(articles__isnull=False).exists()


def test_a_failed_file_may_be_tried_again(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "harvest_read", lambda *args: 1 / 0)
        assert publish().step == "failed"
    assert publish().step == "done"


def test_a_job_left_by_a_crash_is_taken_up_when_its_lease_has_run_out():
    job = publish_article.submit_file(TEXT.encode(), "mill.md")
    crashed = jobs.claim(job.pk, timezone.now() - jobs.LEASE * 2)
    jobs.advance(crashed, jobs.FACTS, timezone.now() - jobs.LEASE * 2)
    assert publish_article.run(job).step == "done"
    assert Article.objects.get().current_version.sentences.count() == 3


def test_a_job_at_work_elsewhere_is_left_alone():
    job = publish_article.submit_file(TEXT.encode(), "mill.md")
    jobs.claim(job.pk, timezone.now())
    assert publish_article.run(job).step == "received"
    assert counts() == [0] * len(MODELS)


def test_a_worker_that_lost_its_job_writes_nothing(monkeypatch):
    job = publish_article.submit_file(TEXT.encode(), "mill.md")

    def slow(article, parse, context):
        ImportJob.objects.filter(pk=job.pk).update(attempts=7)  # another has claimed it meanwhile
        return plain_engine.harvest(article)

    monkeypatch.setattr(pipeline, "harvest_read", slow)
    assert publish_article.run(job).step == "sentences"
    assert counts() == [0] * len(MODELS)


def test_a_job_that_breaks_its_worker_again_and_again_is_given_up():
    job = publish_article.submit_file(TEXT.encode(), "mill.md")
    ImportJob.objects.filter(pk=job.pk).update(attempts=jobs.MOST_ATTEMPTS)
    assert publish_article.run(job).report["reason"] == publish_article.GAVE_UP


def test_a_cancelled_job_writes_nothing(monkeypatch):
    job = publish_article.submit_file(TEXT.encode(), "mill.md")

    def cancelled(article, parse, context):
        jobs.cancel(job.pk, timezone.now())
        return plain_engine.harvest(article)

    monkeypatch.setattr(pipeline, "harvest_read", cancelled)
    assert publish_article.run(job).step == "cancelled"
    assert counts() == [0] * len(MODELS)


def test_marks_are_kept_with_the_text():
    publish(HEADER + "Share on Facebook\n\n" + TEXT)
    version = ArticleVersion.objects.get()
    assert [(version.text[start:end], reason) for start, end, reason in version.marks] == [
        ("Share on Facebook", "share_bar")
    ]


def test_an_article_is_read_with_what_its_topic_knows_and_asks(monkeypatch):
    contexts = []

    def harvest(article, parse, context):
        contexts.append(context)
        return plain_engine.harvest(article)

    monkeypatch.setattr(pipeline, "harvest_read", harvest)
    publish()
    publish(HEADER + TEXT.replace("mill", "ferry"), "ferry.md")
    publish(HEADER + TEXT + "It ran again in 1990.\n")
    first, second, again = contexts
    assert first == pipeline.TopicContext()
    claims = {"The mill was built in ? by Ann Lowe.": "1823", "The wheel broke in ?.": "1954"}
    assert {claim: (year,) for claim, year in claims.items()} == second.true_values == second.asked
    assert second.passages["1823"] == ("The mill was built in _____ by Ann Lowe.",)
    assert set(again.true_values) == {claim.replace("mill", "ferry") for claim in claims}
    digests = set(QuestionVersion.objects.values_list("context_digest", flat=True))
    assert digests == {context.digest for context in contexts}


def test_an_article_that_is_read_again_after_its_topic_grew_doubles_nothing():
    publish()
    approved = cloze("1823")
    review(approved.current_version, ContentManagerFactory(), "approved")
    publish(HEADER + TEXT.replace("mill", "ferry"), "ferry.md")
    stem = approved.current_version.stem
    publish(HEADER + TEXT + "It ran again in 1990.\n")
    stems = list(Question.objects.filter(article=approved.article).values_list("current_version__stem", flat=True))
    assert len(stems) == len(set(stems)) == 6
    approved.refresh_from_db()
    assert (approved.status, approved.current_version.stem) == ("approved", stem)
