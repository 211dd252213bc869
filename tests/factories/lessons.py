"""Quizzes put together by a person."""

from __future__ import annotations

import factory

from studyapp.lessons.models import Quiz, QuizQuestion
from tests.factories.questions import QuestionFactory
from tests.factories.sources import TopicFactory


class QuizFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quiz

    slug = factory.Sequence(lambda n: f"harbour-quiz-{n}")
    title = factory.Sequence(lambda n: f"Harbour quiz {n}")
    topic = factory.SubFactory(TopicFactory)


class QuizQuestionFactory(factory.django.DjangoModelFactory):
    """The next question of a quiz, from the quiz's topic."""

    class Meta:
        model = QuizQuestion

    quiz = factory.SubFactory(QuizFactory)
    position = factory.LazyAttribute(lambda o: o.quiz.entries.count() + 1)
    question = factory.SubFactory(QuestionFactory, topic=factory.SelfAttribute("..quiz.topic"))
