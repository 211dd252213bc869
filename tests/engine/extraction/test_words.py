import re

import pytest

from studyapp.engine.extraction.words import begins_a_word, stands_in

TEXTS = ["the mill", "mills by the mill", "a windmill_2 mill", "Mühle-mill.", "millstone", "", "the-mill's mill_x"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("words", ["mill", "the mill", "the-mill", "mills", "Mühle"])
def test_whole_words_are_found_as_a_pattern_with_boundaries_finds_them(words, text):
    assert stands_in(words, text) == bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    assert stands_in(words, text, ("", "s")) == bool(re.search(rf"(?<!\w){re.escape(words)}s?(?!\w)", text))


@pytest.mark.parametrize("text", TEXTS)
def test_letters_begin_a_word_only_where_no_word_goes_on(text):
    assert begins_a_word("mill", text) == bool(re.search(r"\bmill", text))
