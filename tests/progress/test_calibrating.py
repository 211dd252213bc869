"""Snapshots of difficulties: from new answers only, numbered, and found again by a rebuild."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from studyapp.attempts.models import Response
from studyapp.cli.management.commands.work import take_up_again
from studyapp.progress import queries
from studyapp.progress.asked import asked_of
from studyapp.progress.calibrating import calibrate
from studyapp.progress.difficulties import forget_difficulties, history, look_again, newest
from studyapp.progress.models import CalibrationSnapshot, QuestionCalibration, TopicCalibration
from studyapp.progress.queries import topic_progress
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.wordings import wording
from studyapp.usecases.tasks import calibrate_difficulties
from tests.factories import (
    CalibrationSnapshotFactory,
    QuestionCalibrationFactory,
    QuestionFactory,
    StudentFactory,
    TopicCalibrationFactory,
    playable_topic,
)
from tests.progress.test_rebuilding import numbers

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(hours=1)


@pytest.fixture
def question():
    return QuestionFactory(kind="short_answer")


def soon():
    return timezone.now() + LATER


def asked(question):
    return asked_of(wording(question.current_version_id))


def test_too_few_answers_make_no_snapshot(answer, question):
    answer(StudentFactory(), question)
    assert calibrate(soon(), at_least=2) is None
    assert not CalibrationSnapshot.objects.exists()


def test_wrong_answers_make_question_and_topic_harder(answer, question):
    for _ in range(3):
        answer(StudentFactory(), question, 0.0)
    snapshot = calibrate(soon(), at_least=3)
    assert (snapshot.number, snapshot.responses) == (1, 3)
    row = QuestionCalibration.objects.get()
    assert (row.question, row.answers) == (question, 3)
    assert row.mean > asked(question).first.mean
    assert row.variance < asked(question).first.variance
    topic = TopicCalibration.objects.get()
    assert (topic.topic, topic.answers) == (question.topic, 3)
    assert topic.mean > 0


def test_next_snapshot_holds_only_what_changed_and_reads_only_new_answers(answer, question):
    other = QuestionFactory(kind="short_answer")
    for asked_for in (question, other):
        answer(StudentFactory(), asked_for)
    calibrate(soon(), at_least=1)
    answer(StudentFactory(), question)
    second = calibrate(soon(), at_least=1)
    assert (second.number, second.responses) == (2, 1)
    [row] = second.questioncalibrations.all()
    assert (row.question, row.answers) == (question, 2)
    assert calibrate(soon(), at_least=1) is None


def test_answers_still_on_their_way_wait_for_the_next_snapshot(answer, question):
    answer(StudentFactory(), question)
    assert calibrate(timezone.now(), at_least=1) is None


def test_answers_that_do_not_count_teach_nothing(answer, question):
    answer(StudentFactory(), question, counted=False, not_counted_because="too_fast")
    assert calibrate(soon(), at_least=1) is None


def test_a_repeated_item_hardly_moves_its_difficulty(answer, question):
    learner = StudentFactory()
    answer(learner, question, 0.0)
    calibrate(soon(), at_least=1)
    once = QuestionCalibration.objects.latest("snapshot").mean
    answer(learner, question, 0.0)
    calibrate(soon(), at_least=1)
    twice = QuestionCalibration.objects.latest("snapshot").mean
    assert Response.objects.latest("pk").weight < 0.1
    assert abs(twice - once) < 0.1 * abs(once - asked(question).first.mean)


def test_responses_keep_the_snapshot_they_were_folded_with_and_what_was_expected(answer, question):
    first, _ = answer(StudentFactory(), question, 0.0)
    calibrate(soon(), at_least=1)
    look_again(after=0.0)
    second, _ = answer(StudentFactory(), question)
    assert (first.calibration, second.calibration) == (0, 1)
    assert second.expected_chance < first.expected_chance
    assert second.weight == 1.0


def test_harder_questions_move_mastery_more_when_answered_right(answer, question):
    _, usual = answer(StudentFactory(), question)
    QuestionCalibrationFactory(question=question, mean=3.0)
    look_again(after=0.0)
    _, hard = answer(StudentFactory(), question)
    assert hard.mastery_after.chance > usual.mastery_after.chance


def test_rebuild_is_bit_equal_across_snapshots(answer):
    learners, questions = [StudentFactory() for _ in range(3)], playable_topic().questions
    for number in range(18):
        answer(learners[number % 3], questions[number % 5], float(number % 4 > 0))
        if number % 5 == 4:
            calibrate(soon(), at_least=1)
            look_again(after=0.0)
    answered = numbers()
    assert set(Response.objects.values_list("calibration", flat=True)) == {0, 1, 2, 3}
    rebuild()
    assert numbers() == answered


def test_history_of_a_topic_moves_as_the_answers_did_across_snapshots(answer, django_assert_max_num_queries):
    learner, played = StudentFactory(), playable_topic()
    moved = []
    for number, question in enumerate(played.questions):
        _, folded = answer(learner, question, float(number % 2))
        moved.append((folded.mastery_before, folded.mastery_after))
        calibrate(soon(), at_least=1)
        look_again(after=0.0)
    with django_assert_max_num_queries(7):
        assert [(step.before, step.after) for step in queries.history(learner, played.topic)] == moved


def test_cold_process_finds_the_same_difficulties_as_one_that_followed(answer):
    questions = playable_topic().questions
    for question in (*questions, questions[0]):
        answer(StudentFactory(), question)
        calibrate(soon(), at_least=1)
        followed = look_again(after=0.0)
    forget_difficulties()
    cold = newest()
    assert (cold.number, cold.items, cold.topics) == (followed.number, followed.items, followed.topics)
    assert cold.number


def test_history_tells_each_snapshot_apart(question):
    early, late = CalibrationSnapshotFactory(number=3), CalibrationSnapshotFactory(number=5)
    for snapshot, mean in ((early, 1.0), (late, 2.0)):
        QuestionCalibrationFactory(snapshot=snapshot, question=question, mean=mean)
    CalibrationSnapshotFactory(number=4)
    found = history()
    means = [found.item(asked(question), number).mean for number in (0, 3, 4, 5)]
    assert means == [asked(question).first.mean, 1.0, 1.0, 2.0]
    with pytest.raises(ValueError, match="no calibration snapshot 6"):
        found.item(asked(question), 6)


def test_difficulties_cost_no_statement_within_a_minute(question, django_assert_num_queries):
    QuestionCalibrationFactory(question=question)
    look_again()
    words = asked(question)
    with django_assert_num_queries(0):
        assert newest().item(words).mean == 0.8
        look_again()


def test_the_process_looks_again_only_after_a_while(question):
    assert newest().number == 0
    snapshot = QuestionCalibrationFactory(question=question).snapshot
    assert look_again().number == 0
    assert look_again(after=0.0).number == snapshot.number


def test_topics_not_answered_yet_are_shown_as_hard_as_they_are(question):
    learner = StudentFactory()
    [usual] = topic_progress(learner, [question.topic])
    TopicCalibrationFactory(topic=question.topic, mean=1.5)
    look_again(after=0.0)
    [hard] = topic_progress(learner, [question.topic])
    assert hard.mastery.chance < usual.mastery.chance


def test_statements_do_not_grow_with_answers(answer, question, django_assert_max_num_queries):
    for _ in range(8):
        answer(StudentFactory(), question)
    asked(question)
    with django_assert_max_num_queries(12):
        calibrate(soon(), at_least=1)


def test_command_says_what_it_made(answer, question):
    answer(StudentFactory(), question)
    out = io.StringIO()
    call_command("calibrate", stdout=out)
    assert out.getvalue() == "Fewer than 20 new answers: no snapshot made.\n"


def test_task_makes_a_snapshot_once_there_are_enough(answer, question):
    assert calibrate_difficulties.call() == 0


def test_worker_starts_one_chain_of_calibrations_only():
    DBTaskResult.objects.create(
        task_path=calibrate_difficulties.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now() + LATER,
    )
    take_up_again()
    assert DBTaskResult.objects.filter(task_path=calibrate_difficulties.module_path).count() == 1
