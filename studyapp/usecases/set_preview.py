"""A quiz as learners meet it, for whoever builds it. Nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.attempts.feedback import QuestionView, asked_about, question_view
from studyapp.attempts.models import Attempt
from studyapp.attempts.paper import sheet
from studyapp.engine.learning.standing import Standing
from studyapp.lessons.models import Quiz
from studyapp.lessons.quiz_papers import compose_quiz


@dataclass(frozen=True, slots=True)
class Asked:
    """A question before its answer, and the right answer in words."""

    question: QuestionView
    key: str


def quiz_as_asked(quiz: Quiz, user) -> list[Asked]:
    """A list in its order; of a draw one that a learner who has begun nothing could get."""
    composed = compose_quiz(quiz, user, seed=quiz.pk, standing=Standing(), shuffled=False)
    attempt = Attempt(paper=composed.paper, asked_for=len(composed.paper), seed=quiz.pk)
    sheets = [sheet(attempt, position) for position in range(1, attempt.length + 1)]
    questions = asked_about([one.wording.question_id for one in sheets], user)
    return [
        Asked(question_view(one, questions[one.wording.question_id]), one.wording.key_text)
        for one in sheets
        if one.wording.question_id in questions
    ]
