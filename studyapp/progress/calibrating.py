"""Making the next calibration snapshot: what new answers say of questions and topics.

Each answer kept what was expected of its learner beforehand, so only new answers are read, and no
learner's history. An answer to a fact seen before weighs little, here as for the learner.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from studyapp.attempts.models import Response
from studyapp.engine.learning.difficulty import as_known_now, learn
from studyapp.engine.learning.estimates import Expected, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import Outcome
from studyapp.engine.learning.mastery import guess_floor
from studyapp.progress.asked import Asked, asked_of
from studyapp.progress.difficulties import history, look_again
from studyapp.progress.models import CalibrationSnapshot, QuestionCalibration, TopicCalibration
from studyapp.questions.wordings import wording

AT_LEAST = 20  # new answers that are worth a snapshot
AT_MOST = 20_000  # answers in one snapshot; the next takes the rest
SETTLED = dt.timedelta(minutes=1)  # by then no answer with a lower number is still on its way
ROWS_AT_A_TIME = 500


def calibrate(now: dt.datetime, at_least: int = AT_LEAST) -> CalibrationSnapshot | None:
    """The next snapshot from the answers that came since the last; None when they are too few.

    Two processes that calibrate at once make one snapshot: the later finds the number taken.
    """
    last = CalibrationSnapshot.objects.last()
    responses = list(_new(last.up_to if last else 0, now)[:AT_MOST])
    if len(responses) < max(1, at_least):
        return None
    before, earlier = look_again(after=0.0), history(questions=())
    items: dict[int, ItemPrior] = {}
    topics: dict[int, TopicPrior] = {}
    answers: Counter[tuple[type, int]] = Counter()
    for response in responses:
        asked = asked_of(wording(response.version_id))
        item = items.get(asked.question_id) or before.item(asked)
        topic = topics.get(asked.topic_id) or before.topic(asked.topic_id)
        theta = Expected(response.expected_mean, response.expected_variance, response.nth_in_topic)
        theta = as_known_now(theta, earlier.topic(asked.topic_id, response.calibration), topic)
        items[asked.question_id], topics[asked.topic_id] = learn(theta, item, topic, _outcome(response, asked))
        answers[QuestionCalibration, asked.question_id] += 1
        answers[TopicCalibration, asked.topic_id] += 1
    try:
        with transaction.atomic():
            return _write(last, responses, items, topics, answers, now)
    except IntegrityError:
        return None


def _new(after: int, now: dt.datetime) -> QuerySet[Response]:
    return Response.objects.filter(
        pk__gt=after, counted=True, expected_mean__isnull=False, received_at__lt=now - SETTLED
    ).order_by("pk")


def _outcome(response: Response, asked: Asked) -> Outcome:
    floor = 0.0 if response.dont_know else guess_floor(asked.format, asked.options)
    return Outcome(0.0 if response.dont_know else response.score, floor, response.weight)


def _write(
    last: CalibrationSnapshot | None,
    responses: list[Response],
    items: Mapping[int, ItemPrior],
    topics: Mapping[int, TopicPrior],
    answers: Counter[tuple[type, int]],
    now: dt.datetime,
) -> CalibrationSnapshot:
    snapshot = CalibrationSnapshot.objects.create(
        number=last.number + 1 if last else 1, made_at=now, up_to=responses[-1].pk, responses=len(responses)
    )
    before = {
        model: _answers_before(model, key, found)
        for model, key, found in ((QuestionCalibration, "question", items), (TopicCalibration, "topic", topics))
    }
    QuestionCalibration.objects.bulk_create(
        [
            QuestionCalibration(
                snapshot=snapshot,
                question_id=pk,
                mean=item.mean,
                variance=item.variance,
                slope=item.slope,
                slope_variance=item.slope_variance,
                answers=before[QuestionCalibration].get(pk, 0) + answers[QuestionCalibration, pk],
            )
            for pk, item in items.items()
        ],
        batch_size=ROWS_AT_A_TIME,
    )
    TopicCalibration.objects.bulk_create(
        [
            TopicCalibration(
                snapshot=snapshot,
                topic_id=pk,
                mean=topic.mean,
                variance=topic.variance,
                practice=topic.practice,
                practice_variance=topic.practice_variance,
                answers=before[TopicCalibration].get(pk, 0) + answers[TopicCalibration, pk],
            )
            for pk, topic in topics.items()
        ],
        batch_size=ROWS_AT_A_TIME,
    )
    return snapshot


def _answers_before(model, key: str, ids: Mapping[int, object]) -> dict[int, int]:
    """Answers behind the last row of each; counts only grow, so the last is the largest."""
    found: dict[int, int] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), ROWS_AT_A_TIME):
        rows = model.objects.filter(**{f"{key}__in": wanted[start : start + ROWS_AT_A_TIME]})
        found |= dict(rows.values_list(key).annotate(Max("answers")))
    return found
