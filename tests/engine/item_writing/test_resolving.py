"""Pronouns written out: only where nobody and nothing else can be meant."""

import pytest

from studyapp.engine.extraction.rules import broken
from studyapp.engine.item_writing import quotable
from studyapp.engine.item_writing.opening_rules import OPENING_RULES
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.item_writing.resolving import resolved
from tests.engine.articles import surveyed

A_LIFE = (
    "Mary Hale grew up in Orford. She had two brothers. Her father taught chemistry.\n\n"
    "In 1742 she opened a school for girls. Later she wrote two novels."
)


def read_out(text: str, title: str) -> str | None:
    read = surveyed(text, title)
    found = resolved(quotable.plain_wording(read.sentences[-1], read), read)
    return found.wording.text if found else None


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Orford has a bridge. It stands on the river Ore.", "Orford", "Orford stands on the river Ore."),
        ("Honey bees live in hives. Their food is nectar.", "Honey bees", "Honey bees' food is nectar."),
        (
            "Justice Ada Hale wrote the ruling. She spoke of forty cases in Ghent.",
            "Court rules",
            "Ada Hale spoke of forty cases in Ghent.",
        ),
    ],
)
def test_a_pronoun_is_written_out_as_the_subject_of_the_title_or_the_one_person(text, title, expected):
    assert read_out(text, title) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The mayor bought a bridge. It stands on the river Ore.", "Orford"),  # the bridge, not the mayor or the town
        ("Orford has a bridge. It was not until 1823 that a ferry ran to Ghent.", "Orford"),
        ("Orford has a bridge. It was Jonas Hale who built a ferry in 1742.", "Orford"),
        ("Ada Hale met Mary Vane in Ghent. She sold forty ferries in 1931.", "Ghent"),
        ("The mill of Mary Vane was burned. She sold forty ferries in 1931.", "Ghent"),
        ("Jonas Hale was a miller. Forty men were loyal to His Majesty in 1742.", "Orford"),
        ("Jonas Hale was a miller. In Orford Hale paid forty men who elected him.", "Orford"),
    ],
)
def test_a_pronoun_that_could_mean_another_is_left(text, title):
    assert read_out(text, title) is None


def test_a_life_is_told_of_the_person_whom_the_title_opens_with():
    read = surveyed(A_LIFE, "Mary Hale, a teacher of Orford")
    assert quotable.plain_wording(read.sentences[3], read).text == "In 1742 Mary Hale opened a school for girls."


def test_a_title_that_opens_with_no_person_names_nobody():
    read = surveyed(A_LIFE, "Orford Harbour, a history")
    assert read.main_person is None or read.main_person.text != "Orford Harbour"


def test_a_name_that_follows_is_not_said_twice():
    read = surveyed(f"{A_LIFE} For her school Mary bought a house in Ghent.", "Mary Hale, a teacher of Orford")
    asked = quotable.plain_wording(read.sentences[-1], read)
    assert asked.text == "For her school Mary bought a house in Ghent."
    assert "open_he_she" not in broken(OPENING_RULES, PassageCase(asked, (), read))


def test_whom_somebody_looks_for_is_another():
    text = A_LIFE.replace("She", "He").replace("Her", "His").replace(" she ", " he ").replace("Mary", "Jonas")
    read = surveyed(f"{text} In 1751 he sailed from Orford to look for him.", "Jonas Hale, a teacher of Orford")
    asked = quotable.plain_wording(read.sentences[-1], read)
    assert asked.text.startswith("In 1751 Jonas Hale sailed")
    assert "open_he_she" in broken(OPENING_RULES, PassageCase(asked, (), read))
