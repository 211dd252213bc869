"""Statements are changed in one value, on the side that is false for sure, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.extraction.dates import parse_date
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.item_writing.distractors import seeded
from studyapp.engine.item_writing.true_false import Swap, left_true, swap
from studyapp.engine.reading.spans import Span


def swapped(marked: str, seed: int = 0, **limits) -> Swap | None:
    start, end = marked.index("[["), marked.index("]]") - 2
    return swap(marked.replace("[[", "").replace("]]", ""), Span(start, end), seeded(marked, seed), **limits)


SURE = [
    "The pier at Harrow Sound opened in [[1887]].",
    "On [[4 September 1923]] the two fleets met.",
    "In [[September 1923]] the two fleets met.",
    "The hall has [[48]] stalls for fish.",
    "The hall cost [[£2.5 million]] to build.",
    "About [[12 per cent]] of the boats were lost.",
    "The choir has [[seven]] members from the valley.",
]


@given(st.sampled_from(SURE), st.integers(0, 3000))
def test_one_value_is_changed_and_nothing_else(marked: str, seed: int) -> None:
    made = swapped(marked, seed)
    start, end = marked.index("[["), marked.index("]]") + 2
    assert made.statement == marked[:start] + made.changed + marked[end:]
    assert made.changed == made.span.cut(made.statement)
    before, after = parse_number(made.original), parse_number(made.changed)
    if parse_date(made.original):
        assert parse_date(made.changed).iso != parse_date(made.original).iso
        assert parse_date(made.changed).template == parse_date(made.original).template
    else:
        assert abs(after.value - before.value) >= before.value / 10


@pytest.mark.parametrize(
    ("marked", "larger"),
    [
        ("The club has over [[500]] members.", True),
        ("The club has at least [[500]] members.", True),
        ("The club has more than [[500]] members.", True),
        ("The club has up to [[500]] members.", False),
        ("The club has fewer than [[500]] members.", False),
        ("The pier has been open since [[1950]].", False),
        ("The pier was open until [[1950]].", True),
        ("A courier turned down [[five]] orders in the storm.", True),
        ("The larvae are fed with jelly for [[three days]] by the nurses.", True),
    ],
)
def test_bounds_are_changed_to_the_false_side_only(marked: str, larger: bool) -> None:
    for seed in range(30):
        made = swapped(marked, seed)
        assert (parse_number(made.changed).value > parse_number(made.original).value) == larger


@pytest.mark.parametrize(
    "marked",
    [
        "The pier was built by [[1950]].",
        "The mill was sold before [[1950]].",
        "The mill was sold after [[1950]].",
        "The catch fell from 30 to [[44]] tonnes.",
        "It lasted from 1914 to [[1918]].",
        "The tower is [[120 metres]] (394 feet) tall.",
        "It opened in 1900 and closed in [[1950]] after 50 years.",
        "The team won 3 of 10 games, [[30]] per cent.",
        "The lake is called [[Orrin]].",
        "The hall holds [[80]]-90 people.",
        "The index fell in March, its first decline in [[two months]].",
        "The party received £5m in the final quarter of [[2004]].",
    ],
)
def test_what_cannot_be_made_false_for_sure_is_refused(marked: str) -> None:
    assert [swapped(marked, seed) for seed in range(10)] == [None] * 10


def test_true_values_and_limits_are_kept() -> None:
    for seed in range(40):
        made = swapped("The pier opened in [[1887]].", seed, floor=1880, ceiling=1895, avoid=[1890])
        assert 1880 <= int(made.changed) <= 1895
        assert made.changed != "1890"


def test_a_little_under_half_stay_true() -> None:
    share = sum(left_true(seeded(n)) for n in range(2000)) / 2000
    assert 0.43 < share < 0.51


def test_the_same_seed_changes_the_same_value() -> None:
    assert swapped(SURE[0], 5) == swapped(SURE[0], 5)
