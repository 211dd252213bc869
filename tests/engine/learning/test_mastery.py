"""Mastery: which way an answer moves it, how far, and whether its range is honest."""

import datetime as dt
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.learning.estimates import CONSTANTS, TOPIC_PRIOR, Estimate, TopicPrior
from studyapp.engine.learning.likelihood import Outcome
from studyapp.engine.learning.mastery import (
    Word,
    faded,
    first_estimate,
    first_standing,
    guess_floor,
    item_prior,
    mastery,
    update,
)

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
RIGHT, WRONG = Outcome(1.0, 0.0), Outcome(0.0, 0.0)
scores = st.floats(0, 1)
floors = st.sampled_from([0.0, 0.2, 0.25, 1 / 3, 0.5])


def answered(outcomes, *, item_format="typed", days_between=0.0, start=START):
    """Estimates after these outcomes, and the time of the last."""
    general, topic, now = first_estimate(), first_standing(), start
    for number, outcome in enumerate(outcomes):
        now = start + dt.timedelta(days=days_between) * number
        general, topic = update(general, topic, item_prior(item_format), TOPIC_PRIOR, outcome, now)
    return general, topic, now


def chance_after(*outcomes, item_format="typed"):
    return mastery(*answered(outcomes, item_format=item_format)).chance


def test_nothing_answered_is_an_even_chance_with_a_wide_range():
    shown = mastery(None, None, START)
    assert shown.chance == pytest.approx(0.5)
    assert shown.high - shown.low > 0.5
    assert (shown.word, shown.answers, shown.is_shown) == (Word.NOT_ENOUGH, 0, False)


def test_right_raises_and_wrong_lowers():
    assert chance_after(RIGHT) > 0.5 > chance_after(WRONG)


def test_right_true_false_moves_less_than_right_options_less_than_right_typed():
    truth, options, typed = (chance_after(Outcome(1.0, floor)) for floor in (0.5, 0.25, 0.0))
    assert 0.5 < truth < options < typed


def test_guessed_wrong_tells_as_much_as_not_knowing():
    assert chance_after(Outcome(0.0, 0.5)) == pytest.approx(chance_after(Outcome(0.0, 0.0)))


def test_hard_question_right_raises_more_than_an_easy_one():
    easy, hard = (
        update(first_estimate(), first_standing(), item_prior(f), TOPIC_PRIOR, RIGHT, START)
        for f in ("options", "typed")
    )
    assert hard[0].mean > easy[0].mean


def test_what_is_uncertain_moves_most():
    sure, unsure = Estimate(0.0, 0.05, last_at=START), Estimate(0.0, 1.0, last_at=START)
    general, topic = update(sure, unsure, item_prior("typed"), TOPIC_PRIOR, WRONG, START)
    assert abs(topic.mean) > 5 * abs(general.mean)


def test_one_topic_informs_another_through_general_ability():
    general, _, now = answered([RIGHT] * 6)
    assert mastery(general, None, now).chance > mastery(None, None, now).chance


def test_answers_and_days_are_counted():
    _, topic, now = answered([RIGHT] * 4, days_between=0.5)
    assert (topic.answers, topic.days, topic.last_at) == (4, 2, now)


@given(st.lists(st.tuples(scores, floors, st.floats(0, 400)), max_size=60))
def test_numbers_stay_sound_whatever_is_answered(sequence):
    general, topic, now = first_estimate(), first_standing(), START
    for score, floor, days in sequence:
        now += dt.timedelta(days=days)
        general, topic = update(general, topic, item_prior("options"), TOPIC_PRIOR, Outcome(score, floor), now)
        assert 0 < general.variance < 2
        assert 0 < topic.variance < 2
    shown = mastery(general, topic, now)
    assert 0 < shown.low <= shown.chance <= shown.high < 1


@given(st.floats(-3, 3), st.floats(0.02, 1.5), floors)
def test_a_better_score_never_gives_a_lower_mastery(mean, variance, floor):
    general, topic = Estimate(mean, variance, last_at=START), first_standing()
    means = [
        sum(e.mean for e in update(general, topic, item_prior("options"), TOPIC_PRIOR, Outcome(s, floor), START))
        for s in (0.0, 0.5, 1.0)
    ]
    assert means == sorted(means)


def test_posterior_agrees_with_numerical_integration():
    # One learner of known spread, floor 1/4, a right answer: mean and variance of the exact posterior.
    item = item_prior("options")
    general, topic = first_estimate(), first_standing()
    total = general.variance + CONSTANTS.learner_drift + topic.variance + CONSTANTS.topic_drift + item.variance
    grid = [total**0.5 * x / 200 for x in range(-1600, 1601)]
    weights = [math.exp(-z * z / (2 * total)) * (0.25 + 0.75 / (1 + math.exp(-z))) for z in grid]
    mean = sum(w * z for w, z in zip(weights, grid, strict=True)) / sum(weights)
    after, _ = update(general, topic, item, TOPIC_PRIOR, Outcome(1.0, 0.25), START)
    share = (general.variance + CONSTANTS.learner_drift) / total
    assert after.mean == pytest.approx(mean * share, rel=0.05)


def test_deviation_fades_towards_general_ability_and_grows_uncertain():
    _, topic, now = answered([RIGHT] * 10)
    later = faded(topic, now + dt.timedelta(days=100))
    assert 0 < later.mean < topic.mean / 2
    assert topic.variance < later.variance < first_standing().variance


def test_range_widens_with_days():
    general, topic, now = answered([RIGHT, WRONG] * 8)
    fresh, old = (mastery(general, topic, now + dt.timedelta(days=d)) for d in (0, 60))
    assert old.high - old.low > fresh.high - fresh.low


def test_an_answer_that_arrives_late_does_not_fade_backwards():
    _, topic, now = answered([RIGHT] * 3)
    assert faded(topic, now - dt.timedelta(days=5)).mean == topic.mean


def test_harder_topic_lowers_the_chance():
    assert mastery(None, None, START, TopicPrior(1.0, 0.1)).chance < 0.4


@pytest.mark.parametrize(
    ("mean", "answers", "days", "word"),
    [
        (3.0, 2, 2, Word.NOT_ENOUGH),
        (-1.0, 3, 1, Word.STARTING),
        (0.4, 9, 3, Word.GROWING),
        (1.4, 9, 3, Word.STRONG),
        (3.0, 9, 3, Word.MASTERED),
        (3.0, 4, 3, Word.STRONG),
        (3.0, 9, 1, Word.STRONG),
    ],
)
def test_word_follows_the_lower_end_and_mastered_needs_answers_and_days(mean, answers, days, word):
    estimate = Estimate(mean, 0.1, answers, days, START)
    assert mastery(Estimate(0.0, 0.05), estimate, START).word is word


def test_guess_floors_by_format():
    assert (guess_floor("options", 4), guess_floor("true_false"), guess_floor("typed")) == (0.25, 0.5, 0.0)
    with pytest.raises(ValueError, match="1 options"):
        guess_floor("options", 1)


def simulated(learners, rng):
    """Shown mastery and true chance of made-up people after 12 answers in each of 4 topics."""
    quantiles = (-1.64, -1.04, -0.67, -0.39, -0.13, 0.13, 0.39, 0.67, 1.04, 1.64)
    for _ in range(learners):
        ability, general, now = rng.gauss(0, 1), first_estimate(), START
        for _ in range(4):
            deviation, topic = rng.gauss(0, 0.5) - rng.gauss(0, 0.7), first_standing()
            for _ in range(12):
                item_format = rng.choice(["typed", "options", "true_false"])
                item, floor = item_prior(item_format), guess_floor(item_format, 4)
                z = ability + deviation - rng.gauss(item.mean, 1)
                right = rng.random() < floor + (1 - floor) / (1 + math.exp(-z))
                general, topic = update(general, topic, item, TOPIC_PRIOR, Outcome(float(right), floor), now)
            true = sum(1 / (1 + math.exp(-(ability + deviation - q))) for q in quantiles) / len(quantiles)
            yield mastery(general, topic, now), true


def test_shown_range_holds_the_truth_four_times_in_five_and_flatters_nobody():
    pairs = list(simulated(150, random.Random(20)))
    inside = sum(shown.low <= true <= shown.high for shown, true in pairs) / len(pairs)
    bias = sum(shown.chance - true for shown, true in pairs) / len(pairs)
    assert 0.76 <= inside <= 0.84
    assert abs(bias) < 0.03
