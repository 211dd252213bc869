"""A whole answer: what it weighs, and that gaming does not pay."""

import datetime as dt
import random

import pytest

from studyapp.engine.learning.answers import Answer, Known, after, weight
from studyapp.engine.learning.mastery import Word, item_prior
from studyapp.engine.learning.pace import why_not_counted

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def an_answer(score=1.0, *, item_format="typed", at=START, dont_know=False, duration_ms=9000, words=30):
    options = 4 if item_format == "options" else 0
    return Answer(
        score, dont_know, None, item_format, options, at, item_prior(item_format), words=words, duration_ms=duration_ms
    )


def elsewhere(known: Known) -> Known:
    """The same learner before a fact not asked yet."""
    return Known(known.general, known.topic)


def fresh(*scores, item_format="typed", every=dt.timedelta(minutes=1)):
    """State after answers to as many different facts."""
    known = Known()
    for number, score in enumerate(scores):
        known = after(elsewhere(known), an_answer(score, item_format=item_format, at=START + number * every))
    return known


def test_first_answer_to_a_fact_has_full_weight():
    assert weight(Known(), an_answer()) == 1.0


def test_a_fact_just_seen_weighs_little_and_more_as_it_is_forgotten():
    known = after(Known(), an_answer())
    at_once, next_month, next_year = (weight(known, an_answer(at=START + days * DAY)) for days in (0, 30, 365))
    assert at_once == pytest.approx(0.05)
    assert at_once < next_month < next_year < 1.0


@pytest.mark.parametrize("score", [1.0, 0.0])
def test_one_item_ten_times_moves_little_more_than_once(score):
    known = Known()
    chances = []
    for number in range(10):
        known = after(known, an_answer(score, at=START + dt.timedelta(minutes=number)))
        chances.append(known.mastery(START).chance)
    ten_facts = fresh(*[score] * 10).mastery(START).chance
    assert abs(chances[-1] - chances[0]) < 0.35 * abs(ten_facts - chances[0])
    assert known.mastery(START).word not in (Word.STRONG, Word.MASTERED)


def test_one_item_every_day_for_two_weeks_is_not_mastery():
    known = Known()
    for day in range(14):
        known = after(known, an_answer(at=START + day * DAY))
    assert known.mastery(START + 14 * DAY).word not in (Word.STRONG, Word.MASTERED)


@pytest.mark.parametrize("item_format", ["options", "true_false"])
@pytest.mark.parametrize("seed", range(10))
def test_guessing_through_a_quiz_never_shows_as_mastery(item_format, seed):
    rng, known = random.Random(seed), Known()
    chance = 0.25 if item_format == "options" else 0.5
    for number in range(40):
        at = START + number * dt.timedelta(hours=6)
        known = after(elsewhere(known), an_answer(float(rng.random() < chance), item_format=item_format, at=at))
        assert known.mastery(at).word not in (Word.STRONG, Word.MASTERED)
    assert known.mastery(at).chance < 0.5


@pytest.mark.parametrize("item_format", ["options", "true_false"])
def test_guessing_faster_than_reading_only_lowers(item_format):
    rng, known = random.Random(3), Known()
    for number in range(20):
        answer = an_answer(float(rng.random() < 0.5), item_format=item_format, at=START + number * DAY, duration_ms=700)
        why = why_not_counted(
            answer.score, dont_know=False, duration_ms=700, words=answer.words, item_format=item_format
        )
        if not why:
            known = after(elsewhere(known), answer)
    assert known.mastery(START).chance < Known().mastery(START).chance


def test_a_wrong_guess_faster_than_reading_counts_half():
    wrong = an_answer(0.0, item_format="options", duration_ms=700)
    assert weight(Known(), wrong) == 0.5
    slow, fast = (
        after(Known(), an_answer(0.0, item_format="options", duration_ms=ms)).mastery(START).chance
        for ms in (9000, 700)
    )
    assert slow < fast < Known().mastery(START).chance


def test_saying_so_at_once_is_no_rapid_guess():
    assert weight(Known(), an_answer(0.0, item_format="options", dont_know=True, duration_ms=700)) == 1.0


def test_typed_answers_may_be_quick():
    assert weight(Known(), an_answer(duration_ms=700)) == 1.0


def test_late_answers_and_a_clock_set_back_keep_time_in_order():
    known = fresh(1.0, 1.0, 0.0)
    late = after(known, an_answer(at=START - 3 * DAY))
    assert late.general.last_at == known.general.last_at
    assert late.topic.days == known.topic.days
    assert late.memory.last_review == known.memory.last_review
    assert late.memory.due >= late.memory.last_review


def test_a_clock_that_jumped_ahead_does_not_stop_reviews():
    ahead = after(Known(), an_answer(at=START + 400 * DAY))
    back = after(ahead, an_answer(0.0, at=START))
    assert back.memory.due - back.memory.last_review <= 2 * DAY
    assert back.memory.reviews == 2
