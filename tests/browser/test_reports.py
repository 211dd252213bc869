"""Reporting a question in two taps, deciding it, and accepting a refused answer, in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from studyapp.attempts.models import Rescore
from studyapp.progress.statistics import work_out
from studyapp.questions.models import Report
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories import AttemptFactory, ContentManagerFactory, ResponseFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REFUSED = "the capital, of course"


def reported_question(learner) -> str:
    """An answered question of a learner; its address."""
    question = scene.build().questions[-1]
    for n in range(12):
        attempt = AttemptFactory(questions=[question], learner=StudentFactory() if n else learner)
        ResponseFactory(attempt=attempt, score=float(n % 2), **({} if n % 2 else {"given": REFUSED}))
    work_out(timezone.now() + dt.timedelta(minutes=5))
    return f"/attempts/{learner.attempts.get().pk}/questions/1/"


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_report_in_two_taps_reaches_whoever_decides(live_server, watched):
    student, page = StudentFactory(), watched.page
    address = reported_question(student)
    sign_in(page, live_server, student)
    page.goto(live_server.url + address)
    page.get_by_role("link", name="Report this question").click()
    expect(page.get_by_role("heading", name="What is wrong with this question?")).to_be_focused()
    watched.check("the dialog")
    page.get_by_role("button", name="Another answer is right too").click()
    said = page.locator(".report .said")
    expect(said).to_contain_text("You reported this question")
    expect(said).to_be_focused()
    watched.check("reported")
    assert list(Report.objects.values_list("reason", "given")) == [("also_right", REFUSED)]

    page.context.clear_cookies()
    sign_in(page, live_server, ContentManagerFactory())
    page.goto(f"{live_server.url}/teach/reports/")
    watched.check("reports")
    page.get_by_role("link", name=f"Accept “{REFUSED}” too").click()
    watched.check("preview")
    page.get_by_role("button", name="Accept it and change 6 scores").click()
    expect(page.get_by_text("6 earlier scores changed.")).to_be_visible()
    watched.check("figures of the question")
    assert Rescore.objects.count() == 6
    page.goto(f"{live_server.url}/teach/statistics/")
    watched.check("statistics")
    page.goto(f"{live_server.url}/teach/reports/?show=decided")
    expect(page.get_by_text("the answer was accepted")).to_be_visible()
    watched.check("decided")


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True, ids=["without a script"])
def test_report_without_a_script(live_server, watched):
    student, page = StudentFactory(), watched.page
    address = reported_question(student)
    sign_in(page, live_server, student)
    page.goto(live_server.url + address)
    page.get_by_role("link", name="Report this question").click()
    expect(page.get_by_role("heading", name="What is wrong with this question?")).to_be_visible()
    page.get_by_label("In your words").fill("Dunmere is one of two.")
    page.get_by_role("button", name="Another answer is right too").click()
    expect(page.locator(".report .said")).to_contain_text("You reported this question")
    assert list(Report.objects.values_list("text", flat=True)) == ["Dunmere is one of two."]
