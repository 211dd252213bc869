"""Which common noun phrases of a sentence may be asked for."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.phrases import phrases_in
from tests.engine.articles import surveyed


def phrases(text: str) -> list[str]:
    sentence = surveyed(text).sentences[-1]
    return [span.cut(sentence.source) for span in phrases_in(sentence)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Velmora sent humanitarian aid to Orford in 1931.", "humanitarian aid"),
        ("The ferry of Orford carried refined petroleum.", "refined petroleum"),
        ("The sensors of Orford find microplastics in the harbour.", "microplastics"),
        ("In 1931 Anna Bell took her degree in physics.", "physics"),
        ("Immunodeficiency made the sailors of Orford ill.", "Immunodeficiency"),
    ],
)
def test_a_phrase_is_a_noun_with_the_words_that_say_which(text: str, phrase: str) -> None:
    assert phrase in phrases(text)


def test_words_that_only_grade_or_count_are_no_part_of_a_phrase():
    assert "ferries" in phrases("In 1931 the town of Orford bought several new ferries.")


@pytest.mark.parametrize("text", ["They left Orford at that time.", "That was the main reason.", "It took two metres."])
def test_nouns_of_time_of_thinking_and_of_measure_are_no_phrases(text: str) -> None:
    assert phrases(text) == []


def test_what_the_sentence_prints_twice_is_no_phrase():
    assert phrases("The ferry of Orford met a ferry of Velmora.") == []


def test_of_many_phrases_three_are_kept_and_the_telling_ones_first():
    text = "The baker of Orford sold the doctor a lantern, a harpsichord, a telescope and a house with a garden."
    found = phrases(text)
    assert len(found) == 3
    assert "harpsichord" in found
    assert "house" not in found
