"""What a learner knows, as pages show it. Every query here asks about one learner.

Two measures stand side by side: mastery is about a topic (chance of answering a fresh question
right), memory about single facts (solid, learning, due, new).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Min, prefetch_related_objects
from django.utils import timezone

from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.queries import valid_scores
from studyapp.engine.learning.answers import Known, after
from studyapp.engine.learning.mastery import Mastery, mastery
from studyapp.engine.learning.memory import FactWord, Memory, retrievability, word
from studyapp.facts.models import Fact
from studyapp.progress.asked import asked_wordings
from studyapp.progress.days import day_of
from studyapp.progress.difficulties import history as difficulties_then
from studyapp.progress.difficulties import look_again
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.updating import IN_GENERAL, answer_of
from studyapp.questions.models import Question
from studyapp.questions.queries import servable
from studyapp.sources.models import Article, Topic
from studyapp.sources.queries import topics_visible_to


@dataclass(frozen=True, slots=True)
class FactCounts:
    """Facts that can be asked, by how well they are remembered."""

    solid: int = 0
    learning: int = 0
    due: int = 0
    new: int = 0

    @property
    def total(self) -> int:
        return self.solid + self.learning + self.due + self.new


@dataclass(frozen=True, slots=True)
class TopicProgress:
    topic: Topic
    mastery: Mastery
    facts: FactCounts

    @property
    def answers(self) -> int:
        """Counted answers behind the mastery."""
        return self.mastery.answers

    @property
    def last_at(self) -> dt.datetime | None:
        return self.mastery.last_at


@dataclass(frozen=True, slots=True)
class FactRecall:
    """``recall`` is the likely recall now, 0…1; 0 and no dates for a new fact."""

    fact_id: int
    label: str
    word: FactWord
    recall: float = 0.0
    due: dt.datetime | None = None
    last_review: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One answer and how far it moved mastery of its topic, both chances as of the answer."""

    response: Response
    before: Mastery
    after: Mastery

    @property
    def moved(self) -> float:
        return self.after.chance - self.before.chance


@dataclass(frozen=True, slots=True)
class Change:
    """What one attempt did for a topic: before its first answer, after its last."""

    topic: Topic
    before: Mastery
    after: Mastery


def topic_progress(user, topics: Iterable[Topic], now: dt.datetime | None = None) -> list[TopicProgress]:
    """Mastery and facts of each topic, in the order given. Three queries, whatever their number."""
    now = now or timezone.now()
    topics = list(topics)
    if not topics:
        return []
    ids = [topic.pk for topic in topics]
    rows = Ability.objects.filter(learner_id=user.pk, scope__in=[IN_GENERAL, *ids])
    estimates = {row.scope: row.as_estimate() for row in rows}
    general = estimates.get(IN_GENERAL)
    counts = _fact_counts(user, topics, now)
    difficulties = look_again()
    return [
        TopicProgress(
            topic, mastery(general, estimates.get(topic.pk), now, difficulties.topic(topic.pk)), counts[topic.pk]
        )
        for topic in topics
    ]


def _fact_counts(user, topics: Sequence[Topic], now: dt.datetime) -> Mapping[int, FactCounts]:
    """Solid, learning, due and new per topic, of facts with a question the learner may get."""
    questions = reduce(or_, (servable(topic) for topic in topics)).select_related(None)
    askable = questions.order_by().values_list("topic_id", "fact_id").distinct()
    rows = FactMemory.objects.filter(learner_id=user.pk, fact__topic__in=topics)
    memories = {row.fact_id: row.as_memory() for row in rows}
    words: dict[int, Counter[str]] = {topic.pk: Counter() for topic in topics}
    day_end = day_of(user, now)[1]
    for topic_id, fact_id in askable:
        words[topic_id][word(memories.get(fact_id), day_end).value] += 1
    return {pk: FactCounts(**counter) for pk, counter in words.items()}


def facts_memory(
    user, *, article: Article | None = None, topic: Topic | None = None, now: dt.datetime | None = None
) -> list[FactRecall]:
    """Memory of the facts that can be asked of an article, else of a topic, in learning order. Two queries.

    Learning order is that of the articles and their sentences.
    """
    now = now or timezone.now()
    topic = article.topic if article else topic
    askable = servable(topic, article).select_related(None).order_by().values("fact_id")
    facts = Fact.objects.filter(pk__in=askable)
    if article:
        facts = facts.filter(evidence__sentence__version=article.current_version_id)
    facts = (
        facts.annotate(first_article=Min("evidence__sentence__version__article"), first_place=Min("evidence__start"))
        .order_by("first_article", "first_place", "pk")
        .values_list("pk", "label")
    )
    rows = FactMemory.objects.filter(learner_id=user.pk, fact__topic=topic)
    memories = {row.fact_id: row.as_memory() for row in rows}
    day_end = day_of(user, now)[1]
    return [_recall(pk, label, memories.get(pk), now, day_end) for pk, label in facts]


def _recall(fact_id: int, label: str, memory: Memory | None, now: dt.datetime, day_end: dt.datetime) -> FactRecall:
    found = word(memory, day_end)
    if memory is None:
        return FactRecall(fact_id, label, found)
    return FactRecall(fact_id, label, found, retrievability(memory, now), memory.due, memory.last_review)


@dataclass(frozen=True, slots=True)
class DueFact:
    """A fact to review; ``recall`` is the likely recall now, 0…1."""

    fact_id: int
    topic_id: int
    recall: float
    due: dt.datetime


def due_facts(user, now: dt.datetime, days: int = 1) -> list[DueFact]:
    """Facts of visible topics that fall due by the end of the learner's day, most at risk first. One query.

    ``days`` counts today and those after it. A review in the morning takes what falls due in the evening along: a day is one review.
    """
    rows = FactMemory.objects.filter(
        learner_id=user.pk,
        due__lt=day_of(user, now, days)[1],
        fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
        fact__topic__in=topics_visible_to(user),
    ).annotate(topic_id=F("fact__topic"))
    found = [DueFact(row.fact_id, row.topic_id, retrievability(row.as_memory(), now), row.due) for row in rows]
    return sorted(found, key=lambda fact: (fact.recall, fact.due, fact.fact_id))


def returns_of(user, fact_ids: Iterable[int]) -> dict[int, dt.datetime]:
    """When facts come back, by their number; those never asked are missing. One query."""
    rows = FactMemory.objects.filter(learner_id=user.pk, fact__in=list(fact_ids))
    return dict(rows.values_list("fact", "due"))


def next_due(user, now: dt.datetime) -> dt.datetime | None:
    """When, after the learner's day, the next fact with a question falls due; None for none. One query."""
    rows = FactMemory.objects.filter(
        learner_id=user.pk,
        due__gte=day_of(user, now)[1],
        fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
        fact__topic__in=topics_visible_to(user),
        fact__questions__status__in=[Question.Status.APPROVED, Question.Status.DRAFT],
    )
    return rows.aggregate(first=Min("due"))["first"]


def answered_today(user, now: dt.datetime) -> int:
    """How many counted answers the learner gave since their midnight. One query."""
    start, end = day_of(user, now)
    return Response.objects.filter(
        attempt__learner_id=user.pk, counted=True, answered_at__gte=start, answered_at__lt=end
    ).count()


def history(user, topic: Topic) -> list[Step]:
    """The answers that gave a topic's mastery, oldest first, and how far each moved it. Seven queries at most.

    Answers that were not counted are among them and moved nothing. Responses come with their version.
    """
    steps = [step for _, step in steps_of(user.pk, lambda response, topic_id: topic_id == topic.pk)]
    prefetch_related_objects([step.response for step in steps], "version")
    return steps


def changes_of(attempt: Attempt) -> tuple[Change, ...]:
    """What an attempt changed, per topic by name; empty when nothing of it counted. Eight queries at most."""
    last = attempt.responses.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return ()
    first_to_last: dict[int, tuple[Step, Step]] = {}
    mine = steps_of(attempt.learner_id, lambda r, topic_id: r.attempt_id == attempt.pk and r.counted, until=last)
    for topic_id, step in mine:
        first, _ = first_to_last.get(topic_id, (step, step))
        first_to_last[topic_id] = (first, step)
    topics = Topic.objects.filter(pk__in=first_to_last).order_by("name") if first_to_last else ()
    return tuple(Change(t, first_to_last[t.pk][0].before, first_to_last[t.pk][1].after) for t in topics)


def steps_of(
    learner_id: int, wanted: Callable[[Response, int], bool], until: int | None = None
) -> Iterator[tuple[int, Step]]:
    """The wanted answers with their topics, in folding order; all are folded, as each moves general ability."""
    wordings = asked_wordings([learner_id])
    responses = valid_scores(Response.objects.filter(attempt__learner=learner_id)).order_by("pk")
    if until is not None:
        responses = responses.filter(pk__lte=until)
    difficulties = difficulties_then(learner_id)
    estimates, memories = {}, {}
    for response in responses.iterator():
        asked = wordings[response.version_id]
        topic = difficulties.topic(asked.topic_id, response.calibration)
        before = then = Known(estimates.get(IN_GENERAL), estimates.get(asked.topic_id), memories.get(asked.fact_id))
        if response.counted:
            answer = answer_of(response, asked, difficulties.item(asked, response.calibration), topic)
            then = after(before, answer)
            estimates[IN_GENERAL], estimates[asked.topic_id] = then.general, then.topic
            memories[asked.fact_id] = then.memory
        if wanted(response, asked.topic_id):
            now = response.answered_at
            yield asked.topic_id, Step(response, before.mastery(now, topic), then.mastery(now, topic))
