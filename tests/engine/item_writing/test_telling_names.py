"""Names whose hint or grammar tells them: two gaps each rule refuses, two it lets pass."""

import pytest

from studyapp.engine.item_writing.telling_names import TELLING_RULES
from tests.engine.articles import gap

RULES = {rule.code: rule for rule in TELLING_RULES}
FIRES = [
    ("adjective", "In 1958 the Anglo-Dutch company Unifoods bought the mill at Orford.", "Anglo-Dutch", ""),
    ("compass", "In 1958 the ferries at Orford were moved to the South West of the harbour.", "South West", ""),
    ("read_as_name", "In 1958 the engineer Jonas Hale moved from Orford to Los Angeles.", "Los Angeles", ""),
    ("read_as_name", "In 1958 the engineer Jonas Hale left the OHB for a mill.", "OHB", "The Orford Harbour Board"),
    ("one_of_the_sides", "In 1863 the harbour at Orford was taken by Confederate troops.", "Confederate", ""),
    ("half_a_name", "In 2012 the Economist Intelligence Unit ranked Orford among the ports.", "Intelligence Unit", ""),
    ("half_a_name", "The Orne is the second-longest river in Central and Western Europe.", "Western Europe", ""),
    ("nothing_owned", "The trust runs the Royal Infirmary, St Brannock's and the Orford Hospital.", "St Brannock", ""),
    ("half_a_name", "In 1958 Ada Brandt left the Royal Academy for Science and the Arts.", "Arts", ""),
    ("nothing_owned", "In 1958 the mace stood before the Presiding Officers' desk.", "Presiding Officers", ""),
    ("letters_beside", "In 1958 the network at Orford moved to Ring Transfer Mode (RTM).", "Ring Transfer Mode", ""),
    (
        "in_the_title",
        "In 1973 the league of Orford closed its harbour to the ships of Ghent.",
        "1973",
        "1973 ferry crisis",
    ),
    (
        "in_the_title",
        "In 1973 the ships of Ghent were kept out of Orford by Jonas Hale.",
        "Jonas Hale",
        "Jonas Hale, harbour master",
    ),
]
PASSES = [
    ("adjective", "In 1958 the company Unifoods bought the mill at Orford from Jonas Hale.", "Jonas Hale", ""),
    ("compass", "In 1958 the ferries at Orford were moved to Northgate Harbour.", "Northgate Harbour", ""),
    ("read_as_name", "In 1958 the engineer Jonas Hale moved from Orford to Fort William.", "Fort William", ""),
    ("one_of_the_sides", "In 1863 the harbour at Orford was taken by General Hale.", "Hale", ""),
    ("glued", "In 1958 the engineer Jonas Hale moved from Orford to Fort William.", "Jonas Hale", ""),
    ("half_a_name", "The town lies between the Allegheny and Monongahela rivers of the west.", "Monongahela", ""),
    ("half_a_name", "In 1958 the engineer Jonas Hale left the mill to Ada Brandt of Orford.", "Jonas Hale", ""),
    ("nothing_owned", "In 1958 Ada Brandt's ferry left the harbour of Orford for the last time.", "Ada Brandt", ""),
    ("letters_beside", "In 1958 the network moved to Ring Transfer Mode (in Orford).", "Ring Transfer Mode", ""),
    (
        "in_the_title",
        "In 1974 the league of Orford closed its harbour to the ships of Ghent.",
        "1974",
        "1973 ferry crisis",
    ),
]


@pytest.mark.parametrize(("code", "text", "answer", "title"), FIRES)
def test_a_name_that_tells_itself_is_refused(code, text, answer, title):
    assert RULES[code].fires(gap(text, answer, title))


@pytest.mark.parametrize(("code", "text", "answer", "title"), PASSES)
def test_another_name_passes(code, text, answer, title):
    assert not RULES[code].fires(gap(text, answer, title))
