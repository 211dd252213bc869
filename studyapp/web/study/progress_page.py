"""What a topic's progress page lists: facts by memory with the way to their sentence, answers newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects

from studyapp.lessons.queries import places_of_facts
from studyapp.progress.queries import FactRecall, Step

STATES = ("due", "learning", "solid", "new")
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ListedFact:
    """``slug`` and ``anchor`` lead to the sentence; empty where no current text states the fact."""

    fact: FactRecall
    slug: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MemoryGroup:
    """Facts in one state, soonest back first; ``more`` are not listed."""

    state: str
    count: int
    facts: tuple[ListedFact, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.facts)


def by_memory(facts: Iterable[FactRecall]) -> list[MemoryGroup]:
    """The states that have facts, each with the first fifty. One query."""
    by_state: dict[str, list[FactRecall]] = {}
    for fact in facts:
        by_state.setdefault(fact.word.value, []).append(fact)
    for found in by_state.values():
        found.sort(
            key=lambda fact: fact.due.timestamp() if fact.due else 0.0
        )  # stable: new ones stay in learning order
    shown = {state: by_state[state][:AT_ONCE] for state in STATES if state in by_state}
    places = places_of_facts(fact.fact_id for found in shown.values() for fact in found)
    return [
        MemoryGroup(
            state,
            len(by_state[state]),
            tuple(ListedFact(fact, *places.get(fact.fact_id, ("", ""))) for fact in found),
        )
        for state, found in shown.items()
    ]


def answers(history: Sequence[Step], page: str | None) -> Page:
    """Newest first, fifty a page, with their questions; a page that is not there becomes the nearest one. One query."""
    shown = Paginator(history[::-1], AT_ONCE).get_page(page)
    prefetch_related_objects([step.response for step in shown], "version__question")
    return shown
