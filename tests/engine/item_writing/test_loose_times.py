"""Which times counted from the day of writing a dated report can lose."""

from __future__ import annotations

import datetime as dt

import pytest

from studyapp.engine.item_writing.quotable import plain_wording
from tests.engine.articles import surveyed

PUBLISHED = dt.date(2031, 3, 4)


def shown(sentence: str, published: dt.date | None = PUBLISHED) -> str:
    read = surveyed(sentence, "Alder Bank", published)
    return plain_wording(read.sentences[-1], read).text


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Alder Bank sold its branch in Lisbon last month.", "Alder Bank sold its branch in Lisbon."),
        ("Last week, Alder Bank sold its branch in Lisbon.", "Alder Bank sold its branch in Lisbon."),
        ("Alder Bank last year sold its branch in Lisbon.", "Alder Bank sold its branch in Lisbon."),
        ("Alder Bank was fined after a fire in Lisbon two years ago.", "Alder Bank was fined after a fire in Lisbon."),
    ],
)
def test_what_happened_once_loses_its_time(sentence, wording):
    assert shown(sentence) == wording


@pytest.mark.parametrize(
    "sentence",
    [
        "The profit of Alder Bank fell 4% last year.",  # the time is part of the figure
        "Alder Bank has had a branch in Lisbon since last month.",
        "Alder Bank opens a branch in Lisbon next month.",
        "The branch that opened last month serves Lisbon.",  # nothing but the time tells which one
        "Alder Bank sold last month's bread in Lisbon.",
    ],
)
def test_a_time_that_says_more_stays(sentence):
    assert shown(sentence) == sentence


def test_without_a_date_of_the_article_the_time_stays():
    sentence = "Alder Bank sold its branch in Lisbon last month."
    assert shown(sentence, None) == sentence
