"""A learner's way through the app in a real browser, under the real security policy."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from studyapp.attempts.models import Response
from studyapp.sources.models import ImportJob
from tests.browser import scene
from tests.factories import FactMemoryFactory, ImportJobFactory, InstructorFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a quiet harbour at six"
PHONE_IN_THE_DARK = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}


def sign_in(page: Page, site: str, person) -> None:
    person.set_password(PASSWORD)
    person.save()
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Name or e-mail").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def answer(page: Page, *, right: bool) -> None:
    """Answer the question on screen by its wording, whatever its format."""
    asked = page.locator("main").inner_text()
    value, kind, wording = next(
        (value, kind, wording)
        for value, _type, _label, kind, _form, wording in scene.QUESTIONS
        if _recognises(asked, wording, value)
    )  # fmt: skip
    if page.locator("#given").count():
        page.fill("#given", value if right else "a wild guess")
    elif kind == "true_false":
        truth = wording["key_value"] == "true"
        page.get_by_role("radio", name="True" if truth is right else "False").check()
    else:
        wrong = next(text for text in wording["options"] if text != value)
        page.get_by_role("radio", name=value if right else wrong, exact=True).check()


def _recognises(asked: str, wording: dict, value: str) -> bool:
    return wording.get("stem", wording["instruction"]) in asked and (
        "options" not in wording or all(option in asked for option in wording["options"])
    )


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_from_signing_in_to_progress(live_server, watched):
    made = scene.build()
    page = watched.page
    page.goto(f"{live_server.url}/accounts/login/")
    watched.check("sign-in")
    sign_in(page, live_server.url, StudentFactory())
    watched.check("topics")

    page.get_by_role("link", name=made.topic.name).click()
    watched.check("topic")
    page.get_by_role("link", name=made.article.title).click()
    watched.check("lesson")
    page.locator("#facts li a").nth(1).click()
    expect(page.locator(".sentence:target")).to_contain_text("Odile Varga")
    expect(page.locator(".sentence:target")).to_be_in_viewport()
    watched.check("lesson at a sentence")

    page.locator("button:visible", has_text="Quiz me").first.click()
    watched.check("question")
    answer(page, right=False)
    page.get_by_role("button", name="Check").last.click()
    verdict = page.locator("#verdict h2")
    expect(verdict).to_be_focused()
    expect(verdict).to_contain_text("Not quite")
    expect(page.locator(".receipt mark")).to_be_visible()
    watched.check("wrong answer")
    quoted = page.locator(".receipt .sentence-said").inner_text()

    page.get_by_role("link", name="Read it in the article").click()
    said = page.locator(".sentence:target")
    expect(said).to_be_in_viewport()
    assert _letters(said.inner_text()).endswith(_letters(quoted))
    page.go_back()
    expect(verdict).to_be_visible()  # never a blank form again

    _finish(page, watched)
    expect(page.locator("h1")).to_contain_text("of eight")
    assert page.locator(".result").count() == page.locator(".result mark").count() == 8
    watched.check("results")
    page.get_by_role("link", name="Progress", exact=True).click()
    expect(page.locator("main")).to_contain_text("from 8 answers")
    watched.check("progress")
    page.get_by_role("link", name=made.topic.name, exact=True).click()
    page.locator("details:not([open]) summary").first.click()
    expect(page.locator(".answers > li")).to_have_count(8)
    watched.check("progress in a topic")
    page.locator(".answers a").first.click()
    expect(page.locator(".receipt mark")).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text("It comes back")
    assert Response.objects.count() == 8


def test_review_of_the_day_from_the_front_page_to_its_receipts(live_server, watched):
    made, student, page = scene.build(), StudentFactory(daily_goal=20), watched.page
    now = timezone.now()
    for question in made.questions[:2]:
        FactMemoryFactory(
            learner=student, fact=question.fact, due=now - dt.timedelta(days=1), last_review=now - dt.timedelta(days=5)
        )
    sign_in(page, live_server.url, student)
    page.get_by_role("button", name="Review 2 facts").focus()
    watched.check("review offered")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/1/")
    for _ in range(2):
        answer(page, right=True)
        page.locator(".check").click()
        expect(page.locator(".receipt mark")).to_be_visible()
        page.locator(".actionbar .primary").click()
        page.wait_for_selector(".question:not(.answered), .score")
    expect(page.locator("h1")).to_contain_text("Two of two")
    watched.check("results of a review")
    page.goto(live_server.url)
    expect(page.locator("main")).to_contain_text("Nothing to review today. The next come due on")
    watched.check("nothing to review")
    page.goto(f"{live_server.url}/articles/fourteen-kilometres/")
    for summary in page.locator(".aid summary").all():
        summary.click()
    watched.check("lesson with its timeline open")
    page.locator(".timeline a").first.click()
    expect(page.locator(".sentence:target")).to_be_in_viewport()


def _letters(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _finish(page: Page, watched) -> None:
    """Go on to the last question, right each time, and to the results."""
    formats = set()
    while page.get_by_role("link", name="Next question").count():
        before = page.url
        page.get_by_role("link", name="Next question").click()
        expect(page.locator("[data-focus]")).to_be_focused()
        page.wait_for_url(lambda url, before=before: url != before)
        shape = "typed" if page.locator("#given").count() else page.locator(".option").count()
        if shape not in formats:
            watched.check(f"open question: {shape}")
        answer(page, right=True)
        page.get_by_role("button", name="Check").last.click()
        expect(page.locator("#verdict h2")).to_contain_text("Right")
        if shape not in formats:
            watched.check(f"right answer: {shape}")
        formats.add(shape)
    assert formats == {"typed", 2, 4}
    page.get_by_role("link", name="See your results").click()


def test_quiz_by_keys_alone(live_server, watched):
    scene.build()
    page = watched.page
    sign_in(page, live_server.url, StudentFactory())
    page.goto(f"{live_server.url}/articles/fourteen-kilometres/")
    page.locator("button:visible", has_text="Quiz me").first.click()
    while page.locator("#given").count():
        page.fill("#given", "gcr1")  # letters typed here pick nothing
        page.keyboard.press("Enter")
        expect(page.locator("#verdict h2")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".question:not(.answered)")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    assert page.locator("input[name=given]:checked").count() == 0
    page.keyboard.press("2")
    page.keyboard.press("c")
    expect(page.locator("input[name=given]").nth(1)).to_be_checked()
    expect(page.locator("input[name=confidence]").nth(2)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#verdict h2")).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".receipt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".question:not(.answered)")).to_be_visible()
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_whole_quiz_without_a_script(live_server, watched):
    scene.build()
    page = watched.page
    sign_in(page, live_server.url, StudentFactory())
    page.goto(f"{live_server.url}/articles/fourteen-kilometres/")
    page.locator("button:visible", has_text="Quiz me").first.click()
    for left in range(7, -1, -1):
        answer(page, right=left % 2 == 0)
        page.locator(".check").click()
        assert page.locator(".receipt").is_visible()
        if left:
            page.get_by_role("link", name="Next question").click()
    page.get_by_role("link", name="See your results").click()
    assert page.locator(".result").count() == 8


def test_answer_that_cannot_be_saved_says_so_and_keeps_the_choice(live_server, watched):
    scene.build()
    page = watched.page
    sign_in(page, live_server.url, StudentFactory())
    page.goto(f"{live_server.url}/articles/fourteen-kilometres/")
    page.locator("button:visible", has_text="Quiz me").first.click()
    answer(page, right=True)
    page.context.set_offline(True)
    page.locator(".check").click()
    expect(page.get_by_text("Your answer was not saved.")).to_be_visible()
    expect(page.locator(".check")).to_be_focused()
    page.context.set_offline(False)
    page.locator(".check").click()
    expect(page.locator("#verdict h2")).to_contain_text("Right")
    assert Response.objects.count() == 1


def test_instructor_pastes_a_text_and_sees_it_become_a_lesson(live_server, watched):
    scene.build()
    page = watched.page
    sign_in(page, live_server.url, InstructorFactory())
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("link", name="Bring sources in").first.click()
    watched.check("import")
    page.get_by_role("textbox", name="Text").fill(
        "The Hallow bridge opened in 1961.\n\nIt spans the river Ense at Corvale. "
        "In 1988 engineers widened the Hallow bridge to four lanes. The work cost 12 million crowns."
    )  # fmt: skip
    page.get_by_label("Name of the new topic").fill("Bridges")
    page.get_by_text("Publisher, date and more").click()
    page.get_by_label("Title").fill("The Hallow bridge")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("link", name="Open the lesson")).to_be_visible(timeout=30_000)
    page.get_by_text("Why there are no more questions").click()  # came with the last look, not with a reload
    watched.check("finished import")
    page.get_by_role("link", name="Open the lesson").click()
    expect(page.get_by_role("heading", name="The Hallow bridge")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Publisher unknown")


def test_running_import_is_asked_for_until_it_is_done(live_server, watched):
    instructor, page = InstructorFactory(), watched.page
    job = ImportJobFactory(owner=instructor, step="sentences", progress=35)
    sign_in(page, live_server.url, instructor)
    page.goto(f"{live_server.url}/teach/imports/{job.pk}/")
    watched.check("running import")
    ImportJob.objects.filter(pk=job.pk).update(step="failed", report={"outcome": "failed", "reason": "It is empty."})
    expect(page.locator(".job.bad")).to_contain_text("It is empty.", timeout=10_000)
    expect(page.locator("#status")).to_contain_text("It is empty.")
    assert page.locator("[hx-trigger]").count() == 0
    watched.check("failed import")


def test_back_and_forward_show_what_was_answered_never_a_blank_form(live_server, watched):
    scene.build()
    page = watched.page
    sign_in(page, live_server.url, StudentFactory())
    page.goto(f"{live_server.url}/articles/fourteen-kilometres/")
    page.locator("button:visible", has_text="Quiz me").first.click()
    answer(page, right=False)
    page.locator(".check").dblclick()
    expect(page.locator("#verdict h2")).to_contain_text("Not quite")
    first = page.url
    page.get_by_role("link", name="Next question").click()
    page.wait_for_url(lambda url: url != first)
    expect(page).to_have_title(re.compile(r"^Question 2 of 8"))
    page.go_back()
    expect(page.locator("#verdict h2")).to_contain_text("Not quite")
    assert page.url == first
    page.go_forward()
    expect(page.locator(".question:not(.answered)")).to_be_visible()
    page.reload()
    expect(page.locator(".question:not(.answered)")).to_be_visible()
    assert page.locator("#question").count() == page.locator("main").count() == 1
    assert Response.objects.count() == 1
    assert watched.complaints == []


def test_pages_around_the_quiz_are_accessible_too(live_server, watched):
    page = watched.page
    for path in ("/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/keys/"):
        page.goto(live_server.url + path)
        watched.check(path)
    sign_in(page, live_server.url, StudentFactory())
    for path in ("/progress/", "/account/", "/accounts/password/change/", "/accounts/email/", "/accounts/logout/"):
        page.goto(live_server.url + path)
        watched.check(path)
    page.goto(f"{live_server.url}/nowhere/")
    assert [text for text in watched.complaints if "404" not in text] == []
    watched.complaints.clear()
    watched.check("missing page")
