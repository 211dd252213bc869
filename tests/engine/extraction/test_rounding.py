"""How far a typed figure may lie from the printed one."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.rounding import tolerance_of


@pytest.mark.parametrize(
    ("printed", "width", "said"),
    [
        ("1,200", "50", "to the nearest 100"),
        ("8.3 million", "50000", "to the nearest 100,000"),
        ("14.2 kilometres", "0.05", "to the nearest 0.1"),
        ("12.5 per cent", "0.05", "to the nearest 0.1"),
        ("$3.5bn", "50000000", "to the nearest 100,000,000"),
        ("5 million", "250000", "within 5 % is near enough"),  # half a unit would be a tenth of it
    ],
)
def test_a_rounded_figure_is_as_exact_as_its_last_digit(printed, width, said):
    found = tolerance_of(parse_number(printed))
    assert (float(found.width), found.said) == (float(width), said)


@pytest.mark.parametrize(("approximator", "width"), [("about", 60), ("nearly", 60), ("An estimated", 60)])
def test_a_hedged_figure_may_be_five_per_cent_off(approximator, width):
    assert tolerance_of(parse_number("1,200"), approximator).width == width


@pytest.mark.parametrize("printed", ["24", "340", "1,234", "12 per cent", "7 km", "twenty-four"])
def test_an_exact_figure_has_no_tolerance(printed):
    assert tolerance_of(parse_number(printed)) is None


def test_a_bound_is_no_hedge():
    assert tolerance_of(parse_number("340"), "more than") is None
