"""The review of the day: due facts of all topics, unseen questions first, up to the daily goal."""

import datetime as dt

import pytest

from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt
from studyapp.engine.learning.memory import FactWord
from studyapp.progress.days import day_of
from studyapp.progress.queries import facts_memory, topic_progress
from studyapp.questions.models import QuestionVersion
from studyapp.usecases import review_today, take_quiz
from studyapp.usecases.review_today import GoalReachedError, NothingDueError
from tests.factories import (
    AttemptFactory,
    FactFactory,
    FactMemoryFactory,
    QuestionFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def learner():
    return StudentFactory(daily_goal=20)


def remember(learner, question, *, due=NOW - DAY, stability=3.0):
    return FactMemoryFactory(
        learner=learner, fact=question.fact, due=due, stability=stability, last_review=NOW - 5 * DAY
    )


def answered(learner, question, at=NOW, **fields):
    attempt = AttemptFactory(learner=learner, questions=[question])
    return ResponseFactory(attempt=attempt, answered_at=at, **fields)


def facts_of(attempt):
    versions = [entry["version"] for entry in attempt.paper]
    return set(QuestionVersion.objects.filter(pk__in=versions).values_list("question__fact", flat=True))


def test_due_facts_of_all_topics_are_mixed_and_others_left_out(learner):
    one, two = playable_topic(), playable_topic()
    for question in (*one.questions[:2], *two.questions[3:]):
        remember(learner, question)
    remember(learner, one.questions[2], due=NOW + 3 * DAY)
    attempt = review_today.start(learner, NOW)
    assert facts_of(attempt) == {q.fact_id for q in (*one.questions[:2], *two.questions[3:])}
    assert (attempt.what, attempt.topic, attempt.length, attempt.why_short) == (Attempt.What.REVIEW, None, 4, "")


def test_what_is_most_at_risk_comes_in_when_the_goal_leaves_no_room_for_all(learner):
    questions = playable_topic().questions
    for question, stability in zip(questions, (9.0, 0.5, 8.0, 0.2, 7.0), strict=True):
        remember(learner, question, stability=stability)
    learner.daily_goal = 2
    assert facts_of(review_today.start(learner, NOW)) == {questions[1].fact_id, questions[3].fact_id}


def test_a_question_not_seen_before_is_preferred(learner):
    seen = playable_topic().questions[0]
    other = QuestionFactory(fact=seen.fact, kind="short_answer", status="approved")
    answered(learner, seen, at=NOW - 5 * DAY)
    remember(learner, seen)
    [entry] = review_today.start(learner, NOW).paper
    assert entry["version"] == other.current_version_id


def test_answers_of_today_count_towards_the_goal_and_those_of_yesterday_do_not(learner):
    questions = playable_topic().questions
    learner.daily_goal = 4
    for question in questions:
        remember(learner, question)
    answered(learner, questions[0], at=NOW - dt.timedelta(hours=1))
    answered(learner, questions[1], at=NOW - dt.timedelta(hours=1), counted=False)
    answered(learner, questions[1], at=NOW - DAY)
    found = review_today.today(learner, NOW)
    assert (found.due, found.answered, found.left) == (5, 1, 3)
    assert review_today.start(learner, NOW).length == 3


def test_an_enemy_of_what_a_review_of_today_asks_waits_until_tomorrow(learner):
    played = playable_topic()
    asked, other = played.questions[:2]
    fact = FactFactory(article=played.article, value="Velmora", label="harbour that opened in the thirties")
    twin = QuestionFactory(fact=fact, kind="short_answer", status="approved")  # of the first one's sentence
    remember(learner, asked, stability=0.5)
    remember(learner, twin)
    first = review_today.start(learner, NOW)
    assert first.length == 1
    take_quiz.submit_answer(learner, first.pk, 1, take_quiz.Given(dont_know=True), NOW)
    assert review_today.today(learner, NOW).due == 0
    assert [coming.facts for coming in review_today.forecast(learner, NOW, 2)] == [0, 2]
    remember(learner, other)
    assert facts_of(review_today.start(learner, NOW)) == {other.fact_id}
    tomorrow = facts_of(review_today.start(learner, NOW + DAY))  # both are due, and which goes first is drawn
    assert len(tomorrow & {asked.fact_id, twin.fact_id}) == 1


def test_stops_at_the_goal(learner):
    question = playable_topic().questions[0]
    learner.daily_goal = 1
    remember(learner, question)
    answered(learner, question)
    assert review_today.today(learner, NOW).left == 0
    with pytest.raises(GoalReachedError):
        review_today.start(learner, NOW)


def test_nothing_due_is_said(learner):
    question = playable_topic().questions[0]
    remember(learner, question, due=NOW + 2 * DAY)
    with pytest.raises(NothingDueError):
        review_today.start(learner, NOW)


@pytest.mark.parametrize("topic", [{"visibility": "private"}, {}])
def test_facts_without_a_question_for_this_learner_are_not_asked(learner, topic):
    hidden = playable_topic(status="approved" if topic else "rejected", **topic)
    remember(learner, hidden.questions[0])
    assert review_today.today(learner, NOW).due == 0
    with pytest.raises(NothingDueError):
        review_today.start(learner, NOW)


def test_what_falls_due_later_today_comes_along_by_the_learners_own_day(learner):
    remember(learner, playable_topic().questions[0], due=NOW + dt.timedelta(hours=12))  # 21:00 in London
    assert review_today.today(learner, NOW).due == 1
    learner.time_zone = "Asia/Tokyo"  # there it is six in the morning of the next day
    assert review_today.today(learner, NOW).due == 0


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("hours", [-3, 0, 12, 14.9, 15, 22])
def test_pages_call_due_what_a_review_would_ask(learner, zone, hours):
    learner.time_zone = zone
    played = playable_topic()
    remember(learner, played.questions[0], due=NOW + dt.timedelta(hours=hours))
    due = review_today.today(learner, NOW).due
    [progress] = topic_progress(learner, [played.topic], NOW)
    words = [fact.word for fact in facts_memory(learner, topic=played.topic, now=NOW)]
    assert progress.facts.due == due
    assert words.count(FactWord.DUE) == due


def test_the_same_seed_asks_the_same(learner):
    played = playable_topic()
    other = StudentFactory(daily_goal=20)
    for question in played.questions:
        remember(learner, question)
        remember(other, question)
    assert review_today.start(learner, NOW, seed=3).paper == review_today.start(other, NOW, seed=3).paper


def test_a_review_not_begun_is_found_again_today_and_not_tomorrow(learner):
    for question in playable_topic().questions:
        remember(learner, question)
    first = review_today.start(learner, NOW)
    assert review_today.start(learner, NOW) == first
    assert review_today.start(learner, NOW + DAY) != first


def test_a_review_is_answered_like_any_quiz(learner):
    remember(learner, playable_topic().questions[0])
    attempt = review_today.start(learner, NOW)
    page = take_quiz.submit_answer(learner, attempt.pk, 1, take_quiz.Given(dont_know=True), NOW)
    assert page.change.memory_after.reviews == 2
    assert [change.topic for change in take_quiz.see_results(learner, attempt.pk).changes]
    with pytest.raises(NothingDueError):
        review_today.start(learner, NOW)


@pytest.mark.parametrize(
    ("zone", "hours"), [("Europe/London", 23), ("UTC", 24), ("no/such place", 24), ("America/New_York", 24)]
)
def test_a_day_runs_from_midnight_to_midnight_even_when_the_clocks_change(zone, hours):
    start, end = day_of(User(time_zone=zone), dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC))
    assert end - start == dt.timedelta(hours=hours)
    assert start <= dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC) < end


def test_statements_do_not_grow_with_facts_or_topics(learner, django_assert_max_num_queries):
    for _ in range(3):
        for question in playable_topic().questions:
            remember(learner, question)
    with django_assert_max_num_queries(17):  # two of them savepoints
        review_today.start(learner, NOW)


def test_forecast_counts_by_the_learners_days_with_what_is_overdue_on_the_first(learner):
    played = playable_topic()
    for question, due in zip(played.questions, (-9 * DAY, DAY / 2, DAY, 27 * DAY, 28 * DAY), strict=True):
        remember(learner, question, due=NOW + due)
    found = review_today.forecast(learner, NOW)
    assert [coming.facts for coming in found] == [2, 1] + [0] * 25 + [1]
    assert found[0].facts == review_today.today(learner, NOW).due
    assert (found[0].day, found[-1].day) == (NOW.date(), (NOW + 27 * DAY).date())


def test_forecast_leaves_out_what_can_not_be_asked(learner):
    remember(learner, playable_topic(status="rejected").questions[0], due=NOW + DAY)
    assert not any(coming.facts for coming in review_today.forecast(learner, NOW))


def test_forecast_keeps_its_last_day_over_a_change_of_clocks(learner):
    learner.time_zone = "Europe/London"
    late = dt.datetime(2026, 10, 10, 22, 30, tzinfo=dt.UTC)  # 23:30 there; winter time begins on the 25th
    remember(learner, playable_topic().questions[0], due=dt.datetime(2026, 11, 6, 23, 45, tzinfo=dt.UTC))
    assert review_today.forecast(learner, late)[-1] == review_today.Coming(dt.date(2026, 11, 6), 1)
