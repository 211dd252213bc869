"""A person's word on a fact, and what it does to the questions on it."""

from __future__ import annotations

import pytest

from studyapp.facts.models import Fact
from studyapp.facts.receipts import receipt_of
from studyapp.facts.reviewing import NotInSentenceError, Part
from studyapp.progress.models import FactMemory
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.models import Question, Review
from studyapp.sources.correcting import MeanwhileError
from studyapp.usecases.judge_fact import approve_fact, correct_fact, reject_fact, split_fact
from tests.factories import (
    ArticleFactory,
    AttemptFactory,
    ContentManagerFactory,
    FactEvidenceFactory,
    FactFactory,
    InstructorFactory,
    QuestionFactory,
    ResponseFactory,
    StudentFactory,
    TopicFactory,
    sentence_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return InstructorFactory()


@pytest.fixture
def article(owner):
    return ArticleFactory(topic=TopicFactory(owner=owner), owner=owner)


@pytest.fixture
def fact(article):
    return FactFactory(article=article, value="41", answer_type="measure")


def on(fact, **fields) -> Question:
    return QuestionFactory(fact=fact, **fields)


def test_a_rejected_fact_takes_its_drafts_and_sets_approved_questions_stale(owner, fact):
    draft, approved, edited = (
        on(fact),
        on(fact, status="approved", kind="cloze"),
        on(fact, status="retired", kind="true_false"),
    )
    judged = reject_fact(owner, fact.pk, "nobody asks that")
    assert (judged.changed, judged.rejected, judged.stale) == (True, 1, 1)
    fact.refresh_from_db()
    assert fact.status == "retired"
    assert [Question.objects.get(pk=q.pk).status for q in (draft, approved, edited)] == ["rejected", "stale", "retired"]
    rows = Review.objects.order_by("pk").values_list("verdict", "reviewer", "reasons", "before", "note")
    assert list(rows) == [
        ("rejected", owner.pk, ["fact_rejected"], "draft", "nobody asks that"),
        ("stale", owner.pk, ["fact_rejected"], "approved", "nobody asks that"),
    ]
    review = fact.reviews.get()
    assert (review.approved, review.reviewer, review.why) == (False, owner, "nobody asks that")
    assert reject_fact(owner, fact.pk, "again").changed is False


def test_an_approved_fact_brings_its_questions_back_as_they_were(owner, fact):
    draft, approved = on(fact), on(fact, status="approved", kind="cloze")
    other = on(fact, status="rejected", kind="true_false")
    reject_fact(owner, fact.pk, "hm")
    judged = approve_fact(owner, fact.pk)
    assert (judged.changed, judged.back) == (True, 2)
    assert [Question.objects.get(pk=q.pk).status for q in (draft, approved, other)] == ["draft", "approved", "rejected"]
    assert set(Review.objects.filter(verdict="undone").values_list("undoes__verdict", flat=True)) == {
        "rejected",
        "stale",
    }
    fact.refresh_from_db()
    assert fact.status == "active"
    assert approve_fact(owner, fact.pk).changed is False


def test_a_fact_that_another_persons_article_states_too_is_theirs_to_judge_together(owner, fact, article):
    elsewhere = ArticleFactory(topic=article.topic)
    assert reject_fact(owner, fact.pk, "mine alone").changed  # a topic's owner may correct all its articles
    approve_fact(owner, fact.pk)
    site = TopicFactory(owner=None)
    shared = FactFactory(article=ArticleFactory(topic=site, owner=owner), value="41", answer_type="measure")
    FactEvidenceFactory(fact=shared, sentence=sentence_with(ArticleFactory(topic=site), "41"))
    with pytest.raises(Fact.DoesNotExist):
        reject_fact(owner, shared.pk, "no")
    assert reject_fact(ContentManagerFactory(), shared.pk, "no").changed
    assert elsewhere.topic == article.topic


def test_label_and_typing_are_corrected_and_each_change_is_kept(owner, fact):
    seen = {"label": fact.label, "answer_type": "measure", "value": "41", "number": "41", "unit": ""}
    wanted = seen | {"label": "Height of the lighthouse", "answer_type": "count", "number": "", "unit": "m"}
    assert correct_fact(owner, fact.pk, seen, wanted) == ["label", "answer_type", "number", "unit"]
    fact.refresh_from_db()
    assert (fact.label, fact.answer_type, fact.number, fact.unit) == ("Height of the lighthouse", "count", None, "m")
    rows = fact.corrections.order_by("pk").values_list("field", "before", "after", "who")
    assert list(rows)[1:] == [
        ("answer_type", "measure", "count", owner.pk),
        ("number", "41", "", owner.pk),
        ("unit", "", "m", owner.pk),
    ]
    assert receipt_of(fact.evidence.get()).quote.mark == "41"


def test_two_people_at_once_lose_nothing(owner, fact):
    seen = {"label": fact.label, "unit": ""}
    correct_fact(owner, fact.pk, seen, {"label": "First"})
    with pytest.raises(MeanwhileError) as raised:
        correct_fact(owner, fact.pk, seen, {"label": "Second", "unit": "m"})
    [clash] = raised.value.clashes
    assert (clash.field, clash.now, clash.who) == ("label", "First", owner)
    fact.refresh_from_db()
    assert (fact.label, fact.unit) == ("First", "")
    correct_fact(owner, fact.pk, seen, {"unit": "m"})  # another field: nothing in the way
    fact.refresh_from_db()
    assert (fact.label, fact.unit) == ("First", "m")


def test_a_fact_that_says_two_things_becomes_two(owner, fact, django_capture_on_commit_callbacks):
    stays, goes = on(fact), on(fact, kind="cloze")
    Question.objects.filter(pk=goes.pk).update(generation_key=f"{fact.pk}:cloze:typed:x")
    learner = StudentFactory()
    ResponseFactory(attempt=AttemptFactory(learner=learner, questions=[goes]))
    rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        new = split_fact(owner, fact.pk, "Its height", Part("What is so tall", "lighthouse"), [goes.pk])
    for row in (fact, stays, goes):
        row.refresh_from_db()
    assert (fact.label, stays.fact, goes.fact) == ("Its height", fact, new)
    assert goes.generation_key == f"{new.pk}:cloze:typed:x"
    assert (new.label, new.value, new.answer_type, new.number) == ("What is so tall", "lighthouse", "name", None)
    assert receipt_of(new.evidence.get()).quote.mark == "lighthouse"
    assert receipt_of(fact.evidence.get()).quote.mark == "41"
    assert list(FactMemory.objects.filter(learner=learner).values_list("fact", flat=True)) == [new.pk]
    assert split_fact(owner, fact.pk, "Its height", Part("What is so tall", "lighthouse")) == new


def test_the_second_answer_must_stand_in_the_sentence(owner, fact):
    with pytest.raises(NotInSentenceError):
        split_fact(owner, fact.pk, "One", Part("Two", "no such words"))
    assert Fact.objects.count() == 1
