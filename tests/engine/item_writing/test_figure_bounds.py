"""No option that the sentence itself makes impossible."""

from __future__ import annotations

from decimal import Decimal

import pytest

from studyapp.engine.item_writing.figure_bounds import figure_bounds, has_no_fair_options


@pytest.mark.parametrize(
    ("shown", "unit", "bounds"),
    [
        ("The guild lent _____ to the mills, including 300 to one miller.", "", (300, None)),
        ("The guild lent 900 to the mills, including _____ to one miller.", "", (None, 900)),
        ("The guild lent _____ to the mills, including £1.5 million to one.", "GBP", (1_500_000, None)),
        ("The guild lent £900 to the mills, including _____ looms.", "", (None, None)),
        ("Orford have won three times in their last _____ meetings.", "", (4, None)),
        ("Orford lost two of the _____ games of the spring.", "", (3, None)),
        ("The guild held _____ of the 40 seats in the hall.", "", (None, 39)),
        ("The ferry ran _____ hours a day.", "hours", (None, 24)),
        ("The flour was 40% rye, 25% oats and _____ wheat.", "%", (None, 35)),
        ("The mill employed _____ workers in 1931.", "", (None, None)),
        ("The mine sold 300 tonnes of coal to _____ schools.", "", (None, None)),
        ("A share of _____ went to the poor.", "%", (None, None)),
    ],
)
def test_bounds(shown: str, unit: str, bounds: tuple[int | None, int | None]) -> None:
    assert figure_bounds(shown, unit, Decimal(35)) == bounds


@pytest.mark.parametrize(
    ("shown", "bounds"),
    [
        ("Orford buys 60% of the salt, Ghent _____ and Dunmore 10%.", (10, 30)),
        ("Orford buys _____ of the salt, Ghent 20% and Dunmore 10%.", (20, 70)),
        ("Orford buys 20% of the salt, Ghent _____ and Dunmore 10%.", (None, 70)),
    ],
)
def test_a_row_of_falling_shares_bounds_each(shown: str, bounds: tuple[int | None, int | None]) -> None:
    assert figure_bounds(shown, "%", Decimal(25)) == bounds


@pytest.mark.parametrize(
    ("shown", "unit"),
    [
        ("A dig took five to _____ before the first find.", "years"),
        ("The border ends at latitude _____ south.", "degrees"),
        ("The wealth of the “_____ millionaires” grew in Orford.", "USD"),
        ("The forest reached as far south as _____.", "degrees"),
        ("Orford lost all _____ matches in the Six Nations.", ""),
    ],
)
def test_no_options(shown: str, unit: str) -> None:
    assert has_no_fair_options(shown, unit)


@pytest.mark.parametrize(
    ("shown", "unit"),
    [
        ("The ferry to Ghent took _____ in winter.", "hours"),
        ("The oven was heated to _____ for the glaze.", "degrees"),
        ("The “Orford Star” sold _____ copies of the “Ghent Mail”.", ""),
        ("Six ferries carried _____ people across the river.", ""),
        ("Orford sent _____ ships to the north.", ""),
    ],
)
def test_options_are_fair(shown: str, unit: str) -> None:
    assert not has_no_fair_options(shown, unit)
