"""Golden facts and the items that reach them."""

import pytest

from studyapp.engine.extraction.facts import RefusalDraft
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.quality.golden import ANOTHER_ASKED, NEVER_FOUND, GoldenFact, coverage
from studyapp.engine.reading.spans import Span
from tests.engine.item_writing import drafts
from tests.engine.quality.samples import sample

FIRST = "The pier was opened in 1932."
TEXT = FIRST + " A storm broke it in 1953. Ines Moll, an engineer, rebuilt it for £40,000."
STORM = Span(len(FIRST) + 1, TEXT.index(" Ines"))


def item(marked: str, kind=AnswerType.YEAR, **changes):
    """An item on the first sentence of the text, or moved to the place of another."""
    case = drafts.gap(marked, kind=kind, **changes)
    return case.item


def fact(answer: str, quote: Span, file: str = "pier.md") -> GoldenFact:
    return GoldenFact(file, "a statement", answer, quote)


OPENED = item("The pier was opened in [[1932]].")


@pytest.mark.parametrize(
    ("answer", "quote", "asked"),
    [
        ("1932", Span(0, len(FIRST)), True),
        ("in 1932", Span(4, 20), True),  # one answer holds the other, the quotes overlap
        ("193", Span(0, len(FIRST)), False),  # but only as whole words
        ("1932", STORM, False),
        ("the pier", Span(0, len(FIRST)), False),
    ],
)
def test_an_item_asks_a_fact_by_sentence_and_answer(answer, quote, asked):
    found = coverage([sample(OPENED, text=TEXT, served=1)], [fact(answer, quote)])
    assert (found.facts, found.with_served, found.with_candidate, found.on_facts) == (1, asked, asked, asked)


def test_aliases_and_accepted_forms_count_as_the_answer():
    named = item("The pier was opened in [[MCMXXXII]].", aliases=("1932",))
    found = coverage([sample(named, text=TEXT)], [fact("1932", Span(0, 5))])
    assert (found.with_served, found.with_candidate) == (0, 1)


def test_a_statement_asks_the_value_that_it_is_about():
    said = drafts.say("The pier was opened in 1951.", "The pier was opened in [[1932]].", "false").item
    assert coverage([sample(said, text=TEXT, served=1)], [fact("1932", Span(0, 5))]).with_served == 1


def test_only_texts_with_golden_facts_and_only_facts_of_texts_at_hand_count():
    other = sample(OPENED, text=TEXT, served=1, file="texts/mill.md")
    facts = [fact("1932", Span(0, 5)), fact("1932", Span(0, 5), "ier.md"), fact("1932", Span(0, 5), "elsewhere.md")]
    found = coverage([sample(OPENED, text=TEXT), other], facts)
    assert (found.facts, found.served, found.with_candidate) == (1, 0, 1)


@pytest.mark.parametrize(
    ("answer", "quote", "refusals", "reasons"),
    [
        ("1953", STORM, (RefusalDraft(STORM, "sentence", ("hedge", "plan")),), {"hedge": 1, "plan": 1}),
        ("1953", STORM, (RefusalDraft(Span(TEXT.index("1953"), TEXT.index("1953") + 4), "year", ("range",)),), {"range": 1}),
        ("a storm", STORM, (RefusalDraft(Span(TEXT.index("1953"), TEXT.index("1953") + 4), "year", ("range",)),), {NEVER_FOUND: 1}),
        ("pier", Span(0, 8), (), {ANOTHER_ASKED: 1}),
    ],
)  # fmt: skip
def test_what_stood_in_the_way_of_a_fact_is_told(answer, quote, refusals, reasons):
    found = coverage([sample(OPENED, text=TEXT, refusals=refusals)], [fact(answer, quote)])
    assert dict(found.reasons) == reasons
    assert [missed.answer for missed in found.missed] == [answer]
