"""What was written on a sentence beside the item chosen from it: more to ask, or more for a reviewer to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studyapp.engine.item_writing import ranking
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading.spans import Span

SIBLING = "sibling"  # the warning that such an item carries
SIBLING_ADVICE = "Another question of this sentence is in use: approve one of the two."


def with_siblings(chosen: Sequence[ItemDraft], written: Sequence[ItemDraft], line: float) -> list[ItemDraft]:
    """``chosen`` and, behind them, one more item of every sentence: on another answer, or the best of one left out.

    A sibling prints what the chosen item of its sentence asks, or its sentence was too near to another one; so it
    scores below ``line`` and waits for a reviewer, who may put it in the other's place. Deterministic.
    """
    asked = {_place(item) for item in chosen}
    best: dict[Span, ItemDraft] = {}
    for item in sorted(written, key=lambda i: (-i.score, i.evidence, i.kind, i.stem)):
        if _place(item) not in asked:
            best.setdefault(item.evidence, item)
    waiting = (_below(item, line) for item in best.values())
    return sorted([*chosen, *waiting], key=lambda i: (-i.score, SIBLING in i.warnings, i.evidence))


def _place(item: ItemDraft) -> tuple[Span, Span | None]:
    return item.evidence, item.answer_span


def _below(item: ItemDraft, line: float) -> ItemDraft:
    return ranking.below(replace(item, warnings=(*item.warnings, SIBLING)), line)
