"""What classes are asked to do."""

from __future__ import annotations

import datetime as dt

import factory

from studyapp.assignments.models import Assignment, Extension
from tests.factories.accounts import ClassroomFactory, InstructorFactory, StudentFactory
from tests.factories.lessons import QuizFactory


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A quiz that is open and due a week later; ``quiz=None`` where a set is given."""

    class Meta:
        model = Assignment

    classroom = factory.SubFactory(ClassroomFactory)
    quiz = factory.SubFactory(QuizFactory)
    opens_at = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    due_at = dt.datetime(2026, 3, 9, 18, 0, tzinfo=dt.UTC)
    created_by = factory.SubFactory(InstructorFactory)


class ExtensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Extension

    assignment = factory.SubFactory(AssignmentFactory)
    learner = factory.SubFactory(StudentFactory)
    due_at = dt.datetime(2026, 3, 16, 18, 0, tzinfo=dt.UTC)
    given_by = factory.SubFactory(InstructorFactory)
