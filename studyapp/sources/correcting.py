"""Changing what is said of an article or a topic. Each change is written down with who made it.

A person's form shows what stood there; what they did not touch stays as it is now. Where somebody else changed the
same field meanwhile to something else, nothing is written until they have seen it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction

from studyapp.sources.importing import publisher_named
from studyapp.sources.models import Article, ArticleCorrection, Topic, TopicCorrection

ARTICLE_FIELDS = ("title", "publisher", "author", "published_on", "as_of", "licence", "url", "language")
TOPIC_FIELDS = ("name", "description", "parent", "visibility", "publishing")


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed while this person was typing."""

    field: str
    now: str
    who: object | None = None
    when: dt.datetime | None = None


class MeanwhileError(Exception):
    """Others changed the same fields meanwhile; nothing was written."""

    def __init__(self, clashes: list[Clash]):
        super().__init__(", ".join(clash.field for clash in clashes))
        self.clashes = clashes


def article_as_printed(article: Article) -> dict[str, str]:
    """What may be corrected, each field as text; an unknown one is empty."""
    return {name: _printed(getattr(article, name)) for name in ARTICLE_FIELDS}


def topic_as_printed(topic: Topic) -> dict[str, str]:
    """The same of a topic; of publishing the setting that holds, be it the site's."""
    held = {"parent": str(topic.parent_id or ""), "publishing": topic.publishing or settings.PUBLISHING}
    return {name: _printed(getattr(topic, name)) for name in TOPIC_FIELDS if name not in held} | held


@transaction.atomic
def correct_article(article_id: int, seen: Mapping[str, str], wanted: Mapping[str, str], who) -> list[str]:
    """Write the fields that differ from what the person had ``seen``; returns their names.

    All values as printed. Raises MeanwhileError.
    """
    article = Article.objects.select_for_update(of=("self",)).select_related("publisher").get(pk=article_id)
    now = article_as_printed(article)
    changed = _to_write(now, seen, wanted, article.corrections.select_related("who"))
    for name in changed:
        setattr(article, name, _article_value(name, wanted[name]))
    article.save(update_fields=changed)
    ArticleCorrection.objects.bulk_create(
        ArticleCorrection(article=article, field=name, before=now[name], after=wanted[name], who=who)
        for name in changed
    )
    return changed


@transaction.atomic
def correct_topic(topic_id: int, seen: Mapping[str, str], wanted: Mapping[str, str], who) -> list[str]:
    """The same for a topic; ``parent`` is the number of a topic."""
    topic = Topic.objects.select_for_update().get(pk=topic_id)
    now = topic_as_printed(topic)
    changed = _to_write(now, seen, wanted, topic.corrections.select_related("who"))
    for name in changed:
        if name == "parent":
            topic.parent_id = int(wanted[name]) if wanted[name] else None
        else:
            setattr(topic, name, wanted[name])
    topic.save(update_fields=changed)
    note_topic(topic, who, **{name: (now[name], wanted[name]) for name in changed})
    return changed


def note_article(article: Article, who, **changes: tuple[str, str]) -> None:
    """Write down before and after of each field."""
    ArticleCorrection.objects.bulk_create(
        ArticleCorrection(article=article, field=name, before=before, after=after, who=who)
        for name, (before, after) in changes.items()
    )


def note_topic(topic: Topic, who, **changes: tuple[str, str]) -> None:
    """Write down before and after of each field; of a parent its name."""
    names = dict(Topic.objects.filter(pk__in=[v for v in changes.get("parent", ()) if v]).values_list("pk", "name"))
    if "parent" in changes:
        changes["parent"] = tuple(names.get(int(value), "") if value else "" for value in changes["parent"])
    TopicCorrection.objects.bulk_create(
        TopicCorrection(topic=topic, field=name, before=before, after=after, who=who)
        for name, (before, after) in changes.items()
    )


def _to_write(
    now: Mapping[str, str], seen: Mapping[str, str], wanted: Mapping[str, str], corrections: models.QuerySet
) -> list[str]:
    touched = [name for name in now if name in wanted and wanted[name] != seen.get(name, now[name])]
    clashing = [name for name in touched if now[name] not in (seen.get(name, now[name]), wanted[name])]
    if clashing:
        last = {row.field: row for row in corrections.filter(field__in=clashing).order_by("pk")}
        raise MeanwhileError(
            [
                Clash(name, now[name], *(last[name].who, last[name].created_at) if name in last else ())
                for name in clashing
            ]
        )
    return [name for name in touched if wanted[name] != now[name]]


def _printed(value: object) -> str:
    return "" if value is None else str(value)


def _article_value(name: str, text: str) -> object:
    if name == "publisher":
        return publisher_named(text or None)
    if name in ("published_on", "as_of"):
        return dt.date.fromisoformat(text) if text else None
    return text
