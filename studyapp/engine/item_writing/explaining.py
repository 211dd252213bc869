"""The receipt of a wrong option: the sentence in which its value is true of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.item_writing.distractors.options import NAMED_ELSEWHERE
from studyapp.engine.item_writing.gap_case import FIGURES
from studyapp.engine.items import ItemDraft, OptionDraft, Reason
from studyapp.engine.reading.article import ReadArticle
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.spans import Span

PLACES = frozenset({AnswerType.COUNTRY, AnswerType.NATIONALITY})


def with_receipts(
    items: Sequence[ItemDraft], facts: Sequence[FactDraft], article: ReadArticle
) -> tuple[ItemDraft, ...]:
    """``items`` whose wrong options point at the sentence of another fact with their value, where there is one."""
    return tuple(replace(i, options=tuple(_explained(o, i, facts, article) for o in i.options)) for i in items)


def _explained(option: OptionDraft, item: ItemDraft, facts: Sequence[FactDraft], article: ReadArticle) -> OptionDraft:
    if option.correct or option.reason.evidence is not None:
        return option
    place = _fact_place(option.text, item, facts, article) or _country_place(option.text, item, article)
    if place is None:
        return option
    return replace(option, reason=Reason(NAMED_ELSEWHERE, {"key": item.answer}, place))


def _fact_place(text: str, item: ItemDraft, facts: Sequence[FactDraft], article: ReadArticle) -> Span | None:
    shown = {item.evidence, *item.more_evidence}
    for fact in facts:
        if fact.value.answer_type != item.answer_type or not _is_value(text, fact.value):
            continue
        sentence = next((s.span for s in article.sentences if s.span.contains(fact.span)), None)
        if sentence is not None and sentence not in shown:
            return sentence
    return None


def _is_value(text: str, value: Value) -> bool:
    """The same words, or the same number of the same unit in another dress."""
    if text.casefold() == value.printed.casefold():
        return True
    if value.answer_type not in FIGURES:
        return False
    one, other = parse_number(text), parse_number(value.printed)
    return bool(one and other and one.value == other.value and one.unit == other.unit)


def _country_place(text: str, item: ItemDraft, article: ReadArticle) -> Span | None:
    """The first other sentence that names the country of an option."""
    if item.answer_type not in PLACES:
        return None
    bare = text.removeprefix("the ").removeprefix("The ")
    country = countries.country_named(bare) or countries.country_of_adjective(bare)
    shown = {item.evidence, *item.more_evidence}
    for sentence in article.sentences if country else ():
        named = (c.code for _, _, c in countries.mentions(sentence.span.cut(article.text)))
        if sentence.span not in shown and country.code in named:
            return sentence.span
    return None
