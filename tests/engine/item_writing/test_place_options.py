"""No option that the map or the times rule out: whoever knows them would need no article."""

from __future__ import annotations

import pytest

from studyapp.engine.item_writing import gap_options
from studyapp.engine.item_writing.distractors import countries, seeded
from studyapp.engine.item_writing.place_options import time_of
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.countries import country_named
from tests.engine.articles import gap


def options(text: str, answer: str) -> set[str] | None:
    found = gap_options.options_for(gap(text, answer))
    return {o.text for o in found} if found else None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("In 2004 the guild of Orford opened a mill in Győr, Hungary.", "Hungary"),
        ("In 2004 Portugal sold two ferries to the mayor of Porto.", "Portugal"),
        ("In 1871 a young miller of Orford settled east of the Mississippi.", "Mississippi"),
        ("In 1871 a young miller of Orford settled near Pittsburgh, Pennsylvania.", "Pennsylvania"),
    ],
)
def test_where_a_named_place_lies_has_no_options(text: str, answer: str) -> None:
    assert options(text, answer) is None


def test_a_country_without_its_cities_has_options() -> None:
    assert len(options("In 2004 Portugal sold two old ferries to the guild of Orford.", "Portugal")) == 4


@pytest.mark.parametrize(
    ("shown", "year"),
    [
        (f"In 1813 {GAP} signed.", 1813),
        (f"In the 17th century {GAP} signed.", 1700),
        (f"In the 1920s {GAP} signed.", 1929),
        (f"Late in the Nara period {GAP} had physicians.", 1000),
        (f"In medieval {GAP} mills were rare.", 1000),
        (f"Orford sent a ferry to {GAP}.", None),
    ],
)
def test_the_time_of_a_passage(shown: str, year: int | None) -> None:
    assert time_of(shown) == year


def test_a_row_of_countries_and_a_name_of_a_state_have_no_options() -> None:
    assert options("In 2004 Portugal sold ferries to Spain, Italy and Greece.", "Portugal") is None
    assert options("In 1750 the settlers of the coast lived from Maine to Georgia.", "Georgia") is None


def test_an_article_on_old_times_has_old_countries() -> None:
    old = "The mill burned in 1061. It was sold in 1064. It fell in 1068. It was rebuilt in 1071. It closed in 1080. "
    found = options(old + "\n\nA knight of Orford led forty men from Ghent to the north of Syria.", "Syria")
    assert found is None or not {"Iraq", "Jordan", "Israel", "Lebanon"} & found


def test_a_country_stands_among_those_most_like_it() -> None:
    for n in range(20):
        found = {o.text for o in countries(country_named("Norway"), f"Then {GAP} lost.", seeded(n))}
        assert not {"Latvia", "Lithuania"} & found


def test_states_of_today_are_no_options_for_old_times() -> None:
    found = options("In Japan, at the end of the Nara period, the physicians of the court were rich.", "Japan")
    assert found is None or not {"South Korea", "North Korea", "Taiwan"} & found


def test_a_power_stands_among_its_own_side_since_the_alliances() -> None:
    for n in range(20):
        now = {o.text for o in countries(country_named("US"), f"Then {GAP} lost.", seeded(n))}
        assert not {"China", "Russia", "India"} & now
        east = {o.text for o in countries(country_named("China"), f"Then {GAP} lost.", seeded(n), year=2004)}
        assert not {"France", "Germany", "the United Kingdom"} & east


def test_an_old_state_stands_among_great_powers_or_neighbours() -> None:
    for n in range(20):
        found = countries(country_named("Prussia"), f"In 1815 {GAP} lost.", seeded(n), year=1815)
        assert not found or not {"the Papal States", "Sardinia-Piedmont", "the Byzantine Empire"} & {
            o.text for o in found
        }


def test_colonial_times_have_thirteen_colonies() -> None:
    found = options("In 1754 the colonists sent two ships from Virginia to the north.", "Virginia")
    assert found is None or not {"Kentucky", "West Virginia", "Tennessee"} & found


def test_a_word_beside_the_gap_shows_its_language() -> None:
    assert options("The old name of Orford comes from the Latin word for a mill.", "Latin") is None
    assert options("The monks of Orford wrote the chronicle of their house in Latin.", "Latin")


def test_the_decade_in_which_a_known_state_ended_has_no_options() -> None:
    assert (
        options("When the Soviet Union collapsed in the 1990s, the mill of Orford lost its customers.", "1990s") is None
    )
    assert options("When the mill of Orford closed in the 1980s, the guild lost its customers.", "1980s")
