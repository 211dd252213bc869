"""Codes of refusals become sentences."""

import re

from studyapp.engine.item_writing.doubts import DOUBTS
from studyapp.facts.refusals import in_words


def test_code_of_every_table_has_its_sentence():
    for code in ("too_short", "open_it", "gap_count", "own_subject", "EV-01a"):
        assert re.fullmatch(r"[A-Z].+[.?]", in_words(code))
        assert code not in in_words(code)


def test_every_doubt_is_the_code_of_a_rule():
    nameless = [code for code in DOUBTS if in_words(code) == code.replace("_", " ").capitalize() + "."]
    assert nameless == []


def test_unknown_code_speaks_for_itself():
    assert in_words("not_in_any_table") == "Not in any table."
