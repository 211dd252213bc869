"""What of its learners' study is a class's business: its topics, and single answers in them."""

from __future__ import annotations

import datetime as dt

import pytest

from studyapp.progress.class_topics import answers_of_class, topics_of_class
from tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW + dt.timedelta(days=2)


@pytest.fixture
def classroom():
    return factories.ClassroomFactory()


def grant(topic, classroom):
    factories.TopicGrantFactory(topic=topic, classroom=classroom)
    return topic


def names(classroom, viewer=None) -> list[str]:
    return [topic.name for topic in topics_of_class(classroom, viewer or classroom.owner, NOW)]


def answer(learner, question, **attempt):
    return factories.ResponseFactory(attempt=factories.AttemptFactory(learner=learner, questions=[question], **attempt))


def learner_of(classroom, **membership):
    return factories.MembershipFactory(classroom=classroom, **membership).user


def seen(classroom) -> set[int]:
    return set(answers_of_class(classroom, classroom.owner, NOW).values_list("pk", flat=True))


def test_topics_are_granted_ones_and_those_of_work_that_has_opened(classroom):
    grant(factories.TopicFactory(name="Granted", visibility="granted"), classroom)
    factories.AssignmentFactory(classroom=classroom, quiz__topic__name="Of a quiz")
    lesson_set = factories.LessonSetFactory()
    factories.LessonSetItemFactory(lesson_set=lesson_set, article__topic__name="Of a lesson")
    quiz = factories.QuizFactory(topic__name="Of a quiz in a set")
    factories.LessonSetItemFactory(lesson_set=lesson_set, article=None, quiz=quiz)
    asked = factories.QuestionFactory(topic=factories.TopicFactory(name="Of a question"))
    factories.QuizQuestionFactory(quiz=quiz, question=asked)
    factories.AssignmentFactory(classroom=classroom, quiz=None, lesson_set=lesson_set)

    factories.AssignmentFactory(classroom=classroom, quiz__topic__name="Withdrawn", withdrawn_at=NOW)
    later = {"opens_at": NOW + dt.timedelta(1), "due_at": None}
    factories.AssignmentFactory(classroom=classroom, quiz__topic__name="Opens tomorrow", **later)
    factories.AssignmentFactory(quiz__topic__name="Of another class")
    factories.TopicFactory(name="Public, and nobody’s work")

    assert names(classroom) == ["Granted", "Of a lesson", "Of a question", "Of a quiz", "Of a quiz in a set"]


def test_topic_that_the_viewer_may_not_see_is_left_out(classroom):
    private = factories.TopicFactory(name="Private", visibility="private", owner=classroom.owner)
    factories.AssignmentFactory(classroom=classroom, quiz__topic=private)
    colleague = factories.MembershipFactory(
        classroom=classroom, user=factories.InstructorFactory(), role="teacher"
    ).user

    assert (names(classroom), names(classroom, colleague)) == (["Private"], [])


def test_answer_in_a_topic_of_the_class_is_seen_and_private_study_elsewhere_is_not(classroom):
    learner = learner_of(classroom)
    ours, theirs = factories.QuestionFactory(), factories.QuestionFactory()
    grant(ours.topic, classroom)

    mine = answer(learner, ours)
    answer(learner, theirs)
    answer(factories.StudentFactory(), ours)

    assert seen(classroom) == {mine.pk}


def test_answer_before_joining_is_not_shown_unless_it_was_given_to_work_of_the_class(classroom):
    question = factories.QuestionFactory()
    learner = learner_of(classroom, joined_at=factories.NOW + dt.timedelta(days=1))
    work = factories.AssignmentFactory(classroom=classroom, quiz__topic=question.topic)

    answer(learner, question)
    to_work = answer(learner, question, what="assignment", assignment=work)
    since = answer(learner, question, started_at=factories.NOW + dt.timedelta(days=1, hours=1))

    assert seen(classroom) == {to_work.pk, since.pk}


@pytest.mark.parametrize("gone", [{"left_at": NOW}, {"joined_at": None}, {"role": "teacher"}])
def test_answers_of_who_is_no_student_of_the_class_are_not_seen(classroom, gone):
    question = factories.QuestionFactory()
    grant(question.topic, classroom)
    user = factories.InstructorFactory() if "role" in gone else factories.StudentFactory()
    answer(learner_of(classroom, user=user, **gone), question)

    assert seen(classroom) == set()
