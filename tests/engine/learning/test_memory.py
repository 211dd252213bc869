"""Memory: ratings, reviews, the forgetting curve and the four words."""

import datetime as dt

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.learning.memory import (
    FactWord,
    Memory,
    days_until,
    rating,
    retrievability,
    review,
    word,
)

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
GUESS, FAIRLY_SURE, CERTAIN = 1, 2, 3


def reviewed(*ratings, every=3 * DAY):
    memory = None
    for number, rated in enumerate(ratings):
        memory = review(memory, rated, START + number * every)
    return memory


@pytest.mark.parametrize(
    ("item_format", "confidence", "expected"),
    [
        ("typed", GUESS, Rating.Hard),
        ("typed", None, Rating.Good),
        ("typed", FAIRLY_SURE, Rating.Good),
        ("typed", CERTAIN, Rating.Good),
        ("options", GUESS, Rating.Hard),
        ("options", None, Rating.Hard),
        ("options", FAIRLY_SURE, Rating.Hard),
        ("options", CERTAIN, Rating.Good),
        ("true_false", None, Rating.Hard),
        ("true_false", CERTAIN, Rating.Good),
    ],
)
def test_rating_of_right_answers(item_format, confidence, expected):
    assert rating(1.0, dont_know=False, confidence=confidence, item_format=item_format) is expected


@pytest.mark.parametrize(("score", "dont_know"), [(0.0, False), (0.5, False), (0.0, True), (1.0, True)])
def test_wrong_partly_right_and_not_knowing_are_again(score, dont_know):
    assert rating(score, dont_know=dont_know, confidence=CERTAIN, item_format="typed") is Rating.Again


def test_first_review_is_due_on_another_day_not_in_ten_minutes():
    for rated in (Rating.Again, Rating.Hard, Rating.Good):
        assert review(None, rated, START).due >= START + DAY


def test_right_answers_space_out_and_a_wrong_one_brings_the_fact_back():
    memory = reviewed(Rating.Good, Rating.Good, Rating.Good)
    assert days_until(memory, memory.last_review) > 7
    forgotten = review(memory, Rating.Again, memory.due)
    assert forgotten.stability < memory.stability
    assert (forgotten.reviews, forgotten.lapses) == (4, 1)


def test_first_answer_wrong_is_no_lapse():
    assert reviewed(Rating.Again).lapses == 0


def test_review_is_the_same_every_time():
    assert reviewed(Rating.Good, Rating.Again, Rating.Hard) == reviewed(Rating.Good, Rating.Again, Rating.Hard)


def test_another_time_zone_is_the_same_moment():
    elsewhere = START.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert review(None, Rating.Good, elsewhere) == review(None, Rating.Good, START)


def test_an_answer_that_arrives_late_does_not_turn_the_clock_back():
    memory = reviewed(Rating.Good, Rating.Good)
    assert review(memory, Rating.Good, START - DAY).last_review == memory.last_review


def test_recall_is_nine_in_ten_after_the_stability():
    memory = Memory(10.0, 5.0, START + 10 * DAY, START)
    assert retrievability(memory, START) == 1.0
    assert retrievability(memory, START + 10 * DAY) == pytest.approx(0.9)


@given(st.floats(0.01, 1000), st.floats(0, 100), st.floats(0.001, 100))
def test_more_time_never_raises_recall_even_within_a_day(stability, days, more):
    memory = Memory(stability, 5.0, START, START)
    sooner = retrievability(memory, START + days * DAY)
    later = retrievability(memory, START + (days + more) * DAY)
    assert 0 < later < sooner <= 1


@pytest.mark.parametrize(
    ("stability", "due_in", "expected"),
    [
        (9.0, 2 * DAY, FactWord.SOLID),
        (7.0, 2 * DAY, FactWord.SOLID),
        (6.9, 2 * DAY, FactWord.LEARNING),
        (9.0, 1 * DAY, FactWord.SOLID),
        (9.0, 0.99 * DAY, FactWord.DUE),
        (9.0, -DAY, FactWord.DUE),
    ],
)
def test_words_for_facts(stability, due_in, expected):
    assert word(Memory(stability, 5.0, START + due_in, START - 5 * DAY), START + DAY) is expected


def test_a_fact_never_asked_is_new():
    assert word(None, START) is FactWord.NEW


def test_days_until_the_next_review_are_whole_and_not_negative():
    memory = Memory(9.0, 5.0, START + 9 * DAY, START)
    assert days_until(memory, START + dt.timedelta(minutes=5)) == 9
    assert days_until(memory, START + 20 * DAY) == 0
