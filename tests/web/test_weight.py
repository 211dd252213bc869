"""What a first visit costs: compressed bytes of a page with everything it needs, and of its fonts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from studyapp.usecases import take_quiz
from tests.browser import scene
from tests.factories import StudentFactory

pytestmark = pytest.mark.django_db
PAGE, FONTS = 60_000, 100_000


def compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def files_of(body: str) -> set[str]:
    found = re.findall(r"/static/([^\"#]+)", body)
    sheet = "".join(Path(finders.find(name)).read_text() for name in set(found) if name.endswith(".css"))
    return {*found, *(name.removeprefix("../") for name in re.findall(r"url\(\"([^\"]+)\"\)", sheet))}


def weights(body: str) -> tuple[int, int]:
    """(page with styles, scripts and icons; fonts)"""
    files = {name: Path(finders.find(name)).read_bytes() for name in files_of(body)}
    fonts = sum(len(data) for name, data in files.items() if name.endswith(".woff2"))
    rest = sum(compressed(data) for name, data in files.items() if not name.endswith(".woff2"))
    return compressed(body.encode()) + rest, fonts


def test_lesson_and_question_weigh_no_more_than_allowed(client):
    made, student = scene.build(), StudentFactory()
    client.force_login(student)
    attempt = take_quiz.start(student, topic=made.topic, article=made.article, length=10, now=timezone.now(), seed=1)
    for address in (
        reverse("public:lesson", args=[made.article.slug]),
        reverse("study:question", args=[attempt.pk, 1]),
    ):
        page, fonts = weights(client.get(address).content.decode())
        assert page <= PAGE
        assert 0 < fonts <= FONTS


def test_two_fonts_are_asked_for_before_the_styles(client):
    body = client.get("/").content.decode()
    assert len(re.findall(r'rel="preload"[^>]+woff2', body)) == 2
