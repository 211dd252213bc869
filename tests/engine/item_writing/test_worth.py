"""What is worth asking, and what waits as a detail."""

from dataclasses import replace

import pytest

from studyapp.engine.item_writing import worth
from studyapp.engine.item_writing.ranking import Ranker
from studyapp.engine.item_writing.worth import MINOR, minor_aside
from tests.engine.item_writing.drafts import gap

LINE = 0.7
ITEM = replace(gap("In 1742 the engineer [[Jonas Hale]] built the Heron Mill.").item, score=0.9)


@pytest.fixture
def known(monkeypatch):
    ranker = Ranker("test", {"intercept": -2.0, "early": 3.0})
    monkeypatch.setattr(worth, "shipped", lambda: ranker)


@pytest.mark.usefixtures("known")
def test_a_detail_waits_under_the_line_with_a_warning():
    aside = minor_aside(replace(ITEM, features={"long": 1.0}), LINE)
    assert (aside.score < LINE, aside.warnings) == (True, (*ITEM.warnings, MINOR))


@pytest.mark.usefixtures("known")
def test_a_fact_that_readers_would_mark_keeps_its_score():
    item = replace(ITEM, features={"early": 1.0})
    assert minor_aside(item, LINE) == item


def test_before_any_fact_was_marked_no_feature_tells():
    vague = worth.vague({"early": 0.0})
    assert vague.chance({}) == vague.chance({"early": 1.0}) == pytest.approx(0.378)


def test_the_shipped_model_was_fitted_on_marked_facts():
    assert worth.shipped().verdicts > 0
