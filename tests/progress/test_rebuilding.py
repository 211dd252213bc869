"""A rebuild gives, to the last bit, what answering gave."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyapp.progress.calibrating import calibrate
from studyapp.progress.difficulties import forget_difficulties, look_again
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.rebuilding import Rebuilt, rebuild
from tests.factories import (
    NOW,
    AbilityFactory,
    AttemptFactory,
    FactMemoryFactory,
    ResponseFactory,
    StudentFactory,
    playable_topic,
)
from tests.progress.conftest import keep_and_fold

ABILITY = ("learner", "topic", "mean", "variance", "answers", "days", "last_at", "form", "lean")
MEMORY = ("learner", "fact", "stability", "difficulty", "due", "last_review", "reviews", "lapses", "told_of_change")


def numbers():
    return (
        list(Ability.objects.order_by("learner", "scope").values_list(*ABILITY)),
        list(FactMemory.objects.order_by("learner", "fact").values_list(*MEMORY)),
    )


def rows():
    return list(Ability.objects.order_by("pk").values()), list(FactMemory.objects.order_by("pk").values())


def play(learner, question, *, score, at, **fields):
    attempt = AttemptFactory(learner=learner, questions=[question])
    response = ResponseFactory.build(
        attempt=attempt,
        version=question.current_version,
        given="",
        score=score,
        answered_at=at,
        reason="exact",
        **fields,
    )
    keep_and_fold(response, learner, at)


answers = st.lists(
    st.fixed_dictionaries(
        {
            "learner": st.integers(0, 2),
            "question": st.integers(0, 9),
            "score": st.sampled_from([0.0, 1.0, 1.0, 0.5, 1 / 3]),
            "dont_know": st.sampled_from([False, False, False, True]),
            "confidence": st.sampled_from([None, 1, 2, 3]),
            "counted": st.sampled_from([True, True, True, False]),
            "duration_ms": st.sampled_from([None, 300, 9_000, 80_000]),
            "calibrate": st.sampled_from([False, False, True]),
            # Some arrive late: their time lies before the last answer's.
            "after": st.timedeltas(dt.timedelta(hours=-30), dt.timedelta(days=40)),
        }
    ),
    max_size=15,
)


class RebuildIsBitEqual(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(answers)
    def test_any_answers_of_any_learners_in_any_interleaving(self, sequence):
        forget_difficulties()  # numbers begin anew with each example
        learners = [StudentFactory() for _ in range(3)]
        questions = playable_topic().questions + playable_topic().questions
        now = NOW
        for one in sequence:
            now += one["after"]
            fields = {key: one[key] for key in ("score", "dont_know", "confidence", "counted", "duration_ms")}
            if one["calibrate"]:
                calibrate(timezone.now() + dt.timedelta(hours=1), at_least=1)
                look_again(after=0.0)
            play(learners[one["learner"]], questions[one["question"]], at=now, **fields)
        answered = numbers()
        rebuild()
        assert numbers() == answered
        Ability.objects.all().delete()
        FactMemory.objects.all().delete()
        rebuild()
        assert numbers() == answered


@pytest.fixture
def played(db):
    """Two learners, two topics, nine answers."""
    learners = [StudentFactory(), StudentFactory()]
    questions = playable_topic().questions + playable_topic().questions
    for number in range(9):
        at = NOW + number * dt.timedelta(hours=31)
        play(learners[number % 2], questions[number], score=float(number % 3 > 0), at=at)
    return learners


def test_twice_gives_equal_rows(played):
    rebuild()
    first = rows()
    assert rebuild() == Rebuilt(learners=2, responses=9)
    assert rows() == first


def test_wrong_numbers_are_put_right(played):
    good = numbers()
    Ability.objects.update(mean=9.0, answers=99)
    FactMemory.objects.update(stability=999.0)
    rebuild()
    assert numbers() == good


def test_rows_that_no_response_stands_behind_go(played):
    good = numbers()
    AbilityFactory(learner=played[0])
    FactMemoryFactory()
    rebuild()
    assert numbers() == good


def test_only_the_learners_asked_for(played):
    Ability.objects.update(answers=99)
    assert rebuild([played[0].pk]) == Rebuilt(learners=1, responses=5)
    assert 99 not in Ability.objects.filter(learner=played[0]).values_list("answers", flat=True)
    assert set(Ability.objects.filter(learner=played[1]).values_list("answers", flat=True)) == {99}


def test_being_told_of_a_change_outlives_a_rebuild(played):
    FactMemory.objects.update(told_of_change=False)
    rebuild()
    assert set(FactMemory.objects.values_list("told_of_change", flat=True)) == {False}


def test_more_learners_than_fit_one_batch(played, monkeypatch):
    good = numbers()
    monkeypatch.setattr("studyapp.progress.rebuilding.LEARNERS_AT_A_TIME", 1)
    heard = []
    rebuild(report=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]
    assert numbers() == good


def test_statements_do_not_grow_with_answers(played, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        rebuild()


def test_command_says_what_it_folded(played):
    out = io.StringIO()
    call_command("rebuild_progress", stdout=out, stderr=io.StringIO())
    assert out.getvalue() == "2 learners, 9 answers folded.\n"


def test_command_folds_one_learner(played):
    out = io.StringIO()
    call_command("rebuild_progress", learner=[played[1].pk], verbosity=0, stdout=out)
    assert out.getvalue() == "1 learners, 4 answers folded.\n"


def test_nobody_has_answered(db):
    assert rebuild() == Rebuilt(0, 0)


def test_a_snapshot_of_difficulties_that_is_missing_is_said_and_changes_nothing(played):
    good = numbers()
    attempt = AttemptFactory(learner=played[0])
    ResponseFactory(attempt=attempt, calibration=7)
    with pytest.raises(CommandError, match="no calibration snapshot 7"):
        call_command("rebuild_progress", verbosity=0)
    assert numbers() == good
