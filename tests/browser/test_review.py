"""The review desk in a real browser: fifty drafts with the keyboard alone, editing with live checks, phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from studyapp.questions.models import Question, Review
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories import ArticleVersionFactory, FactFactory, InstructorFactory, QuestionFactory, ReportFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def desk_of(drafts: int = 0):
    """An instructor with the scene's questions as drafts, and more of them on one fact."""
    made, person = scene.build(), InstructorFactory(display_name="Ada Owner")
    made.topic.owner = person
    made.topic.save()
    Question.objects.update(status="draft")
    fact = FactFactory(article=made.article, value="Odile Varga", answer_type="person", label="Leader")
    for number in range(drafts - Question.objects.count()):
        QuestionFactory(fact=fact, score=0.8 - number / 1000, wording={"stem": f"Who led the tunnel, asked {number}?"})
    return made, person


def press(page, key: str) -> None:
    """One key; the next question has come when its heading has the focus."""
    before = page.locator("#review-stem").inner_text()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => { const h = document.querySelector('#review-stem');"
        " return !h || (h.innerText !== before && document.activeElement === h); }",
        arg=before,
    )


def test_fifty_drafts_with_the_keyboard_alone(live_server, watched):
    _made, person = desk_of(50)
    page = watched.page
    sign_in(page, live_server.url, person)
    page.goto(f"{live_server.url}/teach/review/")
    expect(page.locator(".review-chips .label")).to_have_text("1 of 50")
    for number in range(50):
        if number % 5 == 2:
            page.keyboard.press("r")
            expect(page.locator("#reject-why")).to_be_focused()
            assert page.evaluate("scrollY") == 0  # the question stays in sight
            page.keyboard.press("4")
            press(page, "Enter")
        else:
            press(page, "a")
    expect(page.get_by_role("heading", name="All drafts reviewed.")).to_be_visible()
    assert Question.objects.filter(status="approved").count() == 40
    assert Question.objects.filter(status="rejected").count() == 10
    assert Review.objects.filter(verdict="rejected", reasons=["trivial"]).count() == 10
    page.keyboard.press("u")
    expect(page.locator("#review-stem")).to_be_focused()
    expect(page.locator(".review-chips .label")).to_have_text("1 of 1")
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_every_page_of_the_desk(live_server, watched):
    made, person = desk_of(12)
    ReportFactory(version=made.questions[0].current_version, text="It says April.")
    text = made.article.current_version.text.replace("14.2 kilometres", "15.8 kilometres")
    ArticleVersionFactory(article=made.article, text=text)
    Question.objects.filter(pk=made.questions[2].pk).update(status="stale")
    page, site = watched.page, live_server.url
    sign_in(page, site, person)
    for question in made.questions:
        page.goto(f"{site}/teach/review/{question.pk}/?status=all")
        watched.check(f"the desk at {question.kind} {question.format}")
    page.goto(f"{site}/teach/review/{made.questions[2].pk}/?status=stale")
    expect(page.locator(".review-compared")).to_contain_text("The answer would be 15.8, not 14.2.")
    watched.check("a stale question")
    page.goto(f"{site}/teach/review/?reject=1")
    watched.check("reasons")
    for path in (
        f"{made.questions[1].pk}/edit/",
        f"{made.questions[7].pk}/edit/",
        f"articles/{made.article.slug}/sentences/",
        "several/",
        "?q=no+such+words",
    ):
        page.goto(f"{site}/teach/review/{path}")
        watched.check(path)


def test_next_previous_and_taking_over_by_key(live_server, watched):
    made, person = desk_of()
    text = made.article.current_version.text.replace("14.2 kilometres", "15.8 kilometres")
    ArticleVersionFactory(article=made.article, text=text)
    Question.objects.filter(pk=made.questions[2].pk).update(status="stale")
    page = watched.page
    sign_in(page, live_server.url, person)
    page.goto(f"{live_server.url}/teach/review/")
    press(page, "j")
    expect(page.locator(".review-chips .label")).to_have_text("2 of 7")
    press(page, "k")
    expect(page.locator(".review-chips .label")).to_have_text("1 of 7")
    page.goto(f"{live_server.url}/teach/review/?status=stale")
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="No questions here.")).to_be_focused()
    question = Question.objects.get(pk=made.questions[2].pk)
    assert (question.status, question.current_version.key_value) == ("approved", "15.8")
    assert watched.complaints == []


def test_checks_come_while_one_types_and_a_wrong_edit_is_not_approved(live_server, watched):
    made, person = desk_of()
    page = watched.page
    sign_in(page, live_server.url, person)
    page.goto(f"{live_server.url}/teach/review/{made.questions[1].pk}/")
    page.keyboard.press("e")
    page.wait_for_url("**/edit/*")
    page.get_by_label("Option C", exact=True).fill("Odile Varga")
    expect(page.locator("#checks .blocks").first).to_contain_text("another form of the key")
    page.get_by_role("button", name="Save and approve").click()
    expect(page.locator(".error")).to_contain_text("Mend it, or say here why it is right all the same.")
    page.get_by_label("Option C", exact=True).fill("Henrike Sol")
    expect(page.locator("#checks .blocks")).to_have_count(0)
    page.get_by_role("button", name="Save and approve").click()
    page.wait_for_url(lambda url: "/edit/" not in url)
    assert Question.objects.get(pk=made.questions[1].pk).status == "approved"
    assert watched.complaints == []


def test_words_marked_in_a_sentence_become_the_answer(live_server, watched):
    made, person = desk_of()
    page = watched.page
    sign_in(page, live_server.url, person)
    page.goto(f"{live_server.url}/teach/review/articles/{made.article.slug}/sentences/")
    sentence = page.get_by_text("The engineer Odile Varga led the project")
    sentence.evaluate(
        "node => { const range = document.createRange(); range.setStart(node.firstChild, 13);"
        " range.setEnd(node.firstChild, 24); getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    sentence.dispatch_event("mouseup", {"bubbles": True})
    expect(page.get_by_label("The answer, as the sentence prints it")).to_have_value("Odile Varga")
    page.get_by_label("Kind of question").select_option("short_answer")
    page.get_by_label("What the answer is").select_option("person")
    page.get_by_role("button", name="Write it").click()
    watched.check("writing")
    page.get_by_label("Question", exact=True).fill("Who led the Marrow Sound tunnel project?")
    page.get_by_role("button", name="Save and approve").click()
    expect(page.locator("#review-stem")).to_have_text("Who led the Marrow Sound tunnel project?")
    written = Question.objects.get(origin="written")
    assert (written.status, written.current_version.key_value) == ("approved", "Odile Varga")
