"""Times counted from the day of writing that a report can lose: the article's date stands above the question.

"The bank last month sold its Lisbon branch" is true without its month; "profit fell 4% last year" is not, since
the time is part of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.reading.gazetteers.classes import MONTHS
from studyapp.engine.reading.spans import Span

_SOON = r"week|weekend|month|night"
_LONG = rf"year|season|summer|autumn|winter|spring|{'|'.join(sorted(MONTHS))}"
_COUNT = r"a|two|three|four|five|six|seven|eight|nine|ten|\d+"
TIME = (
    rf"(?:(?:[Ee]arlier|[Ll]ate|[Ee]arly) )?(?:[Ll]ast|(?<=arlier )this) (?:{_SOON}|{_LONG})|[Yy]esterday"
    rf"|(?:{_COUNT}) (?:days?|weeks?|months?|years?) ago"
)
LEADING = re.compile(rf"^(?:{TIME}),? (?=\S)")
INSIDE = re.compile(
    rf"(?<=\w) (?:{TIME})(?= \w+ed\b| (?:sold|bought|won|lost|took|made|said|told|left|beat|set|began|gave|held)\b)"
)
TRAILING = re.compile(rf",? (?:{TIME})(?=[.,;]| (?:after|for|in|at|on|to|when|by|with|from)\b)")
NOW = re.compile(r"(?:(?<=\bis )|(?<=\bare )|(?<=\bcan )|(?<=\bhas )|(?<=\bhave ))(?:now|currently|recently) (?=\w)")
HELD = frozenset(
    "until till since from than by before after of to up in at for over during between on through as".split()
)
A_CHANGE = re.compile(
    r"%|per cent|percent|\b(?:rose|rise|risen|fell|fall|fallen|grew|grown|growth|increased?|decreased?|dropped?|declined?|"
    r"doubled|tripled|profits?|sales|revenues?|turnover|results|record|average|total|more|fewer|less|than)\b",
    re.IGNORECASE,
)


def loose_times(sentence: Sentence, survey: Survey) -> Iterator[Span]:
    """Stretches with such a time that can be left out; none where the article has no date or the time bears a figure."""
    metadata, text = survey.article.metadata, sentence.text
    if not (metadata.published_on or metadata.as_of) or re.search(r"[\"“”]", text):
        return
    if survey.is_news:
        yield from (_moved(sentence, m) for m in NOW.finditer(text) if not re.search(r"\bwhat is $", text[: m.start()]))
    if A_CHANGE.search(text) or not _tells_the_past(sentence):
        return
    leading = LEADING.match(text)
    if leading:
        yield _moved(sentence, leading)
    for match in (*INSIDE.finditer(text), *TRAILING.finditer(text)):
        before = sentence.at(Span(sentence.span.start, sentence.span.start + match.start()))
        if before and before[-1].pos in {"NOUN", "PROPN", "NUM"} and before[-1].text.lower() not in HELD:
            yield _moved(sentence, match)


def _tells_the_past(sentence: Sentence) -> bool:
    """The main verb tells of something over: sold, was sold, has been sold."""
    root = sentence.root
    if root is None:
        return False
    helpers = sentence.children(root, "aux", "auxpass")
    return root.tag == "VBD" or root.tag == "VBN" and any(h.lemma.lower() in {"be", "have"} for h in helpers)


def _moved(sentence: Sentence, match: re.Match[str]) -> Span:
    return Span(sentence.span.start + match.start(), sentence.span.start + match.end())
