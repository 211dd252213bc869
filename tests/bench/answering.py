"""What an answer, a start and a look at a question cost."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse

from studyapp.progress.difficulties import look_again
from studyapp.questions.models import QuestionVersion
from studyapp.questions.wordings import forget_wordings
from studyapp.sources.models import Topic
from tests.bench import content
from tests.bench.measures import ROUNDS, Line, Spent, beside, statements, writes
from tests.bench.serving import Server, serve

LENGTH = 20  # questions of a sitting
SITTINGS = 2  # of a round
PRODUCT, CEILING = "studyapp.settings", "tests.bench.ceiling.settings"
Post = tuple[str, str, str]  # session, address, what is given


def measure(topic: Topic) -> Iterator[Line]:
    yield from _statements(topic)
    sessions = _ceiling_sessions()
    home = reverse("public:home")
    with (
        serve(PRODUCT, home, "") as (product, _),
        serve(CEILING, "/answer/", sessions[0]) as (ceiling, _),
    ):
        for item_format in ("options", "typed"):
            yield from _against_the_ceiling(topic, item_format, product, ceiling, sessions)
        memory = product.rss()
        yield Line(
            "memory of a web process / of the ceiling's",
            f"{memory:.0f} MB / {ceiling.rss():.0f} MB",
            "≤ 90 MB",
            memory <= 90,
        )
    starts = beside(lambda n: _start(PRODUCT, home, ""), lambda n: _start(CEILING, "/answer/", sessions[0]), rounds=3)
    yield Line(
        "start to first page / the ceiling's",
        f"{starts.ours.wall:.2f} s / {starts.base.wall:.2f} s = {starts.wall_ratio:.2f}",
        "≤ 1.7 s",
        starts.ours.wall <= 1.7,
    )


def _start(module: str, path: str, session: str) -> Spent:
    with serve(module, path, session) as (_, seconds):
        return Spent(seconds, 1.0)


def _ceiling_sessions() -> list[str]:
    command = [sys.executable, "-m", "tests.bench.ceiling.prepare", str(SITTINGS)]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": CEILING}
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()


def _posts(topic: Topic, versions: list[QuestionVersion]) -> list[Post]:
    """One round: so many new learners, each with a sitting of their own, who answer in turn."""
    found: list[list[Post]] = []
    for _ in range(SITTINGS):
        user, session = content.learner()
        sitting = content.attempt(user, topic, versions)
        found.append(
            [
                (session, reverse("study:question", args=[sitting.pk, n]), _given(version))
                for n, version in enumerate(versions, 1)
            ]
        )
    return [post for turn in zip(*found, strict=True) for post in turn]


def _given(version: QuestionVersion) -> str:
    if version.key_option is None:
        return version.key_value
    return str(version.key_option + 1)


def _against_the_ceiling(
    topic: Topic, item_format: str, product: Server, ceiling: Server, sessions: list[str]
) -> Iterator[Line]:
    versions = content.versions_of(topic, item_format)[:LENGTH]
    rounds = [_posts(topic, versions) for _ in range(ROUNDS + 1)]
    bare = [(sessions[n % SITTINGS], "/answer/", given) for n, (_, _, given) in enumerate(rounds[0])]
    warm, *rounds = rounds
    sizes = [_ask_all(product, warm)[1], _ask_all(ceiling, bare)[1]]  # each process has read each wording then
    result = beside(
        lambda n: _ask_all(product, rounds[n])[0],
        lambda n: _ask_all(ceiling, bare)[0],
    )
    asked = len(bare)
    share = 1 / result.cpu_ratio
    yield Line(
        f"answer, {item_format}: share of the ceiling, CPU",
        f"{share:.2f} ({1 / result.high:.2f}–{1 / result.low:.2f}); "
        f"{result.ours.cpu / asked * 1000:.2f} / {result.base.cpu / asked * 1000:.2f} ms CPU, "
        f"{result.ours.wall / asked * 1000:.1f} / {result.base.wall / asked * 1000:.1f} ms",
        "≥ 0.6",
        share >= 0.6,
    )
    yield Line(f"answer, {item_format}: fragment, compressed", f"{sizes[0] / 1000:.2f} kB", "≤ 4 kB", sizes[0] <= 4000)


def _ask_all(server: Server, posts: list[Post]) -> tuple[Spent, int]:
    """What the server spent on them, and the size of the largest answer. Every answer must be one."""
    wall, cpu = time.perf_counter(), server.cpu()
    bodies = []
    for session, path, given in posts:
        answer = server.ask(path, session, {"given": given})
        if answer.status != 200 or b"answered" not in answer.body:
            raise RuntimeError(f"{path} answered {answer.status}")
        bodies.append(answer.body)
    spent = Spent(time.perf_counter() - wall, server.cpu() - cpu)
    return spent, max(len(gzip.compress(body, 6)) for body in bodies)


def _statements(topic: Topic) -> Iterator[Line]:
    user, session = content.learner()
    client = Client(HTTP_HX_REQUEST="true", SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    for item_format in ("options", "typed"):
        versions = content.versions_of(topic, item_format)[:LENGTH]
        sitting = content.attempt(user, topic, versions)
        forget_wordings()
        look_again()
        counts = []
        for n, version in enumerate([versions[0], *versions[1:4]], 1):
            path, form = reverse("study:question", args=[sitting.pk, n]), {"given": _given(version)}
            if n > 1:
                client.get(path)
            counts.append(len(statements(lambda p=path, f=form: client.post(p, f))))
        warm = max(counts[1:])
        yield Line(f"answer, {item_format}: statements", str(warm), "≤ 11, aim 9", warm <= 11)
        yield Line(f"answer, {item_format}: the same, wording not read before", str(counts[0]))
    seen = statements(lambda: client.get(reverse("study:question", args=[sitting.pk, 9])))
    again = statements(lambda: client.get(reverse("study:question", args=[sitting.pk, 9])))
    yield Line("question shown: statements, first time in the process", str(len(seen)))
    yield Line("question shown: statements, writes", f"{len(again)}, {writes(again)}", "0 writes", writes(again) == 0)
    path = reverse("study:topic-quiz", args=[topic.slug])
    started = statements(lambda: client.post(path, {"length": "10"}))
    yield Line("quiz start: statements, writes, first time in the process", f"{len(started)}, {writes(started)}")
    started = statements(lambda: client.post(path, {"length": "5"}))
    yield Line("quiz start: statements, writes", f"{len(started)}, {writes(started)}", "≤ 8", len(started) <= 8)
