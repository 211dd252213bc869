"""Which facts are disputed: two voices give one claim different values, or one denies what another says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from django.db.models import F, QuerySet

from studyapp.engine.extraction.claims import has_one_value, same_figure
from studyapp.engine.extraction.values import Stance
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.facts.models import Fact, FactEvidence
from studyapp.sources.models import Article

SAYS = (Stance.ASSERTED.value, Stance.ATTRIBUTED.value)
STANDING = (Fact.Status.ACTIVE, Fact.Status.DISPUTED)
OPPOSED = "opposed"  # the feature of a fact whose status was set here, and not by a person
# What comparing statements needs of a place and its fact.
COMPARED = {
    "claim": F("fact__claim_key"),
    "kind": F("fact__answer_type"),
    "number": F("fact__number"),
    "unit": F("fact__unit"),
    "value": F("fact__value"),
    "article": F("sentence__version__article"),
}


def statements() -> QuerySet[FactEvidence]:
    """Where living facts stand in the current texts of active articles, with COMPARED."""
    return FactEvidence.objects.filter(
        fact__status__in=STANDING,
        sentence__version__article__current_version=F("sentence__version"),
        sentence__version__article__status=Article.Status.ACTIVE,
    ).annotate(**COMPARED)


def settle_disputes(article: Article) -> int:
    """After the article's text changed: mark what its claims dispute now, and clear what nobody disputes any more.

    Returns how many of these facts are disputed. A status that a person gave stays.
    """
    keys = Fact.objects.filter(evidence__sentence__version__article=article).values("claim_key")
    by_claim: dict[str, list[FactEvidence]] = defaultdict(list)
    for said in statements().filter(fact__topic=article.topic_id, fact__claim_key__in=keys).order_by("pk"):
        by_claim[said.claim].append(said)
    disputed = {pk for said in by_claim.values() for pk in _disputed(said)}
    facts = Fact.objects.filter(topic=article.topic_id, claim_key__in=keys, status__in=STANDING)
    for fact in facts:
        if fact.status == Fact.Status.ACTIVE and fact.pk in disputed:
            _set(fact, Fact.Status.DISPUTED, fact.features | {OPPOSED: 1})
        elif fact.pk not in disputed and OPPOSED in fact.features:
            features = {name: value for name, value in fact.features.items() if name != OPPOSED}
            _set(fact, Fact.Status.ACTIVE, features)
    return len(disputed)


def voice(said: FactEvidence) -> str:
    """Who says it: the speaker, else the article."""
    return fold(said.speaker).removeprefix("the ") or f"article {said.article}"


def same_value(one: FactEvidence, other: FactEvidence) -> bool:
    """Whether two places with COMPARED give a claim the same value."""
    if one.fact_id == other.fact_id:
        return True
    if one.number is None or other.number is None:
        return fold(one.value) == fold(other.value)
    return one.unit == other.unit and same_figure(one.kind, one.number, other.number)


def differ(one: FactEvidence, other: FactEvidence) -> bool:
    """Whether two voices say what can't both be so of one claim; another day may have another value."""
    comparable = one.kind == other.kind and one.unit == other.unit and has_one_value(one.claim)
    apart = one.sentence_id != other.sentence_id and voice(one) != voice(other)
    both_say = one.stance in SAYS and other.stance in SAYS
    one_day = not (one.as_of and other.as_of and one.as_of != other.as_of)
    return comparable and apart and both_say and one_day and not same_value(one, other)


def _disputed(said: Iterable[FactEvidence]) -> set[int]:
    """Facts among the statements on one claim."""
    found: set[int] = set()
    for one, other in combinations(said, 2):
        denied = one.fact_id == other.fact_id and voice(one) != voice(other) and _is_denied(one, other)
        if denied or differ(one, other):
            found |= {one.fact_id, other.fact_id}
    return found


def _is_denied(one: FactEvidence, other: FactEvidence) -> bool:
    stances = {one.stance, other.stance}
    return Stance.DENIED.value in stances and not stances.isdisjoint(SAYS)


def _set(fact: Fact, status: str, features: dict) -> None:
    fact.status, fact.features = status, features
    fact.save(update_fields=["status", "features"])
