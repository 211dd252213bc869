"""Statements with a changed year: only where the other year is false whatever else holds."""

import pytest

from studyapp.engine.extraction.claims import fact_of
from studyapp.engine.item_writing import forms
from tests.engine.articles import gap


@pytest.fixture(autouse=True)
def no_statement_is_left_true(monkeypatch):
    monkeypatch.setattr(forms.true_false, "left_true", lambda rng: False)


def false_statements(text: str, answer: str) -> list[str]:
    """One for each of several towns, since chance hangs on the words."""
    found = []
    for town in ("Orford", "Ghent", "Velmora", "Harrow", "Luton", "Dover"):
        case = gap(text.replace("Orford", town), answer)
        items = forms.statement_items(case, fact_of(case.candidate, case.passage.asked, case.survey))
        found += [item.explanation.params["changed"] for item in items]
    return found


def test_what_began_and_lasted_is_told_of_an_earlier_year_only():
    years = false_statements("The troops of the league occupied Orford in 1882.", "1882")
    assert len(years) == 6
    assert all(int(year) < 1882 for year in years)


def test_what_lasts_is_told_of_no_other_year():
    assert false_statements("The engineer Jonas Hale lived at Orford in 1882.", "1882") == []


def test_the_second_half_of_a_sentence_is_left_alone():
    text = "The council was moved to the old mill of Orford in May 1931, and to the college in May 1934."
    assert false_statements(text, "1934") == []
    assert len(false_statements("The engineer Jonas Hale moved to Orford in May 1934.", "1934")) == 6
