"""The named things of a topic: one row each, whatever they are called where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.facts.models import Entity, EntityName
from studyapp.sources.models import Topic

NAMED_TYPES = frozenset(
    {
        AnswerType.PERSON,
        AnswerType.COUNTRY,
        AnswerType.REGION,
        AnswerType.CITY,
        AnswerType.ORGANISATION,
        AnswerType.NAME,
    }
)
# A proper name: capitals or figures throughout, joined by small words; no "and", no "three members".
PROPER = re.compile(r"[A-Z0-9][\w.'’&-]*(?: (?:(?:of|the|for|de|la|von|van|bin|al) )*[A-Z0-9][\w.'’&-]*)*")
DETERMINERS = frozenset(
    "a an all any both each every few many most no one other several some that these this those two three four five "
    "six seven eight nine ten eleven twelve thirteen its his her their our my".split()
)


class Entities:
    """Finds and makes the entities of one topic. What the drafts give as answers is known by its type first."""

    def __init__(self, topic: Topic, drafts: Iterable[FactDraft]):
        self.topic = topic
        self._known: dict[tuple[str, str], Entity] = {}
        self._called: dict[str, Entity] = {}
        rows = Entity.objects.filter(topic=topic).select_related("merged_into").prefetch_related("names")
        for entity in rows.order_by("-pk"):
            self._remember(entity.type, entity.name, entity.merged_into or entity)
            for other in entity.names.all():
                self._called.setdefault(fold(other.form), entity.merged_into or entity)
        for draft in drafts:
            self.of(draft.value)

    def of(self, value: Value) -> Entity | None:
        """The thing that a value names; None for years, figures and other values that are no thing."""
        if value.answer_type not in NAMED_TYPES:
            return None
        name = (value.canonical or value.printed)[:300]
        entity = (
            self._known.get((value.answer_type.value, fold(name)))
            or self._typed(value.answer_type, name)
            or self._make(value.answer_type, name)
        )
        forms = {form[:300] for form in (value.printed, *value.aliases) if form and form != entity.name}
        new = sorted(form for form in forms if fold(form) not in self._called)
        EntityName.objects.bulk_create((EntityName(entity=entity, form=form) for form in new), ignore_conflicts=True)
        self._called.update((fold(form), entity) for form in new)
        return entity

    def called(self, name: str) -> Entity | None:
        """Whatever has this name; a proper name that nothing has becomes an entity, other words do not."""
        name = re.sub(r"^[Tt]he ", "", name.strip())[:300]
        words = name.split()
        for start in range(len(words)):  # "Defence Minister Ann Lowe" is Ann Lowe
            if found := self._called.get(fold(" ".join(words[start:]))):
                return found if start == 0 or found.type == AnswerType.PERSON else None
        if not PROPER.fullmatch(name) or words[0].lower() in DETERMINERS:
            return None
        return self._make(AnswerType.NAME, name)

    def _typed(self, kind: AnswerType, name: str) -> Entity | None:
        """What was only a name so far, now that an answer tells its type."""
        entity = self._known.pop((AnswerType.NAME.value, fold(name)), None)
        if entity:
            entity.type = kind.value
            entity.save(update_fields=["type"])
            self._remember(kind.value, name, entity)
        return entity

    def _make(self, kind: AnswerType, name: str) -> Entity:
        entity = Entity.objects.create(topic=self.topic, type=kind.value, name=name, folded_name=fold(name)[:300])
        self._remember(kind.value, name, entity)
        return entity

    def _remember(self, kind: str, name: str, entity: Entity) -> None:
        self._known[kind, fold(name)] = entity
        self._called[fold(name)] = entity
