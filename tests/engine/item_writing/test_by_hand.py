"""The gate for what a person writes: what makes a question wrong still blocks, matters of form warn."""

from __future__ import annotations

import pytest

from studyapp.engine.item_writing.flaws import flaws_of
from studyapp.engine.item_writing.flaws.by_hand import flaws_by_hand, in_order
from tests.engine.item_writing.drafts import ask, gap

SOURCE = "The harbour of Velmora opened in [[1932]] after long works."
YEARS = ("1928", "1932", "1937", "1941")


def found(case) -> dict[str, str]:
    return {flaw.rule: flaw.severity.value for flaw in flaws_by_hand(case.item, case.text, case.title)}


@pytest.mark.parametrize(
    ("case", "rule", "severity"),
    [
        (ask("In which year did Velmora's harbour not open?", SOURCE, *YEARS), "MC-08", "warns"),
        (ask("Velmora's harbour opened in the year?", SOURCE, *YEARS), "MC-09", "warns"),
        (ask("In which year did the harbour of Velmora open?", SOURCE, "1932", "none of these", "1940"), "MC-06", "warns"),
        (ask("In which year did the harbour of Velmora open in 1932?", SOURCE, *YEARS), "MC-24a", "blocks"),
        (ask("In which year did the harbour of Velmora open?", SOURCE, "1932", "1932", "1940"), "MC-01a", "blocks"),
        (ask("In which year did the harbour of Velmora open?", SOURCE, "1932", "1940"), "MC-19", "blocks"),
        (gap(SOURCE, *YEARS, stem="Velmora's fine harbour opened in _____ after years of long works."), "CL-01b", "warns"),
    ],
)  # fmt: skip
def test_severity_of_a_rule_for_what_a_person_wrote(case, rule, severity):
    assert found(case).get(rule) == severity


def test_a_negative_word_in_capitals_is_marked():
    case = ask("In which year did the harbour of Velmora NOT open?", SOURCE, *YEARS)
    assert "MC-08" in {flaw.rule for flaw in flaws_of(case.item, case.text)}
    assert "MC-08" not in found(case)


def test_what_blocks_comes_first():
    case = ask("In which year did Velmora's harbour not open in 1932?", SOURCE, *YEARS)
    order = [flaw.severity.value for flaw in flaws_by_hand(case.item, case.text)]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["1939", "1928", "1932"], [1, 2, 0]),
        (["2 km", "1.5 km", "10 km"], [1, 0, 2]),
        (["4 May 1996", "4 April 1994"], [1, 0]),
        (["Odile", "Anton"], [0, 1]),
        (["1939", "Anton"], [0, 1]),
        ([], []),
    ],
)
def test_figures_and_dates_stand_in_their_order(texts, places):
    assert in_order(texts) == places
