"""Printed numbers are read with unit and shape, and others printed in the same shape."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.number_words import in_words, ordinal_figure, ordinal_word, read_ordinal, read_words
from studyapp.engine.extraction.numbers import find_numbers, find_ordinals, format_number, parse_number, parse_ordinal
from studyapp.engine.extraction.values import AnswerType as T


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("1.2 million", "1200000", "", T.COUNT),
        ("1,250", "1250", "", T.COUNT),
        ("twenty-four", "24", "", T.COUNT),
        ("fifteen hundred", "1500", "", T.COUNT),
        ("one hundred and five", "105", "", T.COUNT),
        ("two million", "2000000", "", T.COUNT),
        ("$3.5bn", "3500000000", "USD", T.MONEY),
        ("US$2 million", "2000000", "USD", T.MONEY),
        ("£400", "400", "GBP", T.MONEY),
        ("10 million euros", "10000000", "EUR", T.MONEY),
        ("12 per cent", "12", "%", T.PERCENT),
        ("4.5%", "4.5", "%", T.PERCENT),
        ("7 km", "7", "km", T.MEASURE),
        ("200-kilometre", "200", "km", T.MEASURE),
        ("60,000 square miles", "60000", "square miles", T.MEASURE),
        ("five hours", "5", "hours", T.MEASURE),
        ("−5 °C", "-5", "°C", T.MEASURE),
        ("31 metres", "31", "m", T.MEASURE),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str, kind: T) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.unit, number.answer_type) == (Decimal(value), unit, kind)


@pytest.mark.parametrize(
    "text",
    ["B-52", "1990s", "21st", "two-thirds", "two thirds", "a hundred", "two dozen", "v2.0.1", "twenty thirty", ""],
)
def test_what_is_no_plain_number_is_not_read(text: str) -> None:
    assert parse_number(text) is None


def test_numbers_are_found_with_their_places() -> None:
    text = "The hall of 48 stalls cost £2.5 million, took 14 months, and Gate B-12 has a 3-metre door."
    found = find_numbers(text)
    assert [n.printed for n in found] == ["48", "£2.5 million", "14 months", "3-metre"]
    assert [n.span.cut(text) for n in found] == [n.printed for n in found]


@pytest.mark.parametrize(
    ("like", "value", "printed"),
    [
        ("1.2 million", 3_400_000, "3.4 million"),
        ("1,250", 980, "980"),
        ("980", 1250, "1,250"),
        ("1250", 12500, "12500"),
        ("twenty-four", 31, "thirty-one"),
        ("Three", 5, "Five"),
        ("two million", 3_000_000, "three million"),
        ("one hundred and five", 120, "one hundred and twenty"),
        ("$3.5bn", 4_500_000_000, "$4.5bn"),
        ("12 per cent", 9, "9 per cent"),
        ("7 km", 12, "12 km"),
        ("five hours", 1, "one hour"),
        ("200-kilometre", 1, "1-kilometre"),
        ("−5 °C", -8, "−8 °C"),
        ("6.0", 8, "8.0"),
    ],
)
def test_another_number_takes_the_same_shape(like: str, value: int, printed: str) -> None:
    assert format_number(value, parse_number(like).shape) == printed


def test_a_word_number_has_no_decimals() -> None:
    with pytest.raises(ValueError, match="no words"):
        format_number(Decimal(10) ** 13, parse_number("seven").shape)


@given(st.integers(0, 10**12 - 1), st.booleans())
def test_words_are_read_back(n: int, british: bool) -> None:
    assert read_words(in_words(n, british)) == n


@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.sampled_from(["$", "", "£"]),
    st.sampled_from([" km", "%", "", " million"]),
)
def test_a_printed_number_is_printed_again_alike(value: Decimal, sign: str, suffix: str) -> None:
    text = f"{sign}{value:,}{suffix}" if not (sign and suffix in (" km", "%")) else f"{value:,}{suffix}"
    number = parse_number(text)
    assert format_number(number.value, number.shape) == text


@given(st.integers(1, 99))
def test_ordinals_are_read_back(n: int) -> None:
    assert read_ordinal(ordinal_word(n)) == read_ordinal(ordinal_figure(n)) == n


def test_ordinals_are_found_and_imitated() -> None:
    found = find_ordinals("The second bridge was the 21st work of the Third Corps, not its 22th.")
    assert [(o.printed, o.number) for o in found] == [("second", 2), ("21st", 21), ("Third", 3)]
    assert [o.like(4) for o in found] == ["fourth", "4th", "Fourth"]
    assert parse_ordinal("the second") is None


@given(st.text(alphabet="0123456789.,-– $£%abckm nsthoudone", max_size=60))
def test_any_text_can_be_searched_and_places_are_exact(text: str) -> None:
    for number in find_numbers(text):
        assert number.span.cut(text) == number.printed
        assert number.value == parse_number(number.printed).value
    for ordinal in find_ordinals(text):
        assert ordinal.span.cut(text) == ordinal.printed
