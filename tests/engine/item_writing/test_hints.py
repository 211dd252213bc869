"""A hint leaves one answer possible without telling it, and never reads as another name."""

from __future__ import annotations

import pytest

from studyapp.engine.item_writing import cloze
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.gap_rules import gap_refusals
from studyapp.engine.item_writing.name_gaps import rivals_of
from studyapp.engine.item_writing.passages import Passage
from tests.engine.articles import gap


@pytest.mark.parametrize(
    ("name", "small_too", "hint"),
    [
        ("Jonas Hale", True, "initials J. H."),
        ("Henry VIII", True, "initials H. and a number"),
        ("Apollo 11", False, "initials A. and a number"),
        ("Bank of Orford", False, "initials B. O."),
        ("Pieter van Hale", True, "initials P. V. H."),
    ],
)
def test_initials_never_cut_a_numeral(name: str, small_too: bool, hint: str) -> None:
    assert cloze.initials(name, small_too) == hint


@pytest.mark.parametrize(
    ("text", "rivals", "start"),
    [
        ("sponge", [], "s"),
        ("sponge", ["saddle"], "sp"),
        ("sponge", ["spruce"], "spo"),
        ("sponge", ["sponge"], None),
        ("sponge", ["salmon"], "s"),  # ends otherwise: the last letter tells
    ],
)
def test_a_hint_tells_one_letter_more_than_a_rival_shares(text: str, rivals: list[str], start: str | None) -> None:
    assert cloze.telling_start(text, rivals) == start


def test_the_title_is_no_part_of_the_answer_but_accepted() -> None:
    case = gap("In 1931 Home Secretary Anna Bell opened the new bridge at Orford.", "Anna Bell")
    assert cloze.accepted(case.candidate)[0] == "Anna Bell"
    assert "Home Secretary Anna Bell" in cloze.accepted(case.candidate)
    assert cloze.hint(case.candidate) == "initials A. B."


def test_nouns_of_the_article_are_rivals() -> None:
    case = gap("The orange cottage stands near it. The basin of the volcano is called a caldera by miners.", "caldera")
    assert rivals_of(case) == ["cottage"]
    assert cloze.hint(case.candidate, rivals_of(case)) == "one word of 7 letters, beginning with c and ending in a"


@pytest.mark.parametrize(
    ("text", "answer", "refused"),
    [
        ("Before Harbour Plan II, Orford had three ferries on the river.", "Harbour Plan II", True),
        ("Before the Harbour Plan, Orford had three ferries on the river.", "Harbour Plan", False),
    ],
)
def test_one_of_a_row_is_not_typed(text: str, answer: str, refused: bool) -> None:
    assert ("one_of_a_row" in gap_refusals(gap(text, answer))) is refused


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Jonas Hale lived in the old town of Orford before the war with Ghent.", True),
        ("Jonas Hale designed the stone bridge over the river before the war with Ghent.", False),
        ("Jonas Hale lived in the old town of Orford in 1742 before the war.", False),
    ],
)
def test_the_common_lot_of_people_is_no_gap(text: str, refused: bool) -> None:
    case = gap(f"In 1740 the engineer Jonas Hale met Ada Bell. {text}", "Jonas Hale")
    alone = GapCase(case.candidate, Passage((), case.passage.asked), case.survey)
    assert ("weak_person" in gap_refusals(alone)) is refused


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("In 1742 the widow of the miller and her son Jonas Hale left for Ghent.", True),
        ("In 1742 Jonas Hale married the widow of the miller, to the anger of Ghent.", True),
        ("In 1742 nobody knew which of the widows was Jonas Hale's mother, or so they said in Ghent.", True),
        ("In 1742 the widow of the miller and the engineer Jonas Hale left for Ghent.", False),
    ],
)
def test_families_are_asked_only_of_the_main_person(text: str, refused: bool) -> None:
    assert ("kinship" in gap_refusals(gap(f"The engineer Jonas Hale drew a bridge. {text}", "Jonas Hale"))) is refused


def test_a_name_keeps_its_ordinal() -> None:
    assert "cut_name" in gap_refusals(
        gap("In 1931 the town of Orford opened its 2nd Harbour Theatre.", "Harbour Theatre")
    )


def test_the_present_with_since_is_no_gap() -> None:
    case = gap(
        "In 1740 the engineer Jonas Hale met Ada Bell. Jonas Hale is the chair of the Orford Brewery since 1742.",
        "Jonas Hale",
    )
    alone = GapCase(case.candidate, Passage((), case.passage.asked), case.survey)
    assert "weak_person" in gap_refusals(alone)
