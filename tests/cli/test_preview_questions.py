"""The preview command: its names, its offsets, and that no database is touched."""

import io
import json

import pytest
from django.core.management import call_command

from studyapp.engine import cells
from studyapp.engine.cells import Cell, Count, Table
from tests.cli.test_import_articles import MILL, PICTURE
from tests.engine.item_writing.test_sets import EVENTS, TITLE, TUNNEL

HEADER = "---\ntitle: The mill\npublisher: Brandon Gazette\npublished: 2021-03-04\n---\n"
QUESTION_KEYS = set(
    "type file kind status instruction hint context stem options answer accepted answer_type evidence more_evidence "
    "answer_span attributed_to as_of score flags".split()
)


def preview(*files, form="jsonl") -> list:
    out = io.StringIO()
    call_command("preview_questions", *map(str, files), "--format", form, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()] if form == "jsonl" else out.getvalue()


@pytest.fixture
def mill(tmp_path):
    file = tmp_path / "mill.txt"
    file.write_text(HEADER + MILL + "\n🙂 Zoë Holm led the museum from 1971 to 1989.\n")
    return file


def test_the_article_comes_first_then_its_questions_best_first(mill):
    article, *questions = preview(mill)
    assert {key: article[key] for key in ("type", "file", "title", "publisher", "published_on")} == {
        "type": "article",
        "file": str(mill),
        "title": "The mill",
        "publisher": "Brandon Gazette",
        "published_on": "2021-03-04",
    }
    assert questions
    assert [q["score"] for q in questions] == sorted((q["score"] for q in questions), reverse=True)
    for question in questions:
        assert set(question) >= QUESTION_KEYS
        assert (question["type"], question["file"], question["status"]) == ("question", str(mill), "draft")


def test_every_span_is_verbatim(mill):
    article, *questions = preview(mill)
    text = article["text"]
    for question in questions:
        for place in (question["evidence"], *question["more_evidence"]):
            assert text[place["start"] : place["end"]] == place["text"]
        if span := question["answer_span"]:
            assert question["evidence"]["start"] <= span["start"] < span["end"] <= question["evidence"]["end"]
        if question["kind"] == "true_false":
            assert question["answer"] in ("true", "false")
        if question["options"]:
            assert [o["text"] for o in question["options"] if o["correct"]] == [question["answer"]]
        else:
            assert question["kind"] != "multiple_choice"


def test_a_file_that_cannot_be_read_is_an_error_object_and_stops_no_other(tmp_path, mill):
    (tmp_path / "photo.txt").write_bytes(PICTURE)
    rows = preview(tmp_path / "photo.txt", tmp_path / "nowhere.txt", mill)
    assert [row["type"] for row in rows[:3]] == ["error", "error", "article"]
    assert "picture" in rows[0]["reason"]
    assert "cannot be opened" in rows[1]["reason"]


def test_the_same_file_gives_the_same_bytes(mill):
    assert preview(mill) == preview(mill)


def test_what_is_unknown_is_null(tmp_path):
    file = tmp_path / "mill.txt"
    file.write_text(MILL)
    article = preview(file)[0]
    assert (article["publisher"], article["published_on"]) == (None, None)


def test_text_for_people_shows_stems_options_and_sources(mill):
    shown = preview(mill, form="text")
    assert "The mill (Brandon Gazette, 2021-03-04," in shown
    assert "multiple_choice" in shown or "cloze" in shown or "true_false" in shown
    assert "“Ann Lowe, a miller from Ely, built the mill in 1823.”" in shown


def test_what_warns_is_flagged_and_what_was_refused_is_counted(mill):
    article, *questions = preview(mill)
    assert all(isinstance(q["flags"], list) for q in questions)
    counts = article["refused"]
    assert counts
    assert all(count > 0 for count in counts.values())
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_a_question_is_trusted_once_its_cell_has_proven_itself(mill, monkeypatch):
    first = preview(mill)[1]
    assert (first["status"], first["served"], first["trust"]) == (
        "draft",
        True,
        "no_figures",
    )  # no figures: the score alone decides
    cell = Cell(first["kind"], first["format"], first["answer_type"])
    for count, told in ((Count(40, 44), ("trusted", True, "trusted")), (Count(20, 44), ("draft", False, "low_rate"))):
        monkeypatch.setattr(cells, "shipped", lambda count=count: Table({cell: count}))
        again = preview(mill)[1]
        assert (again["status"], again["served"], again["trust"]) == told


def test_a_set_comes_with_its_pairs_and_without_options(tmp_path):
    file = tmp_path / "tunnel.txt"
    file.write_text(f"---\ntitle: {TITLE}\n---\n{TUNNEL}")
    article, *questions = preview(file)
    [question] = [q for q in questions if q["kind"] == "ordering"]
    assert (question["options"], question["format"]) == ([], "order")
    assert [(pair["match"], pair["text"]) for pair in question["pairs"]] == EVENTS
    spans = [pair["answer_span"] for pair in question["pairs"]]
    assert [article["text"][s["start"] : s["end"]] for s in spans] == [date for date, _ in EVENTS]
    assert "Norway widened the Marrow Sound tunnel = May 1958" in preview(file, form="text")
