"""Which article a text is the next version of: its own from before, never somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from studyapp.accounts.roles import sees_everything
from studyapp.engine.reading.article import Metadata
from studyapp.sources.importing import find_article, raw_hash, source_key
from studyapp.sources.models import Article, ImportJob, Sentence, Topic

MOST_NAMESAKES = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text goes: the article it continues (None: a new one) under its key.

    ``others`` is an article of somebody else that has the same address and stays as it is; ``namesake`` one of
    the same file name whose text is another.
    """

    key: str
    article: Article | None = None
    others: Article | None = None
    namesake: Article | None = None


def place_of(job: ImportJob, topic: Topic | None, metadata: Metadata, fingerprints: Callable[[], set[str]]) -> Place:
    """Where the text of ``job`` belongs in ``topic``; ``fingerprints`` are those of its sentences.

    Only the owners of an article or its topic and those who manage content continue it, and so does the command
    line. For anybody else the text becomes an article of its own.
    """
    if job.article_id:
        return Place(job.article.source_key, job.article)
    key, others = source_key(metadata, job), None
    found = find_article(topic, key) if topic else None
    if found is not None and not may_continue(job.owner, found):
        others, key = found, f"by:{job.owner.pk}:{key}"[:500]
        found = find_article(topic, key)
    if found is not None and job.owner is not None and not (metadata.url or metadata.source_id):
        return _by_words(job, topic, key, found, others, fingerprints())
    return Place(key, found, others)


def may_continue(user, article: Article) -> bool:
    """Whether a text of this person may become this article's next version; None is the command line."""
    return user is None or user.pk in (article.owner_id, article.topic.owner_id) or sees_everything(user)


def _by_words(job: ImportJob, topic: Topic, key: str, found: Article, others: Article | None, words: set[str]) -> Place:
    """A file's name says little ("article.docx"): of its namesakes the text continues the one it shares most with."""
    own_key = f"{key[:480]}#{raw_hash(bytes(job.payload))[:12]}"
    namesakes = Article.objects.filter(Q(source_key=key) | Q(source_key__startswith=f"{key[:480]}#"), topic=topic)
    kept = [
        a for a in namesakes.select_related("current_version", "topic")[:MOST_NAMESAKES] if may_continue(job.owner, a)
    ]
    shared = {a: _shared(a, words) for a in kept}
    best = max(kept, key=lambda a: shared[a], default=None)
    if best is not None and (shared[best] or not words):
        return Place(best.source_key, best, others)
    return Place(own_key, None, others, found)


def _shared(article: Article, words: set[str]) -> int:
    if article.current_version_id is None:
        return 0
    rows = Sentence.objects.filter(version=article.current_version_id).values_list("fingerprint", flat=True)
    return len(words.intersection(rows))
