"""The command that measures questions: real texts in, figures, a sheet and a table of cells out. No database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from studyapp.engine import cells
from tests.cli.test_import_articles import MILL, PICTURE

HEADER = "---\ntitle: The mill\npublisher: Brandon Gazette\npublished: 2021-03-04\nstyle: local history\n---\n"


def run(*args) -> str:
    out = io.StringIO()
    call_command("evaluate_questions", *map(str, args), stdout=out)
    return out.getvalue()


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "mill.md").write_text(HEADER + MILL)
    (folder / "photo.txt").write_bytes(PICTURE)
    return folder


@pytest.fixture
def sheet(texts, tmp_path):
    """A sheet and its key with every candidate of the mill and a question that people wrote."""
    human = tmp_path / "human.jsonl"
    row = {"stem": "Who built the mill?", "answer": "Ann Lowe", "evidence": "Ann Lowe built the mill."}
    human.write_text(json.dumps(row) + "\n")
    path = tmp_path / "round.html"
    run(texts, "--sheet", path, "--candidates", "--human", human, "--seed", 3)
    return path


def key_of(sheet) -> dict:
    return json.loads(sheet.with_suffix(".key.json").read_text())["items"]


def test_figures_are_printed_and_a_bad_file_stops_no_other(texts, tmp_path):
    start = MILL.index("In 1954")
    rows = [
        {"file": "texts/mill.md", "statement": "When the council bought it", "answer": "1971",
         "quote_start": MILL.index("The town"), "quote_end": MILL.index(" Since")},
        {"file": "texts/mill.md", "statement": "Who broke it", "answer": "a Martian",
         "quote_start": start, "quote_end": start + 20},
    ]  # fmt: skip
    golden = tmp_path / "golden.json"
    golden.write_text(json.dumps(rows))
    shown = run(texts, "--golden", golden)
    assert f"texts: 1, words: {len(MILL.split())}" in shown
    assert "photo.txt: " in shown
    assert "local history" in shown
    for title in ("kind, format", "refused, ", "chi-square", "words a second", "golden facts: 2"):
        assert title in shown
    assert "(a Martian)" in shown


def test_nothing_readable_is_a_failure(tmp_path):
    with pytest.raises(CommandError, match="No text could be read"):
        run(tmp_path / "nowhere.txt")


def test_a_sheet_comes_with_its_key(sheet):
    items = key_of(sheet)
    assert [item["origin"] for item in items.values()].count("people") == 1
    assert len(items) >= 2
    page = sheet.read_text()
    assert all(f'id="q{number}"' in page for number in items)


def test_the_same_seed_gives_the_same_sheet(sheet, texts, tmp_path):
    again = tmp_path / "again.html"
    run(texts, "--sheet", again, "--candidates", "--human", tmp_path / "human.jsonl", "--seed", 3)
    assert again.read_bytes() == sheet.read_bytes()


def test_marked_sheets_give_accept_rates_and_fill_the_table(sheet, tmp_path):
    items = key_of(sheet)
    marked = sheet.with_name("round.anna.txt")
    marked.write_text("".join(f"{number} A G1S1O1C1D1W1F1\n" for number in items))
    table = tmp_path / "cells.json"
    shown = run(marked, "--read", "--round", "3", "--table", table)
    ours = [item for item in items.values() if item["origin"] == "engine"]
    assert f"{len(ours)} of {len(ours)} = 100%" in shown
    counts = cells.read_table(table.read_text()).counts
    assert sum(count.accepted for count in counts.values()) == len(ours)
    assert "proven" not in shown  # a handful of verdicts proves nothing


def test_only_texts_that_were_held_out_may_count(sheet):
    marked = sheet.with_name("round.txt")
    marked.write_text("".join(f"{number} A\n" for number in key_of(sheet)))
    assert run(marked, "--read", "--only", "heldout").startswith("0 questions judged")


@pytest.mark.parametrize(
    ("marks", "told"), [("1 A\nnonsense\n", r"round.txt, line 2"), ("999 A\n", "question 999 is not in the key")]
)
def test_a_sheet_that_cannot_be_read_is_told(sheet, marks, told):
    marked = sheet.with_name("round.txt")
    marked.write_text(marks)
    with pytest.raises(CommandError, match=told):
        run(marked, "--read")


def test_a_sheet_without_its_key_is_told(tmp_path):
    marked = tmp_path / "lost.txt"
    marked.write_text("1 A\n")
    with pytest.raises(CommandError, match="lost.key.json"):
        run(marked, "--read")
