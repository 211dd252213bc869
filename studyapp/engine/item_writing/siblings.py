"""What was written on a sentence beside the item chosen from it: more to ask, or more for a reviewer to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from studyapp.engine.extraction import names
from studyapp.engine.item_writing import ranking, worth
from studyapp.engine.item_writing.choosing import standing
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading.spans import Span

SIBLING = "sibling"  # the warning that an item carries which waits for this reason alone
SIBLING_ADVICE = "Another question of this sentence is in use: approve one of the two."
MOST = 3  # served items of one sentence, and as many that wait
LEAST, LEAST_WORTH = 0.3, 0.1  # chances of acceptance and of worth under which a reviewer's time is wasted


def with_siblings(chosen: Sequence[ItemDraft], written: Sequence[ItemDraft], text: str, line: float) -> list[ItemDraft]:
    """``chosen`` with what else may be asked of their sentences, best first. Deterministic.

    A sibling on another answer keeps its score: enemies never meet in one quiz. Of what is left on a sentence
    up to three wait below ``line`` for a reviewer, one an answer, what is most worth asking first: items that are
    doubted, or whose sentence is too near to another one.
    """
    kept = [*chosen, *_on_other_answers(chosen, written, text, line)]
    asked = {_place(item) for item in kept}
    waiting: dict[Span, list[ItemDraft]] = defaultdict(list)
    rated = [(item, worth.of(item)) for item in written]
    for item, worthwhile in sorted(rated, key=lambda r: (-r[0].score * r[1], r[0].evidence, r[0].kind, r[0].stem)):
        beside = waiting[item.evidence]
        worthy = item.score >= LEAST and worthwhile >= LEAST_WORTH
        if worthy and len(beside) < MOST and _place(item) not in asked:
            beside.append(item)
            asked.add(_place(item))
    left = (_below(item, line) for items in waiting.values() for item in items)
    return sorted([*kept, *left], key=lambda i: (-i.score, SIBLING in i.warnings, i.evidence, i.stem))


def _on_other_answers(
    chosen: Sequence[ItemDraft], written: Sequence[ItemDraft], text: str, line: float
) -> list[ItemDraft]:
    """Items from ``line`` on of the chosen sentences whose answers nothing in the article asks for yet."""
    asked: dict[Span, list[ItemDraft]] = defaultdict(list)
    for item in chosen:
        asked[item.evidence].append(item)
    keys = {_key(item) for item in chosen}
    found: list[ItemDraft] = []
    for item in sorted(written, key=lambda i: (-standing(i, text, line), i.evidence, i.kind, i.stem)):
        beside = asked.get(item.evidence, [])
        fits = 0 < len(beside) < MOST and not any(_overlap(item, other) for other in beside)
        if item.score >= line and fits and _key(item) not in keys:
            found.append(item)
            beside.append(item)
            keys.add(_key(item))
    return found


def _overlap(item: ItemDraft, other: ItemDraft) -> bool:
    """Whether two items of a sentence may ask for the same words; one without a place for its answer may ask for any."""
    if item.answer_span is None or other.answer_span is None:
        return True
    return item.answer_span.overlaps(other.answer_span)


def _key(item: ItemDraft) -> str:
    return names.fold(item.fact.value.printed)


def _place(item: ItemDraft) -> tuple[Span, Span | None]:
    return item.evidence, item.answer_span


def _below(item: ItemDraft, line: float) -> ItemDraft:
    return ranking.below(replace(item, warnings=(*item.warnings, SIBLING)), line)
