"""The receipt names who else says so, and who says otherwise."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    AttemptFactory,
    FactFactory,
    QuestionFactory,
    ResponseFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
LOST = "count|lose|carrow|mill|worker|1931|workers"
MILL = "The mill at Carrow lost 340 workers. Jonas Hale spoke of 120."


def lost(article, value, speaker=""):
    said = {"speaker": speaker, "stance": "attributed" if speaker else "asserted"}
    return FactFactory(article=article, value=value, answer_type="count", unit="workers", claim_key=LOST, evidence=said)


def receipt(client, question) -> str:
    learner = StudentFactory()
    client.force_login(learner)
    attempt = AttemptFactory(learner=learner, questions=[question])
    ResponseFactory(attempt=attempt)
    body = client.get(reverse("study:question", args=[attempt.pk, 1])).content.decode()
    return re.search(r'<article class="receipt".*?</article>', body, re.DOTALL).group()


def test_receipt_names_who_says_so_too_and_who_says_otherwise(client):
    article = ArticleFactory(text=MILL)
    other = ArticleFactory(topic=article.topic, text=MILL, title="Mills of the east")
    question = QuestionFactory(fact=lost(article, "340"), status="approved")
    assert "Says so too" not in receipt(client, question)
    lost(other, "340")
    lost(article, "120", "Jonas Hale")
    shown = receipt(client, question)
    lessons = [reverse("public:lesson", args=[a.slug]) for a in (other, article)]
    assert f'Says so too</dt><dd lang="en"><a href="{lessons[0]}#s1">Mills of the east</a></dd>' in shown
    assert f'Jonas Hale, <a href="{lessons[1]}#s2">{article.title}</a>: 120</dd>' in shown
