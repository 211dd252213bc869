"""What another article of the topic states is no wrong option, and what it asks is not asked again."""

from dataclasses import replace

import pytest

from studyapp.engine.extraction.topic import ALONE, TopicContext
from studyapp.engine.item_writing.in_topic import ASKED, in_topic
from tests.engine.item_writing.drafts import gap, say

LINE = 0.6
SENTENCE = "The canal at Orford opened in [[1931]]."
CHOICE = replace(gap(SENTENCE, "1925", "1928", "1931", "1934").item, score=0.8)
TYPED = replace(gap(SENTENCE).item, score=0.8)
FALSE = replace(say("The canal at Orford opened in 1934.", SENTENCE, "false").item, score=0.8)
TRUE = replace(say("The canal at Orford opened in 1931.", SENTENCE, "true").item, score=0.8)
CLAIM = CHOICE.fact.claim_key


def test_an_article_alone_keeps_its_items():
    assert in_topic([CHOICE, FALSE, TYPED], ALONE, LINE) == [CHOICE, FALSE, TYPED]


@pytest.mark.parametrize(
    ("claim", "value", "kept"),
    [
        (CLAIM, "1934", [TYPED, TRUE]),
        (CLAIM, "1931", [CHOICE, TYPED, FALSE, TRUE]),
        (CLAIM, "1900", [CHOICE, TYPED, FALSE, TRUE]),
        ("another claim", "1934", [CHOICE, TYPED, FALSE, TRUE]),
    ],
)
def test_what_another_article_states_of_the_same_is_not_called_wrong(claim, value, kept):
    assert in_topic([CHOICE, TYPED, FALSE, TRUE], TopicContext(true_values={claim: (value,)}), LINE) == kept


def test_what_another_article_asks_waits():
    [waits] = in_topic([CHOICE], TopicContext(asked={CLAIM: ("1931",)}), LINE)
    assert (waits.warnings, waits.stem) == ((ASKED,), CHOICE.stem)
    assert waits.score < LINE


@pytest.mark.parametrize("asked", [{CLAIM: ("1934",)}, {"another claim": ("1931",)}])
def test_another_answer_or_claim_is_another_question(asked):
    assert in_topic([TYPED], TopicContext(asked=asked), LINE) == [TYPED]


@pytest.mark.parametrize(
    ("value", "passage", "waits"),
    [
        ("1931", "The canal at Orford was opened in _____.", True),
        ("1931", "When did the canal at Orford open?", True),
        ("1931", "The canal at Orford burned in _____.", False),
        ("1934", "The canal at Orford was opened in _____.", False),
    ],
)
def test_a_question_for_the_same_value_in_like_words_waits(value, passage, waits):
    [item] = in_topic([TYPED], TopicContext(passages={value: (passage,)}), LINE)
    assert (ASKED in item.warnings) is waits


def test_what_is_asked_changes_the_digest():
    assert TopicContext(asked={CLAIM: ("1931",)}).digest != ALONE.digest
    assert TopicContext(passages={"1931": ("The canal opened in _____.",)}).digest != ALONE.digest
