"""Rules about a set of pairs: each row has one match, and none tells another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from studyapp.engine.extraction.dates import PrintedDate, parse_date
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.flaws.case import Case, Rule, Severity, holds
from studyapp.engine.items import ItemDraft, ItemKind
from studyapp.engine.reading.gazetteers.folding import fold

_FEWEST = {ItemKind.MATCHING: 3, ItemKind.ORDERING: 4}
_MOST = 5
_SEQUENCE = re.compile(
    r"\b(?:then|later|afterwards?|subsequently|previously|earlier|again|finally|eventually|(?:same|next|following) (?:day|month|year))\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:first|second|third|fourth|fifth|last|final|original|initial)\b", re.I)
_STANDS_OUT = 2.5  # times the mean length of the other rows
_LONG = 60  # characters below which a row is no long one


def rows_of(item: ItemDraft) -> Iterator[ItemDraft]:
    """Each row as an item of its own: what it shows as the stem, what belongs to it as the answer."""
    for pair in item.pairs:
        shows, asks = (
            (pair.match, pair.text) if _is_of_the_text(pair.text, pair.fact.value) else (pair.text, pair.match)
        )
        yield replace(
            item,
            stem=shows,
            answer=asks,
            evidence=pair.evidence,
            answer_span=pair.answer_span,
            fact=pair.fact,
            pairs=(),
        )


def _is_of_the_text(text: str, value) -> bool:
    return value.answer_type == AnswerType.PERSON and value.canonical == text


def _wrong_count(case: Case) -> bool:
    kind = case.item.kind
    return not _FEWEST.get(kind, 0) <= len(case.item.pairs) <= _MOST


def _alike(texts: list[str]) -> bool:
    return any(fold(a) == fold(b) or holds(a, b) or holds(b, a) for a, b in combinations(texts, 2))


def _matches_alike(case: Case) -> bool:
    return _alike([pair.match for pair in case.item.pairs])


def _rows_alike(case: Case) -> bool:
    return _alike([pair.text for pair in case.item.pairs])


def _row_tells(case: Case) -> bool:
    """A row prints a match, or a match a row's name; a year inside a date counts."""
    pairs = case.item.pairs
    told = {form for pair in pairs for form in (pair.match, *re.findall(r"\b\d{4}\b", pair.match))}
    rows = [pair.text for pair in pairs]
    return any(holds(row, form) for row in rows for form in told) or any(
        holds(pair.match, row) for pair in pairs for row in rows
    )


def _not_said(case: Case) -> bool:
    """A sentence that does not print what it is to prove."""
    for pair in case.item.pairs:
        sentence = re.sub(r"\s+", " ", pair.evidence.cut(case.text))
        names_it = _is_of_the_text(pair.text, pair.fact.value)
        if not holds(sentence, pair.match) or names_it and not holds(sentence, pair.text):
            return True
    return False


def _out_of_order(case: Case) -> bool:
    """Dates of an ordering that do not rise, or of which nobody could say which is the earlier."""
    if case.item.kind != ItemKind.ORDERING:
        return False
    dates = [parse_date(pair.match) for pair in case.item.pairs]
    return any(not one or not other or not _is_before(one, other) for one, other in pairwise(dates))


def _is_before(one: PrintedDate, other: PrintedDate) -> bool:
    known = min(len(one.iso), len(other.iso))
    return one.iso[:known] < other.iso[:known]


def _tells_the_order(case: Case) -> bool:
    rows = [pair.text for pair in case.item.pairs]
    return any(_SEQUENCE.search(row) for row in rows) or sum(bool(_PLACE.search(row)) for row in rows) > 1


def _row_stands_out(case: Case) -> bool:
    lengths = [len(pair.text) for pair in case.item.pairs]
    longest = max(lengths, default=0)
    others = sum(lengths) - longest
    return longest >= _LONG and longest * (len(lengths) - 1) > _STANDS_OUT * others


B, W = Severity.BLOCKS, Severity.WARNS
SET_RULES: tuple[Rule, ...] = (
    Rule("SE-01", B, "A matching has three to five pairs, an ordering four or five events.", _wrong_count),
    Rule("SE-02", B, "Two matches are the same or one contains another; make them distinct.", _matches_alike),
    Rule("SE-03", B, "Two rows are the same or one contains another; make them distinct.", _rows_alike),
    Rule("SE-04", B, "A row prints what belongs to it or to another.", _row_tells),
    Rule("SE-05", B, "Events must rise by dates that can be told apart.", _out_of_order),
    Rule("SE-06", B, "The sentence of a pair does not say it.", _not_said),
    Rule("SE-07", B, "Words such as later, or first in two rows, tell the order.", _tells_the_order),
    Rule("SE-08", W, "One row is far longer than the others.", _row_stands_out),
)
