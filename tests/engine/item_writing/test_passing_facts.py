"""What a report tells in passing is not asked; the same words about an event are."""

import pytest

from studyapp.engine.item_writing.passing_facts import PASSING_RULES
from tests.engine.articles import gap

RULES = {rule.code: rule for rule in PASSING_RULES}
REPORT = "The bank said on Monday that it was hit. The harbour will reopen on Tuesday, she told reporters yesterday. "
FIRES = [
    ("year_of_no_event", "As of 31 March 2008, the Orford Ferry had 3,393,000 riders.", "2008", ""),
    ("year_of_no_event", "The river was cited as 1,232 kilometres long by the Orford Board in 2010.", "2010", ""),
    ("year_of_no_event", "Sales of the Orford Mill were well up on the same period of 2003.", "2003", ""),
    ("year_of_no_event", "In 2007 the Orford Mill launched a new advertising campaign for flour.", "2007", ""),
    ("boilerplate", "Its shares are listed on the Ghent Stock Exchange in Orford.", "Ghent Stock Exchange", ""),
    ("boilerplate", "The results of the Orford Mill are due on 12 February 2026.", "2026", ""),
    ("whose_figure", "Net debt stood at £143 million at the end of September.", "£143 million", "Half-year results"),
    ("whose_figure", "Total sales were £30 million in the last quarter.", "£30 million", ""),
    ("source_of_a_figure", "According to a Ghent Herald analysis, one mill in Orford is idle.", "Ghent Herald", ""),
    ("habit", "When Jonas Hale meets Ada Brandt, their talks typically last for hours.", "Jonas Hale", ""),
]
PASSES = [
    ("year_of_no_event", "In 2008 the Orford Ferry carried 3,393,000 riders over the river.", "2008", ""),
    ("year_of_no_event", "The Orford Board gave the bridge to the town as a museum in 2010.", "2010", ""),
    ("boilerplate", "In 1958 the mill was first listed on the Ghent Stock Exchange.", "Ghent Stock Exchange", ""),
    ("boilerplate", "The results of the Orford Mill were published in 2026 by Jonas Hale.", "2026", ""),
    ("whose_figure", "Net debt of the Orford Mill stood at £143 million in September.", "£143 million", ""),
    ("whose_figure", "The bridge cost £30 million in the end, more than the old ferry.", "£30 million", ""),
    ("source_of_a_figure", "In 1958 one mill in Orford was sold by Ghent Herald.", "Ghent Herald", ""),
    ("habit", "When Jonas Hale met Ada Brandt in 1958, their talks lasted for hours.", "Jonas Hale", ""),
]


@pytest.mark.parametrize(("code", "text", "answer", "title"), FIRES)
def test_what_is_told_in_passing_is_refused(code, text, answer, title):
    assert RULES[code].fires(gap(text, answer, title))


@pytest.mark.parametrize(("code", "text", "answer", "title"), PASSES)
def test_what_happened_passes(code, text, answer, title):
    assert not RULES[code].fires(gap(text, answer, title))


@pytest.mark.parametrize(("when", "fires"), [("", True), (" in 2004", False)])
def test_a_record_in_the_news_says_of_when(when, fires):
    case = gap(REPORT + f"The largest donation to the ferry{when} came from Jonas Hale of Orford.", "Jonas Hale")
    assert RULES["whose_figure"].fires(case) == fires


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        ("At Orford a retired matron, 74-year-old Jean Trewin, came in unasked.", True),
        ("Jean Trewin, counsel for the owners, called it the best ruling of Orford.", True),
        ("Jean Trewin, who built the ferry, called it the best ship of Orford.", False),
    ],
)
def test_whom_a_report_meets_by_age_or_for_a_view_is_no_answer(sentence, fires):
    case = gap(REPORT + sentence, "Jean Trewin")
    assert case.survey.is_news
    assert RULES["passer_by"].fires(case) == fires
