"""Where a learner stands when a quiz is put together: the same numbers an answer would find."""

import datetime as dt

import pytest

from studyapp.engine.learning.memory import FactWord
from studyapp.lessons.composing import candidates, compose
from studyapp.progress.standing import standing_of
from studyapp.questions.models import Question
from studyapp.questions.queries import servable
from tests.factories import (
    NOW,
    AbilityFactory,
    FactMemoryFactory,
    QuestionCalibrationFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return StudentFactory()


@pytest.fixture
def play():
    return playable_topic()


def stand(learner, *topics, now=NOW):
    return standing_of(learner, [topic.pk for topic in topics], {}, now)


def pool(play, standing):
    found = candidates(list(servable(play.topic)), standing)
    by_version = {question.current_version_id: question for question in play.questions}
    return {by_version[c.id]: c for c in found}


def test_choosing_expects_what_answering_expects(learner, play, answer):
    QuestionCalibrationFactory(question=play.questions[1])
    answer(learner, play.questions[0])
    later = NOW + dt.timedelta(days=3)
    chosen = pool(play, stand(learner, play.topic, now=later))
    assert len({c.chance for c in chosen.values()}) > 2
    response, _ = answer(learner, play.questions[1], at=later)
    assert response.expected_chance == chosen[play.questions[1]].chance


def test_memory_is_that_of_the_learner_by_their_day(learner, play):
    tonight = NOW.replace(hour=23)
    FactMemoryFactory(learner=learner, fact=play.questions[0].fact, due=tonight)
    FactMemoryFactory(learner=StudentFactory(), fact=play.questions[1].fact, due=tonight)
    chosen = pool(play, stand(learner, play.topic))
    assert [chosen[q].memory for q in play.questions[:2]] == [FactWord.DUE, FactWord.NEW]


@pytest.mark.parametrize(("answers", "starting"), [(4, True), (5, False)])
def test_answers_in_any_topic_end_the_start(learner, play, answers, starting):
    AbilityFactory(learner=learner, topic=None, answers=answers)
    assert stand(learner, play.topic).is_starting is starting


def test_a_learner_who_starts_gets_the_easier_questions(learner, play):
    hard = play.questions[0]
    QuestionCalibrationFactory(question=hard, mean=4.0)
    paper = compose(play.topic, None, length=4, seed=1, standing=stand(learner, play.topic)).paper
    assert hard.current_version_id not in [entry["version"] for entry in paper]


@pytest.mark.parametrize("count", [1, 3])
def test_two_queries_for_any_number_of_topics(learner, django_assert_num_queries, count):
    topics = [playable_topic().topic for _ in range(count)]
    stand(learner, topics[0])  # difficulties are in the process now
    with django_assert_num_queries(2):
        stand(learner, *topics)


@pytest.mark.parametrize("more", [0, 5])
def test_composing_takes_three_queries_and_then_one_however_many_questions(
    learner, play, django_assert_num_queries, more
):
    for _ in range(more):
        other = playable_topic().questions
        Question.objects.filter(pk__in=[q.pk for q in other]).update(topic=play.topic, article=play.article)
    standing = stand(learner, play.topic)
    for queries in (3, 1):  # wordings are read once in a process
        with django_assert_num_queries(queries):
            assert len(compose(play.topic, None, length=5, seed=1, standing=standing).paper) == 5
