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
]
PASSES = [
    ("adjective", "In 1958 the company Unifoods bought the mill at Orford from Jonas Hale.", "Jonas Hale", ""),
    ("compass", "In 1958 the ferries at Orford were moved to Northgate Harbour.", "Northgate Harbour", ""),
    ("read_as_name", "In 1958 the engineer Jonas Hale moved from Orford to Fort William.", "Fort William", ""),
    ("one_of_the_sides", "In 1863 the harbour at Orford was taken by General Hale.", "Hale", ""),
    ("glued", "In 1958 the engineer Jonas Hale moved from Orford to Fort William.", "Jonas Hale", ""),
]


@pytest.mark.parametrize(("code", "text", "answer", "title"), FIRES)
def test_a_name_that_tells_itself_is_refused(code, text, answer, title):
    assert RULES[code].fires(gap(text, answer, title))


@pytest.mark.parametrize(("code", "text", "answer", "title"), PASSES)
def test_another_name_passes(code, text, answer, title):
    assert not RULES[code].fires(gap(text, answer, title))
