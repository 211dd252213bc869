"""Chromium, and a page that notes everything a learner's browser would complain about."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from studyapp.engine.learning import pace
from tests.browser.pictures import CHROMIUM, chromium

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROWEST = 320


@pytest.fixture(autouse=True)
def _counted_at_machine_speed(monkeypatch):
    """The robot chooses faster than anybody can read; its right answers count here all the same."""
    monkeypatch.setattr(pace, "FASTEST_MS", 0)
    monkeypatch.setattr(pace, "FASTEST_MS_A_WORD", 0)


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"no Chromium at {CHROMIUM}")
        pytest.skip(f"no Chromium at {CHROMIUM}: name one in CHROMIUM to run the browser tests")
    # Playwright's loop runs in this thread, and Django takes any loop for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Watched:
    """A page with what went wrong on it: console errors, security policy, scripts, failed requests."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)

    def check(self, name: str) -> None:
        """Nothing complained so far, axe finds nothing, and nothing scrolls sideways at 320 px."""
        assert self.complaints == [], name
        found = Axe().run(self.page, options=WCAG).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], name
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": NARROWEST, "height": 640})
        extra = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        self.page.set_viewport_size(size)
        assert extra <= 0, f"{name} scrolls sideways by {extra} px at {NARROWEST} px"
        self.checked.append(name)


@pytest.fixture
def watched(browser, request):
    """A watched page; parametrise indirectly with options of the browser's context."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | getattr(request, "param", {})
    context = browser.new_context(**options)
    page = context.new_page()
    watched = Watched(page)
    page.on("console", lambda m: m.type in ("error", "warning") and watched.complaints.append(m.text))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    # What the next page cuts short (an icon still on its way) is no failure.
    page.on(
        "requestfailed",
        lambda r: r.failure != "net::ERR_ABORTED" and watched.complaints.append(f"{r.url}: {r.failure}"),
    )
    yield watched
    context.close()
