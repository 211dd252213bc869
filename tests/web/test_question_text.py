"""How a question's text is put on the page, without a database."""

from __future__ import annotations

import re

import pytest

from studyapp.web.templatetags.questions import corrected, letters, segments, spelt, with_fill, with_gap


def plain(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_gap_says_blank_and_keeps_its_comma():
    shown = with_gap("In the end ", ", a baker, won <the race>.")
    assert '<span class="vh">blank</span></span>,</span> a baker' in shown
    assert "&lt;the race&gt;" in shown


@pytest.mark.parametrize("answer", ["Oslo", "a much longer answer than that"])
def test_filled_gap_reads_as_the_source_does(answer):
    assert plain(with_fill("It is ", ".", answer)) == f"It is {answer}."


@pytest.mark.parametrize(
    ("statement", "sentence", "shown"),
    [
        ("It closed in 1921.", "It closed in 1912.", "It closed in not 1921 but 1912."),
        ("It has 40 rooms, all lit.", "It has 52 rooms, all lit.", "It has not 40 but 52 rooms, all lit."),
        ("It cost 3.5 million.", "It cost 4.1 million.", "It cost not 3.5 but 4.1 million."),
        ("A wholly other statement.", "Nothing of this stands in it.", "A wholly other statement."),
        ("It closed in 1912.", "It closed in 1912.", "It closed in 1912."),
    ],
)
def test_false_statement_is_corrected_where_one_thing_differs(statement, sentence, shown):
    assert plain(corrected(statement, sentence)) == shown


def test_letters_that_differ_are_underlined():
    assert letters("Marlowski", "Marlowsky") == "Marlowsk<u>i</u>"
    assert letters("Marlowsky", "Marlowsk") == "Marlowsk<u>y</u>"
    assert letters("1999", "Marlowsky") == "1999"
    assert letters("<b>", "<b>") == "&lt;b&gt;"


def test_segments_say_in_words_what_they_show():
    shown = segments(("right", "wrong", "now", "todo"), 3)
    assert 'aria-label="Question 3 of 4. 1 right, 1 wrong so far"' in shown
    assert re.findall(r'<span class="(\w+)">', shown) == ["right", "wrong", "now", "todo"]


def test_scores_are_spelt_up_to_ten():
    assert [spelt(n) for n in (0, 7, 10, 11)] == ["none", "seven", "ten", "11"]
