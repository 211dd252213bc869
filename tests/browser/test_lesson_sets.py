"""A lesson set built in a real browser: by the keyboard, by dragging, without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from studyapp.lessons.starting_sets import start_set
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.factories import InstructorFactory
from tests.factories.playable import playable_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner():
    return InstructorFactory(display_name="Ilse Brandt")


@pytest.fixture
def lesson_set(owner):
    return start_set(owner, "Old towns", [playable_town(number).article for number in range(2)], each=3, closing=4)


def titles(page) -> list[str]:
    return page.locator(".places h3").all_inner_texts()


def stored(lesson_set) -> list[str]:
    return [str(item.article or item.quiz) for item in lesson_set.items.order_by("position")]


def test_a_topic_becomes_a_set_that_is_tried_and_shared(watched, live_server, owner):
    page = watched.page
    town = playable_town(0, name="Old towns")
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teach/sets/")
    watched.check("list of sets")
    page.get_by_label("From the articles of").select_option("Old towns")
    page.get_by_role("button", name="Go on").click()
    watched.check("new set")
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Old towns")
    assert titles(page) == [town.article.title, f"Quiz: {town.article.title}"]
    watched.check("builder")
    page.get_by_role("link", name=f"Quiz: {town.article.title}").click()
    watched.check("quiz of a set")
    page.go_back()
    page.get_by_role("link", name=town.article.title, exact=True).click()
    watched.check("lesson of a set")
    page.go_back()
    page.get_by_role("link", name="See it as a learner").click()
    watched.check("preview")
    page.get_by_role("link", name="See its questions").click()
    watched.check("preview of a quiz")
    page.get_by_role("link", name="The whole set").click()
    page.get_by_role("link", name="Back to the builder").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".share-link a").get_attribute("href")
    page.context.clear_cookies()
    page.goto(link)
    watched.check("set of a stranger")
    page.get_by_role("button", name="I have read this").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("img", name="Question 1 of 5")).to_be_visible()


def test_the_keyboard_puts_places_in_order_and_keeps_its_button(watched, live_server, owner, lesson_set):
    page = watched.page
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teach/sets/{lesson_set.slug}/")
    before = titles(page)
    page.get_by_role("button", name=f"Move up: {before[2]}", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".places h3").nth(1)).to_have_text(before[2])
    expect(page.get_by_role("button", name=f"Move up: {before[2]}", exact=True)).to_be_focused()
    expect(page.locator("#status")).to_have_text("Now 2 of 5")
    page.keyboard.press("Enter")
    expect(page.locator(".places h3").first).to_have_text(before[2])
    expect(page.get_by_role("button", name=f"Move down: {before[2]}", exact=True)).to_be_focused()
    assert stored(lesson_set) == [before[2], before[0], before[1], *before[3:]]
    page.get_by_role("button", name=f"Take out: {before[0]}", exact=True).press("Enter")
    expect(page.locator(".places h3")).to_have_count(4)
    expect(page.get_by_role("button", name=f"Take out: {before[1]}", exact=True)).to_be_focused()
    assert watched.complaints == []


def test_a_place_is_dragged_to_the_top(watched, live_server, owner, lesson_set):
    page = watched.page
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teach/sets/{lesson_set.slug}/")
    before = titles(page)
    rows = page.locator(".places > li")
    rows.nth(4).locator("[data-grip]").drag_to(rows.nth(0), target_position={"x": 10, "y": 3})
    expect(page.locator(".places h3").first).to_have_text(before[4])
    expect(page.locator("#status")).to_have_text("Moved.")
    assert stored(lesson_set) == [before[4], *before[:4]]
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [PHONE_IN_THE_DARK | {"java_script_enabled": False}], indirect=True)
def test_without_a_script_a_set_is_changed_all_the_same(watched, live_server, owner, lesson_set):
    page = watched.page
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teach/sets/{lesson_set.slug}/")
    before = titles(page)
    page.get_by_role("button", name=f"Move down: {before[0]}", exact=True).click()
    assert titles(page)[:2] == [before[1], before[0]]
    page.get_by_role("link", name=before[4]).click()
    page.get_by_label("Fill to").fill("6")
    page.get_by_role("button", name="Fill, spread over facts").click()
    expect(page.locator(".places > li")).to_have_count(6)
