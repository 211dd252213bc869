"""What a question would teach: most at the learner's edge and when its fact is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.learning.difficulty import ItemFeatures
from studyapp.engine.learning.estimates import Expected, ItemPrior
from studyapp.engine.learning.memory import FactWord
from studyapp.engine.learning.standing import Standing
from studyapp.engine.learning.teaching import edge, teaches

CHANCES = st.floats(0, 1)
TRUE_FALSE = ItemFeatures("true_false", "truth", "true")
OPTIONS = ItemFeatures("options", "person", "Ilse Brandt", ("Jon Marr", "Ada Quill", "Per Holm"))
TYPED = ItemFeatures("typed", "person", "Ilse Brandt")


@pytest.mark.parametrize(
    ("chance", "height"), [(0, 0), (0.3, 0.5), (0.6, 1), (0.7, 1), (0.85, 1), (0.925, 0.5), (1, 0)]
)
def test_the_edge_is_flat_between_and_falls_to_nothing(chance, height):
    assert edge(chance) == pytest.approx(height)


@given(CHANCES, CHANCES)
def test_whoever_starts_is_always_better_served_by_the_easier_up_to_the_upper_bound(one, other):
    harder, easier = sorted((min(one, 0.85), min(other, 0.85)))
    assert edge(harder, starting=True) <= edge(easier, starting=True)


@given(CHANCES, st.booleans(), st.sampled_from(FactWord))
def test_worth_stays_within_the_weights(chance, starting, word):
    assert 0 <= teaches(chance, word, starting=starting) <= 0.65


def test_what_is_due_teaches_more_than_what_is_new_and_that_more_than_what_was_just_learnt():
    worth = [teaches(0.7, FactWord(word)) for word in ("due", "new", "learning", "solid")]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == 4


def test_an_unknown_chance_counts_as_at_the_edge():
    assert teaches(None, FactWord.NEW) == teaches(0.7, FactWord.NEW)


def standing(mean, **more):
    return Standing(theta={1: Expected(mean, 0.5)}, **more)


@pytest.mark.parametrize(("features", "floor"), [(TRUE_FALSE, 0.5), (OPTIONS, 0.25), (TYPED, 0.0)])
def test_chance_holds_guessing(features, floor):
    assert floor < standing(-12.0).chance(1, 1, features) < floor + 0.05


def test_answers_to_a_question_count_more_than_its_looks():
    known = standing(0.0, items={7: ItemPrior(2.5, 0.1)})
    assert known.chance(1, 7, TYPED) < known.chance(1, 8, TYPED)


def test_a_topic_without_theta_gives_no_chance():
    assert standing(0.0).chance(2, 1, TYPED) is None


def test_a_learner_starts_until_five_answers():
    assert [standing(0.0, answers=n).is_starting for n in (0, 4, 5, 90)] == [True, True, False, False]
