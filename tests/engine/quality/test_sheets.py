"""Sheets for judges: what they show, what only the key tells, and marks read back."""

import json
from random import Random

import pytest

from studyapp.engine.cells import Cell, Count
from studyapp.engine.quality import sheets, verdicts
from studyapp.engine.quality.verdicts import MarksError
from tests.engine.articles import harvested
from tests.engine.item_writing import drafts
from tests.engine.item_writing.test_sets import TITLE, TUNNEL
from tests.engine.quality.samples import sample

FEATURES = {"dated": 1.0, "short": 0.5}
GAP = drafts.gap(
    "The pier of <Ostend> was opened in [[1932]].",
    "1931",
    "1932",
    "1933",
    context="Ines & Co. built it.",
    features=FEATURES,
)
ROW = sheets.from_item(GAP.item, sample(GAP.item, text=GAP.text, served=1))
HUMAN = {
    "title": "Piers",
    "stem": "Who built the pier?",
    "answer": "Ines Moll",
    "evidence": "In 1932 Ines Moll built the pier.",
}
KEY = sheets.key_of([ROW, sheets.from_row(HUMAN), ROW], 7, "2")


def test_a_sheet_shows_what_a_judge_needs_and_no_origin():
    page = sheets.page([ROW, sheets.from_row(HUMAN)])
    for shown in (
        "<h2>1</h2>",
        "The pier, 2021-03-04",
        "Ines &amp; Co. built it.",
        "The pier of &lt;Ostend&gt; was opened in _____.",
        "<li>1932 ←</li>",
        "opened in <mark>1932</mark>.</blockquote>",
        "In 1932 <mark>Ines Moll</mark> built the pier.",
    ):
        assert shown in page
    assert not [word for word in ("engine", "people", "pier.md", "score", "<script", " style=") if word in page]


def test_the_key_tells_what_each_number_is():
    key = json.loads(KEY)
    assert (key["engine"], key["seed"], list(key["items"])) == ("2", 7, ["1", "2", "3"])
    ours, human = key["items"]["1"], key["items"]["2"]
    assert (ours["origin"], ours["kind"], ours["format"], ours["answer_type"]) == ("engine", "cloze", "options", "year")
    assert (ours["file"], ours["style"], ours["served"]) == ("texts/pier.md", "news", True)
    assert (ours["features"], human["features"]) == (FEATURES, {})
    assert (human["origin"], human["kind"], human["format"]) == ("people", "short_answer", "typed")


def test_a_question_of_people_may_have_options_and_the_names_of_the_preview():
    row = {**HUMAN, "options": [{"text": "Ines Moll", "correct": True}, {"text": "Ann Lowe", "correct": False}]}
    judged = sheets.from_row({**row, "evidence": {"text": "Ines Moll built it.", "start": 0, "end": 18}})
    assert (judged.format, judged.evidence) == ("options", ("", "Ines Moll", " built it."))


@pytest.mark.parametrize("missing", ["stem", "answer", "evidence"])
def test_a_question_of_people_without_what_is_needed_is_refused(missing):
    with pytest.raises(KeyError, match=missing):
        sheets.from_row({name: value for name, value in HUMAN.items() if name != missing})


def test_what_is_drawn_depends_on_the_seed_alone():
    rows, people = [ROW] * 20, [sheets.from_row({**HUMAN, "stem": f"Question {n}?"}) for n in range(9)]
    drawn = [sheets.drawn(rows, people, Random(seed), 10, 4) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert [row.origin for row in drawn[0]].count("people") == 4
    assert len(drawn[0]) == 14


def test_marks_are_read_line_by_line():
    read = verdicts.read_marks(
        "# judge one\n\n1 A G1S1O1C1D1W1F1\n2. r G1 S1 O0 C1 D0 W1 F1 two are right\n3 A\n4 R trivial\n"
    )
    assert [(v.number, v.accepted) for v in read] == [(1, True), (2, False), (3, True), (4, False)]
    assert (read[1].reason, read[1].marks["O"], read[1].marks["S"]) == ("two are right", False, True)
    assert (read[3].reason, read[3].marks) == ("trivial", {})


def test_accepted_with_a_mark_of_nought_is_not_accepted():
    assert verdicts.read_marks("5 A G1S1O1C0D1W1F1")[0].accepted is False


@pytest.mark.parametrize("line", ["A 1 G1", "2 maybe", "one A G1S1", "7 Accept"])
def test_a_line_that_is_no_verdict_is_named(line):
    with pytest.raises(MarksError, match="line 2"):
        verdicts.read_marks(f"1 A\n{line}")


def test_a_question_judged_twice_by_one_judge_is_refused():
    with pytest.raises(MarksError, match="question 1 was judged before"):
        verdicts.read_marks("1 A\n1 R")


def test_a_number_that_the_key_does_not_hold_is_refused():
    with pytest.raises(MarksError, match="question 4 is not in the key"):
        verdicts.joined(KEY, [verdicts.read_marks("4 A")])


def judged(*sheets_marked: str) -> list[verdicts.Judgement]:
    return verdicts.joined(KEY, [verdicts.read_marks(source) for source in sheets_marked])


def test_accept_rates_by_group_with_sound_stems_and_options():
    rows = judged("1 A G1S1O1C1D1W1F1\n2 R G1S1O1C1D1W0F1\n3 R G1S1O0C1D1W1F1")
    rates = verdicts.rates_by(rows, lambda row: row.about["origin"])
    assert {name: (r.accepted, r.sound_stem, r.sound_options) for name, r in rates.items()} == {
        "engine": (Count(1, 2), Count(2, 2), Count(1, 2)),
        "people": (Count(0, 1), Count(0, 1), Count(1, 1)),
    }
    assert verdicts.failed_marks(rows) == {"G": 0, "S": 0, "O": 1, "C": 0, "D": 0, "W": 1, "F": 0}


def test_a_question_with_several_judges_counts_once_by_their_majority():
    rows = judged("1 A\n2 A\n3 A", "1 A\n3 R", "1 R\n3 R")
    assert [row.accepted for row in rows] == [True, True, False]
    assert verdicts.agreement(rows) == Count(0, 2)
    assert judged("1 A", "1 R")[0].accepted is False  # a tie accepts nothing


def test_cells_count_only_what_the_engine_wrote():
    assert verdicts.cell_counts(judged("1 A\n2 A\n3 R")) == {Cell("cloze", "options", "year"): Count(1, 2)}


def test_a_set_is_shown_row_by_row_with_the_sentence_of_each():
    harvest = harvested(TUNNEL, TITLE)
    [item] = [i for i in harvest.items if i.kind == "ordering"]
    sheet = sheets.page([sheets.from_item(item, sample(item, text=harvest.article.text, served=1))])
    assert "<p>Norway widened the Marrow Sound tunnel → <b>May 1958</b></p>" in sheet
    assert "widened the Marrow Sound tunnel in <mark>May 1958</mark>, and the work took years." in sheet
    assert sheet.count("<blockquote>") == 5
    assert "<p>Key:" not in sheet
