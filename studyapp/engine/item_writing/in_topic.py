"""What the other articles of a topic change about an article's items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studyapp.engine.extraction.topic import TopicContext
from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.flaws.case import content_words, holds
from studyapp.engine.items import ItemDraft, ItemFormat
from studyapp.engine.reading.gazetteers.folding import fold

ALIKE = 0.6  # share of their words in which two questions for one value ask the same (Jaccard)
ASKED = "asked_in_topic"  # the warning of an item that another article's question makes needless
ASKED_ADVICE = "Another article of the topic has a question on this with the same answer: approve one of the two."


def in_topic(items: Iterable[ItemDraft], topic: TopicContext, line: float) -> list[ItemDraft]:
    """``items`` in their order, without those of which something wrong is right by another article.

    What another article's question asks for already waits below ``line``.
    """
    found = (item for item in items if not _offers_what_is_true(item, topic))
    return [_waiting(item, line) if _is_asked(item, topic) else item for item in found]


def _offers_what_is_true(item: ItemDraft, topic: TopicContext) -> bool:
    """A wrong option or a false statement that another article states."""
    own = {fold(item.fact.value.printed), fold(item.fact.value.canonical)}
    elsewhere = {fold(value) for value in topic.true_values.get(item.fact.claim_key, ())} - own
    if item.format == ItemFormat.TRUE_FALSE:
        return item.answer == "false" and any(holds(item.stem, value) for value in elsewhere)
    return any(not option.correct and fold(option.text) in elsewhere for option in item.options)


def _is_asked(item: ItemDraft, topic: TopicContext) -> bool:
    """By the same claim or in like words, for the same value. A set asks for more than its first fact."""
    value = item.fact.value.canonical or item.fact.value.printed
    if item.pairs:
        return False
    return value in topic.asked.get(item.fact.claim_key, ()) or _is_worded_alike(
        item, topic.passages.get(fold(value), ())
    )


def _is_worded_alike(item: ItemDraft, passages: Iterable[str]) -> bool:
    words = content_words(f"{item.context or ''} {item.stem}")
    return any(len(words & others) >= ALIKE * len(words | others) for others in map(content_words, passages))


def _waiting(item: ItemDraft, line: float) -> ItemDraft:
    return ranking.below(replace(item, warnings=(*item.warnings, ASKED)), line)
