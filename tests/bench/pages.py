"""What pages weigh, and what they cost when a topic is large."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from itertools import cycle

from django.conf import settings
from django.test import Client
from django.urls import reverse

from studyapp.sources.models import Article, Topic
from tests.bench import content
from tests.bench.answering import PRODUCT
from tests.bench.measures import Line, Spent, beside, here, statements
from tests.bench.serving import Answer, Server, serve

LENGTHS = cycle(("5", "20"))
VISITS = 6  # of a page in a round


def measure(large: Topic, small: Topic) -> Iterator[Line]:
    article = max(Article.objects.select_related("current_version"), key=lambda a: len(a.current_version.text))
    user, session = content.learner()
    sitting = content.attempt(user, large, content.versions_of(large, "options")[:10])
    with serve(PRODUCT, reverse("public:home"), "") as (server, _):
        lesson, question = (
            reverse("public:lesson", args=[article.slug]),
            reverse("study:question", args=[sitting.pk, 1]),
        )
        yield from _weight("lesson", server, lesson, session)
        yield from _weight("question", server, question, session)
    yield from _costs(large, small, session)


def _weight(what: str, server: Server, path: str, session: str) -> Iterator[Line]:
    """A first visit: the page and all that it names, and what the style sheet names."""
    page = server.ask(path, session, **{"Accept-Encoding": "gzip"})
    names = set(re.findall(r"/static/[^\"#]+", _text(page)))
    files = {name: server.ask(name, **{"Accept-Encoding": "gzip"}) for name in names}
    inside = {
        f"/static/{found.removeprefix('../')}"
        for name, file in files.items()
        if name.endswith(".css")
        for found in re.findall(r"url\(\"?([^\")]+)", _text(file))
        if not found.startswith("data:")
    }
    files |= {name: server.ask(name, **{"Accept-Encoding": "gzip"}) for name in inside - names}
    fonts = sum(len(file.body) for name, file in files.items() if name.endswith(".woff2"))
    rest = sum(_compressed(file) for name, file in files.items() if not name.endswith(".woff2"))
    html = _compressed(page)
    sent = "" if "content-encoding" in page.headers else f" (sent as {len(page.body) / 1000:.0f} kB)"
    total = (html + rest) / 1000
    yield Line(
        f"{what} page, first visit: compressed",
        f"{total:.1f} kB, of it HTML {html / 1000:.1f}{sent}; {len(files) + 1} requests",
        "≤ 60 kB",
        total <= 60,
    )
    yield Line(f"{what} page: fonts", f"{fonts / 1000:.1f} kB", "≤ 100 kB", fonts <= 100_000)


def _text(answer: Answer) -> str:
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    return body.decode()


def _compressed(answer: Answer) -> int:
    """As it would travel with compression, whoever does it."""
    return len(answer.body) if "content-encoding" in answer.headers else len(gzip.compress(answer.body, 6))


def _costs(large: Topic, small: Topic, session: str) -> Iterator[Line]:
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    plain = reverse("public:keys")
    for what, of_large, of_small in (
        ("home", reverse("public:home"), None),
        ("topic", *(reverse("public:topic-detail", args=[t.slug]) for t in (large, small))),
        ("lesson", *(reverse("public:lesson", args=[t.articles.first().slug]) for t in (large, small))),
        ("progress in the topic", *(reverse("study:topic-progress", args=[t.slug]) for t in (large, small))),
        ("starting a quiz", *(reverse("study:topic-quiz", args=[t.slug]) for t in (large, small))),
    ):
        act = _start if what == "starting a quiz" else _visit
        for path in filter(None, (of_large, of_small)):
            act(client, path)  # wordings are read then
        sent = [len(statements(lambda path=path, act=act: act(client, path))) for path in (of_large, of_small) if path]
        result = beside(
            lambda n, path=of_large, act=act: _visits(client, path, act),
            lambda n, path=of_small or plain, act=act: _visits(client, path, act),
        )
        base = "one article" if of_small else "a page without rows"
        yield Line(
            f"{what}, 50 articles and 2,000 questions / {base}, CPU",
            f"{result.ours.cpu / VISITS * 1000:.1f} / {result.base.cpu / VISITS * 1000:.1f} ms "
            f"= {result.cpu_ratio:.1f}; statements {' / '.join(map(str, sent))}",
        )


def _visits(client: Client, path: str, act) -> Spent:
    return here(lambda: [act(client, path) for _ in range(VISITS)])


def _visit(client: Client, path: str) -> None:
    if (status := client.get(path).status_code) != 200:
        raise RuntimeError(f"{path} answered {status}")


def _start(client: Client, path: str) -> None:
    length = next(LENGTHS)  # another than the last time, else an untouched sitting would be found again
    if (status := client.post(path, {"length": length}).status_code) != 302:
        raise RuntimeError(f"{path} answered {status}")
