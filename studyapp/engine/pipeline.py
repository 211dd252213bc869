"""Article in, items out: the one path that the import, the preview and the tests share."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.items import ItemDraft
from studyapp.engine.reading.article import ReadArticle

ENGINE_VERSION = "1"
SERVING_LINE = 0.60


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
