"""Figures of questions and quizzes from first answers, in the background."""

import datetime as dt
import statistics as plain

import pytest
from django.utils import timezone

from studyapp.attempts.models import Response
from studyapp.progress.models import ItemStatistics, QuizStatistics
from studyapp.progress.statistics import Worked, work_out, work_out_again
from studyapp.questions.models import QuestionVersion
from tests.engine.learning.test_item_statistics import GOLDEN
from tests.factories import (
    AttemptFactory,
    QuestionVersionFactory,
    QuizFactory,
    QuizQuestionFactory,
    RescoreFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)

pytestmark = pytest.mark.django_db


def soon():
    """When answers given just now have settled."""
    return timezone.now() + dt.timedelta(minutes=5)


def sit(questions, scores, **fields):
    """One sitting of a new learner; None is a question left open. Returns the responses."""
    attempt = AttemptFactory(questions=questions, **({"learner": StudentFactory()} | fields))
    return [
        ResponseFactory(attempt=attempt, position=position, score=score)
        for position, score in enumerate(scores, 1)
        if score is not None
    ]


def golden_quiz():
    quiz = QuizFactory(topic=(played := playable_topic()).topic)
    questions = played.questions[:4]
    for question in questions:
        QuizQuestionFactory(quiz=quiz, question=question)
    for row in GOLDEN:
        sit(questions, map(float, row), quiz=quiz)
    return quiz, questions


def figures(question, quiz=None):
    return ItemStatistics.objects.get(question=question, quiz=quiz)


def test_golden_figures_come_from_stored_answers():
    quiz, questions = golden_quiz()
    assert work_out(soon()) == Worked(questions=4, quizzes=1, left=0)
    assert f"{QuizStatistics.objects.get(quiz=quiz).alpha:.6f}" == "46.376812"
    expected = ["28.867513", "60.302269", "25.819889", "0.000000"]
    for of in (None, quiz):
        rows = [figures(question, of) for question in questions]
        assert [f"{row.discrimination:.6f}" for row in rows] == expected
        assert [f"{row.efficiency:.6f}" for row in rows] == ["50.000000", "66.666667", "33.333333", "0.000000"]
    assert sum(figures(question, quiz).weight for question in questions) == pytest.approx(100)
    assert [figures(question).weight for question in questions] == [None] * 4


def test_only_the_first_counted_answer_of_a_learner_is_taken():
    one, other = playable_topic().questions[:2]
    learner = StudentFactory()
    sit([one, other], [0.0, 1.0], learner=learner)
    sit([one, other], [1.0, 1.0], learner=learner)
    late = sit([one, other], [None, 0.0])[0].attempt
    ResponseFactory(attempt=late, position=1, score=1.0, counted=False)
    work_out(soon())
    assert (figures(one).answers, figures(one).facility) == (1, 0.0)
    assert (figures(other).answers, figures(other).facility) == (2, 0.5)


def test_valid_scores_are_read_and_a_regraded_question_is_worked_out_again():
    one, other = playable_topic().questions[:2]
    answers = [sit([one, other], [0.0, score]) for score in (1.0, 0.0, 0.5)]
    work_out(soon())
    assert figures(one).facility == 0.0
    RescoreFactory(response=answers[0][0], score=1.0)
    assert work_out(soon()).questions == 0
    work_out_again([one.pk])
    assert work_out(soon()).questions == 1
    assert figures(one).facility == pytest.approx(1 / 3)
    assert figures(one).discrimination == pytest.approx(100 * plain.correlation([1, 0, 0], [1, 0, 0.5]))


def test_only_questions_with_new_answers_are_worked_out():
    one, other = playable_topic().questions[:2]
    sit([one, other], [1.0, 1.0])
    first = soon()
    work_out(first)
    sit([one], [0.0])
    assert work_out(soon()).questions == 1
    assert (figures(one).answers, figures(other).made_at) == (2, first)


def test_many_answers_wait_until_they_grew_by_a_fiftieth():
    [question] = playable_topic().questions[:1]
    for _ in range(100):
        sit([question], [1.0])
    work_out(soon())
    sit([question], [1.0])
    assert work_out(soon()).questions == 0
    sit([question], [1.0])
    assert work_out(soon()).questions == 1
    assert figures(question).answers == 102


def test_answers_still_on_their_way_are_left_for_the_next_time():
    sit(playable_topic().questions[:1], [1.0])
    assert work_out(timezone.now()) == Worked(0, 0, 0)


def test_what_is_left_is_said_and_taken_next_time():
    sit(playable_topic().questions[:3], [1.0, 1.0, 1.0])
    assert work_out(soon(), at_most=2) == Worked(questions=2, quizzes=0, left=1)
    assert work_out(soon(), at_most=2).questions == 1


def test_new_wording_that_asks_something_else_begins_anew_and_one_that_asks_the_same_does_not():
    question = playable_topic().questions[0]
    before = question.current_version
    texts = [option.text for option in before.options.all()]
    sit([question], [0.0])
    QuestionVersionFactory(question=question, stem=before.stem, options=texts[::-1], key_option=2, hint="A year.")
    sit([question], [1.0])
    work_out(soon())
    assert (figures(question).answers, figures(question).facility) == (2, 0.5)
    QuestionVersionFactory(question=question, stem="Something else?")
    assert QuestionVersion.objects.filter(question=question).count() == 3
    sit([question], [1.0])
    work_out(soon())
    assert (figures(question).answers, figures(question).facility) == (1, 1.0)


def test_options_are_counted_where_they_stand_today():
    question = playable_topic().questions[0]
    before = question.current_version
    texts = [option.text for option in before.options.all()]
    key = texts[before.key_option]
    attempt = AttemptFactory(questions=[question])
    ResponseFactory(attempt=attempt, score=0.0, given="0")
    attempt = AttemptFactory(questions=[question])
    ResponseFactory(attempt=attempt, score=0.0, dont_know=True)
    turned = texts[::-1]
    QuestionVersionFactory(question=question, stem=before.stem, options=turned, key_option=turned.index(key))
    work_out(soon())
    counts = {turned[int(row["position"])]: row["count"] for row in figures(question).options}
    assert counts == dict.fromkeys(texts, 0) | {texts[0]: 1}


def test_refused_answers_are_gathered_most_first():
    question = playable_topic().questions[4]
    for given in ("1957", "in the fifties", "In the  fifties", "in the fifties"):
        ResponseFactory(attempt=AttemptFactory(questions=[question]), score=0.0, given=given)
    ResponseFactory(attempt=AttemptFactory(questions=[question]), score=0.0, dont_know=True)
    work_out(soon())
    assert figures(question).refused == [["in the fifties", 3], ["1957", 1]]


def test_draw_has_figures_of_its_questions_and_no_alpha():
    played = playable_topic()
    quiz = QuizFactory(topic=played.topic)
    for n, scores in enumerate([(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]):
        sit(played.questions[n : n + 2], scores, quiz=quiz)
    work_out(soon())
    row = QuizStatistics.objects.get(quiz=quiz)
    assert (row.attempts, row.alpha, row.mean) == (3, None, None)
    assert figures(played.questions[1], quiz).answers == 2


def test_only_the_first_attempt_of_a_learner_at_a_quiz_is_taken():
    played = playable_topic()
    quiz, learner = QuizFactory(topic=played.topic), StudentFactory()
    [first] = sit(played.questions[:1], [0.0], quiz=quiz, learner=learner)
    later = first.attempt.started_at + dt.timedelta(days=1)
    sit(played.questions[:1], [1.0], quiz=quiz, learner=learner, started_at=later)
    work_out(soon())
    assert QuizStatistics.objects.get(quiz=quiz).attempts == 1
    assert figures(played.questions[0], quiz).facility == 0.0


def test_seeded_bad_items_are_flagged_and_good_ones_are_not():
    """Sixty learners, half of them strong; the first question has the wrong key, the second a dead distractor."""
    played = playable_topic()
    wrong_key, dead, sound = played.questions[0], played.questions[2], played.questions[4]
    rest = playable_topic().questions[:4]
    key = str(dead.current_version.key_option)
    others = [str(o.position) for o in dead.current_version.options.all() if str(o.position) != key]
    for n in range(60):
        strong = n >= 30
        scores = [0.0 if strong else float(n % 3 > 0), float(strong or n % 3 == 0), float(strong or n % 4 == 0)]
        given = ["0002"[n % 4], others[n % 2], f"guess {n}"]
        attempt = AttemptFactory(questions=[wrong_key, dead, sound, *rest])
        for position, (score, wrong) in enumerate(zip(scores, given, strict=True), 1):
            ResponseFactory(attempt=attempt, position=position, score=score, **({} if score else {"given": wrong}))
        for position in range(4, 8):
            ResponseFactory(attempt=attempt, position=position, score=float(strong or (n + position) % 4 == 0))
    work_out(soon())
    assert figures(wrong_key).flags[:2] == ["negative_discrimination", "key_less_chosen:0"]
    assert figures(dead).flags == [f"dead_distractor:{others[2]}"]
    assert figures(sound).flags == []


@pytest.mark.parametrize("learners", [1, 30])
def test_statements_are_bounded_whatever_the_number_of_learners(django_assert_max_num_queries, learners):
    questions = playable_topic().questions[:2]
    for n in range(learners):
        sit(questions, [float(n % 2), 1.0])
    work_out(soon())
    ItemStatistics.objects.update(up_to=0)
    assert Response.objects.count() == 2 * learners
    with django_assert_max_num_queries(24):
        work_out(soon())
