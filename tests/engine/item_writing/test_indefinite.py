from __future__ import annotations

import pytest

from studyapp.engine.item_writing.indefinite import article_before_gap, takes_an


@pytest.mark.parametrize(
    "text",
    [
        "apple",
        "hour",
        "11-acre",
        "80",
        "18th",
        "heir",
        "Uzbek",
        "umbrella",
        "Irish",
        "eight-year",
        "honest",
        "ounce",
        "8,000",
    ],
)
def test_an_stands_before_vowel_sounds(text: str) -> None:
    assert takes_an(text)


@pytest.mark.parametrize(
    "text", ["pear", "history", "12-acre", "110", "one-way", "Ukrainian", "union", "European", "useful", "Ugandan"]
)
def test_a_stands_before_consonant_sounds(text: str) -> None:
    assert not takes_an(text)


@pytest.mark.parametrize(
    ("shown", "article"), [("An _____ fell.", "an"), ("It is a _____.", "a"), ("The _____.", ""), ("Ana _____", "")]
)
def test_the_article_before_the_gap(shown: str, article: str) -> None:
    assert article_before_gap(shown) == article
