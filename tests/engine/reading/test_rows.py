"""Tables with one article a row: the good rows, and each bad one with line, field and reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.engine.reading import rows
from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.rows import Problem, Row, rows_of

CSV = (
    "Title,Text,Published,licence,other\n"
    'The mill,"The mill, they say,\nwas built in 1823.",2021-03-04,CC BY,x\n'
    "The weir,,2021-03-04,,\n"
    "The bridge,It was built in 1902.,soon,,\n"
    "\n"
    "The tower,It was built in 1874.,,,\n"
)


def test_rows_name_their_lines_and_bad_ones_their_field():
    found, problems = rows_of(CSV.encode(), "a.csv")
    assert found == [
        Row(
            2,
            {"title": "The mill", "published": "2021-03-04", "licence": "CC BY"},
            "The mill, they say,\nwas built in 1823.",
        ),
        Row(7, {"title": "The tower"}, "It was built in 1874."),
    ]
    assert problems == [
        Problem(4, "text", "It is empty."),
        Problem(5, "published", "“soon” is no date such as 2024-03-09."),
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_what_spreadsheets_write_instead_of_commas_is_read(mark):
    found, _ = rows_of(f"text{mark}title\nIt was built in 1874.{mark}The tower\n".encode("utf-16"), "a.csv")
    assert found == [Row(2, {"title": "The tower"}, "It was built in 1874.")]


def test_a_row_with_too_many_cells_asks_for_quotation_marks():
    _, problems = rows_of(b"title,text\nThe mill,It stood, and fell.\n", "a.csv")
    assert [(p.line, p.field) for p in problems] == [(2, "")]
    assert "quotation marks" in problems[0].reason


def test_lines_of_json_are_rows_and_a_bad_line_stops_none():
    lines = [{"text": "It was built in 1874.", "license": "CC BY", "authors": ["A", "B"]}, "no object", {"title": "a"}]
    raw = "\n".join(json.dumps(line) for line in lines) + "\n{broken\n"
    found, problems = rows_of(raw.encode(), "a.jsonl")
    assert found == [Row(1, {"author": "A, B", "licence": "CC BY"}, "It was built in 1874.")]
    assert [(p.line, p.field) for p in problems] == [(2, ""), (3, "text"), (4, "")]


def test_escapes_that_no_page_can_hold_are_left_out_of_what_a_row_states():
    line = (
        r'{"text": "It was built in 1874.", "topic": "\ud800Mills", "publisher": "\u0000", "title": "The\u0001 mill"}'
    )
    found, _ = rows_of(line.encode(), "a.jsonl")
    assert found == [Row(1, {"topic": "Mills", "title": "The mill"}, "It was built in 1874.")]


@pytest.mark.parametrize(
    ("raw", "words"), [(b"", "empty"), (b"title,body text\na,b\n", "column"), (b"text\n", "no rows")]
)
def test_what_is_no_table_is_refused(raw, words):
    with pytest.raises(UnreadableError, match=words):
        rows_of(raw, "a.csv")


def test_no_more_than_so_many_rows_are_read(monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    found, problems = rows_of(b"text\n" + b"It was built in 1874.\n" * 4, "a.csv")
    assert ([row.line for row in found], [p.line for p in problems]) == ([2, 3], [4])


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda t: f"text,url\n{t}".encode()),
    st.sampled_from(["a.csv", "a.jsonl"]),
)
def test_any_bytes_are_rows_problems_or_refused(raw, name):
    try:
        found, problems = rows_of(raw, name)
    except UnreadableError:
        return
    assert found or problems
