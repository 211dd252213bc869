"""What progress pages show: charts of all topics, and of one its facts by memory and answers newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects

from studyapp.lessons.queries import places_of_facts
from studyapp.progress.days import zone_of
from studyapp.progress.queries import FactRecall, Step, TopicProgress
from studyapp.progress.trends import SlippingFact, by_day, mastery_by_day, slipping, sureness
from studyapp.usecases import review_today
from studyapp.web.study.charts import Forecast, MasteryLine, SureBars, forecast_bars, mastery_line, sure_bars

STATES = ("due", "learning", "solid", "new")
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ListedFact:
    """``slug`` and ``anchor`` lead to the sentence; empty where no current text states the fact."""

    fact: FactRecall | SlippingFact
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


@dataclass(frozen=True, slots=True)
class TopicRow:
    """``line`` is None until there are two days with a number."""

    progress: TopicProgress
    line: MasteryLine | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Charts are None where there are too few answers for them."""

    rows: list[TopicRow]
    forecast: Forecast | None
    sure: SureBars | None
    slipping: list[ListedFact]


def overview(user, rows: Sequence[TopicProgress], now: dt.datetime) -> Overview:
    """Everything below today's review. Twelve queries at most, whatever the number of topics or answers."""
    days = mastery_by_day(user)
    today = now.astimezone(zone_of(user)).date()
    return Overview(
        rows=[TopicRow(row, mastery_line(days.get(row.topic.pk, ()), row.mastery, today)) for row in rows],
        forecast=forecast_bars(review_today.forecast(user, now)),
        sure=sure_bars(sureness(user)),
        slipping=_with_places(slipping(user, now)),
    )


def line_of(user, progress: TopicProgress, history: Iterable[Step], now: dt.datetime) -> MasteryLine | None:
    """One topic's chart, from its answers. No query."""
    return mastery_line(by_day(user, history), progress.mastery, now.astimezone(zone_of(user)).date())


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
    listed = iter(_with_places([fact for found in shown.values() for fact in found]))
    return [
        MemoryGroup(state, len(by_state[state]), tuple(next(listed) for _ in found)) for state, found in shown.items()
    ]


def _with_places(facts: Sequence[FactRecall | SlippingFact]) -> list[ListedFact]:
    places = places_of_facts(fact.fact_id for fact in facts)
    return [ListedFact(fact, *places.get(fact.fact_id, ("", ""))) for fact in facts]


def answers(history: Sequence[Step], page: str | None) -> Page:
    """Newest first, fifty a page, with their questions; a page that is not there becomes the nearest one. One query."""
    shown = Paginator(history[::-1], AT_ONCE).get_page(page)
    prefetch_related_objects([step.response for step in shown], "version__question")
    return shown
