"""Reason codes become sentences."""

import pytest

from studyapp.questions.reasons import FALLBACK, in_words


@pytest.mark.parametrize(
    ("code", "params", "words"),
    [
        ("near_value", {"key": "1932"}, "The source gives 1932."),
        ("changed_value", {"stated": "1932", "changed": "1951"}, "The source says 1932, not 1951."),
        ("stated", {}, "The source says so."),
    ],
)
def test_codes_become_sentences(code, params, words):
    assert in_words(code, params) == words


@pytest.mark.parametrize(("code", "params"), [("of_a_later_version", {}), ("near_value", {})])
def test_unknown_codes_and_missing_parameters_stay_readable(code, params):
    assert in_words(code, params) == str(FALLBACK)
