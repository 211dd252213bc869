"""Every model has a factory, and what it makes is whole."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories
from tests.factories.sources import sentence_spans

STAGES = ["accounts", "sources", "facts", "questions", "lessons", "assignments", "attempts", "progress"]
MODELS = [model for stage in STAGES for model in apps.get_app_config(stage).get_models()]
FACTORIES = [
    value for value in vars(factories).values() if isinstance(value, type) and issubclass(value, DjangoModelFactory)
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_model_has_a_factory(model):
    assert [f for f in FACTORIES if f._meta.model is model]


@pytest.mark.parametrize("make", FACTORIES, ids=lambda f: f.__name__)
def test_factory_makes_valid_rows_more_than_once(make):
    for row in (make(), make()):
        row.full_clean(exclude=["password", "marks"])  # empty is a value of its own here
        assert row.pk
        assert str(row)


def test_article_comes_with_the_sentences_of_its_text():
    article = factories.ArticleFactory()
    text = article.current_version.text
    cut = [text[s.start : s.end] for s in article.current_version.sentences.all()]
    assert cut == [text[start:end] for start, end, _ in sentence_spans(text)]
    assert len(cut) == 6


def test_second_version_becomes_the_current_one():
    article = factories.ArticleFactory()
    newer = factories.ArticleVersionFactory(article=article, text="A new text. It is short.")
    article.refresh_from_db()
    assert (article.current_version, newer.number) == (newer, 2)


def test_fact_stands_where_its_evidence_says():
    fact = factories.FactFactory(value="Ilse Brandt", answer_type="person")
    place = fact.evidence.get()
    assert place.sentence.version.text[place.start : place.end] == place.printed == "Ilse Brandt"
    assert place.sentence.start <= place.start < place.end <= place.sentence.end
    assert place.sentence.version.article.topic == fact.topic


@pytest.mark.parametrize("kind", ["multiple_choice", "cloze", "true_false", "short_answer"])
def test_question_has_a_key_with_its_evidence(kind):
    version = factories.QuestionFactory(kind=kind).current_version
    proof = version.evidence.get(role="key")
    assert proof.sentence.version.text[proof.start : proof.end] == version.question.fact.value
    if kind == "multiple_choice":
        assert version.options.get(position=version.key_option).text == version.key_value
        assert version.options.count() == 4
    if kind in ("cloze", "short_answer"):
        assert [form.form for form in version.accepted_forms.all()] == [version.key_value]
    if kind == "cloze":
        assert version.stem.count("_____") == 1


def test_response_answers_the_paper_of_its_attempt():
    first = factories.ResponseFactory()
    second = factories.ResponseFactory(attempt=first.attempt, score=0.0)
    assert [first.position, second.position] == [1, 2]
    assert [first.version_id, second.version_id] == [entry["version"] for entry in first.attempt.paper]


def test_playable_topic_offers_all_formats_in_one_article():
    playable = factories.playable_topic(name="Ports")
    assert playable.topic.name == "Ports"
    assert {q.format for q in playable.questions} == {"options", "typed", "true_false"}
    assert {q.article for q in playable.questions} == {playable.article}
    assert {q.status for q in playable.questions} == {"approved"}
