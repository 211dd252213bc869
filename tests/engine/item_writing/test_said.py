"""Questions on who said something: the speaker is the key, the claim stays what was said."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.sayings import saying_in
from studyapp.engine.item_writing.said import said_items
from studyapp.engine.items import ItemFormat
from tests.engine.articles import surveyed

TITLE = "Merrow Bridge shut for repairs"


def said(text: str):
    read = surveyed(text)
    return [(s.speaker, s.claim.cut(read.text)) for sentence in read.sentences if (s := saying_in(sentence, read))]


@pytest.mark.parametrize(
    ("sentence", "speaker", "claim"),
    [
        (
            '"We closed the bridge within an hour," said Helen Brandt, chief engineer of the harbour.',
            "Helen Brandt",
            "We closed the bridge within an hour",
        ),
        (
            'Helen Brandt said: "We closed the bridge within an hour."',
            "Helen Brandt",
            "We closed the bridge within an hour",
        ),
        ("Helen Brandt said the bridge had 14 cracks.", "Helen Brandt", "the bridge had 14 cracks"),
        ("Helen Brandt told Radio Alder that the bridge had 14 cracks.", "Helen Brandt", "the bridge had 14 cracks"),
        ("The bridge had 14 cracks, Helen Brandt said.", "Helen Brandt", "The bridge had 14 cracks"),
        (
            "The Harbour Commission said the bridge had 14 cracks.",
            "Harbour Commission",
            "the bridge had 14 cracks",
        ),
    ],
)
def test_the_speaker_and_the_claim_are_found_in_each_form(sentence, speaker, claim):
    assert said(sentence) == [(speaker, claim)]


def test_a_surname_is_written_out_as_its_owner():
    text = "Chief engineer Helen Brandt led the survey. Ms Brandt said the bridge had 14 cracks."
    assert said(text) == [("Helen Brandt", "the bridge had 14 cracks")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman for Helen Brandt said the bridge had 14 cracks.",  # not she herself
        "Helen Brandt's deputy said the bridge had 14 cracks.",
        "Drivers said the bridge had 14 cracks.",
        "The MPs said the bridge had 14 cracks.",
        "Helen Brandt added a second layer of steel, which the plan had promised.",  # no speech
        "Helen Brandt left after reports in a newspaper that she had met the builder.",
        "Helen Brandt was told that the bridge had 14 cracks.",
    ],
)
def test_nobody_speaks_who_is_not_named_as_the_speaker(sentence):
    assert said(sentence) == []


def items(text: str, title: str = TITLE):
    return said_items(surveyed(text, title))


def test_reported_speech_keeps_its_verb_and_its_doubt():
    (item,) = items("Chief engineer Helen Brandt warned that Merrow Bridge could stay shut until November 2031.")
    assert item.stem == "Who warned that Merrow Bridge could stay shut until November 2031?"
    assert (item.answer, item.attributed_to, item.fact.stance) == ("Helen Brandt", "Helen Brandt", "attributed")
    assert "Brandt" in item.accepted


def test_a_quotation_is_asked_word_for_word():
    (item,) = items('"We still count 14 cracks in Merrow Bridge," said chief engineer Helen Brandt.')
    assert item.stem == "Who said: “We still count 14 cracks in Merrow Bridge”?"


def test_a_body_is_asked_for_by_what_it_is():
    (item,) = items("The Harbour Commission said Merrow Bridge had 14 cracks in 2031.")
    assert item.stem.startswith("Which commission said that Merrow Bridge had 14 cracks")


@pytest.mark.parametrize(
    "claim",
    [
        "the work went well for all concerned in the end",  # anybody could have said so
        "Merrow Bridge would open to lorries again next week",  # next to what?
        "she had banned 14 lorries from Merrow Bridge herself, and Anna Holt had thanked her",  # who is she?
        "you could count 14 cracks in Merrow Bridge",
    ],
)
def test_a_claim_that_fits_anybody_or_points_outside_itself_is_not_served(claim):
    assert not [i for i in items(f"Chief engineer Helen Brandt said {claim}.") if not i.warnings]


def test_he_who_opens_his_own_claim_is_the_speaker():
    (item,) = items("Engineer Karl Dunn said he had found 14 cracks in Merrow Bridge.")
    assert item.stem == "Who said that he had found 14 cracks in Merrow Bridge?"
    assert not item.warnings


def test_others_whom_the_article_lets_speak_are_the_options():
    speakers = ("Helen Brandt", "Karl Dunn", "Anna Holt", "Peter Voss")
    text = "\n\n".join(
        f"Engineer {name} said Merrow Bridge needed {n} new hangers before the winter."
        for n, name in enumerate(speakers, 14)
    )
    found = items(text)
    assert found[0].format == ItemFormat.OPTIONS
    assert {o.text for o in found[0].options} == set(speakers)


def test_a_short_article_has_few_of_them():
    text = "\n\n".join(
        f"Engineer Karl Dunn said Merrow Bridge needed {n} new hangers before the winter." for n in (14, 26, 38, 52)
    )
    assert len(items(text)) == 1


def test_one_speaker_is_the_answer_twice_at_most():
    claims = ("14 new hangers before the winter", "26 lorries for the steel", "38 nights of work")
    filler = "The town lies on the river. " * 60
    text = "\n\n".join(f"Engineer Karl Dunn said Merrow Bridge needed {claim}." for claim in claims)
    assert len(items(f"{text}\n\n{filler}")) == 2


def stems_of(text: str, title: str = TITLE) -> list[str]:
    return [item.stem for item in said_items(surveyed(text, title))]


def test_a_body_that_speaks_is_no_who():
    assert stems_of("Alder Holdings said that shares of Merrow had lost 14 per cent.")[0].startswith(
        "Which company said"
    )
    assert stems_of("Alder Airlines said that Merrow Bridge had 14 cracks since 2003.")[0].startswith(
        "Which organisation said"
    )
    assert stems_of("The Harbour Commission said that Merrow Bridge had 14 cracks since 2003.")[0].startswith(
        "Which commission said"
    )


@pytest.mark.parametrize(
    "quote",
    [
        "We're surprised that the Merrow Bridge has taken such a knock",
        "2004 has proven to be an important year for the Merrow Bridge",
    ],
)
def test_a_feeling_or_a_compliment_is_not_asked_for(quote):
    assert stems_of(f'"{quote}," said Helen Brandt.') == []
    assert stems_of('"We found 14 cracks in the Merrow Bridge," said Helen Brandt.') != []


def test_who_comments_on_the_news_is_not_asked_for():
    claim = "said that repairs of Merrow Bridge would cost 14 million pounds."
    assert stems_of(f"Helen Brandt, a senior analyst at Alder Bank, {claim}") == []
    assert stems_of(f"Helen Brandt, chief engineer of the harbour, {claim}") != []
