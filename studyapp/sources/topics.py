"""Making topics, and who sees them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from studyapp.sources.correcting import note_topic
from studyapp.sources.importing import despite_others, free_slug
from studyapp.sources.models import Topic, TopicGrant


class NameTakenError(ValueError):
    """Another topic has this name."""


def create_topic(name: str, owner, *, description: str = "", parent: Topic | None = None, visibility: str) -> Topic:
    """A topic of this person's own. Raises NameTakenError; the same name of their own topic finds that one."""
    name = clean_name(name)

    def make() -> Topic:
        known = Topic.objects.filter(name__iexact=name).first()
        if known and (known.owner_id != owner.pk or known.merged_into_id):
            raise NameTakenError(name)
        return known or Topic.objects.create(
            name=name,
            slug=free_slug(Topic.objects.all(), name, 80),
            owner=owner,
            description=description,
            parent=parent,
            visibility=visibility,
        )

    return despite_others(make)


def clean_name(name: str) -> str:
    return " ".join(name.split())[:120]


def name_is_free(name: str, but_for: Topic | None = None) -> bool:
    found = Topic.objects.filter(name__iexact=clean_name(name))
    return not (found.exclude(pk=but_for.pk) if but_for else found).exists()


def stands_below(topic: Topic, other: Topic) -> bool:
    """Whether ``topic`` is ``other`` or anywhere below it: then it cannot become its parent."""
    step, passed = topic, set()
    while step is not None and step.pk not in passed:
        if step.pk == other.pk:
            return True
        passed.add(step.pk)
        step = step.parent
    return False


@transaction.atomic
def grant_to(topic: Topic, classrooms: Iterable, among: Iterable, who) -> bool:
    """Of the classes ``among`` which this person may choose, let these see the topic. False where nothing changed."""
    Topic.objects.select_for_update().get(pk=topic.pk)
    wanted, choice = {c.pk: c for c in classrooms}, {c.pk: c for c in among}
    now = dict(TopicGrant.objects.filter(topic=topic, classroom__in=choice).values_list("classroom", "classroom__name"))
    if set(now) == set(wanted):
        return False
    TopicGrant.objects.filter(topic=topic, classroom__in=set(now) - set(wanted)).delete()
    TopicGrant.objects.bulk_create(TopicGrant(topic=topic, classroom=wanted[pk]) for pk in wanted.keys() - now.keys())
    note_topic(topic, who, classes=(_listed(now.values()), _listed(c.name for c in wanted.values())))
    return True


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
