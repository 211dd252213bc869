"""Scores after another ranker than the shipped one: what must wait for a reviewer still waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from studyapp.engine.item_writing.doubts import DOUBTS
from studyapp.engine.item_writing.in_topic import ASKED
from studyapp.engine.item_writing.ranking import Ranker, under
from studyapp.engine.item_writing.siblings import SIBLING
from studyapp.engine.item_writing.worth import MINOR
from studyapp.engine.items import ItemDraft

KEPT_BELOW = DOUBTS | {SIBLING, ASKED, MINOR}  # warnings that no score outweighs


def score_by(ranker: Ranker, features: Mapping[str, float], warnings: Collection[str], line: float) -> float:
    """The chance that ``ranker`` gives; under ``line`` where a warning keeps the item from learners."""
    chance = ranker.chance(features)
    return chance if KEPT_BELOW.isdisjoint(warnings) else under(chance, line)


def rescored(item: ItemDraft, ranker: Ranker, line: float) -> ItemDraft:
    """``item`` with its score after ``ranker``; as it is where nothing is known of it."""
    return replace(item, score=score_by(ranker, item.features, item.warnings, line)) if item.features else item
