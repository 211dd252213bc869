"""Pictures of the learner's pages, light and dark, on a phone and a desk.

``python -m tests.browser.pictures http://127.0.0.1:8000 FOLDER [name password]`` walks a running site,
by default as the demo student, through the first article of its first topic.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

# Debian's place for it; the environment may name another.
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}


def chromium(playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def walk(page: Page, site: str, name: str, password: str, picture: Callable[[str], None]) -> None:
    """Sign in, read, answer a whole quiz, and call ``picture`` with a name on each page."""
    page.goto(f"{site}/accounts/login/")
    picture("sign-in")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    picture("topics")
    page.click(".topics h2 a")
    picture("topic")
    page.click(".articles h3 a")
    picture("lesson")
    page.click(".facts li:nth-child(2) a")
    picture("lesson-sentence")
    for summary in page.locator(".aid summary").all():
        summary.click()
    page.locator(".aids").scroll_into_view_if_needed()
    picture("lesson-names-and-dates")
    page.click("button:visible:has-text('Quiz me')")
    while True:
        n = page.url.split("/questions/")[1].strip("/")
        picture(f"question-{n}-open")
        _answer(page)
        page.wait_for_selector(".question.answered")
        picture(f"question-{n}-answered")
        more = page.locator("a:has-text('Next question')")
        if not more.count():
            break
        more.click()
        page.wait_for_selector(".question:not(.answered)")
    page.click("a:has-text('See your results')")
    picture("results")
    for where in ("progress", "account", "keys"):
        page.goto(f"{site}/{where}/")
        picture(where)
    page.goto(f"{site}/progress/")
    page.click(".charts h2 a")
    picture("progress-topic")
    page.goto(f"{site}/no-such-page/")
    picture("missing")


def _answer(page: Page) -> None:
    """The second option, "true", or a plausible number: some of it right, some wrong."""
    if page.locator("#given").count():
        page.fill("#given", "14.2")
    elif page.locator("[name=row]").count():
        for place, row in enumerate(page.locator("[name=row]").all(), 1):
            row.select_option(str(place))
    else:
        page.locator(".option").nth(min(1, page.locator(".option").count() - 1)).click()
    page.locator(".segmented label").nth(2).click()
    page.click(".check")


def main(site: str, folder: str, name: str = "student", password: str = "student-demo") -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
                )
                page = context.new_page()
                page.on("console", lambda m: m.type in ("error", "warning") and print("console:", m.text))

                def picture(title: str, size=size, scheme=scheme, page=page) -> None:
                    page.evaluate("document.fonts.ready")
                    page.wait_for_timeout(150)  # the target's colour fades in
                    page.screenshot(path=out / f"{title}-{size}-{scheme}.png")
                    extra = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    if extra > 0:
                        print(f"{title} {size}: scrolls sideways by {extra} px")

                walk(page, site.rstrip("/"), name, password, picture)
                context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
