"""How fast an answer was, against its text."""

import pytest

from studyapp.engine.learning.pace import Pace, fastest_ms, pace, why_not_counted, words_in


def test_words_are_those_of_all_texts():
    assert words_in(["Who built the mill?", "Anna Lind", "Olof Ek"]) == 8


def test_nobody_reads_faster_than_six_hundred_words_a_minute_nor_acts_within_a_second_and_a_half():
    assert fastest_ms(40) == 4000
    assert fastest_ms(3) == 1500


@pytest.mark.parametrize(
    ("duration_ms", "expected"),
    [
        (None, Pace.UNKNOWN),
        (3999, Pace.TOO_FAST),
        (4000, Pace.USUAL),
        (42_000, Pace.USUAL),
        (42_001, Pace.SLOW),
        (140_000, Pace.SLOW),
        (140_001, Pace.AWAY),
    ],
)
def test_pace_of_choosing_after_forty_words(duration_ms, expected):
    assert pace(duration_ms, 40, "options") is expected


def test_typing_takes_time():
    assert pace(45_000, 40, "options") is Pace.SLOW
    assert pace(45_000, 40, "typed") is Pace.USUAL


@pytest.mark.parametrize(
    ("item_format", "score", "dont_know", "why"),
    [
        ("options", 1.0, False, "too_fast"),
        ("true_false", 1.0, False, "too_fast"),
        ("options", 0.0, False, ""),
        ("typed", 1.0, False, ""),
        ("options", 0.0, True, ""),
    ],
)
def test_only_right_answers_that_can_be_guessed_are_not_counted_when_faster_than_reading(
    item_format, score, dont_know, why
):
    given = {"dont_know": dont_know, "words": 40, "item_format": item_format}
    assert why_not_counted(score, duration_ms=900, **given) == why
    assert why_not_counted(score, duration_ms=9000, **given) == ""
    assert why_not_counted(score, duration_ms=None, **given) == ""
