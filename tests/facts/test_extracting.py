import pytest

from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.extraction.values import AnswerType, Stance, Value
from studyapp.engine.reading.spans import Span
from studyapp.facts.extracting import settle_facts, write_facts, write_refusals
from studyapp.facts.models import Entity, Fact, FactCorrection, FactEvidence, Refusal
from studyapp.sources.places import Places
from tests.factories import ArticleFactory, ArticleVersionFactory, FactEvidenceFactory

pytestmark = pytest.mark.django_db


def draft(article, printed: str, *, sentence=0, claim="c1", kind=AnswerType.YEAR, **fields) -> FactDraft:
    start = article.current_version.text.index(printed)
    value = Value(kind, printed, fields.pop("canonical", printed), aliases=fields.pop("aliases", ()))
    return FactDraft(sentence, Span(start, start + len(printed)), value, "what it is", claim, **fields)


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def places(article):
    return Places(article.current_version)


def test_a_fact_is_written_once_with_who_says_so(article, places):
    said = draft(article, "60", sentence=3, kind=AnswerType.COUNT, speaker="the town council", stance=Stance.ATTRIBUTED)
    [(_, first)] = write_facts(places, [said])
    [(_, again)] = write_facts(places, [said])
    assert (again, Fact.objects.count(), FactEvidence.objects.count()) == (first, 1, 1)
    assert (first.speaker, first.stance, first.printed) == ("the town council", "attributed", "60")


def test_the_same_claim_twice_in_a_text_is_one_fact_with_two_places(article, places):
    twice = [draft(article, "1932"), draft(article, "1958", sentence=4, canonical="1932")]
    rows = [row for _, row in write_facts(places, twice)]
    assert Fact.objects.count() == 1
    assert [row.printed for row in rows] == ["1932", "1958"]


def test_the_same_claim_with_another_value_is_another_fact(article, places):
    write_facts(places, [draft(article, "1932"), draft(article, "1958", sentence=4)])
    assert sorted(Fact.objects.values_list("value", flat=True)) == ["1932", "1958"]


def test_a_fact_is_carried_over_by_its_place_even_when_the_claim_is_put_otherwise(article, places):
    [(_, first)] = write_facts(places, [draft(article, "1932", claim="old words")])
    newer = ArticleVersionFactory(article=article, text="A new beginning. " + places.version.text)
    article.current_version = places.version
    newer.article = article
    at = newer.text.index("1932")
    moved = FactDraft(1, Span(at, at + 4), Value(AnswerType.YEAR, "1932", "1932"), "label", "new words")
    [(_, second)] = write_facts(Places(newer), [moved])
    assert second.fact == first.fact
    assert second.sentence.version == newer


def test_names_become_entities_with_their_forms_and_subjects_find_them(article, places):
    person = draft(
        article, "Ilse Brandt", sentence=2, kind=AnswerType.PERSON, aliases=("Brandt",), subject="Lighthouse of Velmora"
    )
    about = draft(article, "41", kind=AnswerType.COUNT, sentence=1, subject="Architect Ilse Brandt")
    rows = dict(zip(["person", "about"], (row.fact for _, row in write_facts(places, [about, person])), strict=True))
    found = Entity.objects.get(type="person")
    assert [name.form for name in found.names.all()] == ["Brandt"]
    assert rows["person"].subject == found
    assert set(Entity.objects.values_list("name", flat=True)) == {"Ilse Brandt", "Lighthouse of Velmora"}


def test_a_name_takes_its_type_when_an_answer_tells_it(article, places):
    write_facts(places, [draft(article, "1932", subject="Ilse Brandt")])
    write_facts(places, [draft(article, "Ilse Brandt", sentence=2, claim="c2", kind=AnswerType.PERSON)])
    assert [(entity.type, entity.facts_about.count()) for entity in Entity.objects.all()] == [("person", 1)]


@pytest.mark.parametrize("subject", ["", "the two boats", "All of the Council", "Brandt and Lund", "Two Boats"])
def test_words_that_are_no_name_make_no_entity(article, places, subject):
    [(_, row)] = write_facts(places, [draft(article, "1932", subject=subject)])
    assert row.fact.subject is None
    assert not Entity.objects.exists()


def test_a_removed_claim_is_not_superseded_by_one_that_stood_beside_it(article, places):
    write_facts(places, [draft(article, "1932"), draft(article, "1958", sentence=4)])
    newer = ArticleVersionFactory(article=article, text="The ferry to Carrow began in 1958.")
    write_facts(Places(newer), [draft(article, "1958")])
    assert settle_facts(article) == 1
    assert Fact.objects.get(value="1932").status == "stale"


def test_refusals_of_an_older_engine_go(article, places):
    refused = [RefusalDraft(Span(0, 10), "cloze", ("hedge",))]
    write_refusals(places.version, refused, "1")
    write_refusals(places.version, refused, "1")
    assert Refusal.objects.count() == 1
    write_refusals(places.version, [], "2")
    assert Refusal.objects.count() == 0


def reworded(article, label: str) -> str:
    """The label after a new text gave the same claim in these words."""
    [(_, first)] = write_facts(Places(article.current_version), [draft(article, "1932")])
    text = article.current_version.text
    newer = ArticleVersionFactory(article=article, text=text.replace("1932", "the year 1932"))
    newer.article = article
    at = newer.text.index("1932")
    said = FactDraft(0, Span(at, at + 4), Value(AnswerType.YEAR, "1932", "1932"), label, "c1")
    [(_, second)] = write_facts(Places(newer), [said])
    assert second.fact == first.fact
    return Fact.objects.get().label


def test_a_label_says_what_the_new_text_says(article):
    assert reworded(article, "what it is for 4.5 million") == "what it is for 4.5 million"


def test_a_label_that_a_person_chose_stays(article, places):
    [(_, row)] = write_facts(places, [draft(article, "1932")])
    FactCorrection.objects.create(fact=row.fact, field="label", before="a", after="what it is")
    assert reworded(article, "other words") == "what it is"


def test_a_label_that_another_article_has_so_stays(article, places):
    [(_, row)] = write_facts(places, [draft(article, "1932")])
    other = ArticleFactory(topic=article.topic)
    FactEvidenceFactory(fact=row.fact, sentence=other.current_version.sentences.first())
    assert reworded(article, "other words") == "what it is"
