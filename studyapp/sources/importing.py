"""An article that was read becomes rows: topic, publisher, article, version, sentences."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from studyapp.engine.reading.article import Metadata, ReadArticle
from studyapp.engine.reading.printed_dates import parse_date
from studyapp.engine.reading.reading import READER_VERSION
from studyapp.sources.models import Article, ArticleVersion, ImportBatch, ImportJob, Publisher, Sentence, Topic
from studyapp.sources.queries import text_hash, topics_visible_to

UNSORTED = "Unsorted"
MOST_TRIES = 6
Made = TypeVar("Made")


def receive(
    payload: bytes,
    *,
    kind: str,
    name: str,
    idempotency_key: str,
    topic: Topic | None = None,
    owner=None,
    batch: ImportBatch | None = None,
    article: Article | None = None,
    dry_run: bool = False,
    stated: dict[str, str] | None = None,
) -> ImportJob:
    """The job for ``payload``; the same key again finds the same job.

    ``name`` is the path below the imported folder, the address of a page, or what a pasted text is called.
    The text becomes the next version of ``article``, if given.
    """
    facts = {"kind": kind, "name": printable(name), "payload": payload, "owner": owner, "stated": stated or {}}
    place = {"topic": article.topic if article else topic, "article": article, "batch": batch, "dry_run": dry_run}
    job, is_new = ImportJob.objects.get_or_create(idempotency_key=idempotency_key, defaults=facts | place)
    if not is_new and payload and not job.payload:  # its copy was forgotten after the import
        job.payload = payload
        ImportJob.objects.filter(pk=job.pk).update(payload=payload)
    return job


def printable(name: str) -> str:
    """A name as a page can print it: other characters become blanks."""
    return "".join(c if c.isprintable() else " " for c in name)[:500]


def raw_hash(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def source_key(metadata: Metadata, job: ImportJob) -> str:
    """Where a text comes from: its address, else its id, else its path; a pasted text is known by its words."""
    if metadata.url or metadata.source_id:
        return (metadata.url or f"id:{metadata.source_id}")[:500]
    if job.kind == ImportJob.Kind.PASTE:
        return f"paste:{raw_hash(bytes(job.payload))[:32]}"
    return job.name[:500]


def topic_of(job: ImportJob, metadata: Metadata) -> Topic | None:
    """The topic that was chosen, else the one the text names, else "Unsorted"; None for one that is yet to be made.

    A text brought in by a person never enters a topic that they may not see because it names it.
    """
    if job.article:
        return job.article.topic
    if job.topic or job.stated.get("new_topic"):
        return job.topic or _own_topic(job)
    if metadata.topic:
        found = _called(metadata.topic)
        if job.owner is None or (found and topics_visible_to(job.owner).filter(pk=found.pk).exists()):
            return found
    return _called(UNSORTED)


def topic_for(job: ImportJob, metadata: Metadata) -> Topic:
    """The same, made where there is none. Only a text without owner makes the topic that it names itself."""
    if found := topic_of(job, metadata):
        return found
    return topic_named(metadata.topic if metadata.topic and job.owner is None else UNSORTED)


def _own_topic(job: ImportJob) -> Topic | None:
    return Topic.objects.filter(name__iexact=job.stated["new_topic"], owner=job.owner, merged_into=None).first()


def _called(name: str) -> Topic | None:
    found = Topic.objects.filter(name__iexact=name).select_related("merged_into").first()
    return standing(found) if found else None


def standing(topic: Topic) -> Topic:
    """The topic itself, or the one into which it was merged."""
    return topic.merged_into or topic


def topic_named(name: str) -> Topic:
    """The topic of that name, or into which it was merged; made where there is none."""
    name = " ".join(name.split())[:120]

    def find_or_make() -> Topic:
        return _called(name) or Topic.objects.create(name=name, slug=free_slug(Topic.objects.all(), name, 80))

    return despite_others(find_or_make)


def despite_others(act: Callable[[], Made]) -> Made:
    """``act`` in a transaction; from the start again where another process took a name or address meanwhile."""
    for _ in range(MOST_TRIES - 1):
        with contextlib.suppress(IntegrityError), transaction.atomic():
            return act()
    with transaction.atomic():
        return act()


def publisher_named(name: str | None) -> Publisher | None:
    """The publisher of that name, made where there is none; None stays None: nobody is invented."""
    if not name:
        return None
    name = name[:200]
    return Publisher.objects.filter(name__iexact=name).first() or Publisher.objects.create(name=name)


def free_slug(rows: models.QuerySet, words: str, longest: int) -> str:
    """An address made of ``words`` that no row has yet."""
    base = slugify(words)[: longest - 5].strip("-") or "text"
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def find_article(topic: Topic, key: str) -> Article | None:
    return Article.objects.select_related("current_version").filter(topic=topic, source_key=key).first()


def is_unchanged(article: Article | None, payload: bytes) -> bool:
    """True where the article's current text was read from these very bytes."""
    current = article.current_version if article else None
    return current is not None and current.raw_hash == raw_hash(payload)


def with_stated(metadata: Metadata, job: ImportJob) -> Metadata:
    """What the text says of itself; where it says nothing, what was said of it when it was brought in."""
    stated = job.stated
    return dataclasses.replace(
        metadata,
        publisher=metadata.publisher or stated.get("publisher") or None,
        published_on=metadata.published_on or parse_date(stated.get("published", "")),
        licence=metadata.licence or stated.get("licence", ""),
        url=metadata.url or stated.get("url", ""),
    )


def metadata_of(article: Article) -> Metadata:
    """What is known of an article, in the words of a text about itself."""
    return Metadata(
        title=article.title,
        publisher=article.publisher.name if article.publisher else None,
        author=article.author,
        published_on=article.published_on,
        as_of=article.as_of,
        url=article.url,
        licence=article.licence,
    )


def store_article(job: ImportJob, topic: Topic, key: str, metadata: Metadata) -> Article:
    """The article under ``key`` with what its source now says of itself; what a person corrected stays corrected.

    Where the job names its article, only the text is new.
    """
    if job.article_id:
        return Article.objects.select_related("current_version").get(pk=job.article_id)
    article = find_article(topic, key) or Article(topic=topic, source_key=key, owner=job.owner)
    said = {
        "title": metadata.title[:300],
        "publisher": publisher_named(metadata.publisher),
        "author": metadata.author[:200],
        "published_on": metadata.published_on,
        "as_of": metadata.as_of,
        "url": metadata.url[:1000],
        "licence": metadata.licence[:200],
    }
    corrected = set(article.corrections.values_list("field", flat=True)) if article.pk else set()
    for field, value in said.items():
        if field not in corrected:
            setattr(article, field, value)
    article.slug = article.slug or free_slug(Article.objects.all(), metadata.title, 120)
    article.save()
    return article


def store_version(article: Article, job: ImportJob, read: ReadArticle) -> ArticleVersion:
    """The version of these bytes with its sentences: an older one again, else the next number."""
    digest = raw_hash(bytes(job.payload))
    if known := article.versions.filter(raw_hash=digest).order_by("number").last():
        return known
    latest = article.versions.aggregate(n=models.Max("number"))["n"] or 0
    version = ArticleVersion.objects.create(
        article=article,
        number=latest + 1,
        text=read.text,
        raw_hash=digest,
        text_hash=text_hash(read.text),
        marks=[[mark.span.start, mark.span.end, mark.reason.value] for mark in read.marks],
        reader_version=READER_VERSION,
        created_by=job.owner,
    )
    Sentence.objects.bulk_create(
        Sentence(
            version=version,
            position=draft.position + 1,  # people count from one
            start=draft.span.start,
            end=draft.span.end,
            paragraph=draft.paragraph,
            heading=draft.heading[:300],
            fingerprint=fingerprint(draft.span.cut(read.text)),
        )
        for draft in read.sentences
    )
    return version


def fingerprint(sentence: str) -> str:
    """Sixteen hex digits of a sentence's words, whatever their case and the blanks between them."""
    return hashlib.sha256(" ".join(sentence.casefold().split()).encode()).hexdigest()[:16]


def make_current(article: Article, version: ArticleVersion) -> None:
    """From now on this is the article's text."""
    article.current_version = version
    article.save(update_fields=["current_version"])
