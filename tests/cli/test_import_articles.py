"""The import command on real files, with the real engine."""

import io
import os

import pytest
from django.core.management import call_command

from studyapp.facts.models import FactEvidence
from studyapp.sources.models import Article, ArticleVersion, ImportJob, Sentence
from tests.engine.reading import files

pytestmark = pytest.mark.django_db
MILL = (
    "The old mill of Brandon stands beside the River Ouse. Ann Lowe, a miller from Ely, built the mill in 1823. "
    "In 1954 a flood broke the great wheel, which weighed 14 tonnes. The town council bought the building in 1971 "
    "for £2,400. Since then the mill has been a museum, and 31,000 people visited it in 1998.\n"
)
PAGE = (
    f"<html><head><title>x</title><script>alert(1)</script></head><body><h1>The wheel</h1><p>{MILL}</p></body></html>"
)
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x02\x00\x08\x06\x00\x00\x00" + bytes(range(256))
GERMAN = "Die alte Mühle am Fluss wurde im Jahre 1823 gebaut und gehörte lange Zeit der Familie Lowe aus Brandon."


def run(*args) -> tuple[list[str], int]:
    """Lines on standard output and the exit status."""
    out = io.StringIO()
    try:
        call_command("import_articles", *map(str, args), stdout=out)
    except SystemExit as stop:
        return out.getvalue().splitlines(), stop.code
    return out.getvalue().splitlines(), 0


def test_a_folder_is_imported_and_a_second_run_changes_nothing(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "mill.txt").write_text(MILL)
    (tmp_path / "sub" / "wheel.html").write_text(PAGE)
    (tmp_path / "README.md").write_text("What is in here.")
    (tmp_path / ".hidden.txt").write_text(MILL)
    (tmp_path / "photo.jpg").write_bytes(PICTURE)
    lines, status = run(tmp_path, "--topic", "Mills")
    assert (lines[-1], status) == ("2 new", 0)
    assert [article.source_key for article in Article.objects.order_by("pk")] == ["mill.txt", "sub/wheel.html"]
    assert "“Mill” (publisher unknown, date unknown), topic “Mills”: version 1, 5 sentences" in lines[0]
    before = ArticleVersion.objects.count(), FactEvidence.objects.count(), ImportJob.objects.count()
    lines, status = run(tmp_path, "--topic", "Mills")
    assert (lines[-1], status) == ("2 unchanged", 0)
    assert (ArticleVersion.objects.count(), FactEvidence.objects.count(), ImportJob.objects.count()) == before


def test_a_changed_file_is_the_next_version_of_its_article(tmp_path):
    file = tmp_path / "mill.txt"
    file.write_text(MILL)
    run(file)
    file.write_text(MILL.replace("£2,400", "£2,600"))
    lines, status = run(file)
    assert (lines[-1], status) == ("1 changed", 0)
    assert list(Article.objects.get().versions.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t\n ", "empty"),
        (PICTURE, "picture"),
        (GERMAN.encode(), "not seem to be English"),
        (b"word " * 600_000, "too long"),
        (b"x" * 13_000_000, "too large"),
        (b"---\ntitle: one\npublished: soon\n---\nThe mill stands.", "line 3"),
        (b"<html><body><script>alert('the only words')</script></body></html>", "no text"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_a_bad_file_gives_its_reason_saves_nothing_and_stops_no_other(tmp_path, content, reason):
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "b.txt").write_text("The mill stands beside the river, and it was built in 1823.")
    lines, status = run(tmp_path)
    assert "not imported" in lines[0]
    assert reason in lines[0]
    assert (lines[-1], status) == ("1 new, 1 not imported", 1)
    assert [article.source_key for article in Article.objects.all()] == ["b.txt"]


@pytest.mark.parametrize(
    "content",
    [
        b"The mill was built in 1823.",
        MILL.encode("utf-16"),
        MILL.replace("Ann", "Zoë").encode("latin-1"),
        PAGE.encode(),
        b"The wheel {{ 7|add:7 }} of {% now 'Y' %} the mill turned in 1823.",
        (MILL.strip() + " ").encode() * 60,
    ],
    ids=["one sentence", "utf-16", "latin-1", "html", "template syntax", "long single line"],
)
def test_an_unusual_text_gives_a_sensible_article(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    lines, status = run(tmp_path)
    assert (lines[-1], status) == ("1 new", 0)
    text = Article.objects.get().current_version.text
    assert "<script" not in text
    assert "alert" not in text
    for sentence in Sentence.objects.all():
        assert sentence.span.cut(text).strip() == sentence.span.cut(text) != ""
    for place in FactEvidence.objects.select_related("sentence"):
        assert place.span.cut(text) == place.printed
        assert place.sentence.span.contains(place.span)


def test_a_path_that_is_nothing_is_reported(tmp_path):
    lines, status = run(tmp_path / "nowhere.txt")
    assert (lines[-1], status) == ("1 not imported", 1)
    assert "cannot be opened" in lines[0]


def test_an_empty_folder_is_no_success(tmp_path):
    assert run(tmp_path) == (["No articles found."], 1)


def test_a_file_name_that_is_no_text_is_imported_all_the_same(tmp_path):
    (tmp_path / os.fsdecode(b"m\xfcll\x01.txt")).write_text(MILL)
    lines, status = run(tmp_path)
    assert (lines[-1], status) == ("1 new", 0)
    assert Article.objects.get().title


def test_the_file_types_of_offices_and_books_are_taken_from_a_folder(tmp_path):
    (tmp_path / "a.pdf").write_bytes(files.pdf([["The mill was built in 1823 by Ann Lowe, and it still stands."]]))
    (tmp_path / "b.docx").write_bytes(files.word([("", "The weir was built in 1874 by Jon Hart.")]))
    (tmp_path / "c.epub").write_bytes(files.book({"one.xhtml": "<p>The pier was built in 1902 by Tom Reyl.</p>"}))
    (tmp_path / "d.csv").write_text("name,size\nx,1\n")  # a folder's table is no article
    lines, status = run(tmp_path)
    assert (lines[-1], status) == ("3 new", 0)


def test_each_row_of_a_table_is_an_article_and_a_bad_one_is_named_by_its_line(tmp_path):
    table = tmp_path / "mills.csv"
    table.write_text("title,text,topic\nThe mill,It was built in 1823 by Ann Lowe.,Mills\nThe weir,,\n")
    lines, status = run(table)
    assert (lines[0], status) == (f"{table}, line 3: not imported. text: It is empty.", 1)
    assert lines[1].startswith(f"{table}, line 2: new, “The mill”")
    assert lines[-1] == "1 new, 1 not imported"
    assert Article.objects.get().topic.name == "Mills"
    assert run(table)[0][-1] == "1 unchanged, 1 not imported"
