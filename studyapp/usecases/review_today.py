"""The review of the day: what is due, of all topics mixed, up to the learner's daily goal."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt
from studyapp.attempts.queries import attempts_of, times_answered
from studyapp.engine.learning.selection import Candidate, Selection, at_peace, choose
from studyapp.engine.learning.standing import Standing
from studyapp.lessons.composing import NEEDED, candidates
from studyapp.progress.days import day_of, zone_of
from studyapp.progress.queries import DueFact, answered_today, due_facts
from studyapp.progress.standing import standing_of
from studyapp.questions.models import Question
from studyapp.questions.queries import servable
from studyapp.sources.models import Topic


class NothingDueError(Exception):
    """No fact that can be asked falls due today."""


class GoalReachedError(Exception):
    """The learner has given as many answers today as they set out to."""


@dataclass(frozen=True, slots=True)
class Today:
    """``due`` facts can be asked; ``answered`` of ``goal`` answers are given."""

    due: int
    answered: int
    goal: int

    @property
    def left(self) -> int:
        """Questions a review would ask now."""
        return min(self.due, max(0, self.goal - self.answered))


def today(learner: User, now: dt.datetime) -> Today:
    """What a review would hold now, at most. Writes nothing."""
    facts, questions = _askable(due_facts(learner, now))
    waiting = _waiting(questions, _on_paper(learner, now) if facts else [])
    due = sum(fact not in waiting for fact in facts)
    return Today(due, answered_today(learner, now), learner.daily_goal)


@dataclass(frozen=True, slots=True)
class Coming:
    """How many facts a review could ask that fall due on a day; what is overdue falls on the first, and on the
    second what a review of today leaves waiting."""

    day: dt.date
    facts: int


def forecast(learner: User, now: dt.datetime, days: int = 28) -> list[Coming]:
    """What comes back today and on the days after it, if nothing is answered until then. Four queries."""
    zone = zone_of(learner)
    first = now.astimezone(zone).date()
    found = due_facts(learner, now, days)
    facts, questions = _askable(found)
    askable, waiting = set(facts), _waiting(questions, _on_paper(learner, now))
    counts = Counter(
        max(first + dt.timedelta(fact.fact_id in waiting), fact.due.astimezone(zone).date())
        for fact in found
        if fact.fact_id in askable
    )
    return [Coming(day, counts[day]) for day in (first + dt.timedelta(days=n) for n in range(days))]


def start(learner: User, now: dt.datetime, seed: int | None = None) -> Attempt:
    """Freeze the paper of a review; one of today that is not begun is found again.

    The facts most at risk come in, each asked once, by a question not seen before where there is one. An
    enemy of what stands on a paper of today's reviews waits.
    Raises NothingDueError, or GoalReachedError when today's answers are given.
    """
    if earlier := _not_begun(learner, now):
        return earlier
    facts, questions = _askable(due_facts(learner, now))
    taken = _on_paper(learner, now)
    waiting = _waiting(questions, taken)
    facts = [fact for fact in facts if fact not in waiting]
    if not facts:
        raise NothingDueError
    left = learner.daily_goal - answered_today(learner, now)
    if left <= 0:
        raise GoalReachedError
    seed = secrets.randbits(48) if seed is None else seed
    selection = _select(learner, facts[:left], questions, taken, seed, now)
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=learner.pk)  # two presses at once begin one review
        return _not_begun(learner, now) or Attempt.objects.create(
            learner=learner,
            what=Attempt.What.REVIEW,
            asked_for=min(left, len(facts)),
            why_short=selection.short.value if selection.short else "",
            started_at=now,
            seed=seed,
            paper=[{"version": chosen.candidate.id, "options": list(chosen.options)} for chosen in selection.chosen],
        )


def _not_begun(learner: User, now: dt.datetime) -> Attempt | None:
    mine = attempts_of(learner).filter(
        what=Attempt.What.REVIEW, finished_at=None, responses=None, started_at__gte=day_of(learner, now)[0]
    )
    return mine.order_by("-started_at").first()


def _askable(facts: Iterable[DueFact]) -> tuple[list[int], list[Question]]:
    """Those facts, in order, that have a question the learner may get, and all such questions. Two queries."""
    due = {fact.fact_id: fact.topic_id for fact in facts}
    topics = list(Topic.objects.filter(pk__in=set(due.values()))) if due else []
    if not topics:
        return [], []
    found = reduce(or_, (servable(topic).select_related(None) for topic in topics))
    questions = list(found.filter(fact__in=due).select_related("current_version").order_by("pk"))
    answerable = {question.fact_id for question in questions}
    return [fact_id for fact_id in due if fact_id in answerable], questions


def _on_paper(learner: User, now: dt.datetime) -> list[Candidate]:
    """What reviews of today ask or have asked. One query, two more where there is something."""
    mine = attempts_of(learner).filter(what=Attempt.What.REVIEW, started_at__gte=day_of(learner, now)[0])
    papers = mine.order_by("pk").values_list("paper", flat=True)
    versions = {entry["version"] for paper in papers for entry in paper}
    if not versions:
        return []
    asked = Question.objects.filter(versions__in=versions).order_by("pk").distinct()
    return candidates(asked.values_list(*NEEDED, named=True), Standing())


def _waiting(questions: list[Question], taken: list[Candidate]) -> set[int]:
    """Facts of which every question is an enemy of what was ``taken``."""
    free = {c.fact for c in at_peace(candidates(questions, Standing()), taken)} if taken else set()
    return {question.fact_id for question in questions} - free if taken else set()


def _select(
    learner: User, facts: list[int], questions: list[Question], taken: list[Candidate], seed: int, now: dt.datetime
) -> Selection:
    wanted = set(facts)
    pool = [question for question in questions if question.fact_id in wanted]
    seen = times_answered(learner, version__question__in=[question.pk for question in pool])
    standing = standing_of(learner, sorted({question.topic_id for question in pool}), seen, now)
    found = candidates(pool, standing)
    return choose(found, len(facts), seed, starting=standing.is_starting, beside=taken)
