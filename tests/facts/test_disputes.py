"""When two sources give one claim different values, and when they only seem to."""

import datetime as dt

import pytest

from studyapp.facts.disputes import settle_disputes
from studyapp.facts.models import Fact
from tests.factories import ArticleFactory, ArticleVersionFactory, FactFactory, TopicFactory

pytestmark = pytest.mark.django_db
LOST = "count|lose|orford|mill|worker|1931|workers"
TEXT = (
    "Jonas Hale said that the mill lost 340 workers. Ada Pottinger said that it lost 120 workers. Others spoke of 341."
)


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT)


def lost(article, value: str, speaker: str = "", *, claim: str = LOST, **changes) -> Fact:
    said = {"speaker": speaker, "stance": "attributed" if speaker else "asserted"} | changes
    return FactFactory(
        article=article, value=value, answer_type="count", unit="workers", claim_key=claim, evidence=said
    )


def statuses() -> dict[str, str]:
    return dict(Fact.objects.values_list("value", "status"))


def test_two_speakers_who_give_one_claim_different_values_dispute_it(article):
    lost(article, "340", "Jonas Hale")
    lost(article, "120", "Ada Pottinger")
    assert settle_disputes(article) == 2
    assert statuses() == {"340": "disputed", "120": "disputed"}


def test_two_articles_dispute_a_claim_and_one_that_is_withdrawn_does_not():
    topic = TopicFactory()
    one, other = ArticleFactory(topic=topic, text=TEXT), ArticleFactory(topic=topic, text=TEXT)
    lost(one, "340")
    lost(other, "120")
    assert settle_disputes(other) == 2
    one.status = "withdrawn"
    one.save()
    assert settle_disputes(other) == 0
    assert statuses()["120"] == "active"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"speaker": "Jonas Hale"}, {"speaker": "Jonas Hale"}),  # one voice
        ({"speaker": "the council"}, {"speaker": "Council"}),
        ({"speaker": "Jonas Hale"}, {"speaker": "Ada Pottinger", "claim": LOST.replace("orford", "ghent")}),
        ({"speaker": "Jonas Hale"}, {"speaker": "Ada Pottinger", "stance": "hedged"}),
        (
            {"speaker": "Jonas Hale", "as_of": dt.date(2021, 3, 1)},
            {"speaker": "Ada Pottinger", "as_of": dt.date(2022, 3, 1)},
        ),
        ({}, {}),  # one article tells of two things
    ],
)
def test_what_does_not_speak_of_the_same_is_no_dispute(article, first, second):
    lost(article, "340", **first)
    lost(article, "120", **second)
    assert settle_disputes(article) == 0
    assert set(statuses().values()) == {"active"}


def test_a_rounded_figure_is_no_dispute(article):
    lost(article, "340", "Jonas Hale")
    lost(article, "341", "Ada Pottinger")
    assert settle_disputes(article) == 0


def test_a_claim_that_somebody_denies_is_disputed(article):
    fact = lost(article, "340", "Jonas Hale")
    Fact.objects.filter(pk=fact.pk).update(claim_key="term|be|orford|mill||")
    place = fact.evidence.get()
    place.pk, place.speaker, place.stance, place.start = None, "Ada Pottinger", "denied", place.start + 1
    place.save()
    assert settle_disputes(article) == 1


def test_a_dispute_ends_with_the_text_that_gave_the_other_value(article):
    kept = lost(article, "340", "Jonas Hale")
    lost(article, "120", "Ada Pottinger")
    settle_disputes(article)
    newer = ArticleVersionFactory(article=article, text=TEXT.split(". ")[0] + ".")
    place = kept.evidence.get()
    place.pk, place.sentence = None, newer.sentences.get()
    place.save()
    assert settle_disputes(article) == 0
    assert statuses()["340"] == "active"


def test_a_status_that_a_person_gave_stays(article):
    fact = lost(article, "340", "Jonas Hale")
    fact.status = "disputed"
    fact.save()
    settle_disputes(article)
    assert statuses() == {"340": "disputed"}
