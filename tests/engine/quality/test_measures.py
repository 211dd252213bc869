"""Statistics over a bank of items, with numbers worked out by hand."""

from dataclasses import replace

import pytest

from studyapp.engine.extraction.facts import RefusalDraft
from studyapp.engine.quality import measures
from studyapp.engine.quality.measures import Yield
from studyapp.engine.reading.spans import Span
from tests.engine.item_writing import drafts
from tests.engine.quality.samples import sample

YEAR = "The pier of Ostend Bay was opened in [[1932]] by the town."


def choice(*texts: str, key: str):
    return replace(drafts.gap(YEAR, "1932").item, options=drafts.options(*texts, key=key), answer=key)


def statement(answer: str):
    return drafts.say("The pier opened in 1932.", YEAR, answer).item


def test_yield_is_counted_per_hundred_words_of_all_texts():
    gap, said = drafts.gap(YEAR).item, statement("true")
    samples = [sample(gap, said, served=1, words=150), sample(gap, served=1, words=250, style="law")]
    assert measures.yields_by(samples, lambda item: item.kind.value) == {
        "cloze": Yield(2, 2, 400),
        "true_false": Yield(0, 1, 400),
    }
    assert (Yield(2, 3, 400).served_per_100, Yield(2, 3, 400).candidates_per_100) == (0.5, 0.75)
    assert Yield(0, 0, 0).served_per_100 == 0


def test_yield_of_a_style_is_over_the_words_of_that_style():
    gap = drafts.gap(YEAR).item
    samples = [sample(gap, served=1, words=150), sample(gap, words=50), sample(words=250, style="law")]
    assert measures.yields_of(samples, lambda s: s.style) == {"law": Yield(0, 0, 250), "news": Yield(1, 2, 200)}


@pytest.mark.parametrize(
    ("x", "degrees", "p"),
    [  # critical values of the printed tables
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (9.488, 4, 0.05),
        (11.345, 3, 0.01),
        (18.307, 10, 0.05),
        (6.251, 3, 0.10),
    ],
)
def test_tail_of_chi_square_agrees_with_printed_tables(x, degrees, p):
    assert measures.chi_square_tail(x, degrees) == pytest.approx(p, abs=2e-4)


def test_nothing_to_compare_is_no_evidence_against_chance():
    assert measures.uniformity([[], [0, 0, 0]]) == measures.Uniformity(0, 0, 1.0)


def test_key_positions_are_tested_over_all_numbers_of_options():
    # 8, 12, 10, 10 against 10 each: (4 + 4) / 10 = 0.8; 2, 4 against 3 each: (1 + 1) / 3
    test = measures.uniformity([[8, 12, 10, 10], [2, 4]])
    assert (test.chi_square, test.degrees) == (pytest.approx(0.8 + 2 / 3), 4)
    assert test.p == pytest.approx(0.832, abs=1e-3)
    assert measures.uniformity([[40, 0, 0, 0]]).p < 1e-20


def test_key_positions_are_counted_per_number_of_options():
    items = [
        choice("1930", "1931", "1932", key="1932"),
        choice("1930", "1932", "1933", key="1932"),
        choice("1931", "1932", "1933", "1934", key="1934"),
        drafts.gap(YEAR).item,
    ]
    assert measures.key_positions(items) == {3: [0, 1, 1], 4: [0, 0, 0, 1]}


def test_keys_that_are_strictly_longest_are_compared_with_chance():
    sets = [
        choice("Ann", "Bertha Moll", "Carl", "Dora", key="Bertha Moll"),
        choice("Ann", "Bertha Moll", "Carl", "Dora", key="Carl"),
        choice("1930", "1931", "1932", "1933", key="1932"),  # nobody is the longest here
    ]
    share = measures.longest_keys(sets)
    assert (share.count, share.total, share.expected) == (1, 3, 0.5)
    assert share.spread == pytest.approx((2 * 0.25 * 0.75) ** 0.5)
    assert share.is_chance
    assert not measures.longest_keys(sets[:1] * 20).is_chance
    assert measures.shortest_keys(sets).count == 0


def test_true_statements_are_compared_with_one_half():
    share = measures.true_statements([statement("true")] * 7 + [statement("false")] * 3 + [drafts.gap(YEAR).item])
    assert (share.count, share.total, share.expected) == (7, 10, 5)
    assert share.is_chance
    assert not measures.true_statements([statement("true")] * 10).is_chance


def test_flags_are_shares_of_items():
    gap = drafts.gap(YEAR).item
    items = [replace(gap, warnings=("MC-25", "MC-22b")), replace(gap, warnings=("MC-25",)), gap, gap]
    assert measures.flag_rates(items) == {"MC-25": 0.5, "MC-22b": 0.25}
    assert measures.flag_rates([]) == {}


def test_refusals_are_counted_by_rule_and_by_what_was_refused():
    refusals = [
        RefusalDraft(Span(0, 5), "sentence", ("hedge", "plan")),
        RefusalDraft(Span(6, 9), "year", ("range",)),
        RefusalDraft(Span(6, 9), "sentence", ("hedge",)),
    ]
    found = measures.refusals_by_code(refusals)
    assert {code: (row.total, dict(row.kinds)) for code, row in found.items()} == {
        "hedge": (2, {"sentence": 2}),
        "plan": (1, {"sentence": 1}),
        "range": (1, {"year": 1}),
    }
    assert next(iter(found)) == "hedge"
