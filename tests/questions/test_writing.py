import dataclasses

import pytest

from studyapp.engine.items import Reason
from studyapp.engine.reading.article import Document
from studyapp.engine.reading.reading import split
from studyapp.engine.reading.spans import Span
from studyapp.facts.extracting import write_facts
from studyapp.facts.models import Fact
from studyapp.questions.models import Question, QuestionVersion
from studyapp.questions.wordings import wording
from studyapp.questions.writing import Origin, write_questions
from studyapp.sources.places import Places
from tests import plain_engine
from tests.factories import ArticleFactory, ContentManagerFactory, QuestionVersionFactory

pytestmark = pytest.mark.django_db
ORIGIN = Origin("7", "model 1", "digest", "0+1")


@pytest.fixture
def places():
    return Places(ArticleFactory().current_version)


def items(places) -> list:
    """(item, evidence) of the foreseeable generator: 1932, 1958 and 2031, a cloze and a choice each."""
    found = plain_engine.harvest(split(Document(places.version.text)))
    proof = {id(fact): row for fact, row in write_facts(places, found.facts)}
    return [(item, proof[id(item.fact)]) for item in found.items]


def test_a_wording_holds_what_the_draft_said(places):
    drafts = items(places)
    second = places.sentences[1].span
    item = dataclasses.replace(
        drafts[1][0], context="Before it.", hint="a year", attributed_to="the council", more_evidence=(second,)
    )
    item = dataclasses.replace(
        item,
        options=(
            dataclasses.replace(item.options[0], reason=Reason("elsewhere", {"a": "b"}, second)),
            *item.options[1:],
        ),
    )
    written = write_questions(places, [(item, drafts[1][1])], ORIGIN)
    question = Question.objects.get(pk__in=written.proposed)
    worded = wording(question.current_version_id)
    assert (worded.context, worded.hint, worded.says_so, worded.key_text) == (
        "Before it.",
        "a year",
        "the council",
        "1932",
    )
    assert worded.quote.mark == "1932"
    assert [quote.mark for quote in worded.context_quotes] == [second.cut(places.version.text)]
    assert (worded.options[0].why_params, worded.options[0].quote.sentence_id) == ({"a": "b"}, places.sentences[1].pk)
    assert (question.score, question.status, question.ranker_version) == (0.5, "draft", "0+1")
    version = question.current_version
    assert (version.engine_version, version.model_version, version.context_digest) == ("7", "model 1", "digest")


def test_writing_twice_adds_nothing(places):
    first = write_questions(places, items(places), ORIGIN)
    second = write_questions(places, items(places), ORIGIN)
    assert (first.new, second.new, first.proposed) == (6, 0, second.proposed)
    assert QuestionVersion.objects.count() == 6


def test_other_options_are_the_next_wording_of_the_same_question(places):
    drafts = items(places)
    write_questions(places, drafts, ORIGIN)
    item, proof = drafts[1]
    changed = dataclasses.replace(item, options=item.options[::-1])
    write_questions(places, [(changed, proof)], ORIGIN)
    question = Question.objects.get(kind="multiple_choice", fact=proof.fact)
    assert (question.current_version.number, question.current_version.key_option) == (2, 0)
    assert [option.text for option in question.versions.get(number=1).options.all()][-1] == "1932"


def test_features_are_kept_and_follow_the_wording(places):
    item, proof = items(places)[0]
    for features in ({"dated": 1.0}, {"dated": 1.0, "long": 0.4}):
        write_questions(places, [(dataclasses.replace(item, features=features), proof)], ORIGIN)
        assert Question.objects.get().features == features
    write_questions(places, [(dataclasses.replace(item, features={}), proof)], ORIGIN)  # as shipped words come
    assert Question.objects.get().features == features


def test_an_edited_question_keeps_its_wording_and_score(places):
    drafts = items(places)[:1]
    write_questions(places, drafts, ORIGIN)
    question = Question.objects.get()
    edited = QuestionVersionFactory(question=question, stem="Better: _____", author=ContentManagerFactory())
    item, proof = drafts[0]
    write_questions(places, [(dataclasses.replace(item, score=0.1, hint="other"), proof)], ORIGIN)
    question.refresh_from_db()
    assert (question.current_version, question.score) == (edited, 0.9)


def test_a_retired_fact_is_not_asked_about(places):
    drafts = items(places)
    Fact.objects.update(status="retired")
    drafts = items(places)
    assert write_questions(places, drafts, ORIGIN).new == 0


def test_an_item_whose_evidence_is_no_sentence_is_left_out(places):
    item, proof = items(places)[0]
    across = dataclasses.replace(item, evidence=Span(0, len(places.version.text)))
    assert write_questions(places, [(across, proof)], ORIGIN).new == 0
