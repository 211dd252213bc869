"""The instructor's tour: from a folder of ten articles to an assigned set in few clicks, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from studyapp.accounts.models import Classroom
from studyapp.assignments.models import Assignment
from studyapp.engine import pipeline
from studyapp.questions.models import Question, Report
from studyapp.questions.wordings import wording
from tests import plain_engine
from tests.browser.test_journey import sign_in
from tests.factories import InstructorFactory, StudentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_CLICKS = 25
IN_THE_FILE_DIALOG = 2  # all files of the folder, and Open

BUILDINGS = {
    "The mill at Oss": "The mill at Oss was built in 1823 by Ann Lowe. It ground corn for the whole valley. "
    "The great wheel was taken down in 1911.",
    "The pier of Sandmouth": "The pier of Sandmouth was opened in 1902. Steamers came from the other shore twice a day. "
    "A storm broke the far end off in 1953.",
    "The weir": "The weir above the town was finished in 1874. It holds the river back in dry summers. "
    "Salmon were given a ladder there in 1996.",
    "The lighthouse on Gull Rock": "The lighthouse on Gull Rock was first lit in 1858. Three keepers lived in it. "
    "The last keeper went ashore in 1988.",
    "The tram to the hill": "The tram to the hill began to run in 1899. It was drawn by a cable. "
    "The line was closed in 1934, and buses took its place.",
    "The glass house": "The glass house in the park was put up in 1867. Palms from four continents stood in it. "
    "Hail broke most of its panes in 1921.",
    "The market hall": "The market hall was roofed with iron in 1881. Farmers sold butter and cheese under it. "
    "The hall became a library in 2004.",
    "The aqueduct": "The aqueduct carried water to the city from 1746 on. It has nineteen arches of stone. "
    "The water was led through pipes instead in 1912.",
    "The observatory": "The observatory on the moor was founded in 1839. Its first telescope came from Munich. "
    "A second dome was added in 1907.",
    "The ferry bridge": "The ferry bridge replaced the old ferry in 1926. Its middle part can be lifted for ships. "
    "The bridge was painted green in 1975.",
}


@dataclass
class Hand:
    """Clicks as a person does, and counts them."""

    page: Page
    clicks: int = 0

    def click(self, place: Locator) -> None:
        place.click()
        self.clicks += 1

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def write(self, label: str, words: str) -> None:
        field = self.page.get_by_label(label)
        self.click(field)
        field.fill(words)

    def choose_files(self, label: str, files: list[str]) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.click(self.page.get_by_label(label))
        chooser.value.set_files(files)
        self.clicks += IN_THE_FILE_DIALOG


def folder(path) -> list[str]:
    for number, (title, text) in enumerate(BUILDINGS.items(), 1):
        (path / f"{number:02}.md").write_text(f"# {title}\n\n{text}\n")
    return [str(file) for file in sorted(path.iterdir())]


def review_all(page: Page) -> int:
    """Approve every draft by key; how many there were."""
    approved = 0
    page.wait_for_url("**/teach/review/**")  # by then its script listens
    while page.locator("#review-stem").count():
        before = page.locator("#review-stem").inner_text()
        page.keyboard.press("a")
        approved += 1
        page.wait_for_function(
            "before => { const h = document.querySelector('#review-stem');"
            " return !h || (h.innerText !== before && document.activeElement === h); }",
            arg=before,
        )
    return approved


def answer(page: Page, *, right: bool) -> None:
    """By the wording that the database has for the words on the page."""
    asked, is_typed = _letters(page.locator("main").inner_text()), bool(page.locator("#given").count())
    found = Question.objects.filter(format="typed" if is_typed else "options")
    words = next(w for w in (wording(q.current_version_id) for q in found) if _letters(_longest(w.stem)) in asked)
    key = words.key_text
    if is_typed:
        page.fill("#given", key if right else "1500")
    else:
        chosen = key if right else next(option.text for option in words.options if option.text != key)
        page.get_by_role("radio", name=chosen, exact=True).check()
    page.get_by_role("button", name="Check").last.click()
    expect(page.locator("#verdict h2")).to_be_focused()


def _longest(stem: str) -> str:
    return max(stem.split("_____"), key=len)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_from_a_folder_to_an_assigned_set_and_back_to_its_results(live_server, watched, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)
    teacher, student = InstructorFactory(display_name="Ada Owner"), StudentFactory(display_name="Ben Reader")
    page = watched.page
    page.set_default_timeout(60_000)  # ten texts are read within one request here
    sign_in(page, live_server.url, teacher)
    hand = Hand(page)

    hand.link("Classes")
    hand.write("Name of the class", "Year 9")
    hand.button("Open the class")
    expect(page.get_by_role("heading", name="Year 9")).to_be_visible()

    hand.link("Sources")
    hand.link("Bring sources in")
    hand.choose_files("Files", folder(tmp_path))
    hand.write("Name of the new topic", "Old works")
    hand.button("Import")
    expect(page.get_by_text("10 of 10 finished")).to_be_visible()
    watched.check("brought in")

    hand.link("Review the questions")
    assert review_all(page) == Question.objects.count() == 40
    expect(page.get_by_role("heading", name="All drafts reviewed.")).to_be_visible()
    watched.check("reviewed")

    hand.link("Make a lesson set")
    expect(page.get_by_label("Title")).to_have_value("Old works")
    watched.check("a new set")
    hand.button("Make the set")
    expect(page.locator(".places > li")).to_have_count(21)
    hand.link("Assign")
    expect(page.get_by_text("The set is a draft; it is published.")).to_be_visible()
    expect(page.get_by_label("Year 9")).to_be_checked()  # the one class there is
    watched.check("assign")
    hand.button("Assign")
    expect(page.get_by_text("Assigned to 1 class.")).to_be_visible()
    assert Assignment.objects.get().lesson_set.status == "published"
    assert hand.clicks <= MOST_CLICKS, hand.clicks

    page.context.clear_cookies()
    report_from_a_quiz(page, live_server.url, student)
    page.context.clear_cookies()
    sign_in(page, live_server.url, teacher)
    see_what_came_back(watched)
    assert watched.complaints == []


def report_from_a_quiz(page: Page, site: str, student) -> None:
    """The student joins by the code, takes the closing quiz, all right but the first, and reports that one."""
    sign_in(page, site, student)
    page.get_by_label("Class code").fill(Classroom.objects.get().join_code)
    page.get_by_role("button", name="Join a class").click()
    page.get_by_role("button", name="Join this class").click()
    page.get_by_role("link", name="Topics", exact=True).first.click()
    page.locator(".works").get_by_role("link", name="Old works").click()
    page.get_by_role("button", name="Closing quiz").click()
    answer(page, right=False)
    page.get_by_role("link", name="Report this question").click()
    page.get_by_role("button", name="I can’t tell what is asked").click()
    expect(page.locator(".report .said")).to_contain_text("You reported this question")
    while page.get_by_role("link", name="Next question").count():
        page.get_by_role("link", name="Next question").click()
        page.wait_for_selector(".question:not(.answered)")
        answer(page, right=True)
    page.get_by_role("link", name="See your results").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nine of ten")


def see_what_came_back(watched) -> None:
    page = watched.page
    page.get_by_role("link", name="Classes", exact=True).click()
    page.get_by_role("link", name="Year 9", exact=True).click()
    expect(page.get_by_text("A question was reported.")).to_be_visible()
    watched.check("the class")
    page.get_by_role("link", name="Ben Reader", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Reader")  # a page of its own, not one in the table
    watched.check("the learner")
    page.go_back()
    page.get_by_role("link", name="Old works").first.click()
    expect(page.get_by_role("row", name="Ben Reader")).to_contain_text("10 of")
    watched.check("the results")
    page.get_by_role("link", name="Review", exact=True).click()
    page.get_by_role("link", name="Reported", exact=True).click()
    expect(page.get_by_text("I can’t tell what is asked").last).to_be_visible()
    assert Report.objects.get().reason == "unclear"
    watched.check("the report")
