"""The charts of progress in a real browser: read out as findings, opened as tables, on any width and on paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories import FactMemoryFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def weeks_of_answers():
    """A learner who knew everything on two days, and has forgotten one fact three times."""
    made, student = scene.build(), StudentFactory()
    for ago in (30, 9):
        now = timezone.now() - dt.timedelta(days=ago)
        attempt = take_quiz.start(student, topic=made.topic, article=None, length=5, now=now, seed=ago)
        for position in range(1, attempt.length + 1):
            sheet = take_quiz.sheet(attempt, position)
            text = sheet.wording.key_value
            if sheet.wording.format == "options":
                text = str(1 + [option.position for option in sheet.options].index(sheet.wording.key_option))
            take_quiz.submit_answer(student, attempt.pk, position, Given(text=text, confidence=3), now)
    fact = made.topic.questions.first().fact
    student.memories.filter(fact=fact).delete()
    FactMemoryFactory(learner=student, fact=fact, lapses=3, due=timezone.now() + dt.timedelta(days=3))
    return made, student


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_charts_tell_what_they_show_and_open_as_tables(live_server, watched):
    made, student = weeks_of_answers()
    page = watched.page
    sign_in(page, live_server.url, student)
    page.goto(f"{live_server.url}/progress/")
    for finding in ("Mastery", "within four weeks", "When you are certain, you are right"):
        expect(page.locator(f"svg[role=img][aria-label*='{finding}']")).to_be_visible()
    watched.check("progress")
    for summary in page.get_by_text("Show as a table").all():
        summary.click()
    for table in page.locator(".as-table table").all():
        expect(table).to_be_visible()
    watched.check("progress with its tables open")
    page.emulate_media(media="print")
    expect(page.locator(".chart").first).to_be_visible()
    page.emulate_media(media="screen")
    page.goto(f"{live_server.url}/progress/{made.topic.slug}/")
    expect(page.locator(".chart")).to_be_visible()
    watched.check("a topic's progress")
