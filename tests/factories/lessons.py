"""Quizzes put together by a person."""

from __future__ import annotations

import datetime as dt

import factory

from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion, Reading
from tests.factories.accounts import InstructorFactory, StudentFactory
from tests.factories.questions import QuestionFactory
from tests.factories.sources import ArticleFactory, TopicFactory


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


class LessonSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LessonSet

    slug = factory.Sequence(lambda n: f"harbours-week-{n}")
    title = factory.Sequence(lambda n: f"Harbours, week {n}")
    owner = factory.SubFactory(InstructorFactory)


class LessonSetItemFactory(factory.django.DjangoModelFactory):
    """The next place of a set: a lesson, unless ``article=None`` and a quiz are given."""

    class Meta:
        model = LessonSetItem

    lesson_set = factory.SubFactory(LessonSetFactory)
    position = factory.LazyAttribute(lambda o: o.lesson_set.items.count() + 1)
    article = factory.SubFactory(ArticleFactory)


class ReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reading

    learner = factory.SubFactory(StudentFactory)
    article = factory.SubFactory(ArticleFactory)
    read_at = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
