"""A class with a quiz that one learner took: one answer right, one wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils import timezone

from studyapp.accounts.models import Classroom, User
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Response
from tests import factories


@dataclass(frozen=True)
class Made:
    classroom: Classroom
    learner: User
    assignment: Assignment
    right: Response
    wrong: Response

    @property
    def addresses(self) -> dict[str, dict[str, int]]:
        """Every page of the class's insight with what it is asked for."""
        pk, work = self.classroom.pk, {"assignment_id": self.assignment.pk}
        return {
            "class-detail": {"pk": pk},
            "class-mastery-csv": {"pk": pk},
            "class-answers-csv": {"pk": pk},
            "class-learner": {"pk": pk, "learner_id": self.learner.pk},
            "class-answer": {"pk": pk, "response_id": self.right.pk},
            "assignment-detail": {"pk": pk, **work},
            "assignment-csv": {"pk": pk, **work},
        }


@pytest.fixture
def made(db) -> Made:
    now = timezone.now()
    classroom = factories.ClassroomFactory(name="Harbour class")
    learner = factories.StudentFactory(username="ada", display_name="Ada Brandt")
    factories.MembershipFactory(classroom=classroom, user=learner)
    played = factories.playable_topic(name="Harbours", visibility="granted")
    factories.TopicGrantFactory(topic=played.topic, classroom=classroom)
    quiz = factories.QuizFactory(topic=played.topic, title="Week 3")
    questions = [played.questions[0], played.questions[4]]
    for question in questions:
        factories.QuizQuestionFactory(quiz=quiz, question=question)
    assignment = factories.AssignmentFactory(
        classroom=classroom, quiz=quiz, opens_at=now - dt.timedelta(days=3), due_at=now + dt.timedelta(days=2)
    )
    attempt = factories.AttemptFactory(
        learner=learner, questions=questions, what="assignment", assignment=assignment, quiz=quiz, topic=played.topic,
        started_at=now - dt.timedelta(days=1), finished_at=now - dt.timedelta(hours=23),
    )  # fmt: skip
    right = factories.ResponseFactory(attempt=attempt)
    wrong = factories.ResponseFactory(attempt=attempt, score=0.0, given="1985")
    factories.AbilityFactory(learner=learner, topic=None, answers=7, last_at=now)
    factories.AbilityFactory(learner=learner, topic=played.topic, answers=7, last_at=now)
    return Made(classroom, learner, assignment, right, wrong)
