"""Difficulty of questions: the first guess, and what answers make of it."""

import math
import random
from dataclasses import replace

import pytest

from studyapp.engine.learning.difficulty import SLOPES, ItemFeatures, as_known_now, closeness, first_difficulty, learn
from studyapp.engine.learning.estimates import TOPIC_PRIOR, Expected
from studyapp.engine.learning.likelihood import Outcome
from studyapp.engine.learning.mastery import item_prior

RIGHT, WRONG = Outcome(1.0, 0.0), Outcome(0.0, 0.0)
UNKNOWN_LEARNER = Expected(0.0, 1.7)


def difficulty(item_format="options", answer_type="person", key="Anna Lind", distractors=(), words=20):
    return first_difficulty(ItemFeatures(item_format, answer_type, key, distractors, words)).mean


def test_typing_is_harder_than_choosing_and_long_answers_harder_than_short():
    assert difficulty("typed") > difficulty("options")
    assert difficulty("typed", key="Harbour Board of Lund") > difficulty("typed", key="Lund")


def test_close_options_are_harder_than_far_ones():
    near = difficulty(answer_type="year", key="1912", distractors=("1911", "1913", "1914"))
    far = difficulty(answer_type="year", key="1912", distractors=("1511", "1650", "1100"))
    assert near > far


def test_long_texts_and_figures_are_harder():
    assert difficulty(words=70) > difficulty(words=20)
    assert difficulty(answer_type="count") > difficulty()


def test_first_guess_is_as_unsure_as_of_any_question_and_within_a_logit_or_two():
    worst = first_difficulty(ItemFeatures("typed", "full_date", "4 May 1912 at noon", (), 200))
    assert worst.variance == item_prior("typed").variance
    assert worst.mean < 2.0


@pytest.mark.parametrize(
    ("key", "others", "expected"),
    [("40", ("20",), 0.5), ("1,000", ("1,000",), 1.0), ("0", ("0",), 1.0), ("50%", ("25%",), 0.5)],
)
def test_figures_are_close_by_their_ratio(key, others, expected):
    assert closeness(key, others) == pytest.approx(expected)


def test_names_are_close_by_their_letters():
    assert closeness("Anna Lind", ("Anna Lindt",)) > closeness("Anna Lind", ("Olof Ek",))


def test_right_answers_make_a_question_easier_and_the_topic_too():
    item, topic = learn(UNKNOWN_LEARNER, item_prior("options"), TOPIC_PRIOR, RIGHT)
    assert item.mean < 0 > topic.mean
    assert item.variance < item_prior("options").variance
    assert topic.variance < TOPIC_PRIOR.variance


def test_an_answer_of_no_weight_teaches_nothing():
    item = item_prior("options")
    assert learn(UNKNOWN_LEARNER, item, TOPIC_PRIOR, Outcome(1.0, 0.0, 0.0)) == (item, TOPIC_PRIOR)


def test_many_answers_find_the_true_difficulty_with_guessing_allowed_for():
    rng, item = random.Random(4), item_prior("options")
    for _ in range(600):
        theta = rng.gauss(0, 1)
        right = rng.random() < 0.25 + 0.75 / (1 + math.exp(-(theta - 1.2)))
        item, _ = learn(Expected(theta, 0.1), item, TOPIC_PRIOR, Outcome(float(right), 0.25))
    assert item.mean == pytest.approx(1.2, abs=0.35)
    assert item.variance < 0.05


def test_a_question_that_tells_who_knows_gets_a_steeper_slope():
    def slope_after(steepness):
        rng, item = random.Random(4), item_prior("typed")
        for _ in range(400):
            theta = rng.gauss(0, 1.5)
            right = rng.random() < 1 / (1 + math.exp(-steepness * theta))
            item, _ = learn(Expected(theta, 0.1), item, TOPIC_PRIOR, Outcome(float(right), 0.0))
        return item.slope

    assert SLOPES[0] <= slope_after(0.3) < 1.0 < slope_after(2.5) <= SLOPES[1]


def test_better_answers_of_practised_learners_show_what_practice_brings():
    topic = TOPIC_PRIOR
    for _ in range(40):
        _, topic = learn(Expected(0.0, 0.5, 10), item_prior("options"), topic, RIGHT)
        _, topic = learn(Expected(0.0, 0.5, 0), item_prior("options"), topic, WRONG)
    assert topic.practice > 0.1


def test_a_whole_class_of_beginners_in_one_snapshot_does_not_overshoot():
    rng, topic = random.Random(8), TOPIC_PRIOR
    for _ in range(2000):
        z = rng.gauss(0, 1) + rng.gauss(0, 0.5) - rng.gauss(0, 1) - 1.0  # a topic one logit hard
        right = float(rng.random() < 1 / (1 + math.exp(-z)))
        theta = as_known_now(Expected(0.0, 1.74, 0), TOPIC_PRIOR, topic)
        _, topic = learn(theta, item_prior("options"), topic, Outcome(right, 0.0))
    assert topic.mean == pytest.approx(1.0, abs=0.15)


def test_who_has_answered_much_stands_by_their_own_answers():
    now = replace(TOPIC_PRIOR, mean=1.0)
    few, many = (as_known_now(Expected(0.3, 1.0, n), TOPIC_PRIOR, now).mean for n in (0, 50))
    assert few == pytest.approx(-0.7)
    assert few < many < 0.3
