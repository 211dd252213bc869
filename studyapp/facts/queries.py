"""What the facts of a topic name."""

from __future__ import annotations

from studyapp.facts.models import EntityName


def names_beside(fact_id: int, topic_id: int, answer_type: str) -> tuple[str, ...]:
    """All forms of the topic's entities of one type, without those of the entity this fact names."""
    forms = EntityName.objects.filter(entity__topic=topic_id, entity__type=answer_type)
    return tuple(forms.exclude(entity__facts_naming=fact_id).values_list("form", flat=True))
