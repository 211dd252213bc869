"""The progress page: mastery over time, what comes back, how sure against how right, what keeps slipping."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.usecases import take_quiz
from studyapp.usecases.take_quiz import Given
from tests.factories import FactMemoryFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ADDRESS = reverse("study:progress")


def sit(student, made, ago: int, *, length: int = 5, confidence: int = 3, seed: int = 3):
    """A quiz some days ago in which all is known."""
    now = timezone.now() - ago * DAY
    attempt = take_quiz.start(student, topic=made.topic, article=None, length=length, now=now, seed=seed)
    for position in range(1, attempt.length + 1):
        asked = take_quiz.sheet(attempt, position)
        text = asked.wording.key_value
        if asked.wording.format == "options":
            text = str(1 + [o.position for o in asked.options].index(asked.wording.key_option))
        take_quiz.submit_answer(student, attempt.pk, position, Given(text=text, confidence=confidence), now)
    return attempt


def page(client, address: str = ADDRESS) -> str:
    return html.unescape(client.get(address).content.decode())


def charts(body: str) -> list[str]:
    return re.findall(r'class="chart[^>]*role="img" aria-label="([^"]+)"', body)


def test_someone_new_sees_no_empty_charts(client, student):
    body = page(client)
    assert "Take one quiz" in body
    assert not charts(body)
    assert "Facts that keep slipping" not in body


def test_each_chart_tells_its_finding_and_has_a_table(client, student, made):
    for ago in (9, 5):
        sit(student, made, ago, seed=ago)
    found = charts(page(client))
    assert len(found) == 3
    assert re.search(r"Mastery (rose|fell|has stayed)", found[0])
    assert re.search(r"(\d+|None) today, \d+ within a week, \d+ within four weeks", found[1])
    assert "When you are certain, you are right 10 of 10 times" in found[2]
    assert page(client).count("Show as a table") == 3


def test_one_day_of_answers_gives_words_instead_of_a_line(client, student, made):
    sit(student, made, 0)
    body = page(client)
    assert "A line begins here once you have answered on a second day." in body
    assert "after ten such answers" in body
    assert "None. A fact stands here" in body


def test_forecast_says_what_the_review_asks_today(client, student, made):
    sit(student, made, 20)
    body = page(client)
    [today] = re.findall(r"(\d+) today, ", charts(body)[1])
    assert int(today) > 0
    assert f"{today} facts are due today." in body


def test_facts_that_slip_lead_to_their_sentence(client, student, made):
    sit(student, made, 2)
    fact = made.topic.questions.first().fact
    student.memories.filter(fact=fact).delete()
    FactMemoryFactory(learner=student, fact=fact, lapses=3)
    found = re.search(r'<ul class="slipping.*?</ul>', page(client), re.S)[0]
    assert fact.label in found
    assert "Forgotten 3 times" in found
    assert re.search(r'href="/articles/fourteen-kilometres/#s\d+"', found)


def test_page_of_a_topic_has_its_line_and_says_what_would_raise_the_number(client, student, made):
    for ago in (9, 5):
        sit(student, made, ago, seed=ago)
    body = page(client, reverse("study:topic-progress", args=[made.topic.slug]))
    assert len(charts(body)) == 1
    assert "What would raise it" in body


def test_results_tell_mastery_before_and_after_with_word_and_range(client, student, made):
    first = sit(student, made, 1)
    second = sit(student, made, 0, seed=8)
    assert "Before: not enough answers yet" in page(client, reverse("study:results", args=[first.pk]))
    body = page(client, reverse("study:results", args=[second.pk]))
    assert re.search(r"Before: \w+, about \d+%, likely \d+–\d+%", body)
    assert re.search(r"\w+: about \d+%, likely \d+–\d+%, from 10 answers", body)


def test_no_style_attributes(client, student, made):
    for ago in (9, 5):
        sit(student, made, ago, seed=ago)
    assert " style=" not in page(client)


@pytest.mark.parametrize("quizzes", [1, 3])
def test_page_asks_the_same_number_of_questions_however_many_answers(
    client, student, made, quizzes, django_assert_max_num_queries
):
    for ago in range(quizzes):
        sit(student, made, 30 - ago, seed=ago)
    with django_assert_max_num_queries(24):
        client.get(ADDRESS)


def test_page_of_the_topic_itself_says_what_would_raise_the_number(client, student, made):
    address = reverse("public:topic-detail", args=[made.topic.slug])
    assert "a number stands here" in page(client, address)
    sit(student, made, 1)
    assert "What would raise it: right answers on the 3 facts" in page(client, address)
