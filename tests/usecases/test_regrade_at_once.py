"""Two instructors accept the same answer at the same moment: one regrade, one new score, one line of news."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone

from studyapp.accounts.models import Notice
from studyapp.attempts.models import Regrade, Rescore
from studyapp.usecases import regrade
from tests.factories import AdminFactory, AttemptFactory, ResponseFactory, playable_topic

FORM = "the late fifties"


@pytest.mark.django_db(transaction=True)
def test_accepted_by_several_at_once_is_accepted_once():
    question = playable_topic().questions[4]
    for _ in range(3):
        ResponseFactory(attempt=AttemptFactory(questions=[question]), score=0.0, given=FORM)
    people = [AdminFactory() for _ in range(4)]
    start, found = threading.Barrier(4), []

    def accept(who):
        start.wait()
        try:
            found.append(regrade.accept_form(who, question.pk, FORM, timezone.now())[1])
        except Exception as error:  # looked at below, in the thread that can fail the test
            found.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[who]) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [0, 0, 0, 3]
    assert (Regrade.objects.count(), Rescore.objects.count(), Notice.objects.count()) == (1, 3, 3)
