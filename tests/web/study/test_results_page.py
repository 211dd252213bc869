"""What misses have in common, without a database."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from studyapp.web.study.results_page import common_ground


def missed(*answer_types: str) -> list:
    return [SimpleNamespace(question=SimpleNamespace(answer_type=kind)) for kind in answer_types]


@pytest.mark.parametrize(
    ("answer_types", "shared"),
    [
        (("year", "full_date"), "dates"),
        (("city", "country", "nationality"), "places"),
        (("money", "percent"), "numbers"),
        (("person", "organisation"), "names"),
        (("year", "person"), ""),
        (("truth", "truth"), ""),
        (("year",), ""),
        ((), ""),
    ],
)
def test_misses_share_what_they_were_about(answer_types, shared):
    assert common_ground(missed(*answer_types)) == shared
