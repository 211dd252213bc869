"""Article in, items out: the one path that the import, the preview and the tests share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.extraction.survey import survey
from studyapp.engine.item_writing import flaws
from studyapp.engine.item_writing.choosing import choose
from studyapp.engine.item_writing.writer import write, write_offices
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading import reading
from studyapp.engine.reading.article import Document, ReadArticle
from studyapp.engine.reading.parser import Parse

ENGINE_VERSION = "1"
SERVING_LINE = 0.60


@dataclass(frozen=True, slots=True)
class TopicContext:
    """What the other articles of a topic know: full names, types voted on, values true of the same claim.

    ``names`` are persons in full; ``votes`` map a folded name to an answer type; ``true_values`` map a claim key
    to values that other articles state. Empty for an article by itself.
    """

    names: tuple[str, ...] = ()
    votes: Mapping[str, str] = field(default_factory=dict)
    true_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Changes when, and only when, the context does: part of a generation's key."""
        content = [
            sorted(self.names),
            sorted(self.votes.items()),
            sorted((k, sorted(v)) for k, v in self.true_values.items()),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Harvest:
    """What an article yields.

    ``facts`` are all facts worth keeping, in text order; ``items`` those that pass every blocking
    rule, best first (the serving line is the caller's business); ``refusals`` say what was refused.
    Deterministic: the same article gives an equal harvest.
    """

    article: ReadArticle
    facts: tuple[FactDraft, ...]
    items: tuple[ItemDraft, ...]
    refusals: tuple[RefusalDraft, ...]


def harvest(document: Document, context: TopicContext | None = None) -> Harvest:
    """Read ``document`` and write its items. Raises UnreadableError when no sentence is left."""
    article, parse = reading.read(document)
    return harvest_read(article, parse, context)


def harvest_read(article: ReadArticle, parse: Parse, context: TopicContext | None = None) -> Harvest:
    """The same for an article that was read before."""
    surveyed = survey(article, parse)
    facts: list[FactDraft] = []
    items: list[ItemDraft] = []
    refusals: list[RefusalDraft] = []
    asked: set[str] = set()
    for sentence in surveyed.sentences:
        for found in (write(sentence, surveyed), write_offices(sentence, surveyed, asked)):
            facts += found.facts
            items += found.items
            refusals += found.refusals
    passed: list[ItemDraft] = []
    for item in items:
        broken = flaws.blocks(item, article.text, surveyed.title)
        if broken:
            refusals.append(RefusalDraft(item.answer_span or item.evidence, item.kind.value, tuple(broken)))
        else:
            passed.append(replace(item, warnings=tuple(flaws.warnings_of(item, article.text, surveyed.title))))
    chosen = choose(passed, article.text)
    facts += [item.fact for item in chosen if item.fact not in facts]
    facts.sort(key=lambda fact: (fact.span, fact.value.answer_type))
    return Harvest(article, tuple(facts), tuple(chosen), tuple(refusals))
