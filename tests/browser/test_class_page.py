"""The page of a class in a real browser: sorted and filtered by keyboard, scrolled in its own region, down to an answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser import scene
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories.classes import full_class

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO_SCRIPT = {"java_script_enabled": False}


def class_with_work():
    """Twelve learners by nine topics, and a quiz that two of them took."""
    now = timezone.now()
    made, content = full_class(12, 9, name="Harbour class"), scene.build()
    quiz = factories.QuizFactory(topic=content.topic, title="Week 3")
    for question in content.questions:
        factories.QuizQuestionFactory(quiz=quiz, question=question)
    work = factories.AssignmentFactory(
        classroom=made.classroom, quiz=quiz, opens_at=now - dt.timedelta(days=3), due_at=now + dt.timedelta(days=2)
    )
    for learner in made.learners[:2]:
        start = now - dt.timedelta(days=1)
        attempt = factories.AttemptFactory(
            learner=learner, questions=content.questions, what="assignment", assignment=work, quiz=quiz,
            topic=content.topic, started_at=start, finished_at=start + dt.timedelta(hours=1),
        )  # fmt: skip
        for place in range(len(content.questions)):
            factories.ResponseFactory(attempt=attempt, score=float(place % 2))
    return made


def names(page) -> list[str]:
    return page.locator(".matrix tbody th a").all_inner_texts()


@pytest.mark.parametrize("watched", [{}, PHONE_IN_THE_DARK], indirect=True, ids=["desk", "phone in the dark"])
def test_teacher_goes_from_the_class_down_to_an_answer(live_server, watched):
    made, page = class_with_work(), watched.page
    sign_in(page, live_server.url, made.classroom.owner)
    page.goto(f"{live_server.url}/teach/classes/{made.classroom.pk}/")
    watched.check("class")
    first = names(page)

    page.locator("#sort-name").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".matrix tbody th a").first).to_have_text(first[-1])
    assert names(page) == first[::-1]
    expect(page.locator("#sort-name")).to_be_focused()
    assert page.url.endswith("?sort=-name#mastery")
    page.select_option("[name=topic]", index=1)
    page.locator(".picker button").press("Enter")
    expect(page.locator(".matrix.one")).to_be_visible()
    watched.check("class, one topic")
    page.go_back()
    expect(page.locator(".matrix.one")).to_have_count(0)

    page.click("a:has-text('Week 3') >> nth=-1")
    watched.check("results of an assignment")
    page.locator("#learners ~ *, section[aria-labelledby=learners] table").locator(
        f"a:has-text('{made.learners[0].display_name}')"
    ).first.click()
    watched.check("a learner")
    page.locator(".answers a").first.click()
    expect(page.locator(".receipt mark")).to_be_visible()
    watched.check("an answer")


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True)
def test_table_is_sorted_and_filtered_without_scripts(live_server, watched):
    made, page = class_with_work(), watched.page
    sign_in(page, live_server.url, made.classroom.owner)
    page.goto(f"{live_server.url}/teach/classes/{made.classroom.pk}/")
    first = names(page)

    page.click("#sort-name")
    assert names(page) == first[::-1]
    page.select_option("[name=topic]", index=2)
    page.click(".picker button")
    assert page.locator(".matrix thead th").count() == 3
    assert names(page) == first[::-1]
