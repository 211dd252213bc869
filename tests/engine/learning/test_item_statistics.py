"""Figures of items: the golden table, an independent computation, and what each flag says."""

import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.learning.item_statistics import (
    ChoiceFigures,
    FirstAnswer,
    Flag,
    ItemFigures,
    choice_figures,
    first_answers,
    flags_of,
    item_figures,
    quiz_figures,
)

GOLDEN = ["1111", "1110", "1100", "1001", "1111", "0001", "1000", "0010"]


def sittings(rows):
    return [{n: float(score) for n, score in enumerate(row, 1)} for row in rows]


@pytest.mark.parametrize(
    ("item", "facility", "deviation", "discrimination", "efficiency"),
    [
        (1, "0.75", "0.462910", "28.867513", "50.000000"),
        (2, "0.5", "0.534522", "60.302269", "66.666667"),
        (3, "0.5", "0.534522", "25.819889", "33.333333"),
        (4, "0.5", "0.534522", "0.000000", "0.000000"),
    ],
)
def test_golden_items_to_the_digits_printed(item, facility, deviation, discrimination, efficiency):
    found = item_figures(first_answers(sittings(GOLDEN), item))
    shown = f"{found.deviation:.6f}", f"{found.discrimination:.6f}", f"{found.efficiency:.6f}"
    assert (f"{found.facility:g}", *shown) == (facility, deviation, discrimination, efficiency)


def test_golden_quiz_to_the_digits_printed():
    found = quiz_figures(sittings(GOLDEN), [1, 2, 3, 4])
    assert (found.attempts, found.complete, f"{found.alpha:.6f}") == (8, 8, "46.376812")
    assert found.mean == 18 / 32


# The second computation: exact fractions, sums written out, roots taken last.


def exact_covariance(one, other):
    n = len(one)
    return (sum(a * b for a, b in zip(one, other, strict=True)) - sum(one) * sum(other) / n) / (n - 1)


def exact_correlation(one, other):
    spread = exact_covariance(one, one) * exact_covariance(other, other)
    return None if not spread else float(exact_covariance(one, other)) / math.sqrt(spread)


def exact_efficiency(item, rest):
    best = exact_covariance(sorted(item), sorted(rest))
    if not exact_covariance(item, item) or not exact_covariance(rest, rest):
        return None
    return float(100 * exact_covariance(item, rest) / best)


SHARES = [Fraction(0), Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 3)]
tables = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.sampled_from(SHARES), min_size=k, max_size=k), min_size=3, max_size=40)
)


def per_cent(share):
    return None if share is None else 100 * share


@given(tables)
def test_items_equal_an_independent_computation(rows):
    for n in range(len(rows[0])):
        item = [row[n] for row in rows]
        rest = [sum(row) - row[n] for row in rows]
        found = item_figures(first_answers(sittings(rows), n + 1))
        assert found.facility == pytest.approx(float(statistics.mean(item)), abs=1e-9)
        assert found.deviation == pytest.approx(statistics.stdev(map(float, item)), abs=1e-9)
        assert found.discrimination == pytest.approx(per_cent(exact_correlation(item, rest)), abs=1e-9)
        assert found.efficiency == pytest.approx(exact_efficiency(item, rest), abs=1e-9)


@given(tables)
def test_quiz_equals_an_independent_computation(rows):
    k, totals = len(rows[0]), [sum(row) for row in rows]
    columns = [[row[n] for row in rows] for n in range(k)]
    found = quiz_figures(sittings(rows), range(1, k + 1))
    whole = exact_covariance(totals, totals)
    parts = sum(exact_covariance(column, column) for column in columns)
    assert found.alpha == pytest.approx(
        float(100 * Fraction(k, k - 1) * (1 - parts / whole)) if whole else None, abs=1e-9
    )
    assert found.mean == pytest.approx(float(Fraction(sum(totals), k * len(rows))), abs=1e-9)
    shared = [exact_covariance(column, totals) for column in columns]
    roots = [math.sqrt(value) if value > 0 else 0.0 for value in shared]
    for n in range(k):
        expected = 100 * roots[n] / sum(roots) if sum(roots) and shared[n] >= 0 else None
        assert found.weights[n + 1] == pytest.approx(expected, abs=1e-5)  # roots of sums near 0 keep half the digits


drawn = st.lists(st.dictionaries(st.integers(1, 6), st.sampled_from(SHARES), min_size=1), min_size=3, max_size=30)


@given(drawn)
def test_in_a_draw_an_item_meets_the_mean_of_the_others_in_its_sitting(rows):
    met = [(row[1], Fraction(sum(row.values()) - row[1], len(row) - 1)) for row in rows if 1 in row and len(row) > 1]
    found = item_figures(first_answers([{n: float(s) for n, s in row.items()} for row in rows], 1))
    assert (found.answers, found.compared) == (sum(1 in row for row in rows), len(met))
    item, rest = [score for score, _ in met], [rest for _, rest in met]
    expected = per_cent(exact_correlation(item, rest)) if len(met) > 1 else None
    assert found.discrimination == pytest.approx(expected, abs=1e-9)


@given(tables, st.floats(0.1, 9))
def test_the_divisor_of_the_rest_is_not_seen(rows, divisor):
    answers = first_answers(sittings(rows), 1)
    scaled = [FirstAnswer(a.score, a.rest / divisor) for a in answers]
    one, other = item_figures(answers), item_figures(scaled)
    assert one.discrimination == pytest.approx(other.discrimination, abs=1e-6)
    assert one.efficiency == pytest.approx(other.efficiency, abs=1e-6)


def test_no_value_where_nothing_varies():
    found = item_figures(first_answers(sittings(["11", "11", "10"]), 1))
    assert (found.facility, found.deviation, found.discrimination, found.efficiency) == (1.0, 0.0, None, None)
    assert quiz_figures(sittings(["10", "01"]), [1, 2]).alpha is None
    assert quiz_figures(sittings(["1", "0"]), [1]).alpha is None
    assert item_figures([]) == ItemFigures(0, 0, None, None, None, None, None)


def test_negative_covariance_has_no_weight_and_the_others_share_the_whole():
    found = quiz_figures(sittings(["110", "110", "001", "111", "100"]), [1, 2, 3])
    weights = [weight for weight in found.weights.values() if weight is not None]
    assert found.weights[3] is None or found.weights[3] >= 0
    assert math.fsum(weights) == pytest.approx(100)


def test_incomplete_sittings_are_counted_and_kept_out_of_alpha():
    complete = sittings(GOLDEN)
    found = quiz_figures([*complete, {1: 1.0, 2: 0.0}], [1, 2, 3, 4])
    assert (found.attempts, found.complete) == (9, 8)
    assert found.alpha == quiz_figures(complete, [1, 2, 3, 4]).alpha


def test_choices_are_counted_with_whether_the_strong_take_them():
    answers = [FirstAnswer(1, 0.9, "1"), FirstAnswer(1, 0.8, "1"), FirstAnswer(0, 0.1, "0"), FirstAnswer(0, 0.3)]
    key, taken, dead = choice_figures(answers, ["1", "0", "2"])
    assert (key.count, key.share, taken.count, taken.share) == (2, 0.5, 1, 0.25)
    chosen, rest = [0, 0, 1, 0], [0.9, 0.8, 0.1, 0.3]
    assert taken.discrimination == pytest.approx(100 * statistics.correlation(chosen, rest), abs=1e-9)
    assert dead == ChoiceFigures("2", 0, 0.0, None)


def test_median_time_leaves_out_answers_without_one():
    answers = [FirstAnswer(1, duration_ms=ms) for ms in (1000, 9000, 4000, None)]
    assert item_figures(answers).median_ms == 4000


def figures(n=60, facility=0.6, discrimination=35.0):
    return ItemFigures(n, n, facility, 0.49, discrimination, 50.0, 9000)


def choices(*shares, discriminations=None, n=60):
    discriminations = discriminations or [30.0] + [-15.0] * (len(shares) - 1)
    return tuple(
        ChoiceFigures(str(place), round(share * n), share, figure)
        for place, (share, figure) in enumerate(zip(shares, discriminations, strict=True))
    )


SOUND = choices(0.6, 0.2, 0.12, 0.08)


@pytest.mark.parametrize(
    ("expected", "given", "more"),
    [
        ((), figures(), {"choices": SOUND}),
        ((Flag.NEGATIVE,), figures(discrimination=-25.0), {"choices": SOUND}),
        ((), figures(n=10, discrimination=-25.0), {"choices": SOUND}),  # ten answers can do that by chance
        ((f"{Flag.KEY_LESS_CHOSEN}:1",), figures(facility=0.3), {"choices": choices(0.3, 0.5, 0.1, 0.1)}),
        (
            (f"{Flag.ALSO_RIGHT}:1",),
            figures(),
            {"choices": choices(0.5, 0.3, 0.1, 0.1, discriminations=[5.0, 30.0, -20.0, -20.0])},
        ),
        ((f"{Flag.DEAD}:3",), figures(), {"choices": choices(0.6, 0.2, 0.18, 0.02)}),
        ((), figures(n=49), {"choices": choices(0.6, 0.2, 0.18, 0.02, n=49)}),
        ((Flag.TOO_EASY,), figures(facility=0.97), {}),
        ((), figures(n=29, facility=0.97), {}),
        ((Flag.TOO_HARD,), figures(facility=0.24), {"guess": 0.25}),
        ((), figures(facility=0.24), {}),
        ((Flag.SLOW,), figures(), {"slow": True}),
        ((Flag.REFUSED_OFTEN,), figures(), {"refused": [("two words", 6)]}),
        ((), figures(), {"refused": [("two words", 5)]}),
        ((), figures(n=9, facility=0.0, discrimination=-90.0), {"choices": SOUND, "slow": True}),
    ],
)
def test_flags(expected, given, more):
    assert flags_of(given, key="0", **more) == expected
