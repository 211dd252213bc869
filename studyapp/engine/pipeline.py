"""Article in, items out: the one path that the import, the preview and the tests share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.extraction.survey import Survey, survey
from studyapp.engine.extraction.topic import ALONE, TopicContext
from studyapp.engine.item_writing import flaws, ranking
from studyapp.engine.item_writing.choosing import choose
from studyapp.engine.item_writing.doubts import DOUBTS, waits_for_a_person
from studyapp.engine.item_writing.explaining import with_receipts
from studyapp.engine.item_writing.in_topic import in_topic
from studyapp.engine.item_writing.said import said_items
from studyapp.engine.item_writing.sets import sets_of
from studyapp.engine.item_writing.siblings import with_siblings
from studyapp.engine.item_writing.worth import minor_aside
from studyapp.engine.item_writing.writer import write, write_offices
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading import reading
from studyapp.engine.reading.article import Document, ReadArticle
from studyapp.engine.reading.parser import Parse
from studyapp.engine.reading.spans import Span

__all__ = ["ENGINE_VERSION", "SERVING_LINE", "Harvest", "TopicContext", "harvest", "harvest_read"]

ENGINE_VERSION = "1"
SERVING_LINE = 0.70


@dataclass(frozen=True, slots=True)
class Harvest:
    """What an article yields.

    ``facts`` are all facts worth keeping, in text order; ``items`` those that pass every blocking
    rule, best first (the serving line is the caller's business; siblings of a served one stand below it); ``refusals`` say what was refused.
    Deterministic: the same article gives an equal harvest.
    """

    article: ReadArticle
    facts: tuple[FactDraft, ...]
    items: tuple[ItemDraft, ...]
    refusals: tuple[RefusalDraft, ...]


def harvest(document: Document, context: TopicContext = ALONE) -> Harvest:
    """Read ``document`` and write its items. Raises UnreadableError when no sentence is left."""
    article, parse = reading.read(document)
    return harvest_read(article, parse, context)


def harvest_read(article: ReadArticle, parse: Parse, context: TopicContext = ALONE) -> Harvest:
    """The same for an article that was read before."""
    surveyed = survey(article, parse, context)
    facts: list[FactDraft] = []
    items: list[ItemDraft] = []
    refusals: list[RefusalDraft] = []
    asked: set[str] = set()
    for sentence in surveyed.sentences:
        for found in (write(sentence, surveyed), write_offices(sentence, surveyed, asked)):
            facts += found.facts
            items += found.items
            refusals += found.refusals
    items += said_items(surveyed)
    passed = in_topic(_through_the_gate(items, surveyed, refusals), context, SERVING_LINE)
    passed = [minor_aside(item, SERVING_LINE) for item in passed]
    sets = _through_the_gate(sets_of([*facts, *_told_alone(passed)], surveyed), surveyed, refusals)
    chosen = [*with_siblings(choose(passed, article.text, SERVING_LINE), passed, article.text, SERVING_LINE), *sets]
    chosen.sort(key=lambda item: -item.score)
    facts = _each_once(facts, chosen)
    facts.sort(key=lambda fact: (fact.span, fact.value.answer_type))
    return Harvest(article, tuple(facts), with_receipts(chosen, facts, article), tuple(refusals))


def _through_the_gate(items: Iterable[ItemDraft], surveyed: Survey, refusals: list[RefusalDraft]) -> list[ItemDraft]:
    """Those of ``items`` that break no blocking rule; for the others a refusal is added."""
    passed: list[ItemDraft] = []
    for item in items:
        found = flaws.flaws_of(item, surveyed.text, surveyed.title)
        blocking = tuple(dict.fromkeys(f.rule for f in found if f.severity == flaws.Severity.BLOCKS))
        if blocking:
            refusals.append(RefusalDraft(item.answer_span or item.evidence, item.kind.value, blocking))
        else:
            passed.append(_with_warnings(item, tuple(f.rule for f in found)))
    return passed


def _each_once(told: Iterable[FactDraft], chosen: Iterable[ItemDraft]) -> list[FactDraft]:
    """All that was told, and behind it the facts of ``chosen`` that were not."""
    facts = list(told)
    known: dict[Span, list[FactDraft]] = defaultdict(list)
    for fact in facts:
        known[fact.span].append(fact)
    for fact in (fact for item in chosen for fact in (item.fact, *(pair.fact for pair in item.pairs))):
        if fact not in known[fact.span]:
            known[fact.span].append(fact)
            facts.append(fact)
    return facts


def _told_alone(items: Iterable[ItemDraft]) -> list[FactDraft]:
    """Facts of items whose passage is their sentence alone, without a doubt."""
    return [item.fact for item in items if not item.context and DOUBTS.isdisjoint(item.warnings)]


def _with_warnings(item: ItemDraft, warnings: tuple[str, ...]) -> ItemDraft:
    """What warns does not block; it tells the ranker."""
    if warnings:
        item = replace(item, warnings=(*item.warnings, *warnings))
        item = ranking.scored(item, {f"warns {rule}": 1.0 for rule in warnings})
    return ranking.below(item, SERVING_LINE) if waits_for_a_person(item) else item
