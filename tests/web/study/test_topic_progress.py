"""A topic's progress: facts by memory with their next date, and the answers that gave the number."""

from __future__ import annotations

import datetime as dt
import html
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from studyapp.web.study import progress_page
from studyapp.web.templatetags.mastery import moved_words, short_stem
from tests.factories import FactMemoryFactory, ResponseFactory

DAY = dt.timedelta(days=1)


def step(before: float | None, after: float | None, *, counted: bool = True):
    """A step between two chances; None where mastery has no number yet."""
    then, now = (SimpleNamespace(is_shown=c is not None, chance=c) for c in (before, after))
    return SimpleNamespace(response=SimpleNamespace(counted=counted), before=then, after=now)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, None, "Mastery has no number yet"),
        (None, 0.523, "Mastery begins at 52%"),
        (0.52, 0.56, "Up a little, from 52% to 56%"),
        (0.52, 0.61, "Up from 52% to 61%"),
        (0.52, 0.49, "Down a little, from 52% to 49%"),
        (0.52, 0.4, "Down from 52% to 40%"),
        (0.521, 0.524, "Hardly moved: 52%"),
    ],
)
def test_move_of_mastery_is_told_in_words_and_number(before, after, words):
    assert moved_words(step(before, after)) == words


def test_answer_that_does_not_count_says_so():
    assert moved_words(step(0.5, 0.5, counted=False)) == "Did not count"


def test_stem_is_short_and_a_statement_is_marked_as_one():
    stem = "The tunnel was _____ " + "very " * 30 + "long."
    version = SimpleNamespace(stem=stem, question=SimpleNamespace(format="typed"))
    assert short_stem(version).startswith("The tunnel was … very")
    assert len(short_stem(version).split()) == 18
    version = SimpleNamespace(stem="It opened in 2003.", question=SimpleNamespace(format="true_false"))
    assert short_stem(version) == "True or false: It opened in 2003"


def page(client, made, query: str = "") -> str:
    body = client.get(reverse("study:topic-progress", args=[made.topic.slug]) + query).content.decode()
    return " ".join(html.unescape(body).split())


def answer(student, made, *, right: int):
    attempt = take_quiz.start(student, topic=made.topic, article=made.article, length=10, now=timezone.now(), seed=3)
    for position in range(1, attempt.length + 1):
        asked = take_quiz.sheet(attempt, position)
        text = asked.wording.key_value
        if asked.wording.format == "options":
            text = str(1 + [o.position for o in asked.options].index(asked.wording.key_option))
        given = Given(text=text) if position <= right else Given(dont_know=True)
        take_quiz.submit_answer(student, attempt.pk, position, given, timezone.now())
    return attempt


def test_answers_are_listed_newest_first_each_with_its_receipt(client, student, made):
    attempt = answer(student, made, right=5)
    body = page(client, made)
    links = re.findall(r'<li> <time class="meta".*?href="([^"]+)".*?<p class="outcome-words">([^<]+)</p>', body)
    assert links == [
        (reverse("study:question", args=[attempt.pk, n]), "Right" if n <= 5 else "Not known") for n in range(8, 0, -1)
    ]
    assert "Mastery begins at" in body
    assert body.count("Mastery has no number yet") == 2
    assert len(re.findall(r"(?:Up|Down)(?: a little,)? from \d+% to \d+%|Hardly moved: \d+%", body)) == 5
    receipt = client.get(links[0][0]).content.decode()
    assert 'class="receipt"' in receipt


def test_facts_stand_by_memory_with_their_next_date_and_their_sentence(client, student, made):
    now = timezone.now()
    due, learning, solid = (q.fact for q in made.questions[:3])
    for fact, days, stability in ((due, -2, 3.0), (learning, 2, 3.0), (solid, 30, 40.0)):
        FactMemoryFactory(learner=student, fact=fact, due=now + days * DAY, last_review=now - DAY, stability=stability)
    body = page(client, made)
    groups = re.findall(r"<summary>(\w+) <span class=\"meta\">(\d+)</span></summary>(.*?)</details>", body)
    assert [(word, count) for word, count, _ in groups] == [
        ("Due", "1"),
        ("Learning", "1"),
        ("Solid", "1"),
        ("New", "5"),
    ]
    day = timezone.localdate(now + 2 * DAY)
    assert f'comes back on <time datetime="{day.isoformat()}">' in groups[1][2]
    assert "due since" in groups[0][2]
    assert f'/articles/{made.article.slug}/#s2" lang="en">{learning.label}</a>' in groups[1][2]


def test_answers_come_fifty_a_page(client, student, made, monkeypatch):
    monkeypatch.setattr(progress_page, "AT_ONCE", 3)
    answer(student, made, right=8)
    first, last = page(client, made), page(client, made, "?page=3")
    assert first.count('class="outcome-words"') == 3
    assert "Page 1 of 3" in first
    assert '?page=2#answers" rel="next"' in first
    assert last.count('class="outcome-words"') == 2
    assert 'rel="next"' not in last
    assert page(client, made, "?page=no-number") == first


def test_page_asks_the_same_number_of_questions_however_many_answers(client, student, made, django_assert_num_queries):
    answer(student, made, right=4)
    with django_assert_num_queries(18) as few:
        page(client, made)
    answer(student, made, right=8)
    with django_assert_num_queries(len(few)):
        page(client, made)


def test_topic_without_an_answer_shows_no_number(client, student, made):
    body = page(client, made)
    assert "Not enough answers yet" in body
    assert "No answers yet" in body
    assert "%" not in re.sub(r"<[^>]+>", "", body)


def test_answers_of_others_are_not_among_mine(client, student, made):
    ResponseFactory(attempt__questions=[made.questions[0]])
    assert "No answers yet" in page(client, made)


def test_progress_leads_to_the_page_of_each_topic(client, student, made):
    answer(student, made, right=8)
    assert reverse("study:topic-progress", args=[made.topic.slug]) in client.get("/progress/").content.decode()


def test_private_topic_has_no_page_of_progress(client, student, made):
    made.topic.visibility = "private"
    made.topic.save()
    assert client.get(reverse("study:topic-progress", args=[made.topic.slug])).status_code == 404
