"""A generator one can foresee: each sentence with a year gives a fact, a typed cloze and a statement."""

from __future__ import annotations

import re

from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.items import GAP, ItemDraft, ItemFormat, ItemKind, OptionDraft, Reason
from studyapp.engine.pipeline import Harvest
from studyapp.engine.reading.article import ReadArticle
from studyapp.engine.reading.spans import Span


def harvest(article: ReadArticle, parse: object = None, context: object = None) -> Harvest:
    facts, items, refusals = [], [], []
    for sentence in article.sentences:
        words = sentence.span.cut(article.text)
        found = re.search(r"\d{4}", words)
        if not found:
            refusals.append(RefusalDraft(sentence.span, "cloze", ("no_year",)))
            continue
        fact = fact_of(sentence.position, sentence.span, words, found)
        facts.append(fact)
        items += [cloze(fact, sentence.span, words), choice(fact, sentence.span, words)]
    return Harvest(article, tuple(facts), tuple(items), tuple(refusals))


def fact_of(position: int, place: Span, words: str, found: re.Match[str]) -> FactDraft:
    year = found[0]
    return FactDraft(
        sentence=position,
        span=Span(place.start + found.start(), place.start + found.end()),
        value=Value(AnswerType.YEAR, year, year, number=float(year), precision="year"),
        label=words.replace(year, "…"),
        claim_key=words.replace(year, "?")[:80],
        subject=words.split(" ", 2)[1],
    )


def cloze(fact: FactDraft, place: Span, words: str) -> ItemDraft:
    return ItemDraft(
        kind=ItemKind.CLOZE,
        format=ItemFormat.TYPED,
        answer_type=AnswerType.YEAR,
        instruction="Type the year.",
        stem=words.replace(fact.value.printed, GAP),
        answer=fact.value.printed,
        evidence=place,
        fact=fact,
        answer_span=fact.span,
        accepted=(fact.value.printed,),
        score=0.9,
    )


def choice(fact: FactDraft, place: Span, words: str) -> ItemDraft:
    year = int(fact.value.printed)
    options = [
        OptionDraft(str(n), n == year, Reason("key" if n == year else "variation")) for n in range(year - 3, year + 1)
    ]
    return ItemDraft(
        kind=ItemKind.MULTIPLE_CHOICE,
        format=ItemFormat.OPTIONS,
        answer_type=AnswerType.YEAR,
        instruction="Choose the year.",
        stem=f"In which year was it so? {words.replace(fact.value.printed, 'then')}",
        answer=fact.value.printed,
        evidence=place,
        fact=fact,
        answer_span=fact.span,
        options=tuple(options),
        explanation=Reason("key"),
        score=0.5,
    )
