"""What the other articles of a topic know."""

import pytest

from studyapp.engine.extraction.topic import ALONE
from studyapp.facts.queries import NOBODY, knowledge_of, others_on
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


LOST = "count|lose|carrow|mill|worker|1931|workers"
MILL = "The mill at Carrow lost 340 workers, or 341. Others spoke of 120."


def lost(topic, value: str, speaker: str = "", article=None):
    said = {"speaker": speaker, "stance": "attributed" if speaker else "asserted"}
    article = article or ArticleFactory(topic=topic, text=MILL)
    return FactFactory(
        article=article, value=value, answer_type="count", unit="workers", claim_key=LOST, evidence=said
    ), article


def test_who_agrees_with_a_fact_and_who_differs(topic):
    fact, article = lost(topic, "340")
    same, other = lost(topic, "341")
    differs, third = lost(topic, "120", "Ada Pottinger")
    _, own = lost(topic, "120", "Jonas Hale", article)
    found = others_on(fact.pk, topic.pk, article.pk)
    assert [(said.title, said.value, said.anchor) for said in found.agree] == [(other.title, "341", "s1")]
    assert {(said.title, said.says_so, said.value) for said in found.differ} == {
        (third.title, "Ada Pottinger", "120"),
        (own.title, "Jonas Hale", "120"),
    }


def test_nobody_speaks_on_a_fact_that_stands_nowhere_any_more(topic):
    fact, article = lost(topic, "340")
    lost(topic, "340")
    ArticleVersionFactory(article=article, text="The mill is a museum.")
    assert others_on(fact.pk, topic.pk, article.pk) == NOBODY


def test_a_fact_of_several_articles_counts_each_once(topic, django_assert_num_queries):
    fact, article = lost(topic, "340")
    for _ in range(2):
        lost(topic, "340")
    with django_assert_num_queries(1):
        assert len(others_on(fact.pk, topic.pk, article.pk).agree) == 2
