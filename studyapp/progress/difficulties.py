"""Difficulties of questions and topics, as they stood at a calibration snapshot.

Answering takes the newest, kept in the process and looked for again once a minute while pages are
read, so that an answer costs no statement for them. A rebuild takes for each answer those it was
folded with.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from dataclasses import dataclass, field

from django.db.models import Max, OuterRef, QuerySet, Subquery

from studyapp.attempts.models import Response
from studyapp.engine.learning.estimates import TOPIC_PRIOR, ItemPrior, TopicPrior
from studyapp.progress.asked import Asked
from studyapp.progress.models import Calibrated, CalibrationSnapshot, QuestionCalibration, TopicCalibration
from studyapp.questions.models import Question
from studyapp.sources.models import Topic

LOOK_AGAIN = 60.0  # seconds


@dataclass(slots=True)
class Difficulties:
    """As of snapshot ``number``; 0 is before any. ``seen_at`` is a monotonic clock."""

    number: int = 0
    items: dict[int, ItemPrior] = field(default_factory=dict)
    topics: dict[int, TopicPrior] = field(default_factory=dict)
    seen_at: float | None = None

    def item(self, asked: Asked) -> ItemPrior:
        return self.items.get(asked.question_id, asked.first)

    def topic(self, topic_id: int) -> TopicPrior:
        return self.topics.get(topic_id, TOPIC_PRIOR)


_newest = Difficulties()


def newest() -> Difficulties:
    """What this process knows; looked for only the first time. Never changed once given out."""
    return _newest if _newest.seen_at is not None else look_again()


def look_again(after: float = LOOK_AGAIN) -> Difficulties:
    """The newest difficulties, asked for when ``after`` seconds have passed: one query, three after a snapshot."""
    global _newest
    now = time.monotonic()
    if _newest.seen_at is not None and now - _newest.seen_at < after:
        return _newest
    number = CalibrationSnapshot.objects.aggregate(newest=Max("number"))["newest"] or 0
    known = _newest if number >= _newest.number else Difficulties()
    items, topics = known.items, known.topics
    if number > known.number:
        items = items | {row.question_id: row.as_prior() for row in _changed(Question, known.number, number)}
        topics = topics | {row.topic_id: row.as_prior() for row in _changed(Topic, known.number, number)}
    _newest = Difficulties(number, items, topics, now)
    return _newest


def forget_difficulties() -> None:
    """Empty what the process keeps, for tests that reuse row numbers and after an erasure."""
    global _newest
    _newest = Difficulties()


def _changed(owner: type[Question | Topic], since: int, number: int) -> QuerySet:
    """Rows as of a snapshot of those questions or topics that changed since an earlier one."""
    owners = owner.objects.order_by()
    return last_rows(owners.filter(calibrations__snapshot__gt=since) if since else owners, number)


def last_rows(owners: QuerySet, number: int) -> QuerySet:
    """Their last rows as of a snapshot, one look into the index for each question or topic."""
    model = QuestionCalibration if owners.model is Question else TopicCalibration
    key = "question" if owners.model is Question else "topic"
    rows = model.objects.filter(**{key: OuterRef("pk")}, snapshot__lte=number).order_by("-snapshot")
    return model.objects.filter(pk__in=owners.annotate(last=Subquery(rows.values("pk")[:1])).values("last"))


@dataclass(slots=True)
class History:
    """Difficulties at every snapshot, for folding old answers again."""

    numbers: frozenset[int]
    items: dict[int, tuple[list[int], list[ItemPrior]]]
    topics: dict[int, tuple[list[int], list[TopicPrior]]]

    @property
    def last(self) -> int:
        return max(self.numbers, default=0)

    def update(self, newer: History) -> None:
        self.numbers, self.items, self.topics = newer.numbers, newer.items, newer.topics

    def item(self, asked: Asked, number: int) -> ItemPrior:
        """Raises ValueError when there is no such snapshot."""
        return self._at(self.items.get(asked.question_id), number) or asked.first

    def topic(self, topic_id: int, number: int) -> TopicPrior:
        return self._at(self.topics.get(topic_id), number) or TOPIC_PRIOR

    def _at(self, rows, number: int):
        if number and number not in self.numbers:
            raise ValueError(f"no calibration snapshot {number}")
        if rows is None:
            return None
        place = bisect_right(rows[0], number)
        return rows[1][place - 1] if place else None


def history(learner_id: int | None = None) -> History:
    """All snapshots, or only what one learner's answers were folded with. Three queries, one without snapshots."""
    numbers = frozenset(CalibrationSnapshot.objects.values_list("number", flat=True))
    if not numbers:
        return History(numbers, {}, {})
    items, topics = QuestionCalibration.objects.order_by("snapshot"), TopicCalibration.objects.order_by("snapshot")
    if learner_id is not None:
        items = items.filter(pk__in=_folded_with(QuestionCalibration, "question", "version__question", learner_id))
        topics = topics.filter(pk__in=_folded_with(TopicCalibration, "topic", "version__question__topic", learner_id))
    return History(numbers, _by_key(items, "question_id"), _by_key(topics, "topic_id"))


def _folded_with(model: type[Calibrated], key: str, asked: str, learner_id: int) -> QuerySet:
    """Numbers of the rows that counted for each answer of a learner."""
    rows = model.objects.filter(**{key: OuterRef(asked)}, snapshot__lte=OuterRef("calibration")).order_by("-snapshot")
    responses = Response.objects.filter(attempt__learner=learner_id, calibration__gt=0).order_by()
    return responses.annotate(row=Subquery(rows.values("pk")[:1])).values("row")


def _by_key(rows: QuerySet, key: str) -> dict[int, tuple[list, list]]:
    found: dict[int, tuple[list, list]] = {}
    for row in rows.iterator(5000):
        numbers, priors = found.setdefault(getattr(row, key), ([], []))
        numbers.append(row.snapshot_id)
        priors.append(row.as_prior())
    return found
