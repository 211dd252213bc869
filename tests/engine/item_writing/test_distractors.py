"""Options have the key's type and shape, can't be told apart by form, and are refused rather than filled up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.dates import parse_date
from studyapp.engine.extraction.numbers import parse_number, parse_ordinal
from studyapp.engine.item_writing import distractors
from studyapp.engine.item_writing.distractors import seeded
from studyapp.engine.items import OptionDraft
from studyapp.engine.reading.gazetteers.cities import city_named
from studyapp.engine.reading.gazetteers.countries import country_named

SHOWN = "The mill at Dunmore sold _____ to the schools of the valley."
FIGURES = [
    *("24", "twenty-four", "85%", "12 per cent", "1,250", "1.2 million", "$3.5bn", "£400", "640 km", "48 hours"),
    *(
        "seven",
        "31 metres",
        "1,234,567",
        "20",
        "15",
        "900",
        "97%",
        "0.5%",
        "250 tonnes",
        "fifteen hundred",
        "two million",
    ),
]


def texts(options: tuple[OptionDraft, ...] | None) -> list[str] | None:
    return [o.text for o in options] if options else None


def rank(options: tuple[OptionDraft, ...]) -> int:
    return next(n for n, o in enumerate(options) if o.correct)


@given(st.sampled_from(FIGURES), st.integers(0, 10_000))
def test_figures_rise_in_the_shape_of_the_key(figure: str, seed: int) -> None:
    key = parse_number(figure)
    options = distractors.numbers(key, SHOWN, seeded(figure, seed))
    numbers = [parse_number(o.text) for o in options]
    values = [n.value for n in numbers]
    assert len(set(values)) == 4
    assert values == sorted(values)
    assert [o.text for o in options if o.correct] == [figure]
    assert {(n.unit, n.shape.prefix, n.shape.scale, n.shape.in_words, n.shape.decimals) for n in numbers} == {
        (key.unit, key.shape.prefix, key.shape.scale, key.shape.in_words, key.shape.decimals)
    }
    assert all(v < 100 for v in values) or key.unit != "%"
    assert all(0.2 <= float(v / key.value) <= 5 for v in values)


@pytest.mark.parametrize("figure", ["24", "seven", "1,250", "1.2 million", "640 km", "12 per cent", "240", "$75"])
def test_the_rank_of_the_key_is_even(figure: str) -> None:
    counts = Counter(rank(distractors.numbers(parse_number(figure), SHOWN, seeded(figure, n))) for n in range(400))
    assert set(counts) == {0, 1, 2, 3}
    assert max(counts.values()) < 150


def test_the_rank_of_a_year_is_even() -> None:
    counts = Counter(rank(distractors.years(1945, "It closed in _____.", seeded(n))) for n in range(400))
    assert set(counts) == {0, 1, 2, 3}
    assert max(counts.values()) < 150


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ("30", "Of 50 boats 20 were lost and _____ came home."),
        ("40", "Twenty lamps stood on each of 2 walls, _____ in all."),
        ("50", "Half of them, _____ per cent or 100 of 200, were sold."),
        ("24", "The hall had 24 seats, and all _____ were taken."),
        ("twelve", "From 1901 to 1913, for _____ years, the mill stood still."),
    ],
)
def test_a_figure_that_can_be_worked_out_is_refused(figure: str, shown: str) -> None:
    assert distractors.numbers(parse_number(figure), shown, seeded(1)) is None


@pytest.mark.parametrize("figure", ["two", "1 million", "1%"])
def test_a_figure_that_is_always_the_least_is_refused(figure: str) -> None:
    assert distractors.numbers(parse_number(figure), SHOWN, seeded(1)) is None


def test_printed_and_true_figures_are_no_options() -> None:
    shown = "Beside the 300 lamps of the town it made _____ lanterns."
    for n in range(50):
        options = distractors.numbers(parse_number("400"), shown, seeded(n), avoid=[500])
        assert options is None or not {"300", "500"} & set(texts(options))


def test_bounds_hold() -> None:
    for n in range(30):
        options = distractors.numbers(parse_number("40"), SHOWN, seeded(n), floor=20, ceiling=60)
        assert options is None or all(20 <= int(t) <= 60 for t in texts(options))
    assert distractors.numbers(parse_number("40"), SHOWN, seeded(1), floor=38, ceiling=42) is None


def test_vague_figures_stand_further_apart_and_small_ones_are_refused() -> None:
    assert distractors.numbers(parse_number("seven"), "about _____ boats", seeded(1), approximate=True) is None
    values = [
        Decimal(t) for t in texts(distractors.numbers(parse_number("240"), "about _____", seeded(1), approximate=True))
    ]
    assert all(b / a >= Decimal("1.29") for a, b in zip(values, values[1:], strict=False))


def test_figures_fit_the_article_before_the_gap() -> None:
    for n in range(30):
        after_a = texts(distractors.numbers(parse_number("21-acre"), "It lies on a _____ site.", seeded(n)))
        after_an = texts(distractors.numbers(parse_number("80-acre"), "It lies on an _____ site.", seeded(n)))
        assert not {"8-acre", "11-acre", "18-acre"} & set(after_a)
        assert after_an is None


def test_a_round_key_has_round_company() -> None:
    for n in range(20):
        tens = [int(t) for t in texts(distractors.numbers(parse_number("10"), SHOWN, seeded(n)))]
        assert {5, 6, 8, 20} & set(tens)
        coins = texts(distractors.numbers(parse_number("£10"), SHOWN, seeded(n)))
        assert set(coins) <= {"£5", "£10", "£15", "£20", "£25"}
        thousands = texts(distractors.numbers(parse_number("1,000"), SHOWN, seeded(n)))
        assert sum(t.strip("0,") in "1 2 3 4 5 6 7 8".split() for t in thousands) >= 2


def test_temperatures_are_told_apart_by_degrees() -> None:
    for n in range(20):
        found = [parse_number(t).value for t in texts(distractors.numbers(parse_number("48.8 °C"), SHOWN, seeded(n)))]
        assert max(found) - min(found) <= 20
        assert all(b - a >= 2 for a, b in zip(found, found[1:], strict=False))


def test_no_option_crosses_to_the_next_magnitude_word() -> None:
    for n in range(20):
        found = texts(distractors.numbers(parse_number("$900m"), SHOWN, seeded(n)))
        assert found is None or not any("," in t for t in found)


def test_figures_of_the_article_come_first_where_they_are_shaped_like_the_key() -> None:
    for n in range(20):
        found = texts(
            distractors.numbers(parse_number("£318 million"), SHOWN, seeded(n), prefer=[Decimal(262_000_000)])
        )
        assert found.index("£318 million") == 0 or "£262 million" in found
        plain = texts(distractors.numbers(parse_number("£318 million"), SHOWN, seeded(n)))
        for unlike in (262_500_000, 300_000_000, 31_000_000):
            key = parse_number("£318 million")
            assert texts(distractors.numbers(key, SHOWN, seeded(n), prefer=[Decimal(unlike)])) == plain


def test_a_rounder_or_a_less_round_figure_of_the_article_does_not_come_in() -> None:
    for n in range(20):
        found = texts(distractors.numbers(parse_number("15"), SHOWN, seeded(n), prefer=[Decimal(22), Decimal(26)]))
        assert all(int(t) % 5 == 0 for t in found)


def test_a_religion_stands_among_those_near_it() -> None:
    for n in range(20):
        assert "Sikhism" not in texts(distractors.class_members("Islam", "the religion of _____", seeded(n)))


def test_spans_of_time_use_the_figures_people_use() -> None:
    seen = {t for n in range(40) for t in texts(distractors.numbers(parse_number("24 hours"), SHOWN, seeded(n)))}
    assert seen <= {f"{h} hours" for h in (3, 4, 6, 8, 10, 12, 18, 24, 36, 48, 72, 96)}


@given(st.integers(1000, 2020), st.integers(0, 5000))
def test_years_rise_at_least_two_apart(year: int, seed: int) -> None:
    options = distractors.years(year, "The mill burned down in _____.", seeded(seed), ceiling=2024)
    found = [int(t) for t in texts(options)]
    assert year in found
    assert found[-1] <= 2024
    assert all(b - a >= 2 for a, b in zip(found, found[1:], strict=False))


def test_years_that_the_article_tells_of_come_first() -> None:
    for n in range(20):
        found = {int(t) for t in texts(distractors.years(1856, "It closed in _____.", seeded(n), prefer=[1846, 1866]))}
        assert found & {1846, 1866}
        assert found <= set(range(1835, 1878))


def test_years_stay_between_what_the_passage_prints() -> None:
    shown = "Between the flood of 1901 and the fire of 1946 the mill was sold in _____, when Ada, born in 1890, left."
    low, high = distractors.year_limits(1925, shown)
    assert (low, high) == (1902, 1945)
    for n in range(40):
        assert all(
            low <= int(t) <= high for t in texts(distractors.years(1925, shown, seeded(n), floor=low, ceiling=high))
        )


@pytest.mark.parametrize(
    ("year", "shown", "more", "limits"),
    [
        (1925, "In the 1920s the mill was sold, in _____.", {}, (1920, 1929)),
        (1925, "In the 19th century it grew; it closed in _____.", {}, (1901, None)),
        (1925, "It closed in _____.", {"others": [1890], "latest": 2001}, (1891, 2001)),
        (1925, "It closed in _____.", {}, (None, None)),
    ],
)
def test_limits_of_a_year(year: int, shown: str, more: dict, limits: tuple[int | None, int | None]) -> None:
    assert distractors.year_limits(year, shown, **more) == limits


def test_years_that_do_not_fit_are_refused() -> None:
    assert distractors.years(1925, "_____", seeded(1), floor=1923, ceiling=1927) is None
    assert distractors.years(1935, "Ten years after 1925, in _____, it closed.", seeded(1)) is None


def test_elections_and_games_keep_their_step() -> None:
    for n in range(30):
        options = distractors.years(1988, "He ran in the presidential election of _____.", seeded(n), ceiling=2024)
        assert all(int(t) % 4 == 0 for t in texts(options))


def test_decades_centuries_and_ordinals_come_in_a_row() -> None:
    for n in range(20):
        decades = texts(distractors.decades(parse_date("the 1930s"), "In the _____ it grew.", seeded(n)))
        firsts = [int(t[:4]) for t in decades]
        assert firsts == list(range(firsts[0], firsts[0] + 40, 10))
        centuries = texts(distractors.centuries(parse_date("nineteenth century"), "In the _____ it grew.", seeded(n)))
        assert "nineteenth century" in centuries
        assert centuries[-1] in ("nineteenth century", "twentieth century", "twenty-first century")
        ordinals = texts(distractors.ordinals(parse_ordinal("third"), "the _____ town on the river", seeded(n)))
        assert ordinals in (
            ["first", "second", "third", "fourth"],
            ["second", "third", "fourth", "fifth"],
            ["third", "fourth", "fifth", "sixth"],
        )


def test_nobody_is_the_first_largest() -> None:
    for n in range(20):
        ordinals = texts(distractors.ordinals(parse_ordinal("third"), "the _____ largest town", seeded(n)))
        assert "first" not in ordinals
        assert "third" in ordinals


def test_a_printed_year_refuses_centuries_and_a_printed_ordinal_ordinals() -> None:
    assert distractors.centuries(parse_date("19th century"), "In 1820, in the _____,", seeded(1)) is None
    assert distractors.ordinals(parse_ordinal("third"), "after the second, the _____", seeded(1)) is None
    assert distractors.decades(parse_date("1930s"), "In 1934, in the _____,", seeded(1)) is None


def test_dates_keep_their_style_and_their_limit() -> None:
    options = distractors.dates(parse_date("September 4, 2023"), "on _____", seeded(3), ceiling=dt.date(2023, 11, 1))
    found = [parse_date(t) for t in texts(options)]
    assert [d.iso for d in found] == sorted(d.iso for d in found)
    assert found[-1].iso <= "2023-11-01"
    assert {d.template for d in found} == {"{month} {day}, {year}"}
    assert distractors.dates(parse_date("4 May 2020"), "in 2020, on _____", seeded(1)) is None


def test_countries_are_of_one_region_and_not_given_away() -> None:
    shown = "_____ signed the fishing treaty after Nairobi had sent its ministers."
    for n in range(20):
        options = texts(distractors.countries(country_named("Tanzania"), shown, seeded(n), exclude=["UG"]))
        assert "Tanzania" in options
        assert not {"Kenya", "Uganda"} & set(options)
        assert {country_named(t).continent for t in options} == {"AF"}


def test_a_country_that_the_passage_gives_away_is_refused() -> None:
    assert distractors.countries(country_named("Russia"), "Putin led _____ then.", seeded(1)) is None
    assert distractors.countries(country_named("UK"), "_____ sent Scottish troops.", seeded(1)) is None


def test_names_take_their_article_and_their_capital_letter() -> None:
    at_start = texts(distractors.countries(country_named("Netherlands"), "_____ lost.", seeded(1)))
    inside = texts(distractors.countries(country_named("Netherlands"), "Then _____ lost.", seeded(1)))
    after_the = distractors.countries(country_named("Netherlands"), "Then the _____ lost.", seeded(1))
    assert "The Netherlands" in at_start
    assert "the Netherlands" in inside
    assert after_the is None or all(country_named(t).needs_the for t in texts(after_the))


def test_old_times_have_old_countries() -> None:
    for n in range(20):
        options = texts(distractors.countries(country_named("Prussia"), "In 1813 _____ signed.", seeded(n), year=1813))
        assert "Germany" not in options
        assert "Italy" not in options
        later = texts(distractors.countries(country_named("Poland"), "In 1955 _____ signed.", seeded(n), year=1955))
        assert not {"Ukraine", "Belarus", "Lithuania", "Russia"} & set(later or ())


def test_a_power_of_the_past_stands_among_powers() -> None:
    options = texts(distractors.nationalities(country_named("USSR"), "They lived on _____ aid.", seeded(1)))
    assert set(options) <= {"Soviet", "American", "British", "French", "Chinese", "German", "Japanese", "Indian"}


def test_a_country_of_another_continent_is_no_option_though_the_article_names_it() -> None:
    for n in range(20):
        options = texts(distractors.countries(country_named("Libya"), "_____ lost.", seeded(n), named=["SE", "CL"]))
        assert not {"Sweden", "Chile"} & set(options)


def test_nationalities_fit_the_article() -> None:
    for n in range(20):
        options = (
            texts(distractors.nationalities(country_named("Austria"), "He was an _____ painter.", seeded(n)) or ())
            or []
        )
        assert all(t[0] in "AEIO" for t in options)
        options = texts(distractors.nationalities(country_named("France"), "She was a _____ painter.", seeded(n)))
        assert all(t[0] not in "AEIO" for t in options)


def test_states_and_cities_are_near_ones_that_are_not_printed() -> None:
    for n in range(10):
        states = texts(distractors.us_states("Texas", "From Oklahoma he went to _____.", seeded(n)))
        assert "Oklahoma" not in states
        cities = texts(distractors.cities(city_named("Leeds"), "From Bradford she went to _____.", seeded(n)))
        assert "Bradford" not in cities
        assert all(city_named(t, {"GB"}) for t in cities)
    assert distractors.us_states("Elmet", "in _____", seeded(1)) is None
    assert distractors.us_states("Alaska", "in _____", seeded(1)) is None


def test_persons_need_three_others_who_are_not_in_the_passage() -> None:
    others = ["Bo Ekdal", "Cy Dale", "Di Poe", "Al Brandt", "Ed Holt"]
    shown = "_____ spoke after Holt."
    assert set(texts(distractors.persons("Ada Brandt", others, shown, seeded(1)))) == {
        "Ada Brandt",
        "Bo Ekdal",
        "Cy Dale",
        "Di Poe",
    }
    assert distractors.persons("Ada Brandt", others[:2], shown, seeded(1)) is None


def test_closed_classes_draw_on_what_is_near() -> None:
    presidents = texts(distractors.class_members("Gerald Ford", "_____ signed.", seeded(1)))
    near = {"Lyndon B. Johnson", "Richard Nixon", "Gerald Ford", "Jimmy Carter", "Ronald Reagan", "John F. Kennedy"}
    assert set(presidents) <= near
    metals = texts(distractors.class_members("copper", "more _____ than tin", seeded(1)))
    assert "tin" not in metals
    assert distractors.class_members("lamp", "_____", seeded(1)) is None


def test_the_same_seed_gives_the_same_options() -> None:
    first = distractors.countries(country_named("Chile"), "_____ lost.", seeded("passage", 1))
    assert first == distractors.countries(country_named("Chile"), "_____ lost.", seeded("passage", 1))
    assert seeded("a", "b").random() != seeded("ab").random()


def test_every_option_says_why() -> None:
    options = distractors.countries(country_named("Chile"), "_____ lost.", seeded(1), named=["PE"])
    assert {o.reason.code for o in options} <= {"stated", "same_kind", "named_elsewhere"}
    assert [o.reason.code for o in options if o.correct] == ["stated"]
