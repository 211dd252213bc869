"""Making the next calibration snapshot: what new answers say of questions and topics.

Each answer kept what was expected of its learner beforehand, so only new answers are read, and no
learner's history. An answer to a fact seen before weighs little, here as for the learner.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from studyapp.attempts.models import Response
from studyapp.attempts.queries import valid_scores
from studyapp.engine.learning.difficulty import as_known_now, learn
from studyapp.engine.learning.estimates import TOPIC_PRIOR, Expected, ItemPrior, TopicPrior
from studyapp.engine.learning.likelihood import Outcome
from studyapp.engine.learning.mastery import guess_floor
from studyapp.progress.asked import Asked, asked_of
from studyapp.progress.difficulties import last_rows, look_again
from studyapp.progress.models import CalibrationSnapshot, QuestionCalibration, TopicCalibration
from studyapp.questions.models import Question
from studyapp.questions.wordings import wording
from studyapp.sources.models import Topic

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
    before, earlier = look_again(after=0.0), _Earlier()
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
    settled = Response.objects.filter(
        pk__gt=after, counted=True, expected_mean__isnull=False, received_at__lt=now - SETTLED
    )
    return valid_scores(settled).order_by("pk")


class _Earlier(dict[int, dict[int, TopicPrior]]):
    """Topics as they were when an answer was expected, by snapshot; few numbers, each read once."""

    def __missing__(self, number: int) -> dict[int, TopicPrior]:
        rows = last_rows(Topic.objects.order_by(), number) if number else ()
        self[number] = {row.topic_id: row.as_prior() for row in rows}
        return self[number]

    def topic(self, topic_id: int, number: int) -> TopicPrior:
        return self[number].get(topic_id, TOPIC_PRIOR)


def _outcome(response: Response, asked: Asked) -> Outcome:
    floor = 0.0 if response.dont_know else guess_floor(asked.format, asked.options)
    return Outcome(0.0 if response.dont_know else response.score_now, floor, response.weight)


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
    before = last.number if last else 0
    question_answers = _answers_before(Question, items, before)
    topic_answers = _answers_before(Topic, topics, before)
    QuestionCalibration.objects.bulk_create(
        [
            QuestionCalibration(
                snapshot=snapshot,
                question_id=pk,
                mean=item.mean,
                variance=item.variance,
                slope=item.slope,
                slope_variance=item.slope_variance,
                answers=question_answers.get(pk, 0) + answers[QuestionCalibration, pk],
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
                answers=topic_answers.get(pk, 0) + answers[TopicCalibration, pk],
            )
            for pk, topic in topics.items()
        ],
        batch_size=ROWS_AT_A_TIME,
    )
    return snapshot


def _answers_before(owner: type[Question | Topic], ids: Iterable[int], number: int) -> dict[int, int]:
    """Answers behind the last row of each."""
    found: dict[int, int] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted) if number else 0, ROWS_AT_A_TIME):
        owners = owner.objects.order_by().filter(pk__in=wanted[start : start + ROWS_AT_A_TIME])
        found |= {getattr(row, f"{owner._meta.model_name}_id"): row.answers for row in last_rows(owners, number)}
    return found
