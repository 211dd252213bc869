"""The facts of one article as its instructor sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from studyapp.facts.models import Fact, FactEvidence
from studyapp.facts.receipts import Quote, quote_from
from studyapp.sources.models import Article
from studyapp.usecases.desk_of_sources import facts_of

__all__ = ["FactRow", "fact_page", "facts_of", "with_places"]
MOST_PLACES = 12
MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with the sentence of this article that states it first."""

    fact: Fact
    quote: Quote | None
    says_so: str


def with_places(article: Article, facts: Sequence[Fact]) -> list[FactRow]:
    """Two queries, whatever their number."""
    rows = FactEvidence.objects.filter(pk__in=[fact.place for fact in facts]).select_related("sentence")
    places = {row.pk: row for row in rows}
    found = []
    for fact in facts:
        place = places.get(fact.place)
        if place:
            place.sentence.version = article.current_version
        quote = quote_from(place.sentence, place.start, place.end) if place else None
        found.append(FactRow(fact, quote, place.speaker if place else ""))
    return found


def fact_page(article: Article, fact: Fact) -> dict:
    """Everything about one fact: its places, its questions, what was decided and changed."""
    places = (
        fact.evidence.filter(sentence__version__article__current_version=F("sentence__version"))
        .select_related("sentence__version__article")
        .order_by("sentence__version__article", "start")[:MOST_PLACES]
    )
    return {
        "fact": fact,
        "places": [
            (row.sentence.version.article, quote_from(row.sentence, row.start, row.end), row.speaker) for row in places
        ],
        "questions": fact.questions.select_related("current_version", "article").order_by("pk")[:MOST_QUESTIONS],
        "reviews": fact.reviews.select_related("reviewer").order_by("-pk")[:20],
        "corrections": fact.corrections.select_related("who").order_by("-pk")[:50],
        "next_form": fact.superseded_by,
    }
