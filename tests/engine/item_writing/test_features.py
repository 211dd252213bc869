"""What a ranker is told of an item: each feature where it holds, and not beside it."""

import datetime as dt

import pytest

from studyapp.engine.item_writing.features import features_of
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.item_writing.quotable import plain_wording
from studyapp.engine.items import ItemFormat, ItemKind
from tests.engine.articles import candidate_of, gap, harvested, surveyed


def told(case: GapCase, kind=ItemKind.CLOZE, form=ItemFormat.TYPED) -> dict[str, float]:
    return features_of(case, kind, form)


@pytest.mark.parametrize(
    ("feature", "sentence", "answer", "without", "its_answer"),
    [
        ("dated", "Jonas Hale built the mill in 1742.", "1742", "Jonas Hale built the mill of Orford.", "Jonas Hale"),
        (
            "opens",
            "Jonas Hale built the mill in 1742.",
            "Jonas Hale",
            "Jonas Hale built the mill in 1742.",
            "1742",
        ),
        (
            "comparative",
            "In 1891 the mill ground more than the brewery needed.",
            "1891",
            "In 1891 the mill ground more than 12 sacks of barley.",
            "1891",
        ),
        (
            "about",
            "The brewery of Orford employed about 850 people in 1891.",
            "850",
            "The brewery of Orford employed 850 people in 1891.",
            "850",
        ),
        (
            "cause",
            "The mill closed in 1931 because barley became cheap.",
            "1931",
            "The mill closed in 1931 when barley became cheap.",
            "1931",
        ),
        (
            "such as",
            "In 1742 the mill ground grains such as barley.",
            "1742",
            "In 1742 the mill ground barley and rye.",
            "1742",
        ),
        (
            "death",
            "The miller of Orford died in the fire of 1882.",
            "1882",
            "The miller of Orford fought the fire of 1882.",
            "1882",
        ),
        (
            "trivia",
            "In 1891 the village had 240 inhabitants, 3% white and 2% Asian.",
            "1891",
            "In 1891 the village had 240 inhabitants and two mills.",
            "1891",
        ),
        (
            "pronoun first",
            "He built the mill of Orford in 1742.",
            "1742",
            "Jonas Hale built the mill of Orford in 1742.",
            "1742",
        ),
        (
            "definite first",
            "The engineer built a mill at Orford in 1742.",
            "1742",
            "An engineer built a mill at Orford in 1742.",
            "1742",
        ),
        (
            "gap is subject",
            "In 1742 Jonas Hale built the mill.",
            "Jonas Hale",
            "In 1742 the mill was built by Jonas Hale.",
            "Jonas Hale",
        ),
        (
            "attributed",
            "According to the council the mill was built in 1742.",
            "1742",
            "The mill was built for the council in 1742.",
            "1742",
        ),
    ],
)
def test_a_feature_is_told_where_it_holds_and_nowhere_else(feature, sentence, answer, without, its_answer):
    assert told(gap(sentence, answer))[feature] > 0
    assert feature not in told(gap(without, its_answer))


def test_type_and_form_are_told_with_their_family():
    known = told(gap("Jonas Hale built the mill in 1742.", "1742"), form=ItemFormat.OPTIONS)
    assert {name for name in known if name.startswith(("type", "form", "options"))} == {
        "type year",
        "form options",
        "options time",
    }


@pytest.mark.parametrize(
    ("kind", "asks"),
    [
        (ItemKind.MULTIPLE_CHOICE, True),
        (ItemKind.SHORT_ANSWER, True),
        (ItemKind.CLOZE, False),
        (ItemKind.TRUE_FALSE, False),
    ],
)
def test_a_question_is_told_from_a_gap_and_a_statement(kind, asks):
    assert ("question" in told(gap("Jonas Hale built the mill in 1742.", "1742"), kind)) is asks


def test_short_and_long_passages_are_told_by_how_much():
    short = told(gap("Jonas Hale built mills in 1742.", "1742"))
    middle = told(gap("In the spring of 1742 Jonas Hale built a water mill for the town council of Orford.", "1742"))
    long = told(gap(f"In 1742 Jonas Hale built a mill {'for the council of Orford and its brewery ' * 5}.", "1742"))
    assert short["short"] > 0
    assert long["long"] > 0
    assert not {"short", "long"} & set(middle)


def test_sentences_shown_before_are_counted():
    before = "Jonas Hale was an engineer. He came from Ghent."
    counts = [told(gap(f"{text} He built the mill in 1742.", "1742")).get("context", 0) for text in ("", before)]
    assert counts == [0, 1.0]


def test_a_passage_on_what_the_title_names_is_told():
    sentence = "Jonas Hale built the Heron Mill in 1742."
    assert "topic word" in told(gap(sentence, "1742", title="The Heron Mill"))
    assert "topic word" not in told(gap(sentence, "1742", title="Bridges of Ghent"))


def test_an_answer_that_the_article_repeats_is_told():
    once = told(gap("The rock debris that a glacier carries is called moraine.", "moraine"))
    often = told(gap("Moraine is old. A moraine is a wall. The debris of a glacier is called moraine.", "moraine"))
    assert often["repeated answer"] > once["repeated answer"]


REPORT = (
    "The mayor said on Monday that the roof leaks. Officials told reporters so last week. The council will mend it. "
)


@pytest.mark.parametrize(
    ("sentence", "published", "undated"),
    [
        ("Jonas Hale sold the Heron Mill to Ada Pottinger.", None, 1.0),
        ("In May Jonas Hale sold the Heron Mill to Ada Pottinger.", None, 0.4),
        ("Jonas Hale sold the Heron Mill to Ada Pottinger.", dt.date(2021, 5, 4), 0.2),
        ("In 1742 Jonas Hale sold the Heron Mill to Ada Pottinger.", None, 0.0),
        ("Jonas Hale owns the Heron Mill with Ada Pottinger.", None, 0.0),
    ],
)
def test_an_event_of_a_report_without_a_date_is_told_as_undated(sentence, published, undated):
    read = surveyed(REPORT + sentence, "", published)
    alone = Passage((), plain_wording(read.sentences[-1], read))
    known = told(GapCase(candidate_of(read, "Ada Pottinger"), alone, read))
    assert known["news"] == 1.0
    assert known.get("undated", 0.0) == undated


def test_features_are_numbers_between_nought_and_one_and_a_half():
    harvest = harvested(
        "The Heron Mill is a water mill near Orford. It was built in 1742 by the engineer Jonas Hale.\n\n"
        "In 1882 the mill burned down with the loss of 3,400 sacks of grain. Ada Pottinger sold it in 1891.",
        "The Heron Mill",
    )
    assert harvest.items
    for item in harvest.items:
        assert item.features
        assert all(0 < value <= 1.5 for value in item.features.values())
