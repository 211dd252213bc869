"""Tables that are taken away: opened again they are equal, and no cell is a formula."""

import csv
import io

import pytest

from studyapp.web.csv_download import BOM, csv_response


def text_of(response) -> str:
    return b"".join(response.streaming_content).decode()


def test_download_opens_back_equal():
    rows = [["Ada, Countess", 'said "no"', "two\nlines"], ["Łódź – 東京", "", 7]]

    text = text_of(csv_response("table.csv", ["a", "b", "c"], rows, bom=False))

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b", "c"],
        ["Ada, Countess", 'said "no"', "two\nlines"],
        ["Łódź – 東京", "", "7"],
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49", "-2 + 3", "@SUM(A1)", "\t=1", "\rx", "\n=1", "  =cmd|' /C calc'!A0", "＝1"]
)
def test_cell_that_could_be_a_formula_gets_an_apostrophe_in_front(cell):
    text = text_of(csv_response("table.csv", [cell], [[cell]], bom=False))

    assert list(csv.reader(io.StringIO(text, newline=""))) == [[f"'{cell}"], [f"'{cell}"]]


def test_numbers_and_empty_cells_stay_what_they_are():
    text = text_of(csv_response("table.csv", ["n"], [[-3], [0.5], [None], ["a-b"]], bom=False))

    assert text.split("\r\n") == ["n", "-3", "0.5", '""', "a-b", ""]


@pytest.mark.parametrize(("bom", "begins"), [(True, f"{BOM}n"), (False, "n\r")])
def test_mark_of_utf_8_is_a_choice(bom, begins):
    text = text_of(csv_response("table.csv", ["n"], [], bom=bom))

    assert text[:2] == begins


def test_rows_are_asked_for_one_by_one_while_the_download_runs():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    parts = iter(csv_response("table.csv", ["n"], rows(), bom=False).streaming_content)

    assert [next(parts), list(asked), next(parts), list(asked)] == [b"n\r\n", [], b"0\r\n", [0]]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Form 10b – scores.csv", "Form_10b__scores.csv"),
        ('x"; evil=1\r\nSet-Cookie: a.csv', "x_evil1Set-Cookie_a.csv"),
        ("東京.csv", "table.csv"),
    ],
)
def test_file_name_is_safe_in_a_header(asked, given):
    response = csv_response(asked, [], [])

    assert response["Content-Disposition"] == f'attachment; filename="{given}"'
