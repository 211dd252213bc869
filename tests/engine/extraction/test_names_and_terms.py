"""What a name is, where its title ends, and which words are vocabulary."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.names import mentions_in
from studyapp.engine.extraction.terms import terms_in
from studyapp.engine.extraction.values import AnswerType
from tests.engine.articles import surveyed


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Home Secretary Anna Bell opened the bridge.", "Home Secretary", "Anna Bell"),
        ("Chief Executive Officer Jonas Hale left in May.", "Chief Executive Officer", "Jonas Hale"),
        ("Dr Anna Bell opened the bridge.", "Dr", "Anna Bell"),
        ("Stephen King opened the bridge at Orford.", "", "Stephen King"),
        ("Jonas Dean Hale opened the bridge at Orford.", "", "Jonas Dean Hale"),
    ],
)
def test_offices_are_cut_off_names(text: str, title: str, name: str) -> None:
    first = mentions_in(surveyed(text).sentences[0])[0]
    assert (first.title, first.text) == (title, name)


@pytest.mark.parametrize("name", ["Ghent Brewing Company", "Ministry of Works", "Orford Rowing Club", "UNESCO"])
def test_bodies_have_a_word_that_says_so(name: str) -> None:
    text = f"In 1931 the {name} bought the hall. The {name} sold it in 1940, and the {name} moved to Ghent."
    assert surveyed(text).type_of(name) == AnswerType.ORGANISATION


@pytest.mark.parametrize(
    "name", ["Harbour War", "Black Heron Island", "Orford International", "Marsh Union Act", "League Cup"]
)
def test_events_and_places_are_no_organisations(name: str) -> None:
    text = f"In 1931 the {name} was new to Orford. The {name} was told of in 1940, and the {name} is in the books of Ghent."
    assert surveyed(text).type_of(name) != AnswerType.ORGANISATION


def found(text: str) -> list[str]:
    read = surveyed(text)
    return [span.cut(read.text) for s in read.sentences for span, _ in terms_in(s, read.term_counts, frozenset())]


@pytest.mark.parametrize(
    "text",
    [
        "The larvae measure a few nanometers across, and adults twelve nanometers.",
        "An error was the belief that the tide follows the wind.",
        "The Rankine Model predicts that loaded barges called lighters are the best of ferries.",
        "The main sources of the law are the charters that the council keeps.",
        "Many mathematicians worked there, and mathematicians still do.",
    ],
)
def test_no_vocabulary(text: str) -> None:
    assert not {"nanometers", "error", "belief", "predicts", "mathematicians", "sources"} & set(found(text))


def test_vocabulary() -> None:
    assert "caldera" in found("The basin of the volcano is called a caldera by miners.")
    assert "aquifer" in found("An aquifer is a layer of rock that holds water.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 1742 the town signed the Treaty of Ghent with pride.", "Treaty of Ghent"),
        ("Anna Bell left the Institute for Ferry Studies in May.", "Institute for Ferry Studies"),
        ("In 1742 the mill at Ore was sold by William Hale OBE in May.", "William Hale"),
        ("The party was led by Australian Jonas Hale in May.", "Jonas Hale"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    assert name in [m.text for m in mentions_in(surveyed(text).sentences[0])]


def test_who_acts_like_a_person_is_no_town() -> None:
    text = "Newton proposed a law of force. Newton wrote two books and taught in Cambridge."
    assert surveyed(text).type_of("Newton") != AnswerType.CITY


def test_a_rare_word_makes_a_term_of_a_noun_of_the_subject() -> None:
    text = "Each valve is a flap. A valve opens once a beat. The mitral valve lies on the left."
    read = surveyed(text)
    found = [s.cut(read.text) for s, _ in terms_in(read.sentences[-1], read.term_counts, frozenset())]
    assert found == ["mitral valve"]
    plain = surveyed("Each valve is a flap. A valve opens once a beat. The large valve lies on the left.")
    assert not list(terms_in(plain.sentences[-1], plain.term_counts, frozenset()))
