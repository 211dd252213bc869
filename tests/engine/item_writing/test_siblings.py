"""What else is asked of a sentence, and what waits for a reviewer."""

from dataclasses import replace

import pytest

from studyapp.engine.item_writing.siblings import MOST, SIBLING, with_siblings
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading.spans import Span
from tests.engine.item_writing.drafts import gap

LINE = 0.6
BUILT = "In 1742 the engineer Jonas Hale built the Heron Mill for 2,600 pounds and 340 workers."
BURNED = Span(87, 105)  # the sentence after it
TEXT = f"{BUILT} It burned in 1804."


def asking(answer: str, score: float, **changes) -> ItemDraft:
    return replace(gap(BUILT.replace(answer, f"[[{answer}]]")).item, score=score, **changes)


def served(items: list[ItemDraft]) -> list[str]:
    return [i.answer for i in items if SIBLING not in i.warnings]


YEAR, NAME, COST, MEN = (asking(a, s) for a, s in (("1742", 0.9), ("Jonas Hale", 0.8), ("2,600", 0.7), ("340", 0.65)))


def test_another_answer_of_the_sentence_keeps_its_score():
    assert with_siblings([YEAR], [YEAR, NAME], TEXT, LINE) == [YEAR, NAME]


def test_the_same_answer_in_another_form_waits():
    again = asking("1742", 0.85, stem="When was the Heron Mill built?")
    left = replace(again, evidence=BURNED)  # of a sentence that was left out
    assert served(with_siblings([YEAR], [YEAR, again, left], TEXT, LINE)) == ["1742"]
    assert [i.score < LINE for i in with_siblings([YEAR], [YEAR, left], TEXT, LINE)] == [False, True]


def test_an_answer_inside_another_waits():
    part = asking("Hale", 0.7)
    assert served(with_siblings([NAME], [NAME, part], TEXT, LINE)) == ["Jonas Hale"]


def test_no_more_than_three_are_served_of_a_sentence():
    found = with_siblings([YEAR], [YEAR, NAME, COST, MEN], TEXT, LINE)
    assert served(found) == ["1742", "Jonas Hale", "2,600"]
    assert [i.answer for i in found if SIBLING in i.warnings] == ["340"]
    assert MOST == 3


@pytest.mark.parametrize("score", [0.35, 0.59])
def test_what_scores_below_the_line_waits_as_one_of_its_sentence(score):
    found = with_siblings([YEAR], [YEAR, replace(NAME, score=score), replace(COST, score=0.1)], TEXT, LINE)
    assert [(i.answer, i.score, i.warnings) for i in found[1:]] == [("Jonas Hale", score, (SIBLING,))]


def test_a_key_asked_of_another_sentence_waits():
    burned = replace(NAME, evidence=BURNED)
    assert served(with_siblings([YEAR, burned], [YEAR, burned, NAME], TEXT, LINE)) == ["1742", "Jonas Hale"]


def test_a_sentence_that_was_left_out_is_served_nothing():
    assert served(with_siblings([], [YEAR, NAME], TEXT, LINE)) == []
