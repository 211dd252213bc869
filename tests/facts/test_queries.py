"""What the other articles of a topic know."""

import pytest

from studyapp.engine.extraction.topic import ALONE
from studyapp.facts.queries import knowledge_of
from tests.factories import ArticleFactory, ArticleVersionFactory, EntityFactory, FactFactory, TopicFactory

pytestmark = pytest.mark.django_db
DESIGNED = "person|design|velmora|who|lighthouse||"


@pytest.fixture
def topic():
    return TopicFactory()


@pytest.fixture
def other(topic):
    """An article of which a fact names Ilse Brandt, who designed the lighthouse."""
    article = ArticleFactory(topic=topic)
    named = EntityFactory(topic=topic, name="Ilse Brandt")
    FactFactory(article=article, value="Ilse Brandt", answer_type="person", entity=named, claim_key=DESIGNED)
    return article


def test_other_articles_give_names_votes_and_what_is_true(topic, other):
    known = knowledge_of(topic, ArticleFactory(topic=topic))
    assert (known.names, known.votes) == (("Ilse Brandt",), {"ilse brandt": "person"})
    assert known.true_values == {DESIGNED: ("Ilse Brandt",)}
    assert knowledge_of(topic, None) == known


def test_an_article_knows_nothing_by_itself_nor_by_another_topic(topic, other):
    assert knowledge_of(topic, other) == ALONE
    assert knowledge_of(TopicFactory(), None) == ALONE


def test_what_was_withdrawn_or_rewritten_is_not_known(topic, other):
    ArticleVersionFactory(article=other, text="The lighthouse is dark.")
    assert knowledge_of(topic, None) == ALONE
    FactFactory(article=other, value="dark", answer_type="term", claim_key="term|be|velmora|lighthouse|")
    assert knowledge_of(topic, None).true_values
    other.status = "withdrawn"
    other.save()
    assert knowledge_of(topic, None) == ALONE


def test_a_name_with_two_types_has_no_vote(topic, other):
    FactFactory(
        article=other, value="Brandt", entity=EntityFactory(topic=topic, name="Ilse Brandt", type="organisation")
    )
    assert knowledge_of(topic, None).votes == {}


def test_a_claim_that_names_nothing_is_true_of_its_own_article_alone(topic, other):
    FactFactory(article=other, value="41", answer_type="measure", claim_key="measure|stand||lighthouse|||metres")
    assert set(knowledge_of(topic, None).true_values) == {DESIGNED}


def test_one_query_however_many_articles(topic, other, django_assert_num_queries):
    for _ in range(3):
        FactFactory(article=ArticleFactory(topic=topic), entity=EntityFactory(topic=topic))
    with django_assert_num_queries(1):
        knowledge_of(topic, other)
