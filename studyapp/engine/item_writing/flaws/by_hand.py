"""The gate for a wording that a person wrote or edited: the same rules, some of them gentler.

A program that writes badly is stopped; a person who writes unusually is told. What makes a question wrong (two right
answers, a key that is not in its sentence, a key that is printed) blocks whoever wrote it.
"""

from __future__ import annotations

from dataclasses import replace

from studyapp.engine.extraction.dates import parse_date
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.item_writing.flaws import flaws_of
from studyapp.engine.item_writing.flaws.case import QUESTION_KINDS, Flaw, Severity, without_quotes
from studyapp.engine.item_writing.flaws.wording_rules import NEGATIVE
from studyapp.engine.items import ItemDraft

# Matters of form and taste that a reviewer decides: they block a program and warn a person.
GENTLER = frozenset(
    """IT-01 MC-06 MC-08 MC-09 MC-20 MC-22a MC-22c MC-24b MC-24c MC-25b MC-26a MC-27 CL-01b CL-03 TF-01 TF-02a TF-02b
    TF-03 EV-03b""".split()
)
MARKED = ("NOT", "EXCEPT", "LEAST", "NEVER", "FALSE", "INCORRECT")  # how a negative stem is marked
MORE_ADVICE = {"MC-08": "Ask positively; where it must be negative, put the word in capitals: NOT."}


def flaws_by_hand(item: ItemDraft, text: str, title: str = "") -> list[Flaw]:
    """Every rule that the wording breaks, those that block first, each in the order of the table."""
    found = [_gentler(flaw) for flaw in flaws_of(item, text, title) if not _is_settled(flaw, item)]
    return sorted(found, key=lambda flaw: flaw.severity != Severity.BLOCKS)


def in_order(texts: list[str]) -> list[int]:
    """The places of figures or dates as they rise; of other options the order given."""
    numbers, dates = [parse_number(text) for text in texts], [parse_date(text) for text in texts]
    places = list(range(len(texts)))
    if texts and all(date and date.bounds for date in dates):
        return sorted(places, key=lambda n: (dates[n].bounds, dates[n].iso))
    if texts and all(numbers):
        return sorted(places, key=lambda n: numbers[n].value)
    return places


def _gentler(flaw: Flaw) -> Flaw:
    advice = MORE_ADVICE.get(flaw.rule, flaw.advice)
    severity = Severity.WARNS if flaw.rule in GENTLER else flaw.severity
    return replace(flaw, severity=severity, advice=advice)


def _is_settled(flaw: Flaw, item: ItemDraft) -> bool:
    """A negative word in capitals is marked; a question says by itself what to do; figures out of order are sorted
    when the wording is saved."""
    if flaw.rule == "IT-01":
        return item.kind in QUESTION_KINDS and bool(item.stem.strip())
    if flaw.rule == "MC-08":
        words = [match.group() for match in NEGATIVE.finditer(without_quotes(item.stem))]
        return all(word in MARKED for word in words)
    return flaw.rule == "MC-17"
