"""The lesson: the article as it stands, its facts, and the links between them."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from tests.browser import scene
from tests.factories import ArticleVersionFactory, StudentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return scene.build()


def lesson(client, article, **kwargs) -> str:
    return client.get(reverse("public:lesson", args=[article.slug])).content.decode()


def test_every_fact_links_to_its_sentence_and_back(client, made):
    body = lesson(client, made.article)
    ids = set(re.findall(r'id="([sf]\d+)"', body))
    targets = set(re.findall(r'href="#([sf]\d+)"', body))
    assert targets <= ids
    assert len([target for target in targets if target[0] == "f"]) == len(made.questions)


def test_text_stands_in_the_page_word_for_word(client, made):
    body = re.search(r'<div class="article-text".*?</div>', lesson(client, made.article), re.DOTALL).group()
    body = re.sub(r'<a class="factnum".*?</a>(&nbsp;|&#8288;)', "", body)
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    for _heading, paragraph in scene.PARAGRAPHS:
        assert " ".join(paragraph.split()).replace(" ", "") in shown.replace(" ", "")


def test_claim_names_its_speaker(client, made):
    assert "Claimed by Tomas Reyl" in lesson(client, made.article)


def test_markup_and_template_signs_in_a_text_stay_text(client, made):
    made.article.title = "<script>alert(1)</script> {{ settings.SECRET_KEY }}"
    made.article.save()
    ArticleVersionFactory(article=made.article, text="A <b>bold</b> claim was made in 1990. {% load i18n %} is no tag.")
    body = lesson(client, made.article)
    assert "<script>alert" not in body
    assert "&lt;b&gt;bold&lt;/b&gt;" in body
    assert "{% load i18n %} is no tag." in body
    assert "{{ settings.SECRET_KEY }}" in body


def test_unknown_publisher_and_date_are_shown_as_unknown(client, made):
    made.article.publisher, made.article.published_on = None, None
    made.article.save()
    body = lesson(client, made.article)
    assert "Publisher unknown" in body
    assert "Date unknown" in body


def test_earlier_version_stays_readable_and_says_so(client, made):
    ArticleVersionFactory(article=made.article, text="The tunnel was renamed in 2025.")
    address = reverse("public:lesson-version", args=[made.article.slug, 1])
    body = client.get(address).content.decode()
    assert "earlier version" in body
    assert "first shaft was sunk" in body
    assert "Quiz me" not in body
    assert client.get(reverse("public:lesson-version", args=[made.article.slug, 9])).status_code == 404


def test_learner_sees_the_memory_of_each_fact_and_a_stranger_none(client, made):
    assert 'class="memory"' not in lesson(client, made.article)
    client.force_login(StudentFactory())
    body = lesson(client, made.article)
    assert body.count('class="memory"') == len(made.questions)
    assert f"{len(made.questions)} new" in body


def test_article_of_a_private_topic_is_no_page(client, made):
    made.topic.visibility = "private"
    made.topic.save()
    for address in (
        reverse("public:lesson", args=[made.article.slug]),
        reverse("public:topic-detail", args=[made.topic.slug]),
    ):
        assert client.get(address).status_code == 404
    assert made.topic.name not in client.get("/").content.decode()
