"""What is right of a set, and how near a typed figure must lie where the source rounds."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.values import AnswerType as T
from studyapp.engine.items import ItemFormat
from studyapp.engine.scoring.score import AnswerKey, ScoreReason, mark, right_rows

ORDER = AnswerKey(ItemFormat.ORDER, T.YEAR, "1932; 1941; 1958; 1971", rows=4)


@pytest.mark.parametrize(
    ("given", "value", "reason"),
    [
        ("1 2 3 4", 1.0, ScoreReason.RIGHT),
        ("2 1 3 4", 0.5, ScoreReason.PARTLY),
        ("2 3 4 1", 0.0, ScoreReason.WRONG),
        ("1", 0.25, ScoreReason.PARTLY),  # fewer places than rows: the rest is wrong
        (None, 0.0, ScoreReason.DONT_KNOW),
    ],
)
def test_a_set_is_worth_the_share_of_its_right_rows(given, value, reason):
    score = mark(ORDER, given)
    assert (score.value, score.reason) == (value, reason)


def test_which_rows_are_right():
    assert right_rows("1 3 2 4", 4) == (True, False, False, True)


def figure(answer: str, answer_type: T, unit: str, tolerance: float) -> AnswerKey:
    return AnswerKey(ItemFormat.TYPED, answer_type, answer, accepted=(answer,), unit=unit, tolerance=tolerance)


VISITORS = figure("1,200", T.COUNT, "visitors", 60)
MILLIONS = figure("8.3 million", T.COUNT, "passengers", 50_000)
LENGTH = figure("14.2 kilometres", T.MEASURE, "km", 0.05)


@pytest.mark.parametrize(
    ("key", "given"),
    [(VISITORS, "1,140"), (VISITORS, "1260 visitors"), (MILLIONS, "8.34 million"), (LENGTH, "14.25 km")],
)
def test_a_figure_within_its_tolerance_is_right(key, given):
    assert mark(key, given).reason == ScoreReason.RIGHT_NEAR


@pytest.mark.parametrize(
    ("key", "given"),
    [(VISITORS, "1,139"), (VISITORS, "1,261"), (MILLIONS, "8.3"), (LENGTH, "14.3 km"), (LENGTH, "14")],
)
def test_a_figure_beyond_its_tolerance_is_wrong(key, given):
    assert mark(key, given).reason == ScoreReason.WRONG


def test_the_figure_itself_needs_no_tolerance():
    assert mark(VISITORS, "1200").reason == ScoreReason.RIGHT_FORM


def test_a_near_figure_of_another_unit_is_wrong():
    assert mark(LENGTH, "14.25 miles").reason == ScoreReason.WRONG_UNIT


def test_without_a_tolerance_a_figure_must_be_exact():
    key = AnswerKey(ItemFormat.TYPED, T.COUNT, "1,200", accepted=("1,200",), unit="visitors")
    assert mark(key, "1,201").reason == ScoreReason.WRONG
