"""An instructor brings sources in with a real browser: with the mouse, on a phone, and where no script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from studyapp.engine import pipeline
from studyapp.sources.models import Article, Topic
from tests import plain_engine
from tests.browser.test_journey import PHONE_IN_THE_DARK, sign_in
from tests.engine.reading.files import pdf, word
from tests.factories import InstructorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = "title,text\nThe weir,The weir at Oss was built in 1874 by Jon Hart.\nThe dam,\n"
WITHOUT_SCRIPTS = {"java_script_enabled": False}


def folder(path) -> list[str]:
    (path / "mill.pdf").write_bytes(
        pdf([["The mill was built in 1823 by Ann Lowe.", f"Page {n}"] for n in range(1, 3)])
    )
    (path / "pier.docx").write_bytes(word([("Title", "The pier"), ("", "The pier was opened in 1902 by Tom Reyl.")]))
    (path / "rows.csv").write_text(TABLE)
    return [str(file) for file in sorted(path.iterdir())]


@pytest.mark.parametrize(
    "watched", [{}, PHONE_IN_THE_DARK, WITHOUT_SCRIPTS], indirect=True, ids=["desk", "phone in the dark", "no scripts"]
)
def test_a_folder_is_looked_at_saved_and_leads_on(live_server, watched, tmp_path, monkeypatch, request):
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)
    page = watched.page
    check = (lambda name: None) if "no scripts" in request.node.name else watched.check  # axe is a script itself
    sign_in(page, live_server.url, InstructorFactory())
    page.goto(f"{live_server.url}/teach/imports/")
    check("bring sources in")

    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("There is no text yet")).to_be_visible()
    check("nothing given")
    page.get_by_label("Files").set_input_files(folder(tmp_path))
    page.get_by_label("Web addresses").fill("http://127.0.0.1/")
    page.get_by_label("Name of the new topic").fill("Mills")
    page.get_by_role("button", name="Look before saving").click()

    expect(page.get_by_text("4 of 4 finished: 3 looked at, not saved, 1 failed.")).to_be_visible()
    expect(page.get_by_role("row", name="rows.csv 3 text It is empty.")).to_be_visible()
    check("looked at together")
    page.get_by_role("link", name="The weir").click()
    expect(page.get_by_role("heading", name="What would be found")).to_be_visible()
    check("looked at alone")
    assert (Article.objects.count(), Topic.objects.count()) == (0, 0)

    page.go_back()
    page.get_by_role("button", name="Save 3 texts").click()
    expect(page.get_by_text("4 of 4 finished: 1 failed.")).to_be_visible()
    assert Topic.objects.get(name="Mills").articles.count() == 3
    page.get_by_role("link", name="The weir", exact=True).click()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()
    check("report")
    page.get_by_role("link", name="Open the lesson").click()
    expect(page.get_by_role("heading", name="The weir")).to_be_visible()
    assert watched.complaints == []
