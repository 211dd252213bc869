"""What a class knows: mastery of each learner in each of its topics, from the running estimates alone.

No response is read, so that the table costs the same however many answers were given.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from django.db.models import F, FilteredRelation, Q, QuerySet

from studyapp.accounts.models import User
from studyapp.engine.learning.estimates import Estimate
from studyapp.engine.learning.mastery import Mastery, mastery
from studyapp.progress.difficulties import look_again
from studyapp.progress.updating import IN_GENERAL
from studyapp.sources.models import Topic

RECENT = dt.timedelta(days=14)  # work that was due longer ago is no news
ESTIMATE = ("mean", "variance", "answers", "days", "last_at", "form", "lean")


@dataclass(frozen=True, slots=True)
class ClassTopic:
    """A column of the table. ``median`` is that of the chances shown, 0…1; None where none is."""

    topic_id: int
    slug: str
    name: str
    median: float | None = None
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner in one topic, with what the signals are read from: days with an answer, and recent form."""

    mastery: Mastery
    days: int = 0
    form: float = 0.0


@dataclass(frozen=True, slots=True)
class Learner:
    """A student of the class today; ``general`` is their general ability, of which nobody is told.

    ``more_time`` holds the later due dates that they were given, by assignment.
    """

    learner_id: int
    name: str
    username: str
    general: Estimate | None = None
    more_time: Mapping[int, dt.datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """``cells`` by topic hold what was answered at all, shown or not yet."""

    learner: Learner
    cells: Mapping[int, Cell] = field(default_factory=dict)

    @property
    def last_at(self) -> dt.datetime | None:
        """When they last answered in a topic of the class."""
        return max((cell.mastery.last_at for cell in self.cells.values()), default=None)


@dataclass(frozen=True, slots=True)
class ClassProgress:
    """``topics`` are those with an answer, ``unanswered`` the names of the others."""

    rows: tuple[LearnerRow, ...]
    topics: tuple[ClassTopic, ...]
    unanswered: tuple[str, ...]


def learners_of_class(learners: QuerySet[User], since: dt.datetime) -> list[Learner]:
    """By name, with their general ability and the later due dates they have after ``since``. One query.

    Whoever shares a name with another is told apart by user name.
    """
    rows = learners.annotate(
        in_general=FilteredRelation("abilities", condition=Q(abilities__scope=IN_GENERAL)),
        longer=FilteredRelation("extensions", condition=Q(extensions__due_at__gt=since)),
        longer_for=F("longer__assignment"),
        longer_until=F("longer__due_at"),
        **{f"general_{name}": F(f"in_general__{name}") for name in ESTIMATE},
    )
    rows = list(rows)
    twice = Counter({user.pk: user.name for user in rows}.values())
    people: dict[int, Learner] = {}
    for user in rows:
        name = f"{user.name} ({user.username})" if twice[user.name] > 1 else user.name
        learner = people.setdefault(user.pk, Learner(user.pk, name, user.username, _general(user), {}))
        if user.longer_for is not None:
            learner.more_time[user.longer_for] = user.longer_until
    return sorted(people.values(), key=lambda learner: (learner.name.casefold(), learner.learner_id))


def _general(user: User) -> Estimate | None:
    values = [getattr(user, f"general_{name}") for name in ESTIMATE]
    return None if values[0] is None else Estimate(*values)


def class_mastery(learners: Sequence[Learner], topics: QuerySet[Topic], now: dt.datetime) -> ClassProgress:
    """Mastery of every learner in every topic, worked out as their own progress page does. One query.

    Difficulties are kept in the process; up to three queries more when it is time to look again.
    """
    theirs = FilteredRelation(
        "abilities", condition=Q(abilities__learner__in=[learner.learner_id for learner in learners])
    )
    fields = ("pk", "slug", "name", "theirs__learner", *(f"theirs__{name}" for name in ESTIMATE))
    general = {learner.learner_id: learner.general for learner in learners}
    cells: dict[int, dict[int, Cell]] = {pk: {} for pk in general}
    names: dict[int, tuple[str, str]] = {}
    chances: dict[int, list[float]] = {}
    difficulties = look_again()
    for pk, slug, name, learner_id, *row in topics.annotate(theirs=theirs).values_list(*fields):
        names[pk] = slug, name
        if learner_id is None:
            continue
        estimate = Estimate(*row)
        found = mastery(general[learner_id], estimate, now, difficulties.topic(pk))
        cells[learner_id][pk] = Cell(found, estimate.days, estimate.form)
        shown = chances.setdefault(pk, [])
        if found.is_shown:
            shown.append(found.chance)
    return ClassProgress(
        tuple(LearnerRow(learner, cells[learner.learner_id]) for learner in learners),
        tuple(_column(pk, *names[pk], chances[pk]) for pk in names if pk in chances),
        tuple(name for pk, (_slug, name) in names.items() if pk not in chances),
    )


def _column(pk: int, slug: str, name: str, chances: Iterable[float]) -> ClassTopic:
    chances = list(chances)
    return ClassTopic(pk, slug, name, median(chances) if chances else None, len(chances))
