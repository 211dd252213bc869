"""How it went: mastery over days, how sure against how right, facts that keep slipping. One learner each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from studyapp.attempts.models import Response
from studyapp.engine.learning.mastery import Mastery
from studyapp.engine.learning.memory import FactWord, word
from studyapp.facts.models import Fact
from studyapp.progress.days import day_of, zone_of
from studyapp.progress.models import FactMemory
from studyapp.progress.queries import Step, steps_of
from studyapp.sources.queries import topics_visible_to

SLIPS_FROM = 2  # times forgotten: once happens to everybody


@dataclass(frozen=True, slots=True)
class DayMastery:
    """Mastery as it stood after the last counted answer of one of the learner's days."""

    day: dt.date
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class SureAndRight:
    """``step`` is 1 guess, 2 fairly sure, 3 certain; ``right`` of ``answers`` were wholly right."""

    step: int
    right: int
    answers: int


@dataclass(frozen=True, slots=True)
class SlippingFact:
    """``lapses`` is how often it was known once and then not; ``word`` how it is remembered now."""

    fact_id: int
    label: str
    topic: str
    lapses: int
    word: FactWord
    due: dt.datetime


def mastery_by_day(user) -> dict[int, list[DayMastery]]:
    """Per topic (id) answered in, the days that ended with a number for mastery, oldest first. Six queries at most.

    All of the learner's answers are folded, as each moves general ability.
    """
    steps: dict[int, list[Step]] = {}
    for topic_id, step in steps_of(user.pk, lambda response, topic_id: response.counted):
        steps.setdefault(topic_id, []).append(step)
    return {pk: by_day(user, found) for pk, found in steps.items()}


def by_day(user, steps: Iterable[Step]) -> list[DayMastery]:
    """The same from one topic's answers, oldest first. No query."""
    zone = zone_of(user)
    days: dict[dt.date, Mastery] = {}
    for step in steps:
        if step.response.counted and step.after.is_shown:
            days[step.response.answered_at.astimezone(zone).date()] = step.after
    return [DayMastery(day, days[day]) for day in sorted(days)]


def sureness(user) -> list[SureAndRight]:
    """Of counted answers that said how sure they were, surest first; steps never said are missing. One query."""
    said = Response.objects.filter(
        attempt__learner_id=user.pk, counted=True, dont_know=False, confidence__isnull=False
    ).order_by("-confidence")
    rows = said.values_list("confidence").annotate(right=Count("pk", filter=Q(score=1.0)), answers=Count("pk"))
    return [SureAndRight(*row) for row in rows]


def slipping(user, now: dt.datetime, limit: int = 5) -> list[SlippingFact]:
    """Facts forgotten twice or more, most often first. One query."""
    rows = (
        FactMemory.objects.filter(
            learner_id=user.pk,
            lapses__gte=SLIPS_FROM,
            fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
            fact__topic__in=topics_visible_to(user),
        )
        .annotate(label=F("fact__label"), topic=F("fact__topic__name"))
        .order_by("-lapses", "due", "fact")
    )
    day_end = day_of(user, now)[1]
    return [
        SlippingFact(row.fact_id, row.label, row.topic, row.lapses, word(row.as_memory(), day_end), row.due)
        for row in rows[:limit]
    ]
