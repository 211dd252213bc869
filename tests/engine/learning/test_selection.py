"""Choosing a quiz: spread, fairness, no hints between questions, same seed same quiz."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.engine.learning.selection import Candidate, Short, choose, enemies

KINDS = {
    "multiple_choice": ("options", "person"),
    "cloze": ("typed", "city"),
    "true_false": ("true_false", "truth"),
    "short_answer": ("typed", "organisation"),
}


def candidate(number, kind="multiple_choice", **changed):
    item_format, answer_type = KINDS[kind]
    fields = {
        "id": number,
        "fact": number,
        "kind": kind,
        "format": item_format,
        "answer_type": answer_type,
        "score": 0.8,
        "stem": f"Who opened mill {number}?",
        "answer": f"Miller {number}",
        "sentences": frozenset({number}),
        "options": 4 if item_format == "options" else 0,
        "key_option": number % 4 if item_format == "options" else None,
    }
    if item_format == "true_false":
        fields["answer"] = "true" if number % 2 else "false"
    return Candidate(**(fields | changed))


def mixed(count):
    kinds = list(KINDS)
    return [candidate(n, kinds[n % 4], fact=n) for n in range(count)]


def ids(selection):
    return [c.candidate.id for c in selection.chosen]


def test_same_seed_same_quiz_whatever_the_order_of_candidates():
    pool = mixed(40)
    assert choose(pool, 10, 3) == choose(pool[::-1], 10, 3)


def test_another_seed_gives_another_quiz():
    assert ids(choose(mixed(40), 10, 3)) != ids(choose(mixed(40), 10, 4))


def test_each_fact_is_asked_once():
    pool = [candidate(n, fact=n // 3) for n in range(30)]
    facts = [c.candidate.fact for c in choose(pool, 10, 1).chosen]
    assert sorted(facts) == list(range(10))


def test_formats_are_spread_although_one_scores_higher():
    pool = [candidate(n, "multiple_choice", answer_type=f"type {n}", score=0.85) for n in range(20)]
    pool += [candidate(100 + n, "cloze", answer_type=f"type {n}", score=0.8) for n in range(20)]
    pool += [candidate(200 + n, "true_false", score=0.8) for n in range(20)]
    formats = Counter(c.candidate.format for c in choose(pool, 9, 5).chosen)
    assert set(formats) == {"options", "typed", "true_false"}
    assert max(formats.values()) <= 4


def test_no_more_than_two_alike_while_there_is_other():
    pool = [candidate(n, "multiple_choice", answer_type="office", score=0.95) for n in range(10)]
    pool += [candidate(50 + n, "cloze", answer_type=f"type {n}", score=0.6) for n in range(8)]
    types = Counter(c.candidate.answer_type for c in choose(pool, 10, 2).chosen)
    assert types["office"] == 2


def test_alike_ones_fill_up_a_quiz_that_would_be_short():
    pool = [candidate(n, answer_type="office") for n in range(10)]
    selection = choose(pool, 6, 2)
    assert len(selection.chosen) == 6
    assert selection.short is None


def test_unseen_come_first_then_those_seen_least():
    pool = [candidate(n, seen=2, score=0.99) for n in range(4)]
    pool += [candidate(10 + n, seen=1, score=0.99) for n in range(2)]
    pool += [candidate(20 + n, score=0.5) for n in range(3)]
    assert {20, 21, 22} < set(ids(choose(pool, 5, 1)))
    assert {10, 11} < set(ids(choose(pool, 5, 1)))


def test_two_questions_of_one_sentence_never_stand_in_one_quiz():
    pool = [candidate(n, sentences=frozenset({1}), answer_type=f"a{n}") for n in range(5)]
    pool += [candidate(10 + n, sentences=frozenset({10 + n, 20}), score=0.6, answer_type=f"b{n}") for n in range(4)]
    selection = choose(pool, 5, 1)
    assert [len({1, 20} & c.candidate.sentences) for c in selection.chosen] == [1, 1]
    assert selection.short is Short.GIVES_AWAY


def test_an_enemy_of_what_is_on_the_paper_already_waits_and_the_same_fact_does_not():
    pool = [candidate(n) for n in range(1, 5)]
    taken = [candidate(50, sentences=frozenset({2})), candidate(51, fact=3, sentences=frozenset({3}))]
    assert set(ids(choose(pool, 4, 1, beside=taken))) == {1, 3, 4}


def test_a_stem_that_prints_the_answer_to_a_like_question_is_its_enemy():
    asks = candidate(1, stem="Which engineer designed the harbour lighthouse of Velmora?", answer="Ilse Brandt")
    tells = candidate(2, stem="When did Ilse Brandt see the harbour lighthouse of Velmora lit?", answer="1932")
    other = candidate(3, stem="Which prize did Ilse Brandt win?", answer="The Golden Compass")
    assert enemies([asks, tells, other]) == {frozenset((1, 2))}


def test_an_option_tells_the_answer_to_a_like_question_and_to_no_other():
    offers = candidate(1, stem="When did the harbour lighthouse of Velmora open?", answer="1932", offered="1932; 1941")
    asks = candidate(2, stem="The lighthouse in the harbour of Velmora burned in _____.", answer="1941")
    other = candidate(3, stem="The ferry to Carrow began in _____.", answer="1941")
    assert enemies([offers, asks, other]) == {frozenset((1, 2))}


def test_part_of_a_word_tells_no_answer():
    asks = candidate(1, stem="How many boats used the harbour during winter?", answer="19")
    tells = candidate(2, stem="Which boats used the harbour during winter 1932 and left for Carrow?", answer="Carrow")
    assert enemies([asks, tells]) == frozenset()


def test_small_words_and_gaps_make_no_two_passages_alike():
    asks = candidate(1, stem="There were then _____ people who had been there.", answer="Lund")
    tells = candidate(2, stem="When they were there, Lund had _____ with them then.", answer="rowed")
    assert enemies([asks, tells]) == frozenset()


def test_near_duplicates_are_enemies_whatever_they_ask():
    one = candidate(1, stem="The first harbour of Velmora opened to boats in _____.", answer="1932")
    same = candidate(2, stem="The first harbour of Velmora was opened to boats in _____.", answer="the spring")
    other = candidate(3, stem="The second harbour of Velmora, built for sailing boats, opened in _____.", answer="1950")
    assert enemies([one, same, other]) == {frozenset((1, 2))}


def test_questions_of_one_template_on_other_figures_are_none():
    assert enemies([candidate(n, stem=f"Who opened pier {n} of Velmora?") for n in range(20)]) == frozenset()


def test_options_of_figures_keep_their_order_and_others_are_shuffled():
    years = [candidate(n, answer_type="year", key_option=n % 4) for n in range(4)]
    people = [candidate(10 + n, answer_type="person") for n in range(8)]
    chosen = choose(years + people, 12, 1).chosen
    orders = {c.candidate.id: c.options for c in chosen}
    assert all(orders[n] == (0, 1, 2, 3) for n in range(4))
    assert len({orders[10 + n] for n in range(8)}) > 4


def test_key_places_balance():
    pool = [candidate(n, answer_type="person", key_option=0) for n in range(20)]
    places = Counter(c.key_place for c in choose(pool, 12, 9).chosen)
    assert places == {0: 3, 1: 3, 2: 3, 3: 3}


def test_true_and_false_balance():
    pool = [candidate(n, "true_false", answer="true" if n < 15 else "false", score=0.9 - n / 100) for n in range(20)]
    answers = Counter(c.candidate.answer for c in choose(pool, 10, 1).chosen)
    assert abs(answers["true"] - answers["false"]) <= 2


def longest_run(values):
    return max((sum(1 for _ in run) for _, run in groupby(values)), default=0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 20), st.lists(st.sampled_from(sorted(KINDS)), max_size=40))
def test_any_quiz_is_fair(seed, n, kinds):
    pool = [candidate(number, kind, fact=number // 2) for number, kind in enumerate(kinds)]
    chosen = choose(pool, n, seed).chosen
    assert len(chosen) <= n
    assert len({c.candidate.fact for c in chosen}) == len(chosen)
    assert longest_run([c.key_place for c in chosen if c.options]) <= 3
    for one in chosen:
        assert sorted(one.options) == list(range(one.candidate.options))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 7))
def test_true_or_false_never_comes_four_times_running_where_others_can_break_it(seed, false):
    pool = [candidate(n, "true_false", answer="false" if n < false else "true") for n in range(8)]
    pool += [candidate(20 + n, "cloze") for n in range(3)]
    chosen = choose(pool, len(pool), seed).chosen
    assert len(chosen) == 11
    assert longest_run([c.candidate.answer for c in chosen]) <= 3


@pytest.mark.parametrize(
    ("pool", "short"),
    [
        ([], Short.NO_QUESTIONS),
        ([candidate(1), candidate(2, fact=1)], Short.FEW_FACTS),
        ([candidate(1), candidate(2, sentences=frozenset({1}))], Short.GIVES_AWAY),
        (mixed(5), None),
    ],
)
def test_a_short_quiz_says_why(pool, short):
    assert choose(pool, 5, 1).short is short


def at_edge(number, chance, **changed):
    return candidate(number, answer_type=f"type {number}", chance=chance, **changed)


def test_questions_near_the_edge_come_before_sure_and_hopeless_ones():
    pool = [at_edge(n, 0.99) for n in range(6)] + [at_edge(20 + n, 0.05) for n in range(6)]
    pool += [at_edge(40 + n, 0.7) for n in range(4)]
    assert set(ids(choose(pool, 4, 1))) == {40, 41, 42, 43}


def test_a_much_better_question_beats_one_at_the_edge():
    pool = [at_edge(1, 0.95, score=0.9), at_edge(2, 0.7, score=0.4)]
    assert ids(choose(pool, 1, 1)) == [1]


def test_a_learner_who_starts_gets_the_easier_ones_and_the_best_first():
    pool = [at_edge(n, 0.61, score=0.8) for n in range(6)]
    pool += [at_edge(20 + n, 0.84, score=0.8) for n in range(3)] + [at_edge(40, 0.84, score=0.95)]
    chosen = ids(choose(pool, 4, 1, starting=True))
    assert set(chosen) == {20, 21, 22, 40}
    assert chosen[0] == 40
    assert set(ids(choose(pool, 4, 1))) != set(chosen)


def test_due_facts_come_before_new_ones_and_these_before_solid_ones():
    pool = [at_edge(n, 0.7, memory=word) for n, word in enumerate(["solid", "new", "due"] * 4)]
    assert {c.candidate.memory for c in choose(pool, 3, 1).chosen} == {"due"}
    assert Counter(c.candidate.memory for c in choose(pool, 8, 1).chosen) == {"due": 4, "new": 4}


def test_a_question_not_seen_comes_before_a_due_fact_asked_the_same_way():
    pool = [at_edge(1, 0.7, memory="due", seen=1), at_edge(2, 0.99, memory="solid")]
    assert ids(choose(pool, 1, 1)) == [2]


def test_rows_of_a_set_are_shuffled_even_where_figures_would_stand_still():
    pool = [candidate(1, format="order", answer_type="year", options=5, key_option=None)]
    orders = {choose(pool, 1, seed).chosen[0].options for seed in range(30)}
    assert len(orders) > 10
    assert {tuple(sorted(order)) for order in orders} == {(0, 1, 2, 3, 4)}
    assert choose(pool, 1, 3).chosen[0].key_place is None
