"""The receipt of a wrong option: the sentence in which its value is true of something else."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.labels import points_back
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.item_writing.distractors.options import GIVEN_FOR, NAMED_ELSEWHERE
from studyapp.engine.item_writing.gap_case import FIGURES
from studyapp.engine.items import ItemDraft, OptionDraft, Reason
from studyapp.engine.reading.article import ReadArticle
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.spans import Span

PLACES = frozenset({AnswerType.COUNTRY, AnswerType.NATIONALITY})
EVERYWHERE = 31  # bare counts up to this are days of months, or stand in any text without telling anything


def with_receipts(
    items: Sequence[ItemDraft], facts: Sequence[FactDraft], article: ReadArticle
) -> tuple[ItemDraft, ...]:
    """``items`` whose wrong options point at another sentence with their value, where there is one.

    Where that sentence's claim is a fact, the reason also says what the value is true of.
    """
    by_type: dict[AnswerType, list[FactDraft]] = defaultdict(list)
    for fact in facts:
        by_type[fact.value.answer_type].append(fact)
    return tuple(
        replace(i, options=tuple(_explained(o, i, by_type[i.answer_type], article) for o in i.options)) for i in items
    )


def _explained(option: OptionDraft, item: ItemDraft, facts: Sequence[FactDraft], article: ReadArticle) -> OptionDraft:
    if option.correct or option.reason.evidence is not None:
        return option
    reason = _of_a_fact(option.text, item, facts, article) or _of_a_sentence(option.text, item, article)
    return replace(option, reason=reason) if reason else option


def _of_a_fact(text: str, item: ItemDraft, facts: Sequence[FactDraft], article: ReadArticle) -> Reason | None:
    shown = {item.evidence, *item.more_evidence}
    for fact in facts:
        if not _is_value(text, fact.value):
            continue
        place = _sentence_with(fact.span, article)
        if place is None or place in shown:
            continue
        if not fact.label or points_back(fact.label):
            return Reason(NAMED_ELSEWHERE, {"key": item.answer}, place)
        return Reason(GIVEN_FOR, {"key": item.answer, "what": fact.label}, place)
    return None


def _is_value(text: str, value: Value) -> bool:
    """The same words, or the same number of the same unit in another dress."""
    if text.casefold() == value.printed.casefold():
        return True
    if value.answer_type not in FIGURES:
        return False
    one, other = parse_number(text), parse_number(value.printed)
    return bool(one and other and one.value == other.value and one.unit == other.unit)


def _of_a_sentence(text: str, item: ItemDraft, article: ReadArticle) -> Reason | None:
    """The first other sentence that prints the option, or names its country."""
    place = _country_place(text, item, article) if item.answer_type in PLACES else _printed_place(text, item, article)
    return Reason(NAMED_ELSEWHERE, {"key": item.answer}, place) if place else None


def _printed_place(text: str, item: ItemDraft, article: ReadArticle) -> Span | None:
    """None for small counts: "four" stands anywhere."""
    if item.answer_type not in FIGURES | {AnswerType.YEAR}:
        return None
    number = parse_number(text)
    if number is None or not number.unit and number.value <= EVERYWHERE:
        return None
    printed = re.compile(rf"(?<![\w.,–-]){re.escape(text)}(?!\w|[.,]\d|[–-]\d)")
    shown = {item.evidence, *item.more_evidence}
    place = article.text.find(text)
    while place >= 0:
        sentence = _sentence_with(Span(place, place + len(text)), article)
        if sentence and sentence not in shown and printed.search(sentence.cut(article.text)):
            return sentence
        place = article.text.find(text, place + 1)
    return None


def _sentence_with(span: Span, article: ReadArticle) -> Span | None:
    """The sentence that holds ``span``; None where none does."""
    after = bisect.bisect_right(article.sentences, span.start, key=lambda s: s.span.start)
    sentence = article.sentences[after - 1].span if after else None
    return sentence if sentence and sentence.contains(span) else None


def _country_place(text: str, item: ItemDraft, article: ReadArticle) -> Span | None:
    bare = text.removeprefix("the ").removeprefix("The ")
    country = countries.country_named(bare) or countries.country_of_adjective(bare)
    shown = {item.evidence, *item.more_evidence}
    for sentence in article.sentences if country else ():
        named = (c.code for _, _, c in countries.mentions(sentence.span.cut(article.text)))
        if sentence.span not in shown and country.code in named:
            return sentence.span
    return None
