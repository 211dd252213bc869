"""Rules over a quiz or a bank."""

from __future__ import annotations

import dataclasses

import pytest

from studyapp.engine.extraction.values import AnswerType as T
from studyapp.engine.item_writing.flaws import bank
from studyapp.engine.items import ItemDraft
from tests.engine.item_writing.drafts import ask, gap, options, say

PIER = "The iron pier at Harrow Sound opened to walkers in [[1887]] after three winters of work."
FERRY = "The ferry across Lake Orrin was built by [[Ada Brandt]], an engineer from the valley."
TOWN = "The first letters by balloon in the province landed in [[Farrow Bridge]] on a cold morning."


def year_item(place: int) -> ItemDraft:
    texts = ["1871", "1879", "1887", "1894"]
    texts.insert(place, texts.pop(2))
    return gap(PIER, *texts).item


def statement(answer: str, words: int = 0) -> ItemDraft:
    return say("The iron pier opened in 1887." + " Indeed." * words, PIER, answer).item


@pytest.mark.parametrize("places", [[2] * 4, [0, 1, 2, 2, 2, 2], [1, 0, 1, 2, 1, 3, 1, 1, 0]])
def test_keys_that_crowd_one_place_are_seen(places: list[int]) -> None:
    assert bank.positions_unbalanced([year_item(p) for p in places])


@pytest.mark.parametrize("places", [[], [2, 2, 2], [0, 1, 2, 3, 0, 1, 2, 3]])
def test_keys_in_all_places_are_fine(places: list[int]) -> None:
    assert not bank.positions_unbalanced([year_item(p) for p in places])


def test_an_item_that_prints_the_key_of_another_is_a_leak() -> None:
    when = ask("In which year did the iron pier at Harrow Sound open?", PIER, kind=T.YEAR).item
    told = ask(
        "What opened at Harrow Sound in 1887?", "The iron [[pier]] opened at Harrow Sound in 1887.", kind=T.TERM
    ).item
    true = say("The iron pier at Harrow Sound opened to walkers in 1887.", PIER, "true").item
    unrelated = ask("Which choir was founded in 1887?", "The [[Elmet Choir]] was founded in 1887.").item
    assert bank.leaks([when, told]) == [(0, 1), (1, 0)]
    assert bank.leaks([when, true]) == [(1, 0)]
    assert bank.leaks([when, unrelated]) == []


def test_one_fact_is_asked_once() -> None:
    when = gap(PIER).item
    again = ask("In which year did the iron pier at Harrow Sound open?", PIER, kind=T.YEAR).item
    other = gap(TOWN, kind=T.CITY).item
    assert bank.repeated_facts([when, other, again]) == [(0, 2)]
    assert bank.near_duplicates([when, other, again]) == []
    assert bank.near_duplicates([when, other, gap(PIER, "1871", "1879", "1887", "1894").item]) == [(0, 2)]


def test_stems_with_the_same_words_are_near_duplicates() -> None:
    first = ask("Who built the long ferry across Lake Orrin?", FERRY).item
    second = ask("Who built the ferry across Lake Orrin?", FERRY.replace("valley", "hills")).item
    assert bank.near_duplicates([first, second]) == [(0, 1)]


def test_a_quiz_of_one_format_is_unmixed_from_eight_items_on() -> None:
    assert bank.kinds_unmixed([year_item(2)] * 8)
    assert not bank.kinds_unmixed([year_item(2)] * 7)
    assert not bank.kinds_unmixed([year_item(2)] * 7 + [statement("true")])


@pytest.mark.parametrize(
    "items",
    [
        [statement("true")] * 8,
        [statement("true")] * 2 + [statement("false")] * 6,
        [statement("true", 3)] * 4 + [statement("false")] * 4,
    ],
)
def test_statements_that_lean_to_one_side_are_seen(items: list[ItemDraft]) -> None:
    assert bank.truth_unbalanced(items)


@pytest.mark.parametrize(
    "items",
    [
        [statement("true")] * 7,
        [statement("true")] * 4 + [statement("false")] * 4,
        [statement("true")] * 4 + [statement("false")] * 5 + [year_item(1)],
    ],
)
def test_balanced_statements_are_fine(items: list[ItemDraft]) -> None:
    assert not bank.truth_unbalanced(items)


def test_a_bank_whose_keys_are_the_longest_options_is_seen() -> None:
    item = gap(TOWN, "Elm", "Farrow Bridge", "Oak", "Marsh", kind=T.CITY).item
    other = dataclasses.replace(
        item, options=options("Elmet Crossing", "Farrow Bridge", "Oak", "Marsh", key="Farrow Bridge")
    )
    assert bank.longest_keys_unbalanced([item] * 20)
    assert not bank.longest_keys_unbalanced([item] * 5 + [other] * 15)
    assert not bank.longest_keys_unbalanced([item] * 10)
