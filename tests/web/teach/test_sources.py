"""The sources on the desk: whose they are, what is shown, and what each form does."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from studyapp.sources import jobs
from studyapp.sources.models import ImportJob
from studyapp.usecases import publish_article
from tests.factories import (
    TEXT,
    ArticleFactory,
    ArticleVersionFactory,
    ContentManagerFactory,
    FactFactory,
    InstructorFactory,
    PublisherFactory,
    QuestionFactory,
    TopicFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
PAGES = ("source-detail", "source-edit", "source-text", "source-withdraw", "source-move", "source-facts")


@pytest.fixture
def owner(client):
    owner = InstructorFactory()
    client.force_login(owner)
    return owner


@pytest.fixture
def article(owner):
    return ArticleFactory(topic=TopicFactory(owner=None), owner=owner)


def at(name: str, article, *more) -> str:
    return reverse(f"teach:{name}", args=[article.slug, *more])


def hidden(client, where: str, name: str) -> str:
    return client.get(where).context["form"][name].value()


def fields(client, where: str, **changes) -> dict:
    """What a browser would send back of a form, with these changes."""
    form = client.get(where).context["form"]
    return {field.name: field.value() or "" for field in form if field.name != "file"} | changes


@pytest.mark.parametrize("name", PAGES)
def test_an_article_of_somebody_else_is_not_found(client, name):
    article = ArticleFactory(owner=InstructorFactory())
    client.force_login(InstructorFactory())
    assert client.get(at(name, article)).status_code == 404
    assert client.post(at(name, article)).status_code in (404, 405)
    client.force_login(ContentManagerFactory())
    assert client.get(at(name, article)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_the_owner_of_a_topic_corrects_all_its_articles(client, owner, name):
    article = ArticleFactory(topic=TopicFactory(owner=owner), owner=InstructorFactory())
    assert client.get(at(name, article)).status_code == 200


def test_the_list_shows_own_topics_and_articles_alone(client, owner):
    mine, site = TopicFactory(owner=owner, name="Mine"), TopicFactory(name="Site")
    ArticleFactory(topic=site, owner=owner, title="Brought in by me")
    ArticleFactory(topic=site, title="Not mine")
    TopicFactory(owner=InstructorFactory(), name="Theirs")
    rows = client.get(reverse("teach:source-list")).context["rows"]
    assert [(row.topic.name, row.mine, [a.title for a in row.articles]) for row in rows] == [
        ("Mine", True, []),
        ("Site", False, ["Brought in by me"]),
    ]
    assert mine.name == "Mine"


def test_the_list_counts_what_is_asked_waits_and_went_stale(client, owner):
    playable = playable_topic(owner=owner)
    statuses = ("approved", "approved", "draft", "stale", "rejected")
    for question, status in zip(playable.questions, statuses, strict=True):
        question.status, question.score = status, 0.1
        question.save()
    found = client.get(reverse("teach:source-list")).context["numbers"][playable.article.pk]
    assert (found.facts, found.served, found.waiting, found.stale, found.rejected) == (5, 2, 1, 1, 1)


@pytest.mark.parametrize(
    ("words", "titles"), [("ferry", ["The ferry"]), ("gazette", ["The mill"]), ("ports", ["The ferry", "The mill"])]
)
def test_the_search_finds_topics_titles_and_publishers(client, owner, words, titles):
    topic = TopicFactory(owner=owner, name="Ports")
    ArticleFactory(topic=topic, title="The ferry", publisher=None)
    ArticleFactory(topic=topic, title="The mill", publisher=PublisherFactory(name="Carrow Gazette"))
    TopicFactory(owner=owner, name="Rivers")
    rows = client.get(reverse("teach:source-list"), {"q": words}).context["rows"]
    assert [sorted(a.title for a in row.articles) for row in rows] == [titles]


@pytest.mark.parametrize("address", ["source-list", "source-facts", "source-changes"])
def test_what_no_database_can_hold_breaks_no_page(client, owner, article, address):
    args = {"source-list": [], "source-facts": [article.slug], "source-changes": [article.slug, 1]}[address]
    query = {"q": "a\x00b", "against": "9" * 5000, "page": "²"}
    assert client.get(reverse(f"teach:{address}", args=args), query).status_code in (200, 404)
    assert client.get(reverse("teach:source-list"), {"topic": "a\x00b"}).status_code == 404


def test_a_topic_with_many_articles_shows_the_newest_and_a_way_to_the_rest(client, owner):
    topic = TopicFactory(owner=owner)
    for n in range(8):
        ArticleFactory(topic=topic, title=f"Part {n}")
    [row] = client.get(reverse("teach:source-list")).context["rows"]
    assert ([a.title for a in row.articles], row.total) == ([f"Part {n}" for n in range(7, 1, -1)], 8)
    assert len(client.get(reverse("teach:source-list"), {"topic": topic.slug}).context["articles"]) == 8


def _library(owner, many: int):
    for _ in range(many):
        topic = TopicFactory(owner=owner)
        article = ArticleFactory(topic=topic)
        QuestionFactory(fact=FactFactory(article=article))
    return article


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_takes_as_many_statements_for_many_topics(client, owner, many, django_assert_max_num_queries):
    _library(owner, many)
    with django_assert_max_num_queries(13):
        assert client.get(reverse("teach:source-list")).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
def test_an_article_and_its_facts_take_as_many_statements_for_many(client, owner, many, django_assert_max_num_queries):
    article = ArticleFactory(topic=TopicFactory(owner=owner))
    for _ in range(many):
        QuestionFactory(fact=FactFactory(article=article))
        ArticleVersionFactory(article=article) if many > 1 and article.versions.count() < 9 else None
    article.refresh_from_db()
    with django_assert_max_num_queries(13):
        assert client.get(at("source-detail", article)).status_code == 200
    with django_assert_max_num_queries(13):
        assert client.get(at("source-facts", article)).status_code == 200


def test_what_is_said_of_an_article_is_corrected_and_written_down(client, owner, article):
    where = at("source-edit", article)
    sent = fields(
        client, where, title="The port of Velmora", publisher="Coast Herald", published_on="", as_of="2024-02-01"
    )
    assert client.post(where, sent).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.publisher.name, article.published_on) == (
        "The port of Velmora",
        "Coast Herald",
        None,
    )
    rows = article.corrections.order_by("pk").values_list("field", "after", "who")
    assert list(rows) == [
        ("title", "The port of Velmora", owner.pk),
        ("publisher", "Coast Herald", owner.pk),
        ("published_on", "", owner.pk),
        ("as_of", "2024-02-01", owner.pk),
    ]
    client.post(where, fields(client, where))
    assert article.corrections.count() == 4


def test_two_people_correct_at_once_and_nobody_loses_anything(client, owner, article):
    where = at("source-edit", article)
    mine = fields(client, where, title="Mine", author="Ilse Brandt")
    manager = ContentManagerFactory(display_name="Mara Vint")
    client.force_login(manager)
    client.post(where, fields(client, where, title="Hers", licence="CC BY 4.0"))
    client.force_login(owner)
    response = client.post(where, mine)
    article.refresh_from_db()
    assert (response.status_code, article.title, article.author) == (200, "Hers", "")
    form = response.context["form"]
    assert (form["title"].value(), form["author"].value()) == ("Mine", "Ilse Brandt")
    assert "Mara Vint" in form.errors["title"][0]
    assert "“Hers”" in form.errors["title"][0]
    again = {field.name: field.value() or "" for field in form}
    assert client.post(where, again).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.author, article.licence) == ("Mine", "Ilse Brandt", "CC BY 4.0")


@pytest.mark.parametrize("seen", ["", "nonsense", "[]", '{"title": 3}', json.dumps({"other": "x"})])
def test_a_mangled_form_is_no_fault(client, owner, article, seen):
    where = at("source-edit", article)
    assert client.post(where, fields(client, where, seen=seen, title="New")).status_code == 302


def test_bad_input_keeps_what_was_typed(client, owner, article):
    where = at("source-edit", article)
    response = client.post(where, fields(client, where, title="", published_on="yesterday", author="Kept"))
    form = response.context["form"]
    assert (response.status_code, sorted(form.errors), form["author"].value()) == (
        200,
        ["published_on", "title"],
        "Kept",
    )


def test_a_corrected_text_becomes_a_job_of_its_article_and_then_the_next_version(client, owner, article):
    where = at("source-text", article)
    sent = fields(client, where)
    assert sent["text"] == TEXT
    sent["text"] = TEXT.replace("1932", "1933").replace("\n", "\r\n")
    response = client.post(where, sent)
    job = ImportJob.objects.get()
    assert response["Location"] == reverse("teach:import-detail", args=[job.pk])
    assert (job.article, job.owner, job.topic) == (article, owner, article.topic)
    assert client.post(where, sent)["Location"] == response["Location"]
    title = article.title
    job = publish_article.run(job) if job.step != jobs.DONE else job
    article.refresh_from_db()
    assert (job.step, article.current_version.number, article.title) == (jobs.DONE, 2, title)
    assert article.current_version.text == TEXT.replace("1932", "1933")
    found = client.get(at("source-changes", article, 2)).context["comparison"]
    assert found.counts == {"same": 5, "reworded": 1}


def test_headings_and_odd_characters_of_a_text_survive_its_correction(client, owner):
    raw = "# The mill\n\nAnn Lowe built the mill for 3 * 4 pounds in 1823 & sold it.\n\n## Later\n\nIt burnt down in 1954."
    job = publish_article.run(publish_article.submit_file(raw.encode(), "mill.md"))
    article = job.version.article
    article.owner = owner
    article.save()
    where = at("source-text", article)
    text = hidden(client, where, "text")
    client.post(where, fields(client, where, text=text.replace("1954", "1955")))
    publish_article.run(ImportJob.objects.get(article=article))
    article.refresh_from_db()
    first = article.versions.get(number=1)
    assert article.current_version.text == first.text.replace("1954", "1955")
    headings = [list(v.sentences.values_list("heading", flat=True)) for v in (first, article.current_version)]
    assert headings[0] == headings[1]


@pytest.mark.parametrize("text", ["Hello *there*.", "## Hello\n\n1. There & [here] \\ too.", "--- Hello ---\nthere."])
def test_a_text_that_could_not_be_read_is_gone_on_with(client, owner, article, text):
    where = at("source-text", article)
    client.post(where, fields(client, where, text=text))
    job = publish_article.run(ImportJob.objects.get())
    assert job.step == jobs.FAILED
    body = client.get(reverse("teach:import-detail", args=[job.pk])).content.decode()
    assert f'href="{where}?again={job.pk}"' in body
    assert article.title in body
    assert client.get(where, {"again": job.pk}).context["form"].initial["text"] == text
    other = ArticleFactory(topic=article.topic, owner=owner)
    assert client.get(at("source-text", other), {"again": job.pk}).context["form"].initial["text"] != text
    assert client.get(where, {"again": "²"}).status_code == 200


def test_a_file_takes_the_place_of_the_text(client, owner, article):
    from django.core.files.uploadedfile import SimpleUploadedFile

    where = at("source-text", article)
    file = SimpleUploadedFile("new.txt", TEXT.replace("1932", "1934").encode())
    client.post(where, fields(client, where) | {"file": file})
    job = ImportJob.objects.get()
    assert (job.name, bytes(job.payload).decode()) == ("new.txt", TEXT.replace("1932", "1934"))


@pytest.mark.parametrize(("text", "said"), [(TEXT, "as it stands"), ("  ", "There is no text")])
def test_a_text_without_a_change_is_not_taken(client, owner, article, text, said):
    where = at("source-text", article)
    response = client.post(where, fields(client, where, text=text))
    assert said in response.context["form"].errors["text"][0]
    assert not ImportJob.objects.exists()


def test_a_text_edited_from_an_older_version_is_kept_and_shown_beside_what_changed(client, owner, article):
    where = at("source-text", article)
    sent = fields(client, where, text=TEXT + " It rains.")
    ArticleVersionFactory(article=article, text=TEXT.replace("41", "42"))
    response = client.post(where, sent)
    form = response.context["form"]
    assert "got a new text" in form.non_field_errors()[0]
    assert form["text"].value() == TEXT + " It rains."
    assert at("source-changes", article, 2) in response.content.decode()
    again = {field.name: field.value() or "" for field in form if field.name != "file"}
    assert client.post(where, again).status_code == 302
    assert ImportJob.objects.count() == 1


def test_a_second_text_waits_for_the_first(client, owner, article):
    where = at("source-text", article)
    client.post(where, fields(client, where, text=TEXT + " It rains."))
    ImportJob.objects.update(step="received")
    response = client.post(where, fields(client, where, text=TEXT + " It snows."))
    assert "at this moment" in response.context["form"].errors["text"][0]


def test_withdrawing_asks_for_a_reason_and_keeps_it(client, owner, article):
    QuestionFactory(fact=FactFactory(article=article), status="approved")
    where = at("source-withdraw", article)
    assert client.get(where).context["touched"].questions == {"approved": 1}
    assert client.post(where, {"because": ""}).context["form"].errors
    client.post(where, {"because": "asked by the publisher"})
    article.refresh_from_db()
    assert (article.status, article.withdrawn_because) == ("withdrawn", "asked by the publisher")
    assert client.get(reverse("public:lesson", args=[article.slug])).status_code == 404
    correction = article.corrections.get()
    assert (correction.field, correction.after, correction.who) == (
        "status",
        "withdrawn: asked by the publisher",
        owner,
    )
    assert client.get(at("source-detail", article)).status_code == 200
    client.post(at("source-reinstate", article))
    client.post(at("source-reinstate", article))
    article.refresh_from_db()
    assert (article.status, article.withdrawn_because, article.corrections.count()) == ("active", "", 2)


def test_an_article_moves_to_a_topic_that_one_sees(client, owner, article):
    into, closed = TopicFactory(owner=owner), TopicFactory(visibility="private", owner=InstructorFactory())
    where = at("source-move", article)
    assert client.post(where, {"into": closed.slug}).context["form"].errors
    client.post(where, {"into": into.slug})
    article.refresh_from_db()
    assert article.topic == into


def test_the_first_version_has_nothing_to_be_compared_with(client, owner, article):
    assert client.get(at("source-changes", article, 1)).context["comparison"] is None
    assert client.get(at("source-changes", article, 7)).status_code == 404
