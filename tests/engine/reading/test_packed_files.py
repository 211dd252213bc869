"""PDF, Word and EPUB: their text as a reader sees it, what is left out of it, and what is refused with a reason."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studyapp.engine.reading import pdf as pdf_reader
from studyapp.engine.reading import zipped
from studyapp.engine.reading.article import DropReason, UnreadableError
from studyapp.engine.reading.documents import decode
from studyapp.engine.reading.reading import split
from tests.engine.reading.files import book, packed, pdf, word

FIRST = [
    "Coast Gazette, page 11",
    "The harbour of Velmora",
    "The harbour of Velmora opened in 1932 after nine years of work by the har-",
    "bour company of the town. Its lighthouse stands 41 metres tall and was",
    "designed by Ilse Brandt, who had built two others before on the long-",
    "term contract of the county. The town council says that 60 boats use",
    "11",
]
SECOND = [
    "Coast Gazette, page 12",
    "the harbour in summer.",
    "A new pier",
    "The new pier is planned for 2031 and will cost 14 million crowns, said the",
    "mayor of Velmora.",
    "12",
]
BRANDON = "The mill at Brandon was built in 1823 by Zoë Lowe."
WHEEL = "The wheel broke in the flood of 1954, and nobody had the money to mend it."


def reason(raw: bytes, name: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        decode(raw, name)
    return str(caught.value)


def test_pdf_joins_lines_words_and_pages_and_keeps_headings_apart():
    assert decode(pdf([FIRST, SECOND]), "velmora.pdf").text.split("\n\n") == [
        "The harbour of Velmora",
        "The harbour of Velmora opened in 1932 after nine years of work by the harbour company of the town. Its "
        "lighthouse stands 41 metres tall and was designed by Ilse Brandt, who had built two others before on the "
        "long-term contract of the county. The town council says that 60 boats use the harbour in summer.",
        "A new pier",
        "The new pier is planned for 2031 and will cost 14 million crowns, said the mayor of Velmora.",
    ]


def test_heads_and_feet_of_pages_are_in_no_sentence_and_are_told():
    document = decode(pdf([FIRST, SECOND]), "velmora.pdf")
    assert document.left_out == (
        (DropReason.PAGE_EDGE, "Coast Gazette, page 11"),
        (DropReason.PAGE_EDGE, "11"),
    )
    sentences = [s.span.cut(document.text) for s in split(document).sentences]
    assert len(sentences) == 4
    assert not any("Gazette" in sentence for sentence in sentences)


def test_a_pdfs_title_counts_only_where_its_first_page_prints_it():
    pages = [FIRST, SECOND]
    assert decode(pdf(pages, title="Its lighthouse stands 41 metres"), "a.pdf").metadata.title[:14] == "Its lighthouse"
    assert decode(pdf(pages, title="Microsoft Word - draft7.doc"), "a.pdf").metadata.title == "The harbour of Velmora"


def test_ligatures_are_letters():
    assert pdf_reader.mended(["The ﬁrst oﬃce".translate(pdf_reader.LIGATURES)]) == "The first office"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["It was an exam-", "ple of its kind."], "It was an example of its kind."),
        (["It was a well-", "known case of it."], "It was a well-known case of it."),
        (["The years 1914–", "1918 were hard."], "The years 1914–1918 were hard."),
        (["It stood for North-", "South trade."], "It stood for North-South trade."),
        (["The har\u00ad", "bour froze."], "The harbour froze."),
        (["It closed in May.", "", "It opened in June."], "It closed in May.\n\nIt opened in June."),
        (["• the mill", "• the weir"], "• the mill\n\n• the weir"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_put_together(lines, text):
    assert pdf_reader.mended(lines) == text


def test_a_pdf_of_pictures_a_locked_and_a_damaged_one_are_refused_each_with_its_reason():
    assert "pictures of pages" in reason(pdf([[""], [""]]), "scan.pdf")
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >> "
    locked += b"/ID [(0123456789abcdef) (0123456789abcdef)] "
    assert "password" in reason(pdf([FIRST], extra=locked), "locked.pdf")
    assert "damaged" in reason(pdf([FIRST])[:200], "broken.pdf")


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 1)
    assert "2 pages" in reason(pdf([FIRST, SECOND]), "long.pdf")


def test_a_page_that_is_one_great_drawing_is_left_out_and_told(monkeypatch):
    monkeypatch.setattr(pdf_reader, "MOST_DRAWING", 200)
    document = decode(pdf([FIRST, ["The last page is short, and tells that the pier was not built in 2031."]]), "a.pdf")
    assert document.left_out[0] == (DropReason.DRAWING, "Page 1")
    assert document.text == "The last page is short, and tells that the pier was not built in 2031."


def test_word_keeps_headings_and_leaves_out_captions_and_tables():
    raw = word(
        [("Title", "The old mill"), ("", BRANDON), ("Heading 1", "Later"), ("Caption", "Figure 1"), ("", WHEEL)],
        ["a", "b"],
    )
    document = decode(raw, "mill.docx")
    assert document.text == f"The old mill\n\n{BRANDON}\n\nLater\n\n{WHEEL}"
    assert [span.cut(document.text) for span in document.headings] == ["The old mill", "Later"]
    assert (document.metadata.title, document.metadata.publisher) == ("The old mill", None)
    assert document.left_out == ((DropReason.CAPTION, "Figure 1"),)


def test_word_shows_what_stands_after_tracked_changes():
    with zipfile.ZipFile(io.BytesIO(word([("", f"{BRANDON} KEPT")]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    w = "word/document.xml"
    changed = b'</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>It stands.</w:t></w:r></w:ins>'
    changed += b'<w:del w:id="2" w:author="a"><w:r><w:delText>It fell.</w:delText></w:r></w:del><w:r><w:t>'
    members[w] = members[w].replace(b"KEPT", changed)
    assert decode(packed(members), "mill.docx").text == f"{BRANDON} It stands."


def test_a_book_is_read_in_the_order_of_its_spine_with_what_it_states():
    raw = book(
        {
            "two.xhtml": f"<html><head><title/></head><body><h1>The old mill</h1><p>{BRANDON}</p></body></html>",
            "one.xhtml": f"<html><body><p>{WHEEL}</p><table><tr><td>a cell</td></tr></table></body></html>",
        }
    )
    document = decode(raw, "book.epub")
    assert document.text == f"The old mill\n\n{BRANDON}\n\n{WHEEL}"
    said = document.metadata
    assert (said.title, said.publisher, said.author) == ("The mill", "Brandon Press", "Sam Reed")
    assert said.published_on == dt.date(2021, 3, 4)


def test_a_protected_book_is_refused_and_one_with_locked_fonts_is_read():
    cipher = '<encryption><EncryptedData><CipherData><CipherReference URI="OPS/{}"/></CipherData></EncryptedData></encryption>'
    chapters = {"one.xhtml": f"<html><body><p>{BRANDON}</p></body></html>"}
    assert "protected" in reason(book(chapters, **{"META-INF/encryption.xml": cipher.format("one.xhtml")}), "a.epub")
    assert decode(book(chapters, **{"META-INF/encryption.xml": cipher.format("a.ttf")}), "a.epub").text == BRANDON


def test_an_archive_that_swells_is_not_unpacked(monkeypatch):
    bomb = book({"one.xhtml": "<html><body><p>" + "a " * 90_000 + "</p></body></html>"})
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 100_000)
    assert len(bomb) < 5_000
    assert "unpacks to more than" in reason(bomb, "bomb.epub")


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"The mill was built in 1823.", "mill.pdf", "called a PDF document"),
        (b"The mill was built in 1823.", "mill.docx", "called a Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "mill.docx", "locked with a password"),
        (packed({"a.txt": "The mill was built in 1823."}), "mill.zip", "an archive"),
        (packed({"a.txt": "The mill was built in 1823."}), "mill.epub", "called a book"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(raw, name, words):
    assert words in reason(raw, name)


WHOLE = {
    "a.pdf": pdf([FIRST, SECOND]),
    "a.docx": word([("", BRANDON)]),
    "a.epub": book({"one.xhtml": f"<html><body><p>{BRANDON}</p></body></html>"}),
}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0), st.binary(max_size=6)), max_size=8),
    st.integers(0),
)
@example("a.pdf", [], 0)
def test_whatever_befalls_a_file_it_is_read_or_refused_and_nothing_else(name, blows, cut):
    raw = bytearray(WHOLE[name])
    for place, blow in blows:
        place %= len(raw)
        raw[place : place + len(blow)] = blow
    if cut % 3 == 1:
        del raw[cut % len(raw) :]
    try:
        document = decode(bytes(raw), name)
        split(document)
    except UnreadableError:
        return
    document.text.encode()
    assert "\x00" not in document.text
