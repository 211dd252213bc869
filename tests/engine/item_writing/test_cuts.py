"""What may be left out of a sentence, and which names are written out in it."""

import pytest

from studyapp.engine.item_writing import quotable
from tests.engine.articles import surveyed


def shown(text: str, title: str = "") -> list[str]:
    read = surveyed(text, title)
    return [w.text for w in quotable.wordings(read.sentences[-1], read)]


def test_the_comma_that_closes_an_outer_aside_is_kept():
    found = shown("The mill, located in Hale, a town on the river Ore, dates back to the fifteenth century of Orford.")
    assert not any("located in Hale dates" in text for text in found)
    assert any("located in Hale, dates" in text for text in found)


def test_the_dash_that_closes_an_aside_is_no_start_of_a_cut():
    found = shown(
        "From 1073 to 1074, 800 of the 2,000 troops of the general Ada Vane were Normans—formerly of Ghent—led by Hale."
    )
    assert not any(text.endswith("formerly of Ghent.") for text in found)


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("On 30 July 1923 the town council of Orford passed a law, which abolished the toll of Ghent.", False),
        ("On 30 July 1923 the town council of Orford sold the mill, which had abolished the toll of Ghent.", True),
    ],
)
def test_a_clause_that_says_what_a_bare_deed_did_is_kept(text, goes):
    assert any("abolished" not in wording for wording in shown(text)) is goes


def test_one_of_a_list_of_like_names_is_no_aside():
    found = shown(
        "The joint statement was made by the Orford Academy of Science, the Royal Academy of Hale for Science and the "
        "Arts, the Ghent Academy of Sciences, the Flemish Academy of Sciences, the Norman Academy of Sciences."
    )
    assert len(found) == 1


def test_who_is_named_in_the_sentence_is_not_written_out_again():
    life = "Mary Hale grew up in Orford. She taught chemistry. She was elected in 1742.\n\n"
    found = shown(f"{life}In 1751 Hale was elected to parliament, and she served in Ghent until 1760.", "Mary Hale")
    assert "and she served" in found[0]
