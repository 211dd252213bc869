"""Sittings and answers."""

from __future__ import annotations

import datetime as dt

import factory

from studyapp.attempts.models import Attempt, Regrade, Rescore, Response
from studyapp.questions.models import Question, QuestionVersion
from tests.factories.accounts import InstructorFactory, StudentFactory
from tests.factories.questions import QuestionFactory

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def paper_of(questions: list[Question]) -> list[dict]:
    """The frozen paper of an attempt: current wordings, options in their stored order."""
    return [
        {
            "version": question.current_version_id,
            "options": [option.position for option in question.current_version.options.all()],
        }
        for question in questions
    ]


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open practice of ``questions`` (two of one article when not given)."""

    class Meta:
        model = Attempt

    learner = factory.SubFactory(StudentFactory)
    questions = None
    started_at = NOW
    seed = 7

    @classmethod
    def _create(cls, model_class, *args, questions, **kwargs):
        if questions is None:
            first = QuestionFactory()
            questions = [first, QuestionFactory(article=first.article, fact=first.fact, kind="short_answer")]
        if questions and not {"topic", "article", "quiz"} & kwargs.keys():
            kwargs |= {"topic": questions[0].topic, "article": questions[0].article}
        kwargs = {"paper": paper_of(questions), "asked_for": max(1, len(questions))} | kwargs
        return super()._create(model_class, *args, **kwargs)


class ResponseFactory(factory.django.DjangoModelFactory):
    """The right answer to the next question of the attempt; ``score=0.0`` makes it wrong."""

    class Meta:
        model = Response

    attempt = factory.SubFactory(AttemptFactory)
    position = factory.LazyAttribute(lambda o: o.attempt.responses.count() + 1)
    version = factory.LazyAttribute(
        lambda o: QuestionVersion.objects.get(pk=o.attempt.paper[o.position - 1]["version"])
    )
    given = factory.LazyAttribute(lambda o: right_answer(o.version) if o.score == 1.0 else "")
    score = 1.0
    reason = factory.LazyAttribute(lambda o: "exact" if o.score == 1.0 else "wrong")
    answered_at = factory.LazyAttribute(lambda o: o.attempt.started_at + dt.timedelta(minutes=o.position))
    idempotency_key = factory.Sequence(lambda n: f"response-{n}")


def right_answer(version: QuestionVersion) -> str:
    """What a learner gives when right: the option's position, else the value."""
    return version.key_value if version.key_option is None else str(version.key_option)


class RegradeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Regrade

    version = factory.LazyFunction(lambda: QuestionFactory().current_version)
    form = "Velmora Haven"
    who = factory.SubFactory(InstructorFactory)


class RescoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rescore

    response = factory.SubFactory(ResponseFactory)
    before = 0.0
    score = 1.0
    reason = "accepted_since"
    who = factory.SubFactory(InstructorFactory)
