"""Printed dates are read to ISO forms, and others printed in the same style."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.dates import (
    MONTHS,
    find_dates,
    format_date,
    lone_months,
    month_number,
    parse_date,
    shifted,
)
from studyapp.engine.extraction.values import AnswerType as T

STYLES = [
    ("4 September 2023", "day", "2023-09-04", "5 June 1999"),
    ("September 4, 2023", "day", "2023-09-04", "June 5, 1999"),
    ("Sept. 4, 2023", "day", "2023-09-04", "June 5, 1999"),
    ("4th of September 2023", "day", "2023-09-04", "5th of June 1999"),
    ("2023-09-04", "day", "2023-09-04", "1999-06-05"),
]


@pytest.mark.parametrize(("text", "precision", "iso", "other"), STYLES)
def test_full_dates_in_their_style(text: str, precision: str, iso: str, other: str) -> None:
    date = parse_date(text)
    assert (date.precision, date.iso) == (precision, iso)
    assert format_date("1999-06-05", date.template) == other


@pytest.mark.parametrize(
    ("text", "precision", "iso", "bounds"),
    [
        ("September 2023", "month", "2023-09", (2023, 2023)),
        ("Sep 2023", "month", "2023-09", (2023, 2023)),
        ("July, 2023", "month", "2023-07", (2023, 2023)),
        ("2019", "year", "2019", (2019, 2019)),
        ("44 BC", "year", "-0044", (-44, -44)),
        ("AD 79", "year", "0079", (79, 79)),
        ("the 1990s", "decade", "199x", (1990, 1999)),
        ("19th century", "century", "c19", (1801, 1900)),
        ("nineteenth-century", "century", "c19", (1801, 1900)),
        ("fifth century BC", "century", "c-5", (-500, -401)),
        ("1939-40", "range", "1939/1940", (1939, 1940)),
        ("1914–1918", "range", "1914/1918", (1914, 1918)),
        ("3 May", "month_day", "--05-03", None),
    ],
)
def test_coarser_times(text: str, precision: str, iso: str, bounds: tuple[int, int] | None) -> None:
    date = parse_date(text)
    assert (date.precision, date.iso, date.bounds) == (precision, iso, bounds)
    assert format_date(date.iso, date.template) == date.printed


@pytest.mark.parametrize("text", ["31 February 2020", "B1945", "1,945", "$2019", "22th century", "May", "12:30"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert find_dates(text) == []


def test_dates_are_found_with_their_places_fullest_first() -> None:
    text = "Begun on 3 March 1871 and done in the 1880s, the dam broke in May 1902 and 1911."
    found = find_dates(text)
    assert [d.printed for d in found] == ["3 March 1871", "1880s", "May 1902", "1911"]
    assert [d.span.cut(text) for d in found] == [d.printed for d in found]


def test_a_date_becomes_a_typed_value() -> None:
    value = parse_date("September 2023").as_value()
    assert (value.answer_type, value.canonical, value.precision) == (T.MONTH_YEAR, "2023-09", "month")
    assert parse_date("1887").as_value().number == 1887.0
    assert parse_date("1939-40").as_value() is None


@pytest.mark.parametrize(("name", "number"), [("Sept.", 9), ("jan", 1), ("DECEMBER", 12), ("Smarch", None), ("", None)])
def test_months_by_name(name: str, number: int | None) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("iso", "moved", "result"),
    [
        ("2023-10-31", {"months": -1}, "2023-09-30"),
        ("2023-12-30", {"days": 3}, "2024-01-02"),
        ("2023-11", {"months": 3}, "2024-02"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
    ],
)
def test_dates_are_moved(iso: str, moved: dict[str, int], result: str) -> None:
    assert shifted(iso, **moved) == result


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2099, 12, 31)), st.sampled_from(STYLES))
def test_any_date_is_printed_and_read_back_in_any_style(day: dt.date, style: tuple[str, ...]) -> None:
    printed = format_date(day.isoformat(), parse_date(style[0]).template)
    assert parse_date(printed).iso == day.isoformat()
    assert MONTHS[day.month - 1][:3] in printed or printed == day.isoformat()


def test_a_form_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not a date"):
        format_date("soon", "{year}")


@given(st.text(alphabet="0123456789 ,.-/MayJunestchr9thBC’", max_size=60))
def test_any_text_can_be_searched_and_places_are_exact(text: str) -> None:
    found = find_dates(text)
    assert [d.span.cut(text) for d in found] == [d.printed for d in found]
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    assert [format_date(d.iso, d.template) for d in found if d.precision != "range"] == [
        d.printed for d in found if d.precision != "range"
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [("It closed in July and stayed so.", "--07"), ("It stays open until at least November.", "--11")],
)
def test_a_month_alone_is_read_behind_a_word_that_leads_to_a_time(text, iso):
    assert [d.iso for d in lone_months(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["It closed in July 1931.", "It closed in July, 1931.", "By may, they left.", "March on!"]
)
def test_a_month_with_its_year_and_a_word_like_a_month_are_no_lone_months(text):
    assert lone_months(text) == []
