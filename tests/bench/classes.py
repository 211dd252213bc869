"""What the page of a class costs beside reading the estimates that it shows."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.progress.class_progress import ESTIMATE
from studyapp.progress.models import Ability
from tests.bench import content
from tests.bench.measures import Line, Spent, beside, here, statements
from tests.factories.classes import FullClass, full_class

SIZES = ((200, 50), (300, 50))
VISITS = 3  # of the page in a round


def measure() -> Iterator[Line]:
    owner, session = content.learner()
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    for learners, topics in SIZES:
        made = full_class(learners, topics, owner=_teacher(owner))
        yield from _costs(client, made, f"{learners} learners by {topics} topics")


def _teacher(user: User) -> User:
    user.groups.set(user.groups.model.objects.filter(name="instructor"))
    return user


def _costs(client: Client, made: FullClass, size: str) -> Iterator[Line]:
    path = reverse("teach:class-detail", args=[made.classroom.pk])
    body = client.get(path).content  # difficulties are looked at then
    sent = len(statements(lambda: _visit(client, path)))
    yield Line(f"class page, {size}: statements", str(sent), "≤ 8", sent <= 8)
    weight = len(gzip.compress(body, 6)) / 1000
    goal = ("≤ 60 kB", weight <= 60) if size.startswith("200") else ("", None)
    yield Line(f"class page, {size}: HTML compressed", f"{weight:.1f} kB", *goal)
    result = beside(
        lambda n: here(lambda: [_visit(client, path) for _ in range(VISITS)]),
        lambda n: here(lambda: [_read(made) for _ in range(VISITS)]),
    )
    yield Line(
        f"class page, {size} / reading its estimates, CPU",
        f"{result.cpu_ratio:.1f} ({result.low:.1f}–{result.high:.1f}): {_ms(result.ours)} / {_ms(result.base)} ms",
        "≤ 10, aim 3",
        result.cpu_ratio <= 10,
    )


def _ms(spent: Spent) -> str:
    return f"{spent.cpu / VISITS * 1000:.0f}"


def _visit(client: Client, path: str) -> None:
    if (status := client.get(path).status_code) != 200:
        raise RuntimeError(f"{path} answered {status}")


def _read(made: FullClass) -> list:
    """The bare rollup: one query for every row that the table shows."""
    learners = [learner.pk for learner in made.learners]
    return list(Ability.objects.filter(learner__in=learners).values_list("learner", "topic", *ESTIMATE))
