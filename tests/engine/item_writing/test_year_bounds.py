"""Years that a reader could strike out without knowing the fact are no options."""

from __future__ import annotations

import datetime as dt

import pytest

from studyapp.engine.item_writing import gap_options
from studyapp.engine.item_writing.distractors.series import series_of
from studyapp.engine.item_writing.year_bounds import latest_told, told_between, year_bounds
from tests.engine.articles import gap, surveyed


def bounds(text: str, answer: str, title: str = "") -> tuple[int | None, int | None]:
    return year_bounds(gap(text, answer, title), int(answer))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Brewers' Guild was founded in 1712. In 1719 the Brewers' Guild bought a hall in Orford.", "Orford"),
        ("Founded in 1712, Dunmore College stands on a hill. In 1719 the college bought a hall.", "Dunmore College"),
        ("It was established in 1712 by two monks. In 1719 the monks bought a hall in Orford.", "Dunmore College"),
        ("In 1712 Jonas Heron founded the Heron Company. In 1719 the Heron Company bought a hall.", "Orford"),
    ],
)
def test_nothing_happens_to_a_body_before_it_is_founded(text: str, title: str) -> None:
    assert bounds(text, "1719", title) == (1713, None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The Brewers' Guild was founded in 1712. In 1709 the Brewers' Guild of Ghent closed.", "1709"),
        ("The Brewers' Guild met in 1712. In 1719 the Brewers' Guild bought a hall in Orford.", "1719"),
    ],
)
def test_other_things_and_earlier_years_are_not_bound(text: str, answer: str) -> None:
    assert bounds(text, answer) == (None, None)


def test_deeds_of_one_person_lie_within_a_working_life() -> None:
    text = (
        "The engineer Jonas Hale built a ferry at Orford in 1802. The engineer Jonas Hale said little of it. "
        "In 1810 the engineer Jonas Hale designed a pump for the mine."
    )
    assert bounds(text, "1810") == (None, 1842)


@pytest.mark.parametrize(
    ("text", "answer", "found"),
    [
        ("In 1995 Bill Clinton signed a law on the ferries of Orford.", "1995", (1993, 2001)),
        ("In 1862 the ferries of Orford were burnt during the American Civil War.", "1862", (1861, 1865)),
        ("In 1978 Bill Clinton moved from Orford to Ghent by ferry.", "1978", (None, None)),
        ("After the American Civil War the council of Orford sold a ferry in 1865.", "1865", (1865, None)),
        ("The Korean War began in June 1950 and closed the port of Orford.", "1950", (None, None)),
    ],
)
def test_a_term_of_office_and_a_war_bound_what_falls_into_them(text: str, answer: str, found: tuple) -> None:
    assert bounds(text, answer) == found


@pytest.mark.parametrize(
    ("sentence", "answer", "found"),
    [
        ("In 1866, after the American Civil War, the council of Orford sold a ferry.", "1866", (1865, None)),
        ("Before World War I the council of Orford sold a ferry in 1911.", "1911", (None, 1914)),
        ("In 1806 the ferries of Orford were burnt during the Napoleonic Wars.", "1806", (1803, 1815)),
        ("In 1894 the ferries of Orford carried Grover Cleveland to Ghent.", "1894", (1893, 1897)),
    ],
)
def test_wars_bound_what_comes_behind_or_ahead_of_them(sentence: str, answer: str, found: tuple) -> None:
    assert bounds(sentence, answer) == found


def test_a_war_in_the_title_bounds_what_falls_into_it() -> None:
    assert bounds("The fort at Orford fell in 1758 after a siege.", "1758", "French and Indian War") == (1754, 1763)
    assert bounds("The fort at Orford was built in 1720 of oak.", "1720", "French and Indian War") == (None, None)


CHRONICLE = "The mill at Orford was built in 1702. In 1731 the mill burned down. The ruin was sold in 1758."


def test_a_paragraph_in_the_order_of_time_bounds_its_middle() -> None:
    text = CHRONICLE.replace(" The ruin was sold in 1758.", "")
    assert told_between(gap(text, "1731"), 1731) == (1702, None)
    assert told_between(gap("The ruin was sold in 1758. " + text, "1731"), 1731) == (None, None)


NEWS = "The council of Orford said on Monday that the ferry stays. The council said on Tuesday that it will close. " * 2


@pytest.mark.parametrize(
    ("text", "key", "latest"),
    [
        (f"{NEWS}The ferry will stop in 2012. The ferry was built in 2001.", 2001, 2001),
        (f"{NEWS}The ferry may stop between 2004 and July 2009. The ferry was built in 2001.", 2001, 2001),
        ("The ferry of Orford was sold in 2009. The ferry was built in 2001.", 2001, 2013),
        ("The ferry of Orford was sold in 2019. The ferry was built in 2001.", 2001, 2020),
    ],
)
def test_what_lies_ahead_of_a_report_is_not_past(text: str, key: int, latest: int) -> None:
    assert latest_told(surveyed(text, "Orford"), key) == latest


def test_a_dated_article_ends_with_its_date() -> None:
    text = "The ferry of Orford was built in 2001. It will be sold in 2030."
    assert latest_told(surveyed(text, "Orford", dt.date(2025, 3, 1)), 2001) == 2025


def test_the_years_in_which_an_article_is_written_have_no_options() -> None:
    assert options(NEWS + "The council of Orford sold a ferry in 2001.", "2001") is None
    assert options(NEWS + "The ferry was sold in 2001. The council of Orford had bought it in 2000.", "2000") is None
    assert options(NEWS + "The ferry was sold in 2001. The council of Orford had bought it in 1994.", "1994")


def test_a_decade_beside_another_has_no_options() -> None:
    assert options("The mill of Orford ran by steam in the 1880s and early 1890s.", "1880s") is None
    assert options("The mill of Orford ran by steam in the 1880s and by water later.", "1880s")


def test_birth_and_death_bound_the_deeds() -> None:
    text = (
        "The engineer Jonas Hale (1770–1815) came from Orford, as the engineer Jonas Hale told friends. "
        "In 1810 the engineer Jonas Hale designed a pump for the mine."
    )
    assert bounds(text, "1810") == (1786, 1815)


@pytest.mark.parametrize(
    ("shown", "key", "found"),
    [
        ("Mara Holt was given the Nobel Prize in _____.", 1905, (1901, 1)),
        ("The runner won at the Summer Olympics of _____.", 1928, (1896, 4)),
        ("At the census of _____ the town had 900 people.", 1940, (1790, 10)),
        ("With a population of 1,200 in _____ it was the largest.", 2010, (1790, 10)),
        ("The town won a prize for its roses in _____.", 1905, (None, 1)),
        ("The presidential election of _____ was close.", 1874, (1788, 1)),
    ],
)
def test_series_have_a_first_year_and_a_step(shown: str, key: int, found: tuple[int | None, int]) -> None:
    assert series_of(shown, key) == found


def options(text: str, answer: str, title: str = "") -> list[str] | None:
    found = gap_options.options_for(gap(text, answer, title))
    return [o.text for o in found] if found else None


def test_options_stand_in_the_right_years() -> None:
    census = options(
        "At the census of 1940 Orford had 900 people and a mill. It closed in 1990.".split(" It ")[0], "1940"
    )
    assert census is None or all(int(y) % 10 == 0 for y in census)
    founded = "Dunmore College was founded in 1712 by monks. In 1719 Dunmore College bought a hall in Orford."
    found = options(founded, "1719", "Orford")
    assert found is None or all(int(y) > 1712 for y in found)


def test_centuries_are_refused_beside_a_person_and_stay_near_the_key() -> None:
    plain = (
        "The lock at Orford was dug in 1650. The mill at Orford burned in 1850. "
        "The bridges of Orford were rebuilt in iron in the 18th century."
    )
    assert options(plain, "18th century") in (
        ["16th century", "17th century", "18th century", "19th century"],
        ["17th century", "18th century", "19th century", "20th century"],
        None,
    )
    named = "In the 18th century the engineer Jonas Hale drained the marsh near Orford."
    assert options(named, "18th century") is None


def test_a_state_of_the_past_bounds_its_years() -> None:
    assert bounds("In 1987 the Soviet Union sold two icebreakers to the port of Orford.", "1987") == (1922, 1991)
    assert bounds("In 1987 Belgium sold two icebreakers to the port of Orford.", "1987") == (None, None)
