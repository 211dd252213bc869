"""The lesson: the article as it stands, its facts, and the links between them."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from studyapp.facts.models import Fact
from tests.browser import scene
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    EntityFactory,
    FactFactory,
    QuestionFactory,
    StudentFactory,
)

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


def section(body: str, summary: str) -> str:
    return re.search(rf"<details class=\"aid\">\s*<summary>{summary}.*?</details>", body, re.DOTALL).group()


def test_names_and_timeline_lead_to_their_sentences(client, made):
    varga = EntityFactory(topic=made.topic, name="Odile Varga")
    began, led, opened = (made.questions[n].fact for n in (0, 1, 4))
    led.entity, began.value, opened.value = varga, "1987-03", "1994-09-04"
    for fact in (began, led, opened):
        fact.save()
    body = html.unescape(lesson(client, made.article))
    ids = set(re.findall(r'id="(s\d+)"', body))
    names, timeline = (section(body, word) for word in ("People", "Timeline"))
    assert re.search(r'href="#s2"[^>]*>Odile Varga</a>', names)
    assert re.findall(r'<span class="when">(?:<time datetime="[\d-]+">)?([^<]+)', timeline) == ["March 1987", "4 September 1994", "2011"]  # fmt: skip
    for part in (names, timeline):
        assert set(re.findall(r'href="#(s\d+)"', part)) <= ids


def test_word_that_the_text_explains_leads_to_its_explanation(client):
    article = ArticleFactory(text="")
    ArticleVersionFactory(article=article, text="Velmora has two of them. A mole is a wall that keeps waves away.")
    FactFactory(article=article, value="mole", answer_type="term", label="A … is a wall that keeps waves away")
    words = section(lesson(client, article), "Words explained")
    assert 'href="#s2" lang="en">A mole is a wall that keeps waves away</a>' in words


def test_text_without_facts_has_no_empty_sections(client):
    body = lesson(client, ArticleFactory())
    assert "No key facts were found" in body
    assert "<details" not in body


@pytest.mark.parametrize("more", [0, 6])
def test_lesson_asks_the_same_number_of_questions_however_many_facts(client, django_assert_num_queries, made, more):
    for _ in range(more):
        entity, subject = EntityFactory(topic=made.topic), EntityFactory(topic=made.topic)
        FactFactory(article=made.article, value="Eastering", answer_type="city", entity=entity, subject=subject)
    with django_assert_num_queries(3):
        lesson(client, made.article)


def test_sentence_with_many_facts_shows_two_numbers_and_the_list_has_them_all(client, made):
    for value, kind in (("Eastering", "city"), ("first shaft", "name"), ("Marrow Sound", "name")):
        FactFactory(article=made.article, value=value, answer_type=kind, label=f"What … is, {value}")
    body = lesson(client, made.article)
    first = re.search(r'<span class="sentence has-fact" id="s1">.*?</p>', body, re.DOTALL).group().split('id="s2"')[0]
    assert first.count('class="factnum"') == 2
    assert len(re.findall(r'<li id="f\d+">\s*<a href="#s1">', body)) == 4


def test_facts_that_say_the_same_of_a_sentence_share_a_line_with_the_memory_of_any(client, made):
    fact = made.questions[1].fact  # of the second sentence: the engineer
    made.questions[1].status = "rejected"
    made.questions[1].save()
    twin = FactFactory(article=made.article, value=fact.value, answer_type="person", label="Engineer of the tunnel")
    QuestionFactory(fact=twin, kind="short_answer", status="approved")
    client.force_login(StudentFactory())
    body = lesson(client, made.article)
    lines = re.findall(r'<li id="f\d+">.*?</li>', body, re.DOTALL)
    assert len(lines) == len(made.questions)
    assert all('class="memory"' in line for line in lines)
    assert "Engineer of the tunnel" not in body


@pytest.mark.parametrize(
    ("label", "value", "lines"),
    [
        ("The tunnel of Marrow Sound was opened by … in 1994", "Odile Varga", 1),
        ("The tunnel of … was opened by Odile Varga", "Marrow Sound", 1),
        ("When the tunnel of Marrow Sound was opened by Odile Varga", "1994", 1),
        ("Engineer", "Odile Varga", 2),
        ("The pumps of … hold back the sea", "Marrow Sound", 2),
    ],
)
def test_a_sentence_is_told_once_whichever_of_its_words_are_asked_for(client, label, value, lines):
    article = ArticleFactory(text="")
    ArticleVersionFactory(article=article, text="The tunnel of Marrow Sound was opened by Odile Varga in 1994.")
    FactFactory(
        article=article, value="1994", label="The tunnel of Marrow Sound was opened by Odile Varga in …", number=1994
    )
    FactFactory(article=article, value=value, label=label, answer_type="name")
    assert len(re.findall(r'<li id="f\d+">', lesson(client, article))) == lines


@pytest.mark.parametrize(("status", "score", "is_told"), [("draft", 0.3, 0), ("draft", 0.9, 1), ("approved", 0.3, 1)])
def test_what_only_waiting_questions_ask_is_no_key_fact(client, status, score, is_told):
    question = QuestionFactory(status=status, score=score)
    assert len(re.findall(r'<li id="f\d+">', lesson(client, question.article))) == is_told


def test_a_disputed_fact_says_so(client, made):
    assert "Others say otherwise" not in lesson(client, made.article)
    Fact.objects.filter(pk=made.questions[0].fact_id).update(status="disputed")
    assert lesson(client, made.article).count("Others say otherwise") == 1


def test_long_label_is_shown_whole(client, made):
    fact = made.questions[1].fact
    fact.label = "Who led the project and saw to it that no shaft was left without its pumps, lamps and ladders"
    fact.save()
    assert f'<span class="fact-label" lang="en">{fact.label}</span>' in lesson(client, made.article)


def test_lesson_without_facts_offers_no_quiz(client):
    version = ArticleVersionFactory(text="The ferry was late again.")
    body = lesson(client, version.article)
    assert "so there is no quiz on it" in body
    assert "Quiz me" not in body


def test_version_of_the_text_is_named_in_words(client, made):
    assert f"version {made.article.current_version.number} · " in lesson(client, made.article)
