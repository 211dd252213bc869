"""The table of proven cells: intervals, what proves a cell, and what a draft then is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine import cells
from studyapp.engine.cells import Cell, Count, Table, Trust, wilson

YEARS = Cell("cloze", "options", "year")
TERMS = Cell("cloze", "typed", "term")


@pytest.mark.parametrize(
    ("successes", "trials", "confidence", "low", "high"),
    [
        (8, 10, 0.95, 0.4902, 0.9433),  # by hand from the formula, z = 1.95996
        (0, 10, 0.95, 0.0, 0.2775),
        (10, 10, 0.95, 0.7225, 1.0),
        (29, 40, 0.90, 0.5975, 0.8240),
        (30, 40, 0.90, 0.6240, 0.8443),
    ],
)
def test_score_interval_of_known_counts(successes, trials, confidence, low, high):
    assert wilson(successes, trials, confidence) == pytest.approx((low, high), abs=5e-4)


def test_without_trials_everything_is_possible():
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_rate_and_narrows_with_more_verdicts(pair):
    successes, trials = pair
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1
    closer = wilson(4 * successes, 4 * trials)
    assert closer[1] - closer[0] < high - low


@pytest.mark.parametrize(
    ("accepted", "judged", "proof"),
    [(30, 40, True), (29, 40, False), (39, 39, False), (68, 100, False), (69, 100, True), (0, 0, False)],
)
def test_a_cell_is_proven_by_forty_verdicts_and_a_lower_end_of_sixty_per_cent(accepted, judged, proof):
    assert Count(accepted, judged).is_proof is proof


def test_more_accepted_than_judged_is_refused():
    with pytest.raises(ValueError, match="5 of 4"):
        Count(5, 4)


@pytest.mark.parametrize(
    ("counts", "above_line", "sensitive", "trust"),
    [
        ({}, True, False, Trust.NO_FIGURES),
        ({}, False, False, Trust.BELOW_LINE),
        ({YEARS: Count(38, 44)}, True, False, Trust.TRUSTED),
        ({YEARS: Count(38, 44)}, False, False, Trust.BELOW_LINE),
        ({YEARS: Count(38, 44)}, True, True, Trust.SENSITIVE),
        ({YEARS: Count(22, 44)}, True, False, Trust.LOW_RATE),
        ({YEARS: Count(12, 12)}, True, False, Trust.FEW_VERDICTS),
        ({TERMS: Count(38, 44)}, True, False, Trust.FEW_VERDICTS),  # another cell proves nothing about this one
    ],
)
def test_what_a_draft_is(counts, above_line, sensitive, trust):
    assert Table(counts).trust(YEARS, above_line=above_line, sensitive=sensitive) == trust


def test_only_trusted_drafts_are_served_once_there_are_figures():
    assert {trust for trust in Trust if trust.is_served} == {Trust.TRUSTED, Trust.NO_FIGURES}


def test_further_verdicts_move_a_cell_both_ways():
    table = Table({YEARS: Count(25, 30), TERMS: Count(32, 40)})
    assert table.proven() == (TERMS,)
    moved = table.moved_by([(YEARS, Count(9, 10)), (TERMS, Count(0, 10))])
    assert moved.proven() == (YEARS,)
    assert moved.count(TERMS) == Count(32, 50)


def test_rounds_are_summed_and_a_round_of_the_same_name_is_replaced():
    source = json.dumps({"rounds": []})
    assert not cells.read_table(source).has_figures
    source = cells.with_round(source, "3", "2024-05-01", "1", {YEARS: Count(6, 9)})
    source = cells.with_round(source, "4", "2024-06-01", "2", {YEARS: Count(2, 3), TERMS: Count(1, 2)})
    assert cells.read_table(source).counts == {YEARS: Count(8, 12), TERMS: Count(1, 2)}
    source = cells.with_round(source, "3", "2024-05-01", "1", {YEARS: Count(7, 9)})
    assert cells.read_table(source).count(YEARS) == Count(9, 12)
    assert [turn["engine"] for turn in json.loads(source)["rounds"]] == ["2", "1"]


def test_verdicts_are_tallied_per_cell():
    assert cells.tally([(YEARS, True), (YEARS, False), (TERMS, True)]) == {YEARS: Count(1, 2), TERMS: Count(1, 1)}


def test_the_shipped_table_can_be_read():
    cells.read_table(cells.shipped_source().read_text("utf-8"))
