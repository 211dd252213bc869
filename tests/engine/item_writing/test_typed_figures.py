"""A figure that has no fair options is typed, where the source rounds or hedges it: how near is said."""

from __future__ import annotations

from studyapp.engine.extraction.claims import fact_of
from studyapp.engine.item_writing.forms import passage_items
from tests.engine.articles import gap

FAR = "The Marrow Sound tunnel shortens the way of the herring boats from Norway to Iceland by nearly 900 kilometres."
EXACT = "The Marrow Sound tunnel shortens the way of the herring boats from Norway to Iceland by 913 kilometres."


def typed(text: str, answer: str) -> list:
    case = gap(text, answer, "Marrow Sound tunnel")
    items = passage_items(case, fact_of(case.candidate, case.passage.asked, case.survey))
    return [(i.instruction, i.hint, i.tolerance) for i in items if i.format == "typed"]


def test_how_near_is_said_before_the_answer():
    said = "in kilometres, within 5 % is near enough"
    assert typed(FAR, "900 kilometres") == [("Type the missing figure.", said, 45.0)]


def test_a_unit_in_the_singular_is_not_typed():
    assert (
        typed("Norway paid for the Marrow Sound tunnel with a nearly 900 million dollar loan.", "900 million dollar")
        == []
    )


def test_an_exact_figure_is_not_typed():
    assert typed(EXACT, "913 kilometres") == []
