"""Facts and the things they name go with their articles into another topic."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from studyapp.facts.models import Entity, EntityName, Fact, FactEvidence
from studyapp.sources.models import Article, Topic


def join_facts(source: Topic, into: Topic) -> None:
    """All facts and entities of ``source`` become those of ``into``; things of one type and name become one."""
    twins = {(e.type, e.folded_name): e for e in Entity.objects.filter(topic=into)}
    joined = [e for e in Entity.objects.filter(topic=source) if (e.type, e.folded_name) in twins]
    for entity in joined:
        _replace(entity, twins[entity.type, entity.folded_name])
    Entity.objects.filter(pk__in=[e.pk for e in joined]).delete()
    Entity.objects.filter(topic=source).update(topic=into)
    Fact.objects.filter(topic=source).update(topic=into)


def move_facts(article: Article, into: Topic) -> dict[int, Fact]:
    """The article's facts go with it. One that other articles of its topic state as well stays there, and the article
    gets a copy: by the number of the fact that was split, the copy."""
    source = article.topic_id
    own = FactEvidence.objects.filter(fact=OuterRef("pk"), sentence__version__article=article)
    others = FactEvidence.objects.filter(fact=OuterRef("pk")).exclude(sentence__version__article=article)
    facts = list(Fact.objects.filter(Exists(own), topic=source).annotate(is_shared=Exists(others)).order_by("pk"))
    things = _Things(into)
    copies: dict[int, Fact] = {}
    for fact in facts:
        here = copies.setdefault(fact.pk, _copy(fact)) if fact.is_shared else fact
        here.topic, here.subject, here.entity = into, things.like(fact.subject_id), things.like(fact.entity_id)
    Fact.objects.bulk_create(copies.values())
    moved = [fact for fact in facts if not fact.is_shared]
    Fact.objects.bulk_update(moved, ["topic", "subject", "entity"], batch_size=500)
    for pk, fact in copies.items():
        FactEvidence.objects.filter(fact=pk, sentence__version__article=article).update(fact=fact)
    for row in FactEvidence.objects.filter(sentence__version__article=article, speaker_entity__isnull=False):
        row.speaker_entity = things.like(row.speaker_entity_id)
        row.save(update_fields=["speaker_entity"])
    _drop_unused(source)
    return copies


class _Things:
    """The entities of a topic that stand for those of another."""

    def __init__(self, topic: Topic):
        self.topic = topic
        self._known: dict[int, Entity] = {}

    def like(self, entity_id: int | None) -> Entity | None:
        if entity_id is None:
            return None
        if entity_id not in self._known:
            entity = Entity.objects.get(pk=entity_id)
            self._known[entity_id] = twin = Entity.objects.get_or_create(
                topic=self.topic, type=entity.type, folded_name=entity.folded_name, defaults={"name": entity.name}
            )[0]
            _give_names(entity, twin)
        return self._known[entity_id]


def _copy(fact: Fact) -> Fact:
    kept = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields if not f.primary_key}
    del kept["created_at"]
    return Fact(**kept)


def _replace(entity: Entity, twin: Entity) -> None:
    """Whatever speaks of one speaks of the other."""
    Fact.objects.filter(subject=entity).update(subject=twin)
    Fact.objects.filter(entity=entity).update(entity=twin)
    FactEvidence.objects.filter(speaker_entity=entity).update(speaker_entity=twin)
    Entity.objects.filter(merged_into=entity).update(merged_into=twin)
    _give_names(entity, twin)


def _give_names(entity: Entity, twin: Entity) -> None:
    forms = EntityName.objects.filter(entity=entity).values_list("form", flat=True)
    EntityName.objects.bulk_create((EntityName(entity=twin, form=form) for form in forms), ignore_conflicts=True)


def _drop_unused(topic_id: int) -> None:
    """Things that no fact of the topic speaks of any more."""
    facts: Iterable = Fact.objects.filter(Q(subject=OuterRef("pk")) | Q(entity=OuterRef("pk")))
    said = FactEvidence.objects.filter(speaker_entity=OuterRef("pk"))
    joined = Entity.objects.filter(merged_into=OuterRef("pk"))
    unused = Entity.objects.filter(~Exists(facts), ~Exists(said), ~Exists(joined), topic=topic_id)
    Entity.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
