"""From a set to what a student gets back: assigned, joined by code, read, sat, handed in, shown after the due date."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from studyapp.accounts.models import Classroom
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, answer, sign_in
from tests.factories import InstructorFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}}
WITHOUT_SCRIPT = PHONE | {"java_script_enabled": False}


def open_class(page: Page, site: str) -> str:
    """A new class by its name; returns the code."""
    page.goto(f"{site}/teach/classes/")
    page.get_by_label("Name of the class").fill("Tunnels, year 9")
    page.get_by_role("button", name="Open the class").click()
    return page.locator(".bigcode").inner_text()


def assign_a_set(page: Page, site: str, topic) -> None:
    """A set of the topic's articles, assigned with a time limit; answers wait for the due date."""
    page.goto(f"{site}/teach/sets/new/?topic={topic.slug}")
    page.get_by_label("Quiz at the end").select_option("0")
    page.get_by_role("button", name="Make the set").click()
    page.get_by_role("link", name="Assign").click()
    expect(page.get_by_role("checkbox", name="Tunnels, year 9")).to_be_checked()
    page.get_by_label("Time limit, in minutes").fill("20")
    page.get_by_label("After the due date").check()
    page.get_by_label("Attempts").fill("1")
    page.get_by_role("button", name="Assign").click()


def join(page: Page, site: str, code: str) -> None:
    page.goto(site)
    page.get_by_label("Class code").fill(code.lower())
    page.get_by_role("button", name="Join a class").click()
    page.get_by_role("button", name="Join this class").click()


def end_it() -> None:
    """The due date has passed."""
    past = timezone.now() - dt.timedelta(minutes=1)
    Assignment.objects.update(opens_at=past - dt.timedelta(days=1), due_at=past)
    Attempt.objects.update(deadline=past)


@pytest.mark.parametrize(
    "watched", [PHONE, PHONE_IN_THE_DARK, WITHOUT_SCRIPT], indirect=True, ids=["phone", "in the dark", "no script"]
)
def test_from_a_set_to_results_after_the_due_date(live_server, watched, request):
    def check(name: str) -> None:
        if "no script" not in request.node.callspec.id:
            watched.check(name)
        assert watched.complaints == [], name

    made, site, page = scene.build(), live_server.url, watched.page
    sign_in(page, site, InstructorFactory())
    code = open_class(page, site)
    check("people of a class")
    assign_a_set(page, site, made.topic)
    expect(page.get_by_role("link", name=made.topic.name)).to_be_visible()
    check("class without students")
    page.context.clear_cookies()

    student = StudentFactory()
    sign_in(page, site, student)
    join(page, site, code)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tunnels, year 9")
    check("class of a student")
    page.goto(f"{site}/notices/")
    page.get_by_role("button", name=made.topic.name).click()
    check("assignment")

    expect(page.get_by_role("heading", level=1)).to_have_text(made.topic.name)
    first = page.locator("main .button.primary")
    expect(first).to_contain_text(made.article.title)
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(made.article.title)
    expect(page.get_by_role("button", name="Quiz me")).to_have_count(0)
    check("lesson of assigned work")
    page.locator("button:visible", has_text="I have read this").last.click()
    begin = page.locator(".button.primary")
    expect(begin).to_contain_text("Begin")
    begin.click()

    expect(page.locator(".time-left")).to_contain_text("19 minutes left")
    check("question with a time limit")
    answer(page, right=False)
    page.get_by_role("button", name="Check").last.click()
    expect(page.locator("#verdict h2")).to_have_text("Saved")
    expect(page.locator(".receipt, mark, .outcome.right, .outcome.wrong, .result")).to_have_count(0)
    check("saved answer")
    attempt = Attempt.objects.get()
    page.goto(f"{site}/attempts/{attempt.pk}/results/")
    check("results that wait")
    page.get_by_role("button", name="Hand in as it is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Handed in.")
    expect(page.locator(".receipt, .result, mark")).to_have_count(0)
    page.get_by_role("link", name="Back to the assignment").click()
    expect(page.get_by_role("button", name="Begin")).to_have_count(0)
    check("assignment that is handed in")

    end_it()
    page.goto(f"{site}/attempts/{attempt.pk}/results/")
    expect(page.locator(".result mark").first).to_be_visible()
    check("results after the due date")
    page.goto(f"{site}/assigned/")
    check("assigned work")
    assert (attempt.assignment.classroom, attempt.learner) == (Classroom.objects.get(), student)


@pytest.mark.parametrize("watched", [PHONE], indirect=True, ids=["phone"])
def test_a_stranger_with_a_link_keeps_the_code_through_signing_up(live_server, watched):
    page, teacher = watched.page, InstructorFactory()
    sign_in(page, live_server.url, teacher)
    code = open_class(page, live_server.url)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/join/{code}/")
    watched.check("join without an account")
    page.locator("main").get_by_role("link", name="Create an account").click()
    expect(page).to_have_url(f"{live_server.url}/accounts/signup/?next=/join/{code}/")
