"""The gate reads any item, however broken, and always says the same."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.flaws import RULES, Severity, blocks, flaws_of, warnings_of
from studyapp.engine.items import ItemFormat, ItemKind, OptionDraft, Reason
from studyapp.engine.reading.spans import Span
from tests.engine.item_writing.drafts import gap

PIER = gap("The iron pier at Harrow Sound opened to walkers in [[1887]] after three winters of work.")
words = st.text(alphabet="abc XYZ_0123459.,%$-?“”()", max_size=30)
spans = st.tuples(st.integers(0, 120), st.integers(0, 120)).map(lambda pair: Span(min(pair), max(pair)))
items = st.builds(
    dataclasses.replace,
    st.just(PIER.item),
    kind=st.sampled_from(list(ItemKind)),
    format=st.sampled_from(list(ItemFormat)),
    answer_type=st.sampled_from(list(AnswerType)),
    stem=st.one_of(st.just(PIER.item.stem), words),
    answer=st.one_of(st.just("1887"), words.filter(bool)),
    evidence=spans,
    answer_span=st.one_of(st.none(), spans),
    options=st.lists(st.builds(OptionDraft, words, st.booleans(), st.just(Reason("x"))), max_size=5).map(tuple),
    context=st.one_of(st.none(), words),
    hint=st.one_of(st.none(), words),
)


@given(items)
def test_any_item_can_be_judged(item) -> None:
    found = flaws_of(item, PIER.text, "A pier")
    assert found == flaws_of(item, PIER.text, "A pier")
    assert [f.rule for f in found] == [r.id for r in RULES if r.id in {f.rule for f in found}]
    assert len(blocks(item, PIER.text, "A pier")) + len(warnings_of(item, PIER.text, "A pier")) == len(found)


def test_every_flaw_carries_the_advice_of_its_rule() -> None:
    broken = dataclasses.replace(PIER.item, instruction="")
    flaw = flaws_of(broken, PIER.text)[-1]
    assert (flaw.rule, flaw.severity) == ("IT-01", Severity.BLOCKS)
    assert flaw.advice == next(r.advice for r in RULES if r.id == "IT-01")
