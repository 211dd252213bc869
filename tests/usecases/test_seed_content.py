"""Shipped articles with their approved questions: loaded once, found again, never against the site's people."""

from __future__ import annotations

import json

import pytest

from studyapp.questions.models import Question, QuestionVersion, Review
from studyapp.questions.reviewing import retire, review
from studyapp.questions.writing import generation_key
from studyapp.sources.models import Article
from studyapp.usecases import seed_content
from studyapp.usecases.approved_questions import approved_entries
from tests.factories import (
    TEXT,
    ArticleFactory,
    ArticleVersionFactory,
    FactFactory,
    QuestionEvidenceFactory,
    QuestionFactory,
    QuestionVersionFactory,
)

pytestmark = pytest.mark.django_db
KINDS = ["multiple_choice", "cloze", "true_false", "short_answer"]


@pytest.fixture
def folder(tmp_path):
    """A shipped article (TEXT) with one approved question of each kind, on an office elsewhere."""
    office = ArticleFactory(text=f"{TEXT}\n\nThe office has one sentence more.")
    fact = FactFactory(article=office, evidence={"speaker": "the town council", "stance": "attributed"})
    for kind in KINDS:
        question = QuestionFactory(fact=fact, article=office, kind=kind, status="approved")
        QuestionEvidenceFactory(version=question.current_version)
    (tmp_path / "harbour.md").write_text(TEXT)
    (tmp_path / "approved").mkdir()
    entries = {"questions": approved_entries(office)}
    (tmp_path / "approved" / "harbour.json").write_text(json.dumps(entries))
    return tmp_path


@pytest.fixture
def folder_with_a_set(folder):
    """The same folder with an ordering of the article's three dates beside the others."""
    office = ArticleFactory(text=f"{TEXT}\n\nThe office has one sentence more.")
    rows = [
        ("The harbour opened", "1932", "1932"),
        ("The ferry began", "1958", "1958"),
        ("It was mended", "2031", "2031"),
    ]
    fact = FactFactory(article=office)
    QuestionFactory(fact=fact, article=office, kind="ordering", status="approved", wording={"pairs": rows})
    entries = {"questions": approved_entries(office)}
    (folder / "approved" / "harbour.json").write_text(json.dumps(entries))
    return folder


def test_a_set_arrives_with_its_rows_and_their_sentences(folder_with_a_set):
    article = ArticleFactory(text=TEXT)
    assert seed_content.load(folder_with_a_set)
    assert approved_entries(article) == shipped(folder_with_a_set)
    [question] = questions_of(article)
    assert [(o.text, o.match) for o in question.current_version.options.order_by("position")] == [
        ("The harbour opened", "1932"), ("The ferry began", "1958"), ("It was mended", "2031"),
    ]  # fmt: skip


def shipped(folder):
    return json.loads((folder / "approved" / "harbour.json").read_text())["questions"]


def questions_of(article):
    return Question.objects.filter(article=article).select_related("current_version")


def test_questions_arrive_approved_and_as_they_were_written(folder):
    article = ArticleFactory(text=TEXT)
    assert seed_content.load(folder)
    assert approved_entries(article) == shipped(folder)
    assert {q.kind for q in questions_of(article)} == set(KINDS)
    verdicts = Review.objects.filter(version__question__article=article)
    assert [(v.reviewer, v.verdict) for v in verdicts] == [(None, "approved")] * len(KINDS)


def test_receipt_marks_the_same_words(folder):
    article = ArticleFactory(text=TEXT)
    seed_content.load(folder)
    for question in questions_of(article):
        place = question.current_version.evidence.get(role="key")
        assert place.sentence.version == article.current_version
        assert place.span.cut(TEXT) == "1932"
        assert place.fact_evidence.speaker == "the town council"


def test_loading_again_adds_nothing(folder):
    article = ArticleFactory(text=TEXT)
    assert not seed_content.is_loaded(folder)
    seed_content.load(folder)
    before = QuestionVersion.objects.count(), Review.objects.count()
    assert seed_content.is_loaded(folder)
    told = []
    assert seed_content.load(folder, told.append)
    assert (QuestionVersion.objects.count(), Review.objects.count()) == before
    assert told == [seed_content.Loaded("harbour.md")]
    assert questions_of(article).count() == len(KINDS)


def test_question_that_the_engine_wrote_is_approved_and_not_doubled(folder):
    article = ArticleFactory(text=TEXT)
    seed_content.load(folder)
    Review.objects.all().erase()
    questions_of(article).update(status="draft", score=0.1)
    seed_content.load(folder)
    assert questions_of(article).count() == len(KINDS)
    assert {q.status for q in questions_of(article)} == {"approved"}


def test_engine_wrote_other_options_and_the_approved_ones_are_asked(folder):
    article = ArticleFactory(text=TEXT)
    entry = next(e for e in shipped(folder) if e["kind"] == "multiple_choice")
    fact = FactFactory(article=article)
    QuestionFactory(
        article=article,
        fact=fact,
        generation_key=generation_key(fact.pk, "multiple_choice", "options", "", entry["stem"]),
        wording={"options": ["1931", "1932", "1930"], "stem": entry["stem"]},
    )
    seed_content.load(folder)
    question = questions_of(article).get(kind="multiple_choice")
    asked = question.current_version.options.values_list("text", flat=True)
    assert question.status == "approved"
    assert list(asked) == [option["text"] for option in entry["options"]]


@pytest.mark.parametrize("verdict", ["rejected", "approved"])
def test_verdict_of_the_site_stays(folder, verdict):
    article = ArticleFactory(text=TEXT)
    seed_content.load(folder)
    question = questions_of(article).first()
    review(question.current_version, None, verdict)
    seed_content.load(folder)
    question.refresh_from_db()
    assert question.status == verdict
    assert seed_content.is_loaded(folder)


def test_retired_question_stays_retired(folder):
    article = ArticleFactory(text=TEXT)
    seed_content.load(folder)
    question = questions_of(article).first()
    retire(question.pk)
    seed_content.load(folder)
    question.refresh_from_db()
    assert question.status == "retired"


def _reject_in_shipped(folder, question):
    file = folder / "approved" / "harbour.json"
    words = {"kind": question.kind, "format": question.format, "stem": question.current_version.stem}
    words["answer"] = question.current_version.key_value
    file.write_text(json.dumps({"questions": shipped(folder), "rejected": [words]}))


def test_draft_that_was_found_wanting_is_rejected_on_loading(folder):
    article = ArticleFactory(text=TEXT)
    draft = QuestionFactory(article=article, wording={"stem": "Who mends the nets of _____?"})
    seed_content.load(folder)
    _reject_in_shipped(folder, draft)
    assert not seed_content.is_loaded(folder)
    seed_content.load(folder)
    draft.refresh_from_db()
    assert draft.status == "rejected"
    assert seed_content.is_loaded(folder)


def test_draft_that_the_site_approved_is_not_rejected_on_loading(folder):
    article = ArticleFactory(text=TEXT)
    question = QuestionFactory(article=article, wording={"stem": "Who mends the nets of _____?"})
    review(question.current_version, None, "approved")
    _reject_in_shipped(folder, question)
    seed_content.load(folder)
    question.refresh_from_db()
    assert question.status == "approved"


def test_rejected_and_replaced_wordings_are_written(folder):
    article = ArticleFactory(text=TEXT)
    rejected = QuestionFactory(article=article, status="rejected", wording={"stem": "Who mends the nets of _____?"})
    reworded = QuestionFactory(article=article, status="approved", wording={"stem": "Which year was it?"})
    version = QuestionVersionFactory(question=reworded, number=2, stem="In which year did the harbour open?")
    QuestionEvidenceFactory(version=version)
    reworded.current_version = version
    reworded.save()
    seed_content.write_approved(folder)
    stems = [words["stem"] for words in json.loads((folder / "approved" / "harbour.json").read_text())["rejected"]]
    assert stems == [rejected.current_version.stem, "Which year was it?"]


def test_rejected_wordings_that_are_not_written_now_are_kept(folder):
    ArticleFactory(text=TEXT)
    seed_content.load(folder)
    words = {"kind": "cloze", "format": "typed", "stem": "Who mends the nets of _____?", "answer": "Velmora"}
    file = folder / "approved" / "harbour.json"
    file.write_text(json.dumps({"questions": shipped(folder), "rejected": [words]}))
    seed_content.write_approved(folder)
    assert json.loads(file.read_text())["rejected"] == [words]


def test_text_without_the_sentence_gets_no_question_and_says_so(folder):
    article = ArticleFactory(text=TEXT)
    ArticleVersionFactory(article=article, text="The harbour of Velmora opened long ago.")
    told = []
    assert seed_content.load(folder, told.append)
    assert told[0].approved == 0
    assert told[0].lost == (shipped(folder)[0]["quote"],) * len(KINDS)
    assert not questions_of(article).exists()


def test_approved_questions_are_written_beside_their_article(folder):
    ArticleFactory(text=TEXT)
    seed_content.load(folder)
    before = shipped(folder)
    (folder / "approved" / "harbour.json").unlink()
    assert seed_content.write_approved(folder) == {"harbour.md": len(KINDS)}
    assert shipped(folder) == before


def test_article_that_is_missing_is_imported(tmp_path):
    (tmp_path / "pier.md").write_text(
        "---\nid: pier\ntitle: The pier\npublisher: Coast Gazette\ntopic: Harbours\n---\n\n"
        "The old pier of Velmora opened in 1932. The engineer Ilse Brandt designed the pier. "
        "In 1958, the town council of Velmora bought a second ferry for the pier.\n"
    )
    assert seed_content.load(tmp_path)
    assert seed_content.load(tmp_path)
    article = Article.objects.get()
    assert (article.title, article.publisher.name, article.topic.name) == ("The pier", "Coast Gazette", "Harbours")
    assert article.versions.count() == 1


def test_article_that_cannot_be_read_is_reported_and_stops_no_other(tmp_path):
    (tmp_path / "a.md").write_text("   ")
    (tmp_path / "b.md").write_text("---\ntitle: The pier\n---\n\nThe old pier of Velmora opened in the year 1932.\n")
    told = []
    assert not seed_content.load(tmp_path, told.append)
    assert told[0].error
    assert told[1].imported
