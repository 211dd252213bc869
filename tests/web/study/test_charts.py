"""What the charts of progress show, where their marks stand, and when there are too few answers for one."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from studyapp.progress.trends import DayMastery, SureAndRight
from studyapp.usecases.review_today import Coming
from studyapp.web.study.charts import forecast_bars, mastery_line, sure_bars
from studyapp.web.templatetags.mastery import raise_words, was_words

TODAY = dt.date(2026, 11, 21)
DAY = dt.timedelta(days=1)


def mastery(chance: float | None, word: str = "growing"):
    """None: too few answers for a number."""
    shown = chance is not None
    chance = chance or 0.0
    return SimpleNamespace(is_shown=shown, chance=chance, low=chance - 0.1, high=chance + 0.1, word=word)


def days(*found: tuple[int, float]) -> list[DayMastery]:
    """From days ago and chances."""
    return [DayMastery(TODAY - ago * DAY, mastery(chance)) for ago, chance in found]


def test_line_runs_from_the_first_day_to_what_holds_today():
    line = mastery_line(days((20, 0.4), (10, 0.5)), mastery(0.62), TODAY)
    assert line.line == "0.0,60.0 50.0,50.0 100.0,38.0"
    assert line.band.split()[:3] == ["0.0,50.0", "50.0,40.0", "100.0,28.0"]
    assert line.band.split()[3:] == ["100.0,48.0", "50.0,60.0", "0.0,70.0"]
    assert (line.value, line.height) == (62, 38)


def test_today_is_drawn_once_with_what_holds_now():
    line = mastery_line(days((4, 0.4), (0, 0.5)), mastery(0.49), TODAY)
    assert line.line == "0.0,60.0 100.0,51.0"


@pytest.mark.parametrize("found", [(), ((0, 0.5),)])
def test_no_line_before_a_second_day(found):
    assert mastery_line(days(*found), mastery(0.5), TODAY) is None


def test_no_line_without_a_number():
    assert mastery_line(days((3, 0.5)), mastery(None), TODAY) is None


def test_line_begins_eight_weeks_ago_with_what_stood_then():
    line = mastery_line(days((300, 0.1), (90, 0.3), (28, 0.5)), mastery(0.5), TODAY)
    assert line.line == "0.0,70.0 50.0,50.0 100.0,50.0"
    assert line.days[0].day == TODAY - 56 * DAY


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (0.4, 0.62, "Mastery rose from about 40% to 62% since 1 November."),
        (0.6, 0.5, "Mastery fell from about 60% to 50% since 1 November."),
        (0.6, 0.64, "Mastery has stayed at about 64% since 1 November."),
    ],
)
def test_finding_of_the_line(then, now, words):
    assert mastery_line(days((20, then)), mastery(now), TODAY).finding == words


def coming(*facts: int) -> list[Coming]:
    return [Coming(TODAY + n * DAY, found) for n, found in enumerate((*facts, *[0] * (28 - len(facts))))]


def test_forecast_sums_up_today_a_week_and_four_weeks():
    found = coming(3, 0, 1, 0, 0, 0, 2, 5)
    assert forecast_bars(found).finding == "3 today, 6 within a week, 11 within four weeks."
    assert forecast_bars(found[1:]).finding == "None today, 8 within a week, 8 within four weeks."


def test_highest_day_is_the_tallest_and_a_small_one_is_still_seen():
    bars = forecast_bars(coming(1, 0, 200)).bars
    assert [bar.height for bar in bars[:3]] == [2, 0, 80]
    assert all(bar.y + bar.height == 100 for bar in bars)
    assert [n for n, bar in enumerate(bars) if bar.dated] == [0, 7, 14, 21]


@pytest.mark.parametrize(("facts", "printed"), [((4, 9), {1}), ((4, 0, 0, 0, 9), {0, 4}), ((0, 0, 0, 0, 9), {4})])
def test_numbers_above_bars_do_not_run_together(facts, printed):
    assert {n for n, bar in enumerate(forecast_bars(coming(*facts)).bars) if bar.printed} == printed


def test_no_forecast_where_nothing_comes_back():
    assert forecast_bars(coming()) is None


def test_sureness_needs_ten_answers():
    assert sure_bars([SureAndRight(3, 5, 5), SureAndRight(1, 1, 4)]) is None
    assert sure_bars([SureAndRight(3, 5, 5), SureAndRight(1, 1, 5)]) is not None


def test_a_step_said_twice_is_no_share():
    rows = sure_bars([SureAndRight(3, 2, 2), SureAndRight(2, 6, 8)]).rows
    assert [(row.said, row.percent) for row in rows] == [("Certain", None), ("Fairly sure", 75)]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([(3, 18, 20), (1, 0, 5)], "When you are certain, you are right 18 of 20 times: you can trust it."),
        ([(3, 12, 20)], "When you are certain, you are right 12 of 20 times: look twice."),
        ([(3, 2, 2), (2, 9, 10)], "When you are fairly sure, you are right 9 of 10 times: you may be surer."),
        ([(2, 5, 10)], "When you are fairly sure, you are right 5 of 10 times."),
        ([(1, 3, 12)], "When you guess, you are right 3 of 12 times."),
    ],
)
def test_sureness_in_one_sentence(found, words):
    assert sure_bars([SureAndRight(*row) for row in found]).finding == words


@pytest.mark.parametrize(
    ("chance", "new", "due", "words"),
    [
        (None, 4, 0, "Answer a few questions"),
        (0.5, 4, 2, "right answers on the 4 facts you have not been asked yet"),
        (0.5, 1, 0, "a right answer on the 1 fact"),
        (0.5, 0, 2, "knowing the 2 facts that are due again"),
        (0.5, 0, 0, "on another day"),
    ],
)
def test_what_would_raise_the_number(chance, new, due, words):
    progress = SimpleNamespace(mastery=mastery(chance), facts=SimpleNamespace(new=new, due=due))
    assert words in raise_words(progress)


def test_where_mastery_stood_before():
    assert was_words(mastery(0.52)) == "Before: growing, about 52%, likely 42–62%"
    assert was_words(mastery(None)) == "Before: not enough answers yet"
