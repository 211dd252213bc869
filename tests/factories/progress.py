"""Estimates of what a learner knows."""

from __future__ import annotations

import datetime as dt

import factory

from studyapp.progress.models import (
    Ability,
    CalibrationSnapshot,
    FactMemory,
    ItemStatistics,
    QuestionCalibration,
    QuizStatistics,
    TopicCalibration,
)
from tests.factories.accounts import StudentFactory
from tests.factories.attempts import NOW
from tests.factories.facts import FactFactory
from tests.factories.lessons import QuizFactory
from tests.factories.questions import QuestionFactory
from tests.factories.sources import TopicFactory


class AbilityFactory(factory.django.DjangoModelFactory):
    """An estimate for one topic; ``topic=None`` is the general one."""

    class Meta:
        model = Ability

    learner = factory.SubFactory(StudentFactory)
    topic = factory.SubFactory(TopicFactory)
    mean = 0.2
    variance = 0.6
    answers = 5
    last_at = NOW


class FactMemoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FactMemory

    learner = factory.SubFactory(StudentFactory)
    fact = factory.SubFactory(FactFactory)
    stability = 3.0
    difficulty = 5.0
    last_review = NOW
    due = factory.LazyAttribute(lambda o: o.last_review + dt.timedelta(days=3))
    reviews = 1


class CalibrationSnapshotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalibrationSnapshot

    number = factory.Sequence(lambda n: n + 1)
    made_at = NOW
    up_to = 0
    responses = 20


class QuestionCalibrationFactory(factory.django.DjangoModelFactory):
    """A question a little harder than usual."""

    class Meta:
        model = QuestionCalibration

    snapshot = factory.SubFactory(CalibrationSnapshotFactory)
    question = factory.SubFactory(QuestionFactory)
    mean = 0.8
    variance = 0.2
    slope = 1.1
    slope_variance = 0.05
    answers = 30


class TopicCalibrationFactory(factory.django.DjangoModelFactory):
    """A topic a little easier than usual, in which practice helps."""

    class Meta:
        model = TopicCalibration

    snapshot = factory.SubFactory(CalibrationSnapshotFactory)
    topic = factory.SubFactory(TopicFactory)
    mean = -0.4
    variance = 0.1
    practice = 0.1
    practice_variance = 0.01
    answers = 90


class ItemStatisticsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ItemStatistics

    question = factory.SubFactory(QuestionFactory)
    answers = 12
    facility = 0.75
    up_to = 1
    made_at = NOW


class QuizStatisticsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuizStatistics

    quiz = factory.SubFactory(QuizFactory)
    attempts = 12
    up_to = 1
    made_at = NOW
