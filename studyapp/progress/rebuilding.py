"""Folding all responses again: the same numbers as answering gave, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction

from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.queries import valid_scores
from studyapp.engine.learning.answers import Answer, Known, after
from studyapp.engine.learning.estimates import Estimate
from studyapp.engine.learning.memory import Memory
from studyapp.progress.asked import Asked, asked_wordings
from studyapp.progress.difficulties import History, history
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.updating import IN_GENERAL, ability_row, memory_row, write_abilities, write_memories

LEARNERS_AT_A_TIME = 200  # bounds memory, and how long a rebuild keeps answers waiting
ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was folded: ``responses`` counts the counted ones."""

    learners: int
    responses: int


@dataclass(slots=True)
class _States:
    """What is known of several learners; ``estimates`` by (learner, topic or IN_GENERAL)."""

    estimates: dict[tuple[int, int], Estimate] = field(default_factory=dict)
    memories: dict[tuple[int, int], Memory] = field(default_factory=dict)

    def fold(self, learner_id: int, asked: Asked, answer: Answer) -> None:
        general, topic, fact = (learner_id, IN_GENERAL), (learner_id, asked.topic_id), (learner_id, asked.fact_id)
        known = Known(self.estimates.get(general), self.estimates.get(topic), self.memories.get(fact))
        then = after(known, answer)
        self.estimates[general], self.estimates[topic] = then.general, then.topic
        self.memories[fact] = then.memory


def rebuild(
    learners: Iterable[int] | None = None, report: Callable[[int, int], None] = lambda done, total: None
) -> Rebuilt:
    """Write anew what these learners (ids; None: everybody) know, from their counted responses.

    Rows that no response stands behind go. Up to two hundred learners share a transaction with
    their rows locked, so answers given meanwhile wait and are not lost. ``report`` hears how many
    learners of how many are done.
    """
    ids = sorted(set(learners) if learners is not None else _everybody())
    wordings, difficulties = asked_wordings(), history()
    responses = 0
    for start in range(0, len(ids), LEARNERS_AT_A_TIME):
        batch = ids[start : start + LEARNERS_AT_A_TIME]
        with transaction.atomic():
            responses += _rebuild(batch, wordings, difficulties)
        report(start + len(batch), len(ids))
    return Rebuilt(len(ids), responses)


def _everybody() -> set[int]:
    sources = (Attempt, Ability, FactMemory)
    return {pk for model in sources for pk in model.objects.values_list("learner_id", flat=True).distinct()}


_FIELDS = (
    "attempt__learner",
    "version",
    "calibration",
    "valid_score",
    "dont_know",
    "confidence",
    "answered_at",
    "duration_ms",
)


def _rebuild(learners: list[int], wordings: dict[int, Asked], difficulties: History) -> int:
    """Fold, write and prune; returns how many responses counted."""
    list(get_user_model().objects.select_for_update().filter(pk__in=learners).order_by("pk").values_list("pk"))
    states = _States()
    responses = 0
    counted = Response.objects.filter(attempt__learner__in=learners, counted=True)
    rows = valid_scores(counted).order_by("pk").values_list(*_FIELDS)
    for learner_id, version_id, number, score, dont_know, confidence, answered_at, duration_ms in rows.iterator(5000):
        if version_id not in wordings or number > difficulties.last:  # written since the rebuild began
            wordings.update(asked_wordings())
            difficulties.update(history())
        asked = wordings[version_id]
        answer = Answer(
            score,
            dont_know,
            confidence,
            asked.format,
            asked.options,
            answered_at,
            difficulties.item(asked, number),
            difficulties.topic(asked.topic_id, number),
            asked.words,
            duration_ms,
        )
        states.fold(learner_id, asked, answer)
        responses += 1
    _write(learners, states)
    return responses


def _write(learners: list[int], states: _States) -> None:
    write_abilities(
        [ability_row(learner, topic or None, e) for (learner, topic), e in states.estimates.items()], ROWS_AT_A_TIME
    )
    write_memories([memory_row(*key, memory) for key, memory in states.memories.items()], ROWS_AT_A_TIME)
    for model, kept, key in ((Ability, states.estimates, "scope"), (FactMemory, states.memories, "fact_id")):
        rows = model.objects.filter(learner__in=learners).values_list("pk", "learner_id", key)
        unfounded = [pk for pk, *found in rows if tuple(found) not in kept]
        for start in range(0, len(unfounded), ROWS_AT_A_TIME):
            model.objects.filter(pk__in=unfounded[start : start + ROWS_AT_A_TIME]).delete()
