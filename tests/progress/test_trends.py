"""How it went over days: what the charts of the progress page are drawn from."""

import datetime as dt

import pytest

from studyapp.progress.queries import topic_progress
from studyapp.progress.trends import SureAndRight, mastery_by_day, slipping, sureness
from tests.factories import NOW, AttemptFactory, FactMemoryFactory, ResponseFactory, StudentFactory, playable_topic

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return StudentFactory(time_zone="UTC")


@pytest.fixture
def play():
    return playable_topic()


def test_a_day_ends_with_its_last_answer_and_begins_once_there_is_a_number(learner, play, answer):
    for question in play.questions[:4]:
        _, folded = answer(learner, question, at=NOW)
    _, later = answer(learner, play.questions[4], 0.0, at=NOW + 2 * DAY)
    [first, second] = mastery_by_day(learner)[play.topic.pk]
    assert (first.day, first.mastery) == (NOW.date(), folded.mastery_after)
    assert (second.day, second.mastery) == ((NOW + 2 * DAY).date(), later.mastery_after)


def test_days_are_those_of_the_learner(learner, play, answer):
    learner.time_zone = "Pacific/Auckland"
    for question in play.questions[:3]:
        answer(learner, question, at=NOW.replace(hour=22))
    [day] = mastery_by_day(learner)[play.topic.pk]
    assert day.day == NOW.date() + DAY


def test_the_last_day_is_what_the_page_says_at_that_time(learner, play, answer):
    for question in play.questions:
        answer(learner, question, at=NOW)
    [progress] = topic_progress(learner, [play.topic], NOW)
    assert mastery_by_day(learner)[play.topic.pk][-1].mastery == progress.mastery


def test_answers_of_others_and_those_not_counted_make_no_day(learner, play, answer):
    for question in play.questions:
        answer(StudentFactory(), question)
        answer(learner, question, counted=False)
    assert mastery_by_day(learner) == {}


@pytest.mark.parametrize("count", [3, 5])
def test_days_take_the_same_queries_however_many_answers(learner, play, answer, django_assert_num_queries, count):
    for question in play.questions[:count]:
        answer(learner, question)
    with django_assert_num_queries(4):
        mastery_by_day(learner)


def respond(learner, play, score, confidence, **fields):
    attempt = AttemptFactory(learner=learner, questions=play.questions[:1])
    ResponseFactory(attempt=attempt, score=score, confidence=confidence, **fields)


def test_how_sure_against_how_right(learner, play):
    for score in (1.0, 1.0, 0.5):
        respond(learner, play, score, 3)
    respond(learner, play, 0.0, 1)
    respond(learner, play, 1.0, None)
    respond(learner, play, 0.0, 3, dont_know=True)
    respond(learner, play, 0.0, 3, counted=False)
    respond(StudentFactory(), play, 0.0, 3)
    assert sureness(learner) == [SureAndRight(3, 2, 3), SureAndRight(1, 0, 1)]


def test_facts_slip_from_the_second_time_forgotten_on(learner, play):
    for question, lapses in zip(play.questions, (1, 2, 4, 3, 0), strict=True):
        FactMemoryFactory(learner=learner, fact=question.fact, lapses=lapses)
    play.questions[3].fact.status = "retired"
    play.questions[3].fact.save()
    FactMemoryFactory(learner=StudentFactory(), fact=play.questions[0].fact, lapses=9)
    assert [(f.fact_id, f.lapses) for f in slipping(learner, NOW)] == [
        (play.questions[2].fact_id, 4),
        (play.questions[1].fact_id, 2),
    ]
    assert len(slipping(learner, NOW, 1)) == 1


def test_slipping_facts_of_topics_no_longer_visible_are_not_named(learner):
    hidden = playable_topic(visibility="private")
    FactMemoryFactory(learner=learner, fact=hidden.questions[0].fact, lapses=5)
    assert slipping(learner, NOW) == []
