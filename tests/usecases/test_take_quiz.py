"""Taking a quiz from the first question to the results."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from studyapp.attempts.answering import Given, UnanswerableError
from studyapp.attempts.models import Attempt, Response
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.models import Question
from studyapp.usecases import take_quiz
from tests.factories.accounts import StudentFactory
from tests.factories.playable import playable_topic

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return playable_topic()


@pytest.fixture
def learner():
    return StudentFactory()


@pytest.fixture
def attempt(learner, topic):
    return take_quiz.start(learner, topic=topic.topic, article=None, length=5, now=NOW, seed=7)


def place_of_key(attempt, position) -> str:
    """What a learner who knows sends: a place, a text, or true/false."""
    sheet = take_quiz.sheet(attempt, position)
    words = sheet.wording
    if words.format == "options":
        return str(1 + [o.position for o in sheet.options].index(words.key_option))
    return words.key_value


def wrong_for(attempt, position) -> str:
    sheet = take_quiz.sheet(attempt, position)
    words = sheet.wording
    if words.format == "options":
        return str(1 + next(i for i, o in enumerate(sheet.options) if o.position != words.key_option))
    if words.format == "true_false":
        return "false" if words.key_value == "true" else "true"
    return "quite another thing"


def answer(attempt, position, text, **more):
    return take_quiz.submit_answer(attempt.learner, attempt.pk, position, Given(text, **more), NOW)


def test_starting_asks_each_fact_once_and_freezes_the_paper(attempt, topic):
    facts = [take_quiz.sheet(attempt, n).wording.fact_id for n in range(1, attempt.length + 1)]
    assert sorted(facts) == sorted({q.fact_id for q in topic.questions})
    again = Attempt.objects.get(pk=attempt.pk)
    assert again.paper == attempt.paper


def test_starting_twice_finds_the_untouched_attempt(learner, topic, attempt):
    again = take_quiz.start(learner, topic=topic.topic, article=None, length=5, now=NOW)
    assert again.pk == attempt.pk
    answer(attempt, 1, wrong_for(attempt, 1))
    fresh = take_quiz.start(learner, topic=topic.topic, article=None, length=5, now=NOW)
    assert fresh.pk != attempt.pk


def test_same_seed_gives_the_same_paper(topic):
    papers = [
        take_quiz.start(StudentFactory(), topic=topic.topic, article=None, length=4, now=NOW, seed=3).paper
        for _ in range(2)
    ]
    assert papers[0] == papers[1]


def test_nothing_to_ask_is_said(learner):
    empty = playable_topic(status="rejected")
    with pytest.raises(take_quiz.NoQuestionsError):
        take_quiz.start(learner, topic=empty.topic, article=None, length=5, now=NOW)


def test_a_short_quiz_says_why(learner, topic):
    attempt = take_quiz.start(learner, topic=topic.topic, article=None, length=20, now=NOW)
    assert attempt.length == 5
    assert take_quiz.see_question(learner, attempt.pk, 1).why_short


def test_before_the_answer_nothing_tells(attempt, learner):
    for position in range(1, attempt.length + 1):
        page = take_quiz.see_question(learner, attempt.pk, position)
        assert page.feedback is None
        assert {o.state for o in page.question.options} <= {"open"}
        assert not any(o.why or o.receipt for o in page.question.options)


def test_right_and_wrong_answers_show_the_receipt(attempt):
    right = answer(attempt, 1, place_of_key(attempt, 1)).feedback
    wrong = answer(attempt, 2, wrong_for(attempt, 2)).feedback
    assert (right.is_right, wrong.is_right) == (True, False)
    for feedback in (right, wrong):
        quote = feedback.receipt.quote
        text = attempt.topic.articles.get().current_version.text
        assert quote.sentence in text
        assert quote.mark


def test_first_answer_stands_when_posted_again(attempt):
    first = answer(attempt, 1, wrong_for(attempt, 1))
    second = answer(attempt, 1, place_of_key(attempt, 1))
    assert second.feedback == first.feedback
    assert Response.objects.count() == 1


def test_dont_know_scores_nothing_and_is_kept_as_such(attempt):
    feedback = answer(attempt, 1, "", dont_know=True).feedback
    assert (feedback.score, feedback.dont_know, feedback.given_text) == (0, True, "")
    assert FactMemory.objects.get().lapses == 1 or FactMemory.objects.get().reviews == 1


def test_nothing_chosen_keeps_nothing(attempt):
    with pytest.raises(UnanswerableError):
        answer(attempt, 1, "")
    assert not Response.objects.exists()


def test_another_learners_attempt_is_not_there(attempt):
    with pytest.raises(Attempt.DoesNotExist):
        take_quiz.see_question(StudentFactory(), attempt.pk, 1)


def test_answering_moves_mastery_and_memory(attempt, learner):
    for position in range(1, 4):
        page = answer(attempt, position, place_of_key(attempt, position))
    assert Ability.objects.filter(learner=learner).count() == 2
    assert FactMemory.objects.filter(learner=learner).count() == 3
    assert page.change.mastery_after.chance > page.change.mastery_before.chance


def test_rebuilding_gives_the_same_numbers(attempt, learner):
    for position in range(1, attempt.length + 1):
        answer(attempt, position, (place_of_key if position % 2 else wrong_for)(attempt, position))
    rows = list(Ability.objects.order_by("topic_id").values()), list(FactMemory.objects.order_by("fact_id").values())
    rebuild()
    again = list(Ability.objects.order_by("topic_id").values()), list(FactMemory.objects.order_by("fact_id").values())
    ids = {"id"}
    assert [[{k: v for k, v in r.items() if k not in ids} for r in t] for t in rows] == [
        [{k: v for k, v in r.items() if k not in ids} for r in t] for t in again
    ]


def test_withdrawn_question_does_not_count(attempt):
    version = take_quiz.sheet(attempt, 1).wording
    Question.objects.filter(pk=version.question_id).update(status=Question.Status.RETIRED)
    feedback = answer(attempt, 1, place_of_key(attempt, 1)).feedback
    assert not feedback.counted
    assert not Ability.objects.exists()


def choosable(attempt):
    """Positions of questions that can be guessed."""
    return [n for n in range(1, attempt.length + 1) if take_quiz.sheet(attempt, n).wording.format != "typed"]


def test_right_answer_faster_than_reading_is_kept_and_not_counted(attempt):
    position = choosable(attempt)[0]
    feedback = answer(attempt, position, place_of_key(attempt, position), duration_ms=400).feedback
    assert (feedback.is_right, feedback.counted, feedback.not_counted_because) == (True, False, "too_fast")
    assert not Ability.objects.exists()


def test_response_keeps_what_was_expected_and_what_it_weighs(attempt):
    quick, slow = choosable(attempt)[:2]
    answer(attempt, quick, wrong_for(attempt, quick), duration_ms=400)
    answer(attempt, slow, wrong_for(attempt, slow), duration_ms=40_000)
    first, second = Response.objects.order_by("pk")
    assert (first.weight, second.weight) == (0.5, 1.0)
    assert (first.nth_in_topic, second.nth_in_topic) == (0, 1)
    assert second.expected_mean < first.expected_mean
    assert 0 < second.expected_chance < 1


def test_results_hold_only_what_was_answered(attempt, learner):
    answer(attempt, 1, place_of_key(attempt, 1))
    results = take_quiz.see_results(learner, attempt.pk)
    assert [f.question.position for f in results.feedbacks] == [1]
    assert results.left == (2, 3, 4, 5)
    assert Attempt.objects.get(pk=attempt.pk).finished_at is None


def test_last_answer_finishes_and_missed_can_be_retried(attempt, learner):
    for position in range(1, attempt.length + 1):
        answer(attempt, position, (wrong_for if position == 2 else place_of_key)(attempt, position))
    attempt.refresh_from_db()
    assert attempt.finished_at == NOW
    again = take_quiz.retry_missed(learner, attempt, NOW)
    assert again.paper == [attempt.paper[1]]


def test_header_is_hidden_where_it_tells_the_key(learner, topic, attempt):
    key = take_quiz.see_question(learner, attempt.pk, 1)
    words = take_quiz.sheet(attempt, 1).wording
    topic.article.title = f"All about {words.key_text}"
    topic.article.save()
    assert key.question.source is not None
    hidden = take_quiz.see_question(learner, attempt.pk, 1)
    told = answer(attempt, 1, place_of_key(attempt, 1))
    expected = words.format != "true_false"
    assert (hidden.question.source is None) is expected
    assert told.question.source is not None


def test_topic_is_not_named_where_it_tells_the_key(learner, topic, attempt):
    position = next(n for n in range(1, 6) if take_quiz.sheet(attempt, n).wording.key_text == "Ilse Brandt")
    assert take_quiz.see_question(learner, attempt.pk, position).question.topic_name == topic.topic.name
    topic.topic.name = "Ilse Brandt’s lighthouses"
    topic.topic.save()
    assert take_quiz.see_question(learner, attempt.pk, position).question.topic_name == ""
    assert answer(attempt, position, place_of_key(attempt, position)).question.topic_name == topic.topic.name


def test_an_answer_takes_few_statements(attempt, learner, django_assert_max_num_queries):
    take_quiz.see_question(learner, attempt.pk, 1)
    with django_assert_max_num_queries(11):  # two savepoints; session and user come on top in a request
        answer(attempt, 1, place_of_key(attempt, 1))


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_posts_leave_one_response():
    topic, learner = playable_topic(), StudentFactory()
    attempt = take_quiz.start(learner, topic=topic.topic, article=None, length=5, now=timezone.now())
    text, errors = place_of_key(attempt, 1), []

    def post():
        try:
            answer(attempt, 1, text)
        except Exception as error:  # any error in a thread must fail the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Response.objects.count() == 1
    assert Ability.objects.get(topic=topic.topic).answers == 1


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_begin_one_quiz():
    topic, learner = playable_topic(), StudentFactory()
    together, begun = threading.Barrier(5), []

    def press():
        together.wait()
        try:
            begun.append(take_quiz.start(learner, topic=topic.topic, article=None, length=5, now=timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [attempt.pk for attempt in begun] == [Attempt.objects.get().pk] * 5


def test_a_quiz_is_short_because_questions_wait_for_a_review(learner, topic):
    question = topic.questions[0]
    type(question).objects.filter(pk=question.pk).update(status="draft", score=0.1)
    attempt = take_quiz.start(learner, topic=topic.topic, article=None, length=20, now=NOW)
    assert "wait for a review" in take_quiz.see_question(learner, attempt.pk, 1).why_short
