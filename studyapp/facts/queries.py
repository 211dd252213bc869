"""What the facts of a topic name, and what its articles know of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F

from studyapp.engine.extraction.claims import says_of_what
from studyapp.engine.extraction.topic import TopicContext
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.facts.disputes import SAYS, statements
from studyapp.facts.models import EntityName
from studyapp.sources.models import Article, Topic

MOST_STATEMENTS = 4000  # of the newest articles: what a topic is asked for on behalf of one more


def names_beside(fact_id: int, topic_id: int, answer_type: str) -> tuple[str, ...]:
    """All forms of the topic's entities of one type, without those of the entity this fact names."""
    forms = EntityName.objects.filter(entity__topic=topic_id, entity__type=answer_type)
    return tuple(forms.exclude(entity__facts_naming=fact_id).values_list("form", flat=True))


def knowledge_of(topic: Topic, without: Article | None) -> TopicContext:
    """What the current texts of the topic's other articles name and state. One query."""
    said = statements().filter(fact__topic=topic)
    if without is not None:
        said = said.exclude(sentence__version__article=without)
    entity, subject = F("fact__entity__name"), F("fact__subject__name")
    kinds = F("fact__entity__type"), F("fact__subject__type")
    rows = said.order_by("-pk").values_list("claim", "printed", "value", "stance", entity, kinds[0], subject, kinds[1])
    typed: dict[str, set[str]] = defaultdict(set)
    persons: set[str] = set()
    values: dict[str, set[str]] = defaultdict(set)
    for claim, printed, value, stance, *named in rows[:MOST_STATEMENTS]:
        for name, kind in (named[:2], named[2:]):
            if name:
                typed[fold(name)].add(kind)
            if name and kind == AnswerType.PERSON and " " in name:
                persons.add(name)
        if stance in SAYS and says_of_what(claim):
            values[claim] |= {printed, value}
    votes = {name: next(iter(kinds)) for name, kinds in typed.items() if len(kinds) == 1}
    return TopicContext(
        names=tuple(sorted(persons)),
        votes={name: kind for name, kind in sorted(votes.items()) if kind != AnswerType.NAME},
        true_values=in_order(values),
    )


def in_order(claims: dict[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The same whatever order the rows came in."""
    return {claim: tuple(sorted(values)) for claim, values in sorted(claims.items())}
