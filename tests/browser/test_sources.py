"""An instructor looks after sources: every page clean for axe, whole at 320 px, and usable without a script."""

from __future__ import annotations

import pytest

from studyapp.sources.models import ImportJob
from studyapp.usecases import publish_article
from tests.browser import scene
from tests.factories import PASSWORD, ClassroomFactory, InstructorFactory, TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
NO_SCRIPT = {"java_script_enabled": False}


@pytest.fixture
def desk(live_server, watched):
    """A page on which the owner of the scene is signed in."""
    owner = InstructorFactory(username="odile")
    built = scene.build()
    built.topic.owner = built.article.owner = owner
    built.topic.save()
    built.article.save()
    ClassroomFactory(owner=owner, name="7b")
    TopicFactory(owner=owner, name="Tunnels")
    page = watched.page
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("input[name=login]", "odile")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.goto(f"{live_server.url}/teach/sources/")
    return built


@pytest.mark.parametrize("watched", [{}, PHONE], indirect=True, ids=["desktop", "phone in the dark"])
def test_every_page_of_the_sources_is_clean(live_server, desk, watched):
    page, article = watched.page, f"{live_server.url}/teach/sources/articles/{desk.article.slug}"
    watched.check("list")
    fact = desk.questions[0].fact_id
    for path in (
        "",
        "edit/",
        "text/",
        "withdraw/",
        "move/",
        "facts/",
        f"facts/{fact}/",
        f"facts/{fact}/split/",
        "changes/1/",
    ):
        page.goto(f"{article}/{path}")
        watched.check(path or "article")
    for path in ("new/", f"{desk.topic.slug}/", f"{desk.topic.slug}/merge/"):
        page.goto(f"{live_server.url}/teach/sources/topics/{path}")
        watched.check(path)
    page.goto(f"{article}/edit/")
    page.fill("input[name=title]", " ")
    page.click("main button.primary")
    watched.check("a form with a fault")
    assert page.evaluate("document.activeElement.name") == "title"


@pytest.mark.parametrize("watched", [NO_SCRIPT], indirect=True, ids=["without scripts"])
def test_a_text_is_corrected_compared_and_its_article_withdrawn_without_scripts(live_server, desk, watched):
    page = watched.page
    page.click(f"text={desk.article.title}")
    page.click("text=Correct the text")
    text = page.input_value("textarea[name=text]")
    page.fill("textarea[name=text]", text.replace("14.2 kilometres", "14.3 kilometres"))
    page.click("text=Save as the next version")
    job = ImportJob.objects.get()
    if job.step != "done":
        publish_article.run(job)
    page.goto(page.url)
    page.click("text=See what changed")
    assert page.inner_text("del") == "14.2"
    assert page.inner_text("ins") == "14.3"
    page.click("text=Back to the article")
    page.click("text=Withdraw")
    page.fill("input[name=because]", "Asked by the publisher")
    page.click("main button.danger")
    assert "This article is withdrawn." in page.inner_text("main")
    page.click("text=Put it back on the site")
    assert "is back on the site" in page.inner_text("main")
    assert watched.complaints == []
