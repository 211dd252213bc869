"""What the facts of a topic name, and what its articles know of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Subquery

from studyapp.engine.extraction.claims import says_of_what
from studyapp.engine.extraction.topic import TopicContext
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.facts.disputes import SAYS, differ, same_value, statements
from studyapp.facts.models import EntityName, Fact, FactEvidence
from studyapp.sources.models import Article, Sentence, Topic

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


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says on a claim, and where. ``says_so`` empty means the article itself."""

    value: str
    says_so: str
    slug: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Others:
    """Who else speaks on a fact: other articles that state it, one statement each, and voices that differ."""

    agree: tuple[Statement, ...] = ()
    differ: tuple[Statement, ...] = ()


NOBODY = Others()


def has_others() -> Exists:
    """For a query of questions: whether anybody else in the topic speaks on a question's claim."""
    said = statements().filter(fact__topic=OuterRef("topic"), fact__claim_key=OuterRef("fact__claim_key"))
    return Exists(said.exclude(fact=OuterRef("fact"), sentence__version__article=OuterRef("article")))


def others_on(fact_id: int, topic_id: int, article_id: int) -> Others:
    """Who agrees with a fact of this article and who differs, in the current texts of the topic. One query."""
    claim = Fact.objects.filter(pk=fact_id).values("claim_key")[:1]
    said = statements().filter(fact__topic=topic_id, fact__claim_key=Subquery(claim))
    place = {
        "slug": F("sentence__version__article__slug"),
        "title": F("sentence__version__article__title"),
        "position": F("sentence__position"),
    }
    rows = list(said.annotate(**place).order_by("pk"))
    own = next((row for row in rows if (row.fact_id, row.article) == (fact_id, article_id)), None)
    if own is None:
        return NOBODY
    agree: dict[int, Statement] = {}
    for row in rows:
        if row.article != article_id and row.stance in SAYS and says_of_what(row.claim) and same_value(own, row):
            agree.setdefault(row.article, _statement(row))
    return Others(tuple(agree.values()), tuple(_statement(row) for row in rows if differ(own, row)))


def _statement(row: FactEvidence) -> Statement:
    return Statement(row.printed, row.speaker, row.slug, row.title, Sentence(position=row.position).anchor)


def in_order(claims: dict[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The same whatever order the rows came in."""
    return {claim: tuple(sorted(values)) for claim, values in sorted(claims.items())}
