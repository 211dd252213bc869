"""Days and months without a year, and years that other words than "in" lead to: typed only, and they wait."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.doubts import DOUBTS
from studyapp.engine.items import ItemDraft, ItemFormat
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.engine.scoring.score import AnswerKey, mark
from tests.engine.articles import harvested


def asked(text: str, answer: str) -> list[ItemDraft]:
    return [i for i in harvested(text, "The mills of Orford").items if i.answer == answer]


@pytest.mark.parametrize(
    ("text", "answer", "instruction", "hint"),
    [
        ("The lease of the Heron Mill at Orford runs out on 30 June.", "30 June", "date", "day and month"),
        ("The Heron Mill of Jonas Hale at Orford was closed in July.", "July", "month", "the name of a month"),
        ("The duchy of Orford, which Jonas Hale began in 911, was sold to Ghent.", "911", "year", "three digits"),
        ("The Heron Mill at Orford was built by Jonas Hale around 1742.", "1742", "year", "four digits"),
    ],
)
def test_a_loose_date_is_typed_and_waits(text, answer, instruction, hint):
    items = asked(text, answer)
    assert [(i.format, i.instruction, i.hint) for i in items] == [
        (ItemFormat.TYPED, f"Type the missing {instruction}.", hint)
    ]
    assert items[0].score < SERVING_LINE
    assert not DOUBTS.isdisjoint(items[0].warnings)


@pytest.mark.parametrize(
    ("kind", "answer", "given", "right"),
    [
        (AnswerType.FULL_DATE, "30 June", "June 30", True),
        (AnswerType.FULL_DATE, "30 June", "30th of June", True),
        (AnswerType.FULL_DATE, "30 June", "30 July", False),
        (AnswerType.FULL_DATE, "30 June", "June", False),
        (AnswerType.MONTH_YEAR, "July", "in july", True),
        (AnswerType.MONTH_YEAR, "July", "June", False),
        (AnswerType.YEAR, "911", "911", True),
        (AnswerType.YEAR, "911", "912", False),
    ],
)
def test_usual_forms_of_a_loose_date_are_right(kind, answer, given, right):
    key = AnswerKey(ItemFormat.TYPED, kind, answer, accepted=(answer,))
    assert mark(key, given).right is right
