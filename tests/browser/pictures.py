"""Pictures of the learner's pages, light and dark, on a phone and a desk.

``python -m tests.browser.pictures http://127.0.0.1:8000 FOLDER [name password]`` walks a running site,
by default as the demo student, through the first article of its first topic.

``python -m tests.browser.pictures tour http://127.0.0.1:8000 docs`` makes the pictures of docs/tour.md, on a site
with the demo class (``manage.py demo_class``) and nothing else.
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


# Of the instructor's tour: name, who looks, size, scheme, address, and the text of a link to follow from there.
TOUR = (
    ("import", "instructor", "desktop", "light", "/teach/imports/", ""),
    ("source", "instructor", "desktop", "light", "/teach/sources/articles/a-gate-of-cables/", ""),
    ("review", "instructor", "desktop", "light", "/teach/review/?topic=canals", ""),
    ("review", "instructor", "phone", "light", "/teach/review/?topic=canals", ""),
    ("set", "instructor", "desktop", "light", "/teach/sets/canals-and-bridges/", ""),
    ("assign", "instructor", "desktop", "light", "/teach/assign/?set=canals-and-bridges", ""),
    ("class", "instructor", "desktop", "light", "/teach/classes/", "Year 10, world affairs"),
    ("class", "instructor", "desktop", "dark", "/teach/classes/", "Year 10, world affairs"),
    ("learner", "instructor", "desktop", "light", "/teach/classes/", "Year 10, world affairs > Rosa Ferrante"),
    ("results", "instructor", "desktop", "light", "/teach/classes/", "Year 10, world affairs > Canals and bridges"),
    ("statistics", "instructor", "desktop", "light", "/teach/statistics/", ""),
    ("reports", "instructor", "desktop", "light", "/teach/reports/", ""),
    ("student", "student", "phone", "light", "/", ""),
)
HEIGHTS = {("class", "desktop", "light"): 1240, ("review", "desktop", "light"): 800, ("set", "desktop", "light"): 860}


def tour(site: str, folder: str) -> None:
    """Pictures of the desk with the demo class."""
    out = Path(folder)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for name, who, size, scheme, address, links in TOUR:
            width, height = SIZES[size]
            height = HEIGHTS.get((name, size, scheme), height)
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{site}/accounts/login/")
            page.fill("[name=login]", who)
            page.fill("[name=password]", f"{who}-demo")
            page.click("main button[type=submit]")
            page.goto(site + address)
            for link in filter(None, links.split(" > ")):
                before = page.url
                page.get_by_role("link", name=link, exact=True).first.click()
                page.wait_for_url(lambda url, before=before: url != before)
            page.evaluate("document.fonts.ready")
            page.wait_for_timeout(150)
            extra = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if extra > 0:
                print(f"{name} {size}: scrolls sideways by {extra} px")
            marks = [mark for mark, plain in ((size, "desktop"), (scheme, "light")) if mark != plain]
            page.screenshot(path=out / f"{'-'.join(['tour', name, *marks])}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["tour"]:
        tour(sys.argv[2].rstrip("/"), sys.argv[3])
    else:
        main(*sys.argv[1:])
