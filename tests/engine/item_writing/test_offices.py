"""Who holds which office: read from beside the name, and only where it says of what."""

from __future__ import annotations

import pytest

from studyapp.engine.item_writing.doubts import waits_for_a_person
from studyapp.engine.item_writing.offices import holders_in, office_fact, office_item, question
from tests.engine.articles import harvested, surveyed


def held(sentence: str) -> list[tuple[str, str]]:
    read = surveyed(sentence)
    return [(h.mention.text, h.phrase) for h in holders_in(read.sentences[-1], read)]


@pytest.mark.parametrize(
    ("sentence", "name", "phrase"),
    [
        (
            "Karl Dunn, an analyst with research firm Alder, said so.",
            "Karl Dunn",
            "an analyst with research firm Alder",
        ),
        ("Anna Mills, program director at Alder, said so.", "Anna Mills", "program director at Alder"),
        ("Greek Trade Minister Anna Holt said so.", "Anna Holt", "Greek Trade Minister"),
    ],
)
def test_an_office_with_its_house_is_found_beside_the_name(sentence, name, phrase):
    assert held(sentence) == [(name, phrase)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Deputy Prime Minister Karl Dunn said so.",  # whose?
        "Wolves In The Dark director Karl Dunn said so.",  # half of a title is no house
        "Anna Mills, program director, said so.",
    ],
)
def test_an_office_that_does_not_say_of_what_is_left(sentence):
    assert held(sentence) == []


def test_a_question_takes_the_capital_off_the_article():
    assert question("The US Secretary of Energy") == "Who is named in the article as the US Secretary of Energy?"


def test_nobody_is_asked_for_the_name_of_a_spokesman():
    asked = [
        i.answer
        for i in harvested(
            "Karl Dunn, a spokesman for the Alder Museum, met Jonas Hale, the director of the Orford Museum, in 1958."
        ).items
        if i.stem.startswith("Who is named")
    ]
    assert "Karl Dunn" not in asked


def test_who_holds_a_post_and_nothing_else_waits_for_a_reviewer():
    survey = surveyed("Jonas Hale, the director of the Orford Museum, opened a new hall in 1958.", "A new hall")
    sentence = survey.sentences[0]
    holder = next(iter(holders_in(sentence, survey)))
    item = office_item(holder, office_fact(holder, sentence, survey), sentence, survey)
    assert item is not None
    assert item.stem == "Who is named in the article as the director of the Orford Museum?"
    assert waits_for_a_person(item)
