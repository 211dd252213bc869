"""Estimates of what a learner knows."""

from __future__ import annotations

import datetime as dt

import factory

from studyapp.progress.models import Ability, FactMemory
from tests.factories.accounts import StudentFactory
from tests.factories.attempts import NOW
from tests.factories.facts import FactFactory
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
