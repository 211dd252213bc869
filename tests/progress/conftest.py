import datetime as dt
import itertools

import pytest

from studyapp.attempts.models import Response
from studyapp.progress.asked import asked_of
from studyapp.progress.updating import before, fold, note
from studyapp.questions.wordings import wording
from tests.factories import NOW, AttemptFactory, ResponseFactory


@pytest.fixture
def answer():
    """Answer a question as the app does: keep the response, then fold it. Returns (response, folded)."""
    minutes = itertools.count(1)

    def give(learner, question, score=1.0, *, at=None, now=None, **fields):
        at = at or NOW + dt.timedelta(minutes=next(minutes))
        attempt = fields.pop("attempt", None) or AttemptFactory(learner=learner, questions=[question])
        response = ResponseFactory.build(
            attempt=attempt, version=question.current_version, score=score, answered_at=at, **fields
        )
        return response, keep_and_fold(response, learner, now or at)

    return give


def keep_and_fold(response: Response, learner, now):
    asked = asked_of(wording(response.version_id))
    then = before(learner.pk, asked)
    note(response, asked, then)
    response.save()
    return fold(response, asked, then, learner_id=learner.pk, now=now)
