"""Names, timeline and words of a text, from its facts alone and without a database."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from studyapp.lessons.reading_aids import Place, When, claim_of, names_in, timeline_of, words_in

FERRY = "In 1958 the ferry to Carrow made its first crossing."


@dataclass(frozen=True)
class Name:
    pk: int
    name: str
    type: str = "person"


@dataclass
class Told:
    sentence: int = 1
    answer_type: str = "person"
    value: str = "Ilse Brandt"
    label: str = "Who designed the lighthouse"
    claim: str = "Ilse Brandt designed the lighthouse"
    says_so: str = ""
    event: When | None = None
    date: When | None = None
    entities: tuple[Name, ...] = ()

    @property
    def place(self) -> Place:
        return Place(f"s{self.sentence}", self.sentence)


@pytest.mark.parametrize(
    ("label", "printed", "is_date", "said"),
    [
        ("In … the ferry to Carrow made its first crossing", "1958", True, FERRY[:-1]),
        (
            "When the ferry to Carrow made its first crossing",
            "1958",
            True,
            "The ferry to Carrow made its first crossing",
        ),
        ("In … the ferry to Carrow", "1958", True, FERRY[:-1]),
        ("Master of the harbour", "Per Castellan", False, "Master of the harbour: Per Castellan"),
        ("When the whistle blows", "Ilse Brandt", False, "When the whistle blows: Ilse Brandt"),
    ],
)
def test_claim_is_the_label_with_its_value_put_back(label, printed, is_date, said):
    assert claim_of(label, printed, FERRY, is_date=is_date) == said


@pytest.mark.parametrize("times", [["-0044", "c5", "1939/1940", "194x", "1948", "1948-09", "1948-09-09", "2021"]])
def test_times_of_every_exactness_have_their_order(times):
    orders = [When(iso).order for iso in times]
    assert orders == sorted(orders)
    assert None not in orders


@pytest.mark.parametrize("iso", ["--09-04", "", "soon"])
def test_time_without_a_year_has_no_order(iso):
    assert When(iso).order is None


def test_timeline_is_sorted_by_time_with_one_entry_for_a_sentence_and_a_time():
    told = [
        Told(sentence=1, event=When("1958-07")),
        Told(sentence=2, event=When("1932")),
        Told(sentence=2, event=When("1932"), answer_type="count"),
        Told(sentence=3),
    ]
    assert [(e.when.iso, e.place.anchor) for e in timeline_of(told)] == [("1932", "s2"), ("1958-07", "s1")]


def test_answer_is_the_time_where_it_is_the_only_date_of_its_sentence():
    told = [
        Told(sentence=1, answer_type="decade", date=When("193x", "1930s")),
        Told(sentence=2, answer_type="year", date=When("1941", "1941")),
        Told(sentence=2, answer_type="year", date=When("1950", "1950")),
    ]
    assert [(e.when.printed, e.place.number) for e in timeline_of(told)] == [("1930s", 1)]


def test_claim_keeps_its_speaker_in_the_timeline():
    event, = timeline_of([Told(event=When("1932"), says_so="the town council")])  # fmt: skip
    assert event.says_so == "the town council"


def test_names_come_with_their_facts_and_sentences_the_most_told_of_first():
    brandt, carrow = Name(1, "Ilse Brandt"), Name(2, "Carrow", "city")
    told = [
        Told(sentence=1, entities=(carrow,)),
        Told(sentence=2, entities=(brandt, carrow)),
        Told(sentence=2, entities=(carrow,)),
    ]
    first, second = names_in(told)
    assert (first.name, first.type, first.facts, [p.number for p in first.places]) == ("Carrow", "city", 3, [1, 2])
    assert (second.name, second.facts) == ("Ilse Brandt", 1)


def test_name_of_no_known_type_needs_two_facts_and_claims_no_type():
    once, twice = Name(1, "Sundays", "name"), Name(2, "Long Pier", "name")
    named = names_in([Told(entities=(once, twice)), Told(sentence=2, entities=(twice,))])
    assert [(n.name, n.type) for n in named] == [("Long Pier", "")]


def test_label_of_an_office_is_no_name():
    office = Name(1, "Harbour master", "name")
    assert names_in([Told(label=office.name, entities=(office,)), Told(label=office.name, entities=(office,))]) == ()


@pytest.mark.parametrize(
    ("claim", "iso", "is_told"),
    [
        ("This was the longest strike since 1958", "1958", False),
        ("Before the storm of March 1958, the harbour had two piers", "1958-03", False),
        ("By 1958, most boats had engines", "1958", False),
        ("The pier was built by the town council in 1958", "1958", True),
        ("After the war, the pier was rebuilt on 4 May 1958", "1958-05-04", True),
    ],
)
def test_what_was_since_or_before_a_date_is_not_told_as_of_that_date(claim, iso, is_told):
    assert len(timeline_of([Told(claim=claim, event=When(iso))])) == is_told


def test_each_term_is_explained_once_in_the_order_of_the_text():
    told = [
        Told(answer_type="term", value="Mole", claim="A mole is a wall in the sea"),
        Told(answer_type="person"),
        Told(sentence=4, answer_type="term", value="mole", claim="A mole is something else"),
        Told(sentence=5, answer_type="term", value="bollard", claim="Boats are tied to a bollard"),
    ]
    assert [(w.term, w.claim) for w in words_in(told)] == [("Mole", "A mole is a wall in the sea")]
