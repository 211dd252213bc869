import pytest

from studyapp.engine.reading.article import Document, DropReason, Metadata
from studyapp.engine.reading.cleaning import boilerplate, garbled, marks
from studyapp.engine.reading.reading import split

PROSE = "The mill at Brandon was built in 1823 by Ann Lowe. It ground corn for the town."


def marked(text: str) -> dict[str, str]:
    return {mark.span.cut(text): mark.reason.value for mark in marks(Document(text))}


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("share_bar", "Share on Facebook | Tweet | WhatsApp | Email"),
        ("share_bar", "Print Friendly, PDF & Email"),
        ("share_bar", "Share this article"),
        ("share_bar", "Facebook Twitter LinkedIn 32 shares"),
        ("read_also", "You can also read: How the other mill was sold"),
        ("read_also", "READ ALSO: Ten mills that still turn"),
        ("read_also", "Read more: the wheel that went missing"),
        ("read_also", "Related articles"),
        ("newsletter", "Sign up for our daily newsletter and never miss a story."),
        ("newsletter", "Subscribe to get the latest headlines in your inbox"),
        ("newsletter", "Follow us on Twitter and Instagram."),
        ("notice", "We use cookies to give you the best experience on our site. Read our policy."),
        ("notice", "This website uses cookies."),
        ("notice", "© 2021 Brandon Gazette. All rights reserved."),
        ("notice", "Advertisement"),
        ("notice", "This article was originally published in the Brandon Gazette."),
        ("notice", "4 min read"),
        ("links", "Home > News > Local"),
        ("links", "Tags: mills, rivers, Brandon"),
        ("links", "https://example.org/mills"),
        ("caption", "Photo: Ann Lowe in front of her mill"),
        ("caption", "Ann Lowe stands before the wheel of her mill in this undated photo from the town archive"),
        ("caption", "The mill in winter. (Photo by Sam Reed/Getty Images)"),
        ("caption", "Figure 2: The wheel and its shaft"),
        ("byline", "By Sam Reed and Ada Holm"),
        ("byline", "By Sam Reed, Rivers Correspondent"),
        ("byline", "Reporting by Sam Reed; Editing by Ada Holm"),
        ("dateline", "Mon. Dec 4th, 2023"),
        ("dateline", "Published: 12 March 2021, 10:45 GMT"),
        ("dateline", "Updated 5 hours ago"),
        ("dateline", "Posted on March 3, 2019 by Sam in Mills"),
        ("dateline", "Last updated on 3 May 2020"),
        ("references", "[4] Holm, A. (1990). Mills of the east, pp. 12-14."),
        ("heading", "The years after the flood"),
        ("heading", "Who paid for the wheel?"),
        ("heading", "LATER OWNERS"),
    ],
)
def test_lines_that_are_not_article_are_marked_with_their_reason(reason, line):
    text = f"{PROSE}\n{line}\n{PROSE}"
    assert marked(text) == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by 4 per cent on the first day of trading.",
        "Email was invented before the web, and most people still read it daily.",
        "By Tuesday the river had fallen.",
        "By 1990 Facebook and Twitter did not exist.",
        "The court ruled that sites must ask before they use cookies.",
        "Subscribers of the paper paid four shillings a year.",
        "Photographs by Ansel Adams were shown there in 1940.",
        "See also the treaty of 1904, which ended the quarrel.",
        "Follow the river north and the mill comes into sight.",
        "Getty Images bought the archive in 1998.",
        "NATO — the alliance of the Atlantic — was founded in 1949.",
        "Read more than twice, the letter seems a joke.",
        "Related species live in Chile and Peru.",
        "“It was ours,” said Holm.",
        "Figures from 1998 show a rise.",
        "Printing began in Mainz.",
        "Watch towers stood on both banks of the river.",
        "In 2011 the firm sold 1,204 wheels (2010: 988).",
        "Image processing was taught there from 1971.",
        "Topics of the meeting were water and bread.",
    ],
)
def test_ordinary_sentences_are_never_set_aside(line):
    assert marked(f"{PROSE}\n{line}\n{PROSE}") == {}


@pytest.mark.parametrize(
    "prefix", ["date 2023-11-14", "OSLO, 3 March 2021 (Agency) —", "BRANDON —", "Brandon, 3 May 2019 –"]
)
def test_a_dateline_is_cut_off_inside_the_first_line(prefix):
    text = f"{prefix} {PROSE}"
    assert marked(text) == {prefix: "dateline"}
    assert split(Document(text)).sentences[0].span.cut(text) == "The mill at Brandon was built in 1823 by Ann Lowe."


def test_a_list_of_works_below_its_heading_is_set_aside_and_prose_after_it_is_not():
    text = f"{PROSE}\nReferences\n- Holm, Ada. Mills. Brandon Press, 1990.\n- Reed, Sam. Rivers. ISBN 12345.\n\n{PROSE}"
    assert [mark.reason for mark in marks(Document(text))] == ["heading", "references", "references"]


def test_many_short_lines_in_a_row_are_a_menu():
    text = f"Old mills\nBridges\nRivers\nTowns\nPeople\n\n{PROSE}"
    assert list(marked(text).values()) == ["heading", "links", "links", "links", "links"]


def test_boilerplate_glued_to_the_last_sentence_is_marked():
    text = f"{PROSE}Print Friendly, PDF & Email"
    read = split(Document(text))
    assert [(m.span.cut(text), m.reason) for m in read.marks] == [("Print Friendly, PDF & Email", DropReason.SHARE_BAR)]
    assert len(read.sentences) == 2


def test_broken_encoding_is_marked_sentence_by_sentence():
    text = f"{PROSE} The townâ€™s clerk kept the books. {PROSE}"
    read = split(Document(text))
    assert [m.reason for m in read.marks] == [DropReason.GARBLED]
    assert len(read.sentences) == 4


def test_the_heading_above_is_known_and_the_title_is_none():
    text = f"The mill\n{PROSE}\n\nLater years\n{PROSE}"
    read = split(Document(text, Metadata(title="The mill")))
    assert [(s.paragraph, s.heading) for s in read.sentences] == [
        (0, ""),
        (0, ""),
        (1, "Later years"),
        (1, "Later years"),
    ]


def test_a_single_line_without_full_stop_is_still_read():
    assert [
        s.span.cut("Water boils at 100 degrees") for s in split(Document("Water boils at 100 degrees")).sentences
    ] == ["Water boils at 100 degrees"]


def test_accents_and_figures_are_not_garbled():
    assert not garbled("Zoë Ångström sold 1,204 wheels for £3,400 (or €4,100) in Châteauroux.")
    assert boilerplate("Zoë Ångström sold 1,204 wheels.") is None
