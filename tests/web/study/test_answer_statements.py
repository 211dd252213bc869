"""What an answer costs in statements, session and user included, savepoints not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.usecases import take_quiz
from tests.factories import QuestionCalibrationFactory, StudentFactory, playable_topic

pytestmark = pytest.mark.django_db
AT_MOST = 11


def sent(client, attempt, position):
    address = reverse("study:question", args=[attempt.pk, position])
    client.get(address, headers={"hx-request": "true"})
    with CaptureQueriesContext(connection) as queries:
        client.post(address, {"dont_know": "1"}, headers={"hx-request": "true"})
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_an_answer_takes_eleven_statements_at_most_with_or_without_snapshots(client):
    learner, played = StudentFactory(), playable_topic()
    client.force_login(learner)
    QuestionCalibrationFactory(question=played.questions[0])
    attempt = take_quiz.start(learner, topic=played.topic, article=None, length=5, now=timezone.now())
    counts = [len(sent(client, attempt, position)) for position in range(1, 4)]
    assert max(counts) <= AT_MOST
    assert len(set(counts)) == 1
