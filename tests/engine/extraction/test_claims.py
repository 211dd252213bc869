"""A claim's key says what is claimed and not what value it is given, nor by whom."""

import pytest

from studyapp.engine.extraction.claims import KEY_LENGTH, fact_of, has_one_value, names_of_key, same_figure
from tests.engine.articles import gap


def key_of(text: str, value: str) -> str:
    case = gap(text, value)
    return fact_of(case.candidate, case.passage.asked, case.survey).claim_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Jonas Hale said that the mill at Orford had lost 340 workers in 1931.", "340"),
            ("According to Ada Pottinger, the mill at Orford lost 85 workers in 1931.", "85"),
        ),
        (
            ("Belgium said that 340 ships had been in the port of Ghent in 2019.", "340"),
            ("There had been 500 ships in the port of Ghent in 2019, France said.", "500"),
        ),
        (
            ("The bridge of Orford was opened in 1742.", "1742"),
            ("In 1751 the old bridge of Orford was opened.", "1751"),
        ),
    ],
)
def test_two_speakers_and_two_values_have_one_key(one, other):
    assert key_of(*one) == key_of(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The mill at Orford lost 340 workers in 1931.", "340"),
            ("The mill at Hale lost 340 workers in 1931.", "340"),
        ),
        (
            ("The mill at Orford lost 340 workers in 1931.", "340"),
            ("The mill at Orford lost 340 workers in 1932.", "340"),
        ),
        (
            ("Jonas Hale built the mill at Orford in 1742.", "1742"),
            ("Jonas Hale sold the mill at Orford in 1742.", "1742"),
        ),
    ],
)
def test_another_thing_another_year_or_another_act_is_another_claim(one, other):
    assert key_of(*one) != key_of(*other)


def test_a_long_key_is_cut_and_stays_one_of_a_kind():
    towns = "Orford, Ghent, Bruges, Antwerp, Louvain, Mechelen, Kortrijk, Turnhout and Namur"
    long = f"The council of {towns} lost {{}} workers in {{}}."
    keys = [key_of(long.format(*given), given[0]) for given in (("340", "1931"), ("85", "1931"), ("340", "1932"))]
    assert keys[0] == keys[1] != keys[2]
    assert all(len(key) <= KEY_LENGTH for key in keys)


def test_the_names_of_a_claim_are_read_from_its_key():
    assert names_of_key(key_of("The mill at Orford lost 340 workers in 1931.", "340")) == "orford"
    assert names_of_key("office|the mayor of orford") == ""


@pytest.mark.parametrize(
    ("text", "value", "is_so"),
    [
        ("The mill at Orford lost 340 workers in 1931.", "340", True),
        ("The mill lost 340 workers in 1931.", "340", False),  # which mill?
        ("The mill at Orford was founded in 1742.", "1742", True),
        ("Jonas Hale visited the mill at Orford in 1742.", "1742", False),  # and in other years
        ("Jonas Hale visited the mill at Orford in 1742.", "Jonas Hale", False),  # and others did
    ],
)
def test_a_figure_or_what_happens_once_has_one_value(text, value, is_so):
    assert has_one_value(key_of(text, value)) is is_so


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_so"),
    [
        ("count", 20, 21, False),
        ("count", 45_000, 45_200, True),
        ("count", 45_000, 60_000, False),
        ("money", 15e6, 15.2e6, True),
        ("percent", 6.2, 6.2, True),
        ("year", 1931, 1932, False),
    ],
)
def test_figures_agree_as_closely_as_people_round(kind, one, other, is_so):
    assert same_figure(kind, one, other) is is_so
