"""Samples made by hand: an article of one paragraph and the items on it."""

from __future__ import annotations

import datetime as dt

from studyapp.engine.extraction.facts import RefusalDraft
from studyapp.engine.items import ItemDraft
from studyapp.engine.pipeline import Harvest
from studyapp.engine.quality.measures import Sample
from studyapp.engine.reading.article import Metadata, ReadArticle


def sample(
    *items: ItemDraft,
    text: str = "",
    served: int = 0,
    words: int = 100,
    refusals: tuple[RefusalDraft, ...] = (),
    file: str = "texts/pier.md",
    style: str = "news",
) -> Sample:
    """The first ``served`` of the items are served."""
    article = ReadArticle(text, Metadata(title="The pier", published_on=dt.date(2021, 3, 4)), (), ())
    return Sample(file, style, words, Harvest(article, (), items, refusals), items[:served])
