"""A class with what its learners know, made in a few statements however large it is."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.utils import timezone

from studyapp.accounts.models import Classroom, Membership, User
from studyapp.progress.models import Ability
from studyapp.sources.models import Topic, TopicGrant
from tests.factories.accounts import ClassroomFactory

FIRST = ("Abena", "Bela", "Carys", "Dawit", "Elif", "Femi", "Greta", "Hana", "Ines", "Jonas", "Kadri", "Luca", "Mina",
         "Nils", "Oona", "Pavel", "Quynh", "Rohan", "Sanna", "Tariq")  # fmt: skip
LAST = ("Adeyemi", "Brandt", "Castro", "Duarte", "Eriksen", "Farouk", "Gupta", "Huang", "Ilves", "Jansen", "Kowalski",
        "Lindqvist", "Moreau", "Novak", "Okafor")  # fmt: skip
SUBJECTS = ("Harbours", "Lighthouses", "Ferries of the north", "Tides and currents", "The salt trade",
            "Steam engines and what came after them", "Storm of 1953", "Fishing rights")  # fmt: skip


@dataclass(frozen=True)
class FullClass:
    classroom: Classroom
    learners: list[User]
    topics: list[Topic]


def full_class(learners: int = 30, topics: int = 6, *, gaps: float = 0.15, now: dt.datetime | None = None, **fields):
    """Learners with estimates in granted topics; ``gaps`` is the share of topics that a learner has not answered in."""
    now = now or timezone.now()
    rng = random.Random(7)  # noqa: S311
    classroom = ClassroomFactory(**fields)
    people = User.objects.bulk_create(
        User(username=f"class{classroom.pk}-{n}", password="!", display_name=_name(n)) for n in range(learners)
    )
    Membership.objects.bulk_create(
        Membership(classroom=classroom, user=person, joined_at=now - dt.timedelta(60)) for person in people
    )
    taken = set(Topic.objects.values_list("name", flat=True))
    subjects = Topic.objects.bulk_create(
        Topic(name=_subject(classroom, n, taken), slug=f"class-{classroom.pk}-{n}", visibility="granted")
        for n in range(topics)
    )
    TopicGrant.objects.bulk_create(TopicGrant(topic=topic, classroom=classroom) for topic in subjects)
    rows = []
    for person in people:
        level = rng.gauss(0.3, 0.9)
        rows.append(_ability(person, None, level, rng, now))
        for topic in subjects:
            if rng.random() >= gaps:
                rows.append(_ability(person, topic, rng.gauss(0, 0.6), rng, now))
    Ability.objects.bulk_create(rows, batch_size=5000)
    return FullClass(classroom, people, subjects)


def _name(n: int) -> str:
    return f"{FIRST[n % len(FIRST)]} {LAST[(n // len(FIRST) + n) % len(LAST)]}"


def _subject(classroom: Classroom, n: int, taken: set[str]) -> str:
    name = SUBJECTS[n % len(SUBJECTS)]
    return f"{name} {classroom.pk}.{n + 1}" if n >= len(SUBJECTS) or name in taken else name


def _ability(person: User, topic: Topic | None, mean: float, rng: random.Random, now: dt.datetime) -> Ability:
    return Ability(
        learner=person,
        topic=topic,
        mean=mean,
        variance=rng.uniform(0.05, 0.5),
        answers=rng.randint(1, 40),
        days=rng.randint(1, 9),
        last_at=now - dt.timedelta(hours=rng.expovariate(1 / 90)),
        form=rng.gauss(0, 0.08),
        lean=rng.uniform(-0.3, 0.1),
    )
