"""What an article keeps of what was written."""

from studyapp.engine.extraction.claims import fact_of
from studyapp.engine.item_writing.forms import statement_items
from studyapp.engine.item_writing.siblings import SIBLING
from studyapp.engine.items import ItemDraft, ItemFormat
from tests.engine.articles import gap, harvested

FERRIES = """The Orford ferry crosses the river Ore. The Orford ferry was built for the council of Orford in 1742. In 1781 the
Orford ferry burned in the port of Ghent. The council of Orford sold the Orford ferry to the mason Ada Pottinger in 1803.
In May 1803 the Orford ferry carried its first horses to Hale. The Orford ferry closed to carriages in 1931."""


def served(items: tuple[ItemDraft, ...]) -> list[ItemDraft]:
    return [i for i in items if SIBLING not in i.warnings]


def test_words_of_every_sentence_do_not_tie_two_facts_of_one_year():
    keys = [i.fact.value.printed for i in served(harvested(FERRIES, "The Orford ferry").items)]
    assert keys.count("1803") == 2


def test_a_missing_form_takes_no_place_of_a_form_that_is_there_once():
    formats = {i.format for i in served(harvested(FERRIES, "The Orford ferry").items)}
    assert {ItemFormat.OPTIONS, ItemFormat.TRUE_FALSE} <= formats


def statements(text: str, answer: str) -> list[ItemDraft]:
    case = gap(text, answer)
    return list(statement_items(case, fact_of(case.candidate, case.passage.asked, case.survey)))


def test_a_whole_century_may_be_stated_true_or_as_its_neighbour():
    found = [
        statements(f"In the 18th century the engineer Jonas Hale {did} the ferry of Orford.", "18th century")
        for did in ("built", "painted", "drew", "mended", "sold", "burned", "bought", "saw")
    ]
    stems = {i.answer: i.stem for items in found for i in items}
    assert set(stems) == {"true", "false"}
    assert "18th" in stems["true"]
    assert any(c in stems["false"] for c in ("17th", "19th"))


def test_a_part_of_a_century_is_not_stated():
    assert not statements(
        "In the early 18th century the engineer Jonas Hale built the ferry of Orford.", "18th century"
    )
