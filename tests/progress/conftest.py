import datetime as dt
import itertools

import pytest

from studyapp.attempts.models import Response
from studyapp.progress.updating import fold
from tests.factories import NOW, AttemptFactory, ResponseFactory


@pytest.fixture
def answer():
    """Answer a question as the app does: keep the response, then fold it. Returns (response, folded)."""
    minutes = itertools.count(1)

    def give(learner, question, score=1.0, *, at=None, now=None, **fields):
        at = at or NOW + dt.timedelta(minutes=next(minutes))
        attempt = fields.pop("attempt", None) or AttemptFactory(learner=learner, questions=[question])
        response: Response = ResponseFactory(
            attempt=attempt, version=question.current_version, score=score, answered_at=at, **fields
        )
        folded = fold(
            response,
            learner_id=learner.pk,
            topic_id=question.topic_id,
            fact_id=question.fact_id,
            format=question.format,
            options=question.current_version.options.count(),
            now=now or at,
        )
        return response, folded

    return give
