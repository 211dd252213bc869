"""The facts of an article on the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from studyapp.facts.models import Fact
from studyapp.questions.models import Question
from tests.factories import (
    ArticleFactory,
    FactEvidenceFactory,
    FactFactory,
    InstructorFactory,
    QuestionFactory,
    TopicFactory,
    sentence_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    owner = InstructorFactory()
    client.force_login(owner)
    return owner


@pytest.fixture
def article(owner):
    return ArticleFactory(topic=TopicFactory(owner=None), owner=owner)


@pytest.fixture
def fact(article):
    return FactFactory(article=article, value="41", answer_type="measure")


def at(name: str, fact, article) -> str:
    return reverse(f"teach:{name}", args=[article.slug, fact.pk])


def test_facts_stand_in_the_order_of_the_text_with_their_sentences(client, article):
    for value in ("1958", "1932"):
        FactFactory(article=article, value=value)
    rows = client.get(reverse("teach:source-facts", args=[article.slug])).context["facts"]
    assert [(row.fact.value, row.quote.mark) for row in rows] == [("1932", "1932"), ("1958", "1958")]


@pytest.mark.parametrize(
    ("query", "values"), [({"status": "retired"}, ["1958"]), ({"q": "height"}, ["41"]), ({}, ["41", "1958"])]
)
def test_facts_are_found_by_word_and_status(client, article, query, values):
    FactFactory(article=article, value="1958", status="retired")
    FactFactory(article=article, value="41", label="Height of the lighthouse")
    rows = client.get(reverse("teach:source-facts", args=[article.slug]), query).context["facts"]
    assert [row.fact.value for row in rows] == values


def test_a_fact_is_rejected_with_a_reason_and_approved_again(client, article, fact):
    question = QuestionFactory(fact=fact)
    decide = at("fact-decide", fact, article)
    assert client.post(decide, {"verdict": "reject"}).status_code == 422
    client.post(decide, {"verdict": "reject", "reject-why": "too small"})
    assert Fact.objects.get(pk=fact.pk).status == "retired"
    assert Question.objects.get(pk=question.pk).status == "rejected"
    client.post(decide, {"verdict": "approve"})
    assert Fact.objects.get(pk=fact.pk).status == "active"
    assert Question.objects.get(pk=question.pk).status == "draft"
    assert client.get(at("fact-edit", fact, article)).context["reviews"].count() == 2


def test_a_fact_is_put_better(client, article, fact):
    where = at("fact-edit", fact, article)
    sent = {field.name: field.value() or "" for field in client.get(where).context["form"]}
    response = client.post(where, sent | {"label": "Height of the lighthouse", "unit": "metres"})
    assert response.status_code == 302
    fact.refresh_from_db()
    assert (fact.label, fact.unit, fact.number) == ("Height of the lighthouse", "metres", 41.0)
    bad = client.post(where, sent | {"number": "about forty"})
    assert "figures alone" in bad.context["form"].errors["number"][0]
    assert client.post(where, sent | {"number": "nan"}).status_code == 200


def test_a_fact_is_split_on_its_page(client, article, fact):
    where = at("fact-split", fact, article)
    question = QuestionFactory(fact=fact)
    sent = {"first": "Height", "second": "What is so tall", "printed": "castle", "questions": [question.pk]}
    assert client.post(where, sent).context["form"].errors["printed"]
    assert client.post(where, sent | {"printed": "lighthouse", "second": "Height"}).context["form"].errors["second"]
    response = client.post(where, sent | {"printed": "lighthouse"})
    new = Fact.objects.latest("pk")
    assert response["Location"] == at("fact-edit", new, article)
    assert Question.objects.get(pk=question.pk).fact == new


def test_a_fact_that_stands_in_others_articles_is_shown_but_not_theirs_to_judge(client, article, fact):
    FactEvidenceFactory(fact=fact, sentence=sentence_with(ArticleFactory(topic=article.topic), "41"))
    page = client.get(at("fact-edit", fact, article))
    assert page.context["may_judge"] is False
    assert client.post(at("fact-edit", fact, article), {"label": "Mine"}).status_code == 200
    for name in ("fact-decide", "fact-split"):
        assert client.post(at(name, fact, article), {"verdict": "approve"}).status_code == 404
    fact.refresh_from_db()
    assert fact.label != "Mine"


def test_a_fact_of_another_article_is_not_found(client, article, fact):
    other = ArticleFactory(owner=article.owner)
    assert client.get(at("fact-edit", fact, other)).status_code == 404
