"""Names from the packages with our corrections."""

from __future__ import annotations

import pytest

from studyapp.engine.reading.gazetteers import cities, classes, countries, rarity, us_states
from studyapp.engine.reading.gazetteers.folding import fold


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"),
        ("the US", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("DPRK", "KP"),
        ("Britain", "GB"),
        ("The Netherlands", "NL"),
        ("Côte d’Ivoire", "CI"),
        ("Turkiye", "TR"),
        ("Burma", "MM"),
        ("Czechia", "CZ"),
        ("USSR", "SUHH"),
        ("Soviet Union", "SUHH"),
        ("north korea", "KP"),
    ],
)
def test_a_country_is_known_by_its_names(name: str, code: str) -> None:
    assert countries.country_named(name).code == code


@pytest.mark.parametrize("name", ["us", "uk", "Atlantis", "island", "", "London", "French"])
def test_other_words_are_no_countries(name: str) -> None:
    assert countries.country_named(name) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [("French", "FR"), ("Scottish", "GB"), ("Soviet", "SUHH"), ("Dutch", "NL"), ("South Korean", "KR")],
)
def test_adjectives_name_their_country(word: str, code: str) -> None:
    assert countries.country_of_adjective(word).code == code


def test_capitals_name_their_country() -> None:
    found = {
        c: countries.country_of_capital(c).code for c in ("Pyongyang", "Kiev", "Washington", "Bogotá", "The Hague")
    }
    assert found == {"Pyongyang": "KP", "Kiev": "UA", "Washington": "US", "Bogotá": "CO", "The Hague": "NL"}


def test_articles_belong_to_some_names() -> None:
    world = countries.countries()
    assert [world[c].named for c in ("GB", "FR", "PH", "SUHH")] == [
        "the United Kingdom",
        "France",
        "the Philippines",
        "the Soviet Union",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The west of the land was ruled by the tsar until the war.", "RU"),
        ("The harbour was closed on the order of the shogun.", "JP"),
        ("Putin flew home", "RU"),
        ("the Soviet fleet", "RU"),
        ("a Scottish song", "GB"),
        ("from the White House", "US"),
        ("in Pyongyang", "KP"),
        ("two Swedes", "SE"),
    ],
)
def test_a_country_is_given_away(text: str, code: str) -> None:
    assert countries.gives_away(text, code)


@pytest.mark.parametrize(
    ("text", "code"), [("Germany", "FR"), ("South Korea", "KP"), ("Putinesque", "RU"), ("us", "US")]
)
def test_other_texts_give_nothing_away(text: str, code: str) -> None:
    assert not countries.gives_away(text, code)


def test_mentions_are_counted_by_name_adjective_and_people() -> None:
    text = "The US and the Soviet Union spoke; Germans and a South Korean doctor listened in Nigeria."
    assert [(text[a:b], c.code) for a, b, c in countries.mentions(text)] == [
        ("US", "US"),
        ("Soviet Union", "SUHH"),
        ("Germans", "DE"),
        ("South Korean", "KR"),
        ("Nigeria", "NG"),
    ]


def test_states_exist_in_their_years() -> None:
    world = countries.countries()
    assert world["SUHH"].existed_in(1950)
    assert not world["SUHH"].existed_in(1995)
    assert not world["UA"].existed_in(1950)
    assert world["FR"].existed_in(1500)


def test_every_country_that_may_be_an_option_has_an_adjective_and_a_capital() -> None:
    offered = [c for c in countries.countries().values() if c.offered]
    assert len(offered) > 170
    assert [c.name for c in offered if not c.adjective or not c.capital or not c.subregion] == ["Kosovo"]


def test_cities_know_country_province_and_distance() -> None:
    lyon, paris = cities.city_named("Lyon"), cities.city_named("Paris", {"FR"})
    assert (lyon.country, cities.city_named("Paris", {"US"}).country) == ("FR", "US")
    assert 380 < lyon.distance_to(paris) < 400
    assert cities.city_named("sao paulo").name == "São Paulo"
    assert cities.city_named("Paris", {"FR"}, at_least=10**8) is None


def test_neighbouring_states_are_neighbours_both_ways() -> None:
    states = us_states.us_states()
    assert len(states) == 50
    for code in states:
        assert all(code in us_states.neighbours_of(other) for other in us_states.neighbours_of(code))
    assert us_states.near("TX")[:4] == ["AR", "LA", "NM", "OK"]
    assert us_states.us_state_named("new mexico") == "NM"


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("copper", "metal"),
        ("Copper", "metal"),
        ("Mars", "planet"),
        ("Islam", "religion"),
        ("Gerald Ford", "US president"),
    ],
)
def test_closed_classes(word: str, group: str) -> None:
    assert classes.class_of(word).name == group


@pytest.mark.parametrize("word", ["mars", "lamp", "ford", ""])
def test_other_words_are_in_no_class(word: str) -> None:
    assert classes.class_of(word) is None


def test_rare_words_have_low_frequencies() -> None:
    assert rarity.zipf("the") > 7 > rarity.zipf("window") > 4.5 > rarity.zipf("chemotaxis")
    assert rarity.zipf("qzxvb") == 0
    assert rarity.rarest(["the", "chemotaxis"]) == rarity.zipf("chemotaxis")
    assert rarity.rarest([]) == 8.0


@pytest.mark.parametrize(
    ("name", "folded"),
    [("São  Tomé", "sao tome"), ("N'Djamena", "ndjamena"), ("U.S.", "us"), ("Jong-un", "jong un"), ("1.2 m.", "1.2 m")],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded
