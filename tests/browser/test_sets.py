"""Matching and ordering in a real browser: by keys alone, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from studyapp.attempts.models import Response
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories import AttemptFactory, FactFactory, QuestionFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVENTS = [
    ("Work on the Marrow Sound tunnel began", "March 1987", "March 1987"),
    ("Trains first used the tunnel", "4 September 1994", "4 September 1994"),
    ("The audit office put its cost at 910 million crowns", "1996", "1996"),
    ("The tunnel carried 8.3 million passengers", "2019", "2019"),
]
PEOPLE = [
    ("The audit office", "Auditor of the tunnel’s cost", "The audit office"),
    ("Odile Varga", "Engineer of the tunnel, and leader of its project", "Odile Varga"),
    ("Tomas Reyl", "Transport minister", "Tomas Reyl"),
]


def sitting(student) -> str:
    """An attempt with an ordering and a matching; its address."""
    article = scene.build().article
    worded = [
        ("ordering", "year", {"pairs": EVENTS, "stem": "Put these four events in order.", "instruction": "Earliest first."}),
        ("matching", "office", {"pairs": PEOPLE, "stem": "Match each to its office.", "instruction": "One each."}),
    ]  # fmt: skip
    questions = [
        QuestionFactory(
            fact=FactFactory(article=article, value=wording["pairs"][0][2], answer_type="year", label=kind),
            kind=kind,
            answer_type=answer_type,
            status="approved",
            wording=wording,
        )
        for kind, answer_type, wording in worded
    ]
    orders = ([2, 0, 3, 1], [1, 2, 0])
    paper = [
        {"version": q.current_version_id, "options": list(order)} for q, order in zip(questions, orders, strict=True)
    ]
    attempt = AttemptFactory(learner=student, topic=article.topic, article=article, paper=paper)
    return f"/attempts/{attempt.pk}/questions/1/"


def choose(page: Page, *places: str) -> None:
    for row, place in enumerate(places, 1):
        page.locator(f"#row-{row}").select_option(value=place)


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_sets_are_answered_by_keys_alone(live_server, watched):
    student, page = StudentFactory(), watched.page
    first = sitting(student)
    sign_in(page, live_server.url, student)
    page.goto(live_server.url + first)
    watched.check("open ordering")
    page.locator("#row-1").focus()
    page.keyboard.press("3")  # the browser's own search among the choices
    page.keyboard.press("Tab")
    expect(page.locator("#row-2")).to_be_focused()
    page.locator(".check").press("Enter")
    expect(page.locator("#answer-error")).to_contain_text("every row")
    expect(page.locator("#row-2")).to_be_focused()
    expect(page.locator("#row-1")).to_have_value("3")
    watched.check("ordering with an error")

    choose(page, "3", "2", "4", "1")
    page.locator(".check").press("Enter")
    expect(page.locator("#verdict h2")).to_be_focused()
    expect(page.locator("#verdict h2")).to_contain_text("Partly right: two of four in place")
    expect(page.locator(".placed > li")).to_have_count(4)
    expect(page.locator(".placed > li").nth(0)).to_contain_text("March 1987")
    expect(page.locator(".placed > li").nth(0)).to_contain_text("You had it second")
    expect(page.locator(".receipt mark")).to_contain_text("March 1987")
    watched.check("partly right ordering")

    page.get_by_role("link", name="Next question").press("Enter")
    expect(page.locator("h1")).to_contain_text("Match each")
    watched.check("open matching")
    choose(page, "2", "2", "3")
    page.locator(".check").press("Enter")
    expect(page.locator("#answer-error")).to_contain_text("same choice")
    choose(page, "2", "3", "1")
    page.locator(".check").press("Enter")
    expect(page.locator("#verdict h2")).to_contain_text("Right: all pairs")
    watched.check("right matching")

    page.get_by_role("link", name="See your results").press("Enter")
    expect(page.locator("h1")).to_contain_text("One of two")
    expect(page.locator(".result.partly .placed > li")).to_have_count(4)
    expect(page.locator(".result.partly")).to_contain_text("2 of 4 right")
    watched.check("results with sets")
    assert [r.given for r in Response.objects.order_by("pk")] == ["2 1 3 4", "1 2 3"]


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_sets_need_no_script(live_server, watched):
    student, page = StudentFactory(), watched.page
    first = sitting(student)
    sign_in(page, live_server.url, student)
    page.goto(live_server.url + first)
    choose(page, "3", "1", "4", "2")
    page.locator(".check").click()
    expect(page.locator("#verdict h2")).to_contain_text("Right: all of them in order")
    page.get_by_role("link", name="Next question").click()
    page.locator(".dont-know").click()
    expect(page.locator("#verdict h2")).to_contain_text("This is what belongs together")
    expect(page.locator(".placed > li")).to_have_count(3)
    assert watched.complaints == []
