"""Whether a fact is worth asking for: a logistic model over the same features, fitted on facts that readers marked.

How likely a teacher accepts a question says how well it is made; this says whether a teacher would have thought of
asking it. The two are fitted apart, since a clean question on a detail passes any gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.ranking import INTERCEPT, Ranker
from studyapp.engine.items import ItemDraft

MINOR = "minor"
MINOR_ADVICE = "A detail: readers of such texts marked other facts as worth asking."
LEAST = 0.22  # chance under which a fact waits for a reviewer


def shipped() -> Ranker:
    """The model that comes with the engine."""
    return ranking.shipped("worth")


def vague(features: Mapping[str, float]) -> Ranker:
    """What is held before any fact was marked: one in three is worth asking, and no feature tells."""
    weights, precision = dict.fromkeys(features, 0.0), dict.fromkeys(features, 5.0)
    return Ranker("0", {**weights, INTERCEPT: -0.5}, {**precision, INTERCEPT: 0.3})


def of(item: ItemDraft) -> float:
    """The chance in 0…1 that a teacher would ask for the item's fact."""
    return shipped().chance(item.features)


def minor_aside(item: ItemDraft, line: float) -> ItemDraft:
    """``item`` itself, or under ``line`` with a warning where few would ask for its fact."""
    if of(item) >= LEAST:
        return item
    return ranking.below(replace(item, warnings=(*item.warnings, MINOR)), line)
