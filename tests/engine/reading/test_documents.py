import datetime as dt

import pytest

from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.documents import decode
from studyapp.engine.reading.reading import split

PROSE = (
    "The mill at Brandon was built in 1823 by Zoë Lowe. It ground corn for the town and for the farms around it. "
    "The wheel broke in the flood of 1954, and nobody had the money to mend it."
)
PAGE = """<!doctype html><html lang="en"><head><title>Old mill – Gazette</title>
<meta property="og:site_name" content="Brandon Gazette"><meta name="author" content="Sam Reed">
<meta property="article:published_time" content="2021-03-04T23:30:00+09:00">
<link rel="canonical" href="https://gazette.example/mill"><style>p {{ color: red }}</style>
<script>alert("no")</script></head><body><nav><a href="/">Home</a></nav><h1>The old mill</h1>
<p>{0} Some<sup>[2]</sup> called it <b>the <i>giant</i></b>.</p><script>alert(2)</script><h2>Later</h2><p>In later years the mill stood empty. {0}</p>
<ul><li>The roof fell in 1960.</li></ul><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_usual_encodings_give_the_same_text(encoding):
    assert decode(PROSE.encode(encoding), "mill.txt").text == PROSE


def test_typographic_quotes_of_windows_survive():
    text = "“The mill’s wheel” was broken – for the third time, as the clerk of the town wrote in his book."
    assert decode(text.encode("cp1252"), "mill.txt").text == text


def test_line_ends_and_control_characters_are_normalised_once():
    raw = b"The wheel stopped.\r\nThe mill\x00 closed.\rThe town\x0c slept.\xe2\x80\x8b\n"
    assert decode(raw, "mill.txt").text == "The wheel stopped.\nThe mill closed.\nThe town\n slept.\n"


def test_plain_text_keeps_its_length_when_wrapped_lines_are_joined():
    wrapped = (
        "The mill at Brandon was built in 1823 by Ann Lowe, who had come\n"
        "down the river with two carts and no money at all. It ground the\n"
        "corn of the town and of the farms around it, day and night, until\n"
        "the wheel broke.\n\nNobody mended it.\n"
    )
    document = decode(wrapped.encode(), "mill.txt")
    assert document.text == wrapped.replace("come\n", "come ").replace("the\ncorn", "the corn").replace(
        "until\n", "until "
    ).replace("all. It ground the\n", "all. It ground the ")
    assert len(document.text) == len(wrapped)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("\ufeff  \n".encode(), "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4, "picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00", "PDF"),
        (bytes(range(256)) * 20, "not text"),
        (b"1234 5678 ---", "no words"),
        (b"word " * 600_000, "too long"),
        (b"a" * 3_000_000, "too long"),
        (
            "Die alte Mühle am Fluss wurde im Jahre 1823 gebaut und gehörte lange Zeit der Familie Lowe aus Brandon.".encode(),
            "English",
        ),
        ("Старая мельница на реке была построена в 1823 году.".encode(), "English"),
        ("古い水車小屋は一八二三年に建てられた。".encode(), "English"),
    ],
)
def test_what_is_no_english_article_is_refused_with_a_sentence(raw, words):
    with pytest.raises(UnreadableError) as refusal:
        decode(raw, "mill.txt")
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_long_single_line_is_read():
    line = PROSE.replace("\n", " ") + " "
    document = decode((line * (200_000 // len(line))).encode(), "mill.txt")
    assert len(split(document).sentences) == 3 * (200_000 // len(line))


def test_english_full_of_names_is_still_english():
    decode(b"Kim Jong Un, Vladimir Putin, Sergei Shoigu, Choe Sun Hui and Dmitri Medvedev met in Vladivostok.", "a.txt")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Harbour life: a town and its boats", "Harbour life: a town and its boats"),
        ('title: "Harbour life: a town"', "Harbour life: a town"),
        ("title: Harbour life", "Harbour life"),
        ("title: Harbour “life”: a town", "Harbour “life”: a town"),
    ],
)
def test_a_colon_in_a_title_needs_no_quotation_marks(line, title):
    document = decode(f"---\n{line}\npublisher: The Bay\n---\n{PROSE}".encode(), "a.md")
    assert (document.metadata.title, document.metadata.publisher) == (title, "The Bay")


def test_front_matter_is_metadata_and_no_text():
    raw = (
        "---\nid: mill-1\ntitle: 'The mill: a history'\npublisher: Brandon Gazette\npublished: 2021-03-04\nas_of: 1 March 2021\n"
        f"url: https://gazette.example/mill\nauthor: [Sam Reed, Ada Holm]\nlicence: CC0\ntopic: Mills\nbased_on: other\n---\n\n{PROSE}\n"
    )
    document = decode(raw.encode(), "x.md")
    found = document.metadata
    assert document.text == PROSE
    assert (found.source_id, found.title, found.publisher, found.topic) == (
        "mill-1",
        "The mill: a history",
        "Brandon Gazette",
        "Mills",
    )
    assert (found.published_on, found.as_of) == (dt.date(2021, 3, 4), dt.date(2021, 3, 1))
    assert (found.url, found.author, found.licence) == ("https://gazette.example/mill", "Sam Reed, Ada Holm", "CC0")


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("title: one\npublished: soon\n---\n", "line 3"),
        ("title: [one\npublisher: two\n---\n", "line"),
        ("title: one\ntopic: {a: b}\n---\n", "line 3"),
        ("title: one\nurl: javascript:alert(1)\n---\n", "line 3"),
        ("title: one\n", "never closed"),
    ],
)
def test_a_broken_header_names_its_line(header, line):
    with pytest.raises(UnreadableError, match=line):
        decode(f"---\n{header}{PROSE}".encode(), "mill.md")


def test_a_rule_of_dashes_is_no_header():
    assert decode(f"---\n\n{PROSE}".encode(), "mill.txt").text.endswith(PROSE)


def test_missing_publisher_and_date_stay_unknown():
    found = decode(f"{PROSE} On 3 May 2001 it was sold.".encode(), "old_mill.txt").metadata
    assert (found.publisher, found.published_on, found.as_of, found.author) == (None, None, None, "")


@pytest.mark.parametrize(
    ("top", "date"),
    [
        ("Mon. Dec 4th, 2023", dt.date(2023, 12, 4)),
        ("date 2023-11-14", dt.date(2023, 11, 14)),
        ("Published on 4 December 2023", dt.date(2023, 12, 4)),
        ("December 4, 2023 | 10:45 GMT", dt.date(2023, 12, 4)),
        ("25/12/2023", dt.date(2023, 12, 25)),
        ("2023/12/25", dt.date(2023, 12, 25)),
        ("Dec. 25 2023", dt.date(2023, 12, 25)),
        ("Posted on March 3, 2019 by Sam in Mills", dt.date(2019, 3, 3)),
        ("3 March 1849 in Brandon", None),
        ("4th of December, 2023", dt.date(2023, 12, 4)),
        ("12/09/2024", None),
        ("31 February 2024", None),
        ("Updated 4 December 2023", None),
        ("Sold for 2023 pounds", None),
    ],
)
def test_a_date_printed_at_the_top_is_the_articles(top, date):
    assert decode(f"{top}\n{PROSE}".encode(), "mill.txt").metadata.published_on == date


def test_the_date_of_an_event_in_the_first_sentence_is_not_the_articles():
    assert decode(f"On 4 May 2001 the mill burned. {PROSE}".encode(), "m.txt").metadata.published_on is None


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (f"Mon. Dec 4th, 2023\nThe mill that would not turn\n\n{PROSE}", "x.txt", "The mill that would not turn"),
        (f"# The mill\n\n{PROSE}", "x.md", "The mill"),
        (
            f"Gazette\nHome | Rivers | Towns\nThe mill turns again\nBy Sam Reed\n{PROSE}",
            "x.txt",
            "The mill turns again",
        ),
        (f"{PROSE}\nLater years\nBy Sam Reed\n{PROSE}", "mill.txt", "Mill"),
        (PROSE, "old-mill_of.Brandon.txt", "Old mill of Brandon"),
        (PROSE, "000_baad76978a130d57.txt", "The mill at Brandon was built in 1823…"),
        ("The wheel stopped.", "", "The wheel stopped…"),
    ],
)
def test_the_title_comes_from_headline_file_name_or_opening_words(text, name, title):
    assert decode(text.encode(), name).metadata.title == title


def test_markdown_loses_its_marks_and_keeps_its_blocks():
    raw = (
        "# The mill\n\nThe *old* mill of [Brandon](https://x.example) was\nbuilt by **Ann Lowe** in 1823.\n\n## Later\n\n- The roof fell.\n"
        "- The wheel broke.[^1]\n\n[^1]: Town records.\n\n```\ncode = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n![wheel](w.png)\n"
    )
    document = decode(raw.encode(), "mill.md")
    assert document.text == (
        "The mill\n\nThe old mill of Brandon was built by Ann Lowe in 1823.\n\nLater\n\nThe roof fell.\n\nThe wheel broke."
    )
    assert [span.cut(document.text) for span in document.headings] == ["The mill", "Later"]


def test_pasted_markdown_is_known_by_its_looks():
    assert decode(f"## Later\n\nThe **old** [mill](https://x.example). {PROSE}".encode(), "").media == "markdown"
    assert decode(PROSE.encode(), "").media == "text"


@pytest.mark.parametrize("name", ["mill.html", "mill.txt"])
@pytest.mark.parametrize("prose", [PROSE, "The mill closed."])
def test_a_page_gives_its_text_and_what_it_states_without_scripts(name, prose):
    document = decode(PAGE.format(prose).encode(), name)
    for stranger in ("alert", "color", "Home", "rights"):
        assert stranger not in document.text
    assert [s.heading for s in split(document).sentences][-1] == "Later"
    assert "Some called it the giant." in document.text
    assert "The roof fell in 1960." in document.text
    found = document.metadata
    assert (found.title, found.publisher, found.author) == ("The old mill", "Brandon Gazette", "Sam Reed")
    assert (found.published_on, found.url) == (dt.date(2021, 3, 4), "https://gazette.example/mill")


def test_the_author_of_linked_data_is_read():
    data = '{"@graph": [{"@type": "NewsArticle", "author": [{"name": "Ada Holm"}], "publisher": {"name": "Post"}, "datePublished": "2020-02-01"}]}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>{PROSE}</p></body></html>'
    found = decode(page.encode(), "a.html").metadata
    assert (found.author, found.publisher, found.published_on) == ("Ada Holm", "Post", dt.date(2020, 2, 1))


def test_a_page_without_words_is_refused():
    with pytest.raises(UnreadableError):
        decode(b"<html><body><script>alert('the only words')</script></body></html>", "a.html")


def test_a_page_nested_without_end_is_refused():
    with pytest.raises(UnreadableError):
        decode(("<html><body>" + "<div>" * 5000 + f"<p>{PROSE}</p>").encode(), "a.html")


def test_template_syntax_is_plain_text():
    text = "The wheel {{ 7|add:7 }} of the mill {% load x %} was said to turn by itself."
    assert decode(text.encode(), "a.txt").text == text


def test_menus_and_teasers_around_an_unnamed_article_are_left_out():
    teasers = "".join(
        f"<div><a href='/{n}'>Another story number {n} about the river and its people</a></div>" for n in range(40)
    )
    page = f"<html><body><div>{teasers}</div><div id='content'><p>{PROSE}</p><p>{PROSE.replace('mill', 'house')}</p></div></body></html>"
    text = decode(page.encode(), "a.html").text
    assert text.startswith("The mill at Brandon")
    assert "Another story" not in text


@pytest.mark.parametrize("escape", [r"\0", r"\x07", r"\ud800"])
def test_what_a_header_escapes_is_still_something_a_page_can_hold(escape):
    header = f'---\ntitle: "The{escape}mill"\npublisher: "{escape}"\nid: "{escape}"\n---\n'
    metadata = decode((header + PROSE).encode(), "a.md").metadata
    assert (metadata.title, metadata.publisher, metadata.source_id) == ("The mill", None, "")


def test_what_a_script_escapes_is_still_something_a_page_can_hold():
    stated = r'{"@type": "Article", "headline": "The\u0000mill", "publisher": {"name": "Gazette\ud83d"}}'
    page = f'<html><head><script type="application/ld+json">{stated}</script></head><body><p>{PROSE}</p></body></html>'
    metadata = decode(page.encode(), "a.html").metadata
    assert (metadata.title, metadata.publisher) == ("The mill", "Gazette")
