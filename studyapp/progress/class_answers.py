"""The answers that belong to a class: listed, one by one with its receipt, and as rows to take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from studyapp.accounts.models import Classroom, User
from studyapp.assignments.models import Assignment
from studyapp.attempts.feedback import Feedback, asked_about, feedback_of
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.paper import sheet
from studyapp.attempts.queries import valid_scores
from studyapp.facts.queries import NOBODY, others_on
from studyapp.progress.class_topics import answers_of_class
from studyapp.questions.models import Question, QuestionVersion

AT_ONCE = 500  # rows held while a table is taken away


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """One answer as its learner gave it, with its receipt. ``assignment`` is None for study of their own."""

    learner: User
    response: Response
    attempt: Attempt
    assignment: Assignment | None
    feedback: Feedback

    @property
    def seconds(self) -> int:
        return round((self.response.duration_ms or 0) / 1000)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """``given`` and ``key`` in words; ``given`` is empty for who said that they do not know."""

    response: Response
    learner: User
    topic: str
    article: str
    work: str
    version: QuestionVersion
    given: str
    key: str


def answers_listed(classroom: Classroom, viewer, now: dt.datetime, *, learner_id: int) -> QuerySet[Response]:
    """A learner's answers of the class, newest first, with valid score, question and what it was given for."""
    answers = answers_of_class(classroom, viewer, now).filter(attempt__learner=learner_id)
    return valid_scores(answers).select_related(
        "version__question__topic", "attempt__assignment__quiz", "attempt__assignment__lesson_set"
    )


def answer_seen(classroom: Classroom, viewer, response_id: int, now: dt.datetime) -> SeenAnswer:
    """Raises Response.DoesNotExist for what is not the class's, Question.DoesNotExist for a topic closed to viewer."""
    answers = valid_scores(answers_of_class(classroom, viewer, now))
    response = answers.select_related(
        "attempt__learner", "attempt__assignment__quiz", "attempt__assignment__lesson_set"
    ).get(pk=response_id)
    attempt = response.attempt
    asked = sheet(attempt, response.position)
    question = asked_about([asked.wording.question_id], viewer).get(asked.wording.question_id)
    if question is None:
        raise Question.DoesNotExist
    words = asked.wording
    alone = words.is_set or not question.has_others
    others = NOBODY if alone else others_on(words.fact_id, words.topic_id, words.article_id)
    own = attempt.assignment if attempt.assignment and attempt.assignment.classroom_id == classroom.pk else None
    return SeenAnswer(attempt.learner, response, attempt, own, feedback_of(asked, response, question, others))


def answer_rows(classroom: Classroom, viewer, now: dt.datetime) -> Iterator[AnswerRow]:
    """All answers of the class, newest first, read in portions."""
    answers = valid_scores(answers_of_class(classroom, viewer, now)).select_related(
        "attempt__learner",
        "attempt__assignment__quiz",
        "attempt__assignment__lesson_set",
        "version__question__topic",
        "version__question__article",
    )
    for response in answers.prefetch_related("version__options").iterator(AT_ONCE):
        version, assignment = response.version, response.attempt.assignment
        own = assignment is not None and assignment.classroom_id == classroom.pk
        yield AnswerRow(
            response,
            response.attempt.learner,
            version.question.topic.name,
            version.question.article.title,
            str(assignment.lesson_set or assignment.quiz) if own else "",
            version,
            "" if response.dont_know else given_in_words(version, response.given),
            given_in_words(version, str(version.key_option)) if version.key_option is not None else version.key_value,
        )


def given_in_words(version: QuestionVersion, given: str) -> str:
    """What was chosen or written; of a set each row with what it was given, in the order of the rows."""
    if version.question.format in (Question.Format.TYPED, Question.Format.TRUE_FALSE):
        return given
    options = list(version.options.all())
    if version.question.format == Question.Format.OPTIONS:
        return next((option.text for option in options if str(option.position) == given), given)
    places = given.split()
    if len(places) != len(options):
        return given
    if version.question.format == Question.Format.ORDER:
        return "; ".join(f"{place}. {option.text}" for option, place in zip(options, places, strict=True))
    matches = [option.match for option in options]
    return "; ".join(f"{o.text}: {matches[int(place) - 1]}" for o, place in zip(options, places, strict=True))
