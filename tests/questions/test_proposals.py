"""Where the words of an answer stand in its sentence."""

import pytest

from studyapp.questions.proposals import stretch


@pytest.mark.parametrize(
    ("text", "printed", "found"),
    [
        ("Opened in 2017, the pier had 17 berths.", "17", "17"),
        ("The Security\nCouncil voted.", "Security Council", "Security\nCouncil"),
        ("It is 14.2km long.", "14.2", "14.2"),
    ],
)
def test_words_are_found_whole_and_across_lines(text, printed, found):
    start, end = stretch(text, printed)
    assert text[start:end] == found
    assert start == text.rindex(found)


@pytest.mark.parametrize("printed", ["", "  ", "the moon", "a.b"])
def test_words_that_do_not_stand_there_are_not_found(printed):
    assert stretch("Opened in 2017, the axb pier.", printed) is None
