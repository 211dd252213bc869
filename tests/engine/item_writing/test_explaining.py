"""A wrong option that the article gives for something else comes with that sentence."""

from __future__ import annotations

import dataclasses

from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.item_writing.explaining import with_receipts
from studyapp.engine.items import OptionDraft, Reason
from tests.engine.articles import harvested
from tests.engine.item_writing.drafts import options

TEXT = """The Heron Mill is a water mill near Orford. It was built in 1742 by the engineer Jonas Hale of Ghent.

In 1751 the mill burned down with the loss of 3,400 sacks of grain. The owner sold the ruin to a brewery in 1760."""


def explained(*texts: str, key: str) -> tuple[OptionDraft, ...]:
    harvest = harvested(TEXT, "The Heron Mill")
    item = next(i for i in harvest.items if i.evidence.cut(harvest.article.text).startswith("It was built"))
    item = dataclasses.replace(item, answer_type=AnswerType.YEAR, answer=key, options=options(*texts, key=key))
    facts = [f for f in harvest.facts if f.value.printed == "1751"] or [
        dataclasses.replace(item.fact, span=_span_of(harvest, "1751"), value=Value(AnswerType.YEAR, "1751", "1751"))
    ]
    return with_receipts([item], facts, harvest.article)[0].options


def _span_of(harvest, printed: str):
    start = harvest.article.text.index(printed)
    return dataclasses.replace(harvest.items[0].evidence, start=start, end=start + len(printed))


def test_a_value_of_another_fact_has_its_sentence() -> None:
    option = explained("1735", "1739", "1742", "1751", key="1742")[3]
    assert option.reason.code == "given_for"
    assert option.reason.params == {
        "key": "1742",
        "what": "In … the mill burned down with the loss of 3,400 sacks of grain",
    }
    text = harvested(TEXT, "The Heron Mill").article.text
    assert option.reason.evidence.cut(text).startswith("In 1751 the mill burned down")


def test_a_value_of_no_fact_keeps_its_reason() -> None:
    assert explained("1735", "1739", "1742", "1751", key="1742")[0].reason == Reason("same_kind")


def test_a_value_that_is_only_printed_has_its_sentence() -> None:
    option = explained("1735", "1739", "1742", "1760", key="1742")[3]
    assert option.reason.code == "named_elsewhere"
    text = harvested(TEXT, "The Heron Mill").article.text
    assert option.reason.evidence.cut(text).startswith("The owner sold the ruin")


def test_a_part_of_a_figure_or_of_a_range_is_not_the_value() -> None:
    text = TEXT.replace("in 1760", "for 1760.5 pounds and 1760-70 more")
    harvest = harvested(text, "The Heron Mill")
    item = next(i for i in harvest.items if i.evidence.cut(harvest.article.text).startswith("It was built"))
    item = dataclasses.replace(
        item, answer_type=AnswerType.YEAR, answer="1742", options=options("1742", "1760", key="1742")
    )
    assert with_receipts([item], [], harvest.article)[0].options[1].reason == Reason("same_kind")


def test_the_key_keeps_its_reason() -> None:
    assert explained("1735", "1739", "1742", "1751", key="1742")[2].reason == Reason("stated")
