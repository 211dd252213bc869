import pytest

from studyapp.engine.reading.sentences import split
from studyapp.engine.reading.spans import Span


def sentences(text: str) -> list[str]:
    return [span.cut(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Ada Holm met Mr. Finch at St. Mary's.", "They signed the lease."],
        ["The bridge was drawn by J. R. Pike and George W. Moss.", "It opened in May."],
        ["Growth was 3.5 per cent in 1998.", "It fell to 1.2 per cent a year later."],
        ["The U.S. Senate sat until 9 p.m. that day.", "The U.K. Parliament did not."],
        ["The firm moved to the U.S.", "It hired forty people there."],
        ["She works for Lowe & Co. in Hull.", "He joined Lowe & Co.", "The year was 1931."],
        ["The well was No. 3 of five.", "Nobody counted No. 4 and No. 5."],
        ["He asked for vitamin C.", "The nurse refused."],
        ["Trees, e.g. Norway spruce, grow here.", "Others (cf. Holm 1990) do not."],
        ["“We will stay. Nothing else was ever planned,” said the mayor.", "She stayed."],
        ['"Stay here. Do not move," he told them.', "They did."],
        ["The old mill (it was built in 1802. It burned twice) is a museum.", "Entry is free."],
        ["The trees were cut down.[2]", "A fence took their place.[note 3][4]", "It fell."],
        ["Prices doubled in the towns.:12–4", "The council met in June."],
        ["He waited … and waited.", "Then he left."],
        ["Was it late?", "Nobody knew!", "The clock had stopped."],
        ["It has 1,200 members, of whom approx. 300 vote.", "Fig. 4 shows them."],
        ["The strike of Oct. 4 failed.", "In Nov. it began again."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    assert sentences(" ".join(parts)) == parts


def test_sentences_that_run_together_are_parted():
    text = "The flood reached the lower areas.Early on Friday it fell. It was over in 2019.The mud stayed.”Nobody came."
    assert sentences(text) == [
        "The flood reached the lower areas.",
        "Early on Friday it fell.",
        "It was over in 2019.",
        "The mud stayed.”",
        "Nobody came.",
    ]


@pytest.mark.parametrize(
    "text", ["See www.Mill.Org/News.Html for it.", "She holds a Ph.D. in law.", "Use Node.js or ASP.Net here."]
)
def test_stops_inside_names_and_addresses_end_nothing(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "3. ", "(b) ", "## "])
def test_bullets_and_numbers_are_not_part_of_the_sentence(bullet):
    assert sentences(f"{bullet}The club was founded in 1901.") == ["The club was founded in 1901."]


def test_offsets_are_those_of_the_whole_text():
    text = "Title\n  The river froze. The ferry stopped.\n"
    found = list(split(text, Span(6, len(text))))
    assert [text[s.start : s.end] for s in found] == ["The river froze.", "The ferry stopped."]


def test_a_stretch_without_letters_is_no_sentence():
    assert sentences("* * *") == []
