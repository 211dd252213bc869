"""Who says so: the speaker whom a sentence names, under the full name and without an office."""

from __future__ import annotations

import pytest

from studyapp.engine.extraction.attribution import attribution_of
from studyapp.engine.extraction.sentence import Wording
from tests.engine.articles import surveyed


def speaker(text: str) -> str | None:
    read = surveyed(text)
    found = attribution_of(Wording(read.sentences[-1]), read)
    return found.speaker if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Labour MP Anna Holt said the bridge had 14 cracks.", "Anna Holt"),
        ("Engineer Karl Dunn led the work. Dunn said the bridge had 14 cracks.", "Karl Dunn"),
        ("Boats of Veltra reach the port. Veltra said the bridge had 14 cracks.", "Veltra"),
    ],
)
def test_a_named_speaker_is_known_by_the_full_name(text, name):
    assert speaker(text) == name


@pytest.mark.parametrize(
    "text", ["Drivers said the bridge had 14 cracks.", "The company said the bridge had 14 cracks."]
)
def test_who_is_not_named_is_no_speaker(text):
    assert speaker(text) is None
