"""What pages read: mastery of topics, memory of facts, and where the numbers come from."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from studyapp.engine.learning.mastery import Word
from studyapp.progress.models import Ability
from studyapp.progress.queries import (
    FactCounts,
    changes_of,
    facts_memory,
    history,
    topic_progress,
)
from tests.factories import (
    NOW,
    AttemptFactory,
    FactMemoryFactory,
    QuestionFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return StudentFactory()


@pytest.fixture
def play():
    return playable_topic()


def remember(learner, question, *, stability, due):
    return FactMemoryFactory(learner=learner, fact=question.fact, stability=stability, due=due, last_review=NOW - DAY)


def test_a_topic_nobody_has_touched_has_new_facts_and_no_number(learner, play):
    [progress] = topic_progress(learner, [play.topic], NOW)
    assert progress.facts == FactCounts(new=5)
    assert progress.mastery.word is Word.NOT_ENOUGH
    assert (progress.answers, progress.last_at) == (0, None)


def test_counts_follow_memory(learner, play):
    first, second, third, fourth, _ = play.questions
    remember(learner, first, stability=20.0, due=NOW + DAY)
    remember(learner, second, stability=2.0, due=NOW + DAY)
    remember(learner, third, stability=20.0, due=NOW)
    remember(StudentFactory(), fourth, stability=20.0, due=NOW + DAY)
    [progress] = topic_progress(learner, [play.topic], NOW)
    assert progress.facts == FactCounts(solid=1, learning=1, due=1, new=2)
    assert progress.facts.total == 5


def test_facts_without_a_question_to_get_are_not_counted(learner, play):
    play.questions[0].status = "rejected"
    play.questions[0].save()
    QuestionFactory(fact=play.questions[1].fact, kind="short_answer", status="approved")
    [progress] = topic_progress(learner, [play.topic], NOW)
    assert progress.facts.total == 4


def test_answers_give_a_number_from_three_on(learner, play, answer):
    words = []
    for question in play.questions[:3]:
        answer(learner, question)
        [progress] = topic_progress(learner, [play.topic], NOW)
        words.append(progress.mastery.is_shown)
    assert words == [False, False, True]
    assert (progress.answers, progress.last_at) == (3, Ability.objects.get(topic=play.topic).last_at)


def test_topics_come_in_the_order_given_each_with_its_own(learner, play, answer):
    other = playable_topic()
    answer(learner, play.questions[0])
    found = topic_progress(learner, [other.topic, play.topic], NOW)
    assert [(p.topic, p.answers) for p in found] == [(other.topic, 0), (play.topic, 1)]
    assert found[0].mastery.chance > 0.5  # general ability speaks for a new topic too


def test_a_visitor_without_account_sees_new_facts(play):
    [progress] = topic_progress(AnonymousUser(), [play.topic], NOW)
    assert progress.facts == FactCounts(new=5)


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_for_any_number_of_topics(learner, answer, django_assert_num_queries, count):
    topics = []
    for _ in range(count):
        played = playable_topic()
        topics.append(played.topic)
        answer(learner, played.questions[0])
    with django_assert_num_queries(3):
        topic_progress(learner, topics, NOW)


def test_no_topics_no_queries(learner, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert topic_progress(learner, [], NOW) == []


def test_facts_come_in_learning_order_with_recall(learner, play):
    remember(learner, play.questions[2], stability=20.0, due=NOW + 19 * DAY)
    found = facts_memory(learner, topic=play.topic, now=NOW)
    assert [f.label for f in found] == [q.fact.label for q in play.questions]
    assert [f.word for f in found] == ["new", "new", "solid", "new", "new"]
    assert found[0].recall == 0
    assert 0.9 < found[2].recall < 1


def test_facts_of_an_article_are_its_own(learner, play):
    QuestionFactory(topic=play.topic, status="approved")
    found = facts_memory(learner, article=play.article, now=NOW)
    assert [f.fact_id for f in found] == [q.fact_id for q in play.questions]
    assert len(facts_memory(learner, topic=play.topic, now=NOW)) == 6


def test_facts_take_two_queries(learner, play, django_assert_num_queries):
    with django_assert_num_queries(2):
        facts_memory(learner, article=play.article, now=NOW)


def test_history_tells_how_far_each_answer_moved_the_number(learner, play, answer):
    answer(learner, play.questions[0])
    answer(learner, playable_topic().questions[0])
    answer(learner, play.questions[1], 0.0)
    last, folded = answer(learner, play.questions[2], 0.0, counted=False)
    steps = history(learner, play.topic)
    assert [s.moved > 0 for s in steps] == [True, False, False]
    assert [s.moved < 0 for s in steps] == [False, True, False]
    assert steps[-1].response == last
    assert steps[-1].after == folded.mastery_after


def test_history_ends_at_the_number_shown(learner, play, answer):
    for question in play.questions:
        _, folded = answer(learner, question)
    assert history(learner, play.topic)[-1].after == folded.mastery_after


@pytest.mark.parametrize("count", [1, 4])
def test_history_takes_five_queries_for_any_number_of_answers(learner, play, answer, django_assert_num_queries, count):
    for question in play.questions[:count]:
        answer(learner, question)
    with django_assert_num_queries(5):
        assert len([step.response.version.stem for step in history(learner, play.topic)]) == count


def test_changes_of_an_attempt_run_from_its_first_to_its_last_answer(learner, play, answer):
    answer(learner, play.questions[0])
    attempt = AttemptFactory(learner=learner, questions=play.questions[1:3])
    _, first = answer(learner, play.questions[1], attempt=attempt)
    _, last = answer(learner, play.questions[2], 0.0, attempt=attempt)
    answer(learner, play.questions[3])
    [change] = changes_of(attempt)
    assert change.topic == play.topic
    assert (change.before, change.after) == (first.mastery_before, last.mastery_after)


def test_an_attempt_without_counted_answers_changed_nothing(learner, play, answer):
    attempt = AttemptFactory(learner=learner, questions=play.questions)
    assert changes_of(attempt) == ()
    answer(learner, play.questions[0], attempt=attempt, counted=False)
    assert changes_of(attempt) == ()
