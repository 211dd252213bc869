"""Sets from an article: events in words that do not tell their date, and who holds which office."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.claims import fact_of
from studyapp.engine.extraction.recognisers import candidates_in
from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.item_writing.events import events_in
from studyapp.engine.item_writing.sets import is_office, sets_of
from tests.engine.articles import surveyed

TUNNEL = """The Marrow Sound tunnel was proposed by Odile Varga in 1921.

Norway widened the Marrow Sound tunnel in May 1958, and the work took years.

On 26 July 1964, the Marrow Sound tunnel was damaged by a flood from the river Ense.

In 1987 Sweden sent engineers to the Marrow Sound tunnel.

The Marrow Sound tunnel was closed to lorries in 2003.
"""
EVENTS = [
    ("1921", "The Marrow Sound tunnel was proposed by Odile Varga"),
    ("May 1958", "Norway widened the Marrow Sound tunnel"),
    ("26 July 1964", "The Marrow Sound tunnel was damaged by a flood from the river Ense"),
    ("1987", "Sweden sent engineers to the Marrow Sound tunnel"),
    ("2003", "The Marrow Sound tunnel was closed to lorries"),
]
TITLE = "The Marrow Sound tunnel"
OFFICES = """The opening was led by Ilse Brandt, the director of the Harbour Museum, in the rain.

Norway's transport minister, Tomas Reyl, cut the ribbon at noon.

The music was chosen by Henrike Sol, the mayor of Eastering, and played by children.
"""


def facts(read: Survey) -> list:
    return [fact_of(c, Wording(s), read) for s in read.sentences for c in candidates_in(s, read)]


def found(text: str, title: str = TITLE) -> list[tuple[str, str]]:
    read = surveyed(text, title)
    return [(event.date.printed, event.text) for event in events_in(facts(read), read)]


def sets(text: str, title: str = TITLE) -> list:
    read = surveyed(text, title)
    return list(sets_of(facts(read), read))


def test_events_lose_their_date_wherever_it_stands():
    assert found(TUNNEL) == EVENTS


@pytest.mark.parametrize(
    "sentence",
    [
        "The Marrow Sound tunnel was the longest in Norway in 1987.",  # a state
        "Norway won the Marrow Sound prize in 1987.",  # may have happened again
        "It was sold by Norway to Sweden in 1987.",  # who?
        "The Marrow Sound tunnel was later sold by Norway to Sweden in 1987.",  # later than what?
        "Odile Varga was born in Norway in 1887.",  # everybody knows what comes first
        "The Marrow Sound tunnel was sold by Norway between 1987 and 1990.",  # no one date
        "After the war, Norway sold the Marrow Sound tunnel to Sweden in 1987.",
        "The Marrow Sound tunnel was not sold to Sweden in 1987.",
        "According to Tomas Reyl, Norway sold the Marrow Sound tunnel in 1987.",  # a claim
        "Norway said in 1987 that the Marrow Sound tunnel was safe.",
        "The tunnel of Marrow Sound, which opened in 1987, was sold by Norway.",  # the date of something else
    ],
)
def test_what_is_no_single_plain_event_is_none(sentence):
    assert found(sentence) == []


def test_a_pronoun_is_written_out_where_it_can_mean_one_person_only():
    life = """Ada Brandt was an engineer, and Ada Brandt lived in Norway. She drew maps, she rowed and she loved the sea.

In 1921 she founded the Harbour School in Dunmere."""
    assert found(life, "Ada Brandt") == [("1921", "Ada Brandt founded the Harbour School in Dunmere")]


def test_an_event_told_twice_with_two_dates_is_none():
    twice = TUNNEL + "\nThe Marrow Sound tunnel was closed to lorries by Norway in 2011.\n"
    assert EVENTS[-1] not in found(twice)


def test_five_events_make_an_ordering_with_a_receipt_each():
    [item] = sets(TUNNEL)
    text = surveyed(TUNNEL, TITLE).text
    assert (item.kind, item.format, item.stem) == ("ordering", "order", "Put these five events in order.")
    assert [(pair.match, pair.text) for pair in item.pairs] == EVENTS
    assert [pair.answer_span.cut(text) for pair in item.pairs] == [date for date, _ in EVENTS]
    assert all(pair.evidence.contains(pair.answer_span) for pair in item.pairs)


def test_three_events_are_matched_with_their_years():
    [item] = sets("\n\n".join(TUNNEL.split("\n\n")[:3]))
    assert (item.kind, item.format, item.answer_type) == ("matching", "match", "year")
    assert [pair.match for pair in item.pairs] == ["1921", "1958", "1964"]


def test_two_events_are_too_few():
    assert sets("\n\n".join(TUNNEL.split("\n\n")[:2])) == []


def test_offices_stand_in_the_order_of_the_alphabet():
    [item] = sets(OFFICES, "A rainy opening")
    assert [(pair.match, pair.text) for pair in item.pairs] == [
        ("Director of the Harbour Museum", "Ilse Brandt"),
        ("Mayor of Eastering", "Henrike Sol"),
        ("Norway's transport minister", "Tomas Reyl"),
    ]


def test_a_word_of_the_sentence_is_no_part_of_an_office():
    assert [is_office(phrase) for phrase in ("Earlier Harbour leader", "Harbour leader")] == [False, True]


def test_name_and_office_are_marked_together():
    [item] = sets(OFFICES, "A rainy opening")
    text = surveyed(OFFICES, "A rainy opening").text
    assert [pair.answer_span.cut(text) for pair in item.pairs] == [
        "Ilse Brandt, the director of the Harbour Museum",
        "Henrike Sol, the mayor of Eastering",
        "Norway's transport minister, Tomas Reyl",
    ]


@pytest.mark.parametrize(
    "more",
    [
        "The bells were rung by Emma Lind, the mayor of Eastering, at two.",  # one office, two holders
        "A song was sung by Henrike Sol, the director of the Carrow Theatre, at two.",  # one holder, two offices
    ],
)
def test_who_is_not_the_only_one_joins_no_set(more):
    assert sets(f"{OFFICES}\n{more}", "A rainy opening") == []
