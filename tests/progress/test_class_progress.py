"""Mastery of a class is what each learner's own page says; signals follow from it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from studyapp.accounts.models import User
from studyapp.progress.class_progress import Cell, Learner, LearnerRow, class_mastery, learners_of_class
from studyapp.progress.class_signals import Signal, is_slipping, is_stuck, signals_of
from studyapp.progress.difficulties import look_again
from studyapp.progress.queries import Mastery, topic_progress
from studyapp.sources.models import Topic
from tests import factories
from tests.factories.classes import full_class

NOW = factories.NOW


def cell(answers=12, days=3, high=0.45, form=0.0, word="growing"):
    return Cell(Mastery(high - 0.1, high - 0.2, high, answers, word, NOW), days, form)


def row(**cells):
    return LearnerRow(Learner(1, "Ada", "ada"), dict(enumerate(cells.values())))


@pytest.mark.django_db
def test_every_cell_is_what_the_learner_sees():
    made = full_class(4, 3, now=NOW)
    factories.TopicCalibrationFactory(topic=made.topics[0])
    topics = Topic.objects.filter(pk__in=[t.pk for t in made.topics]).order_by("name")

    progress = class_mastery(
        learners_of_class(User.objects.filter(memberships__classroom=made.classroom), NOW), topics, NOW
    )

    for found in progress.rows:
        learner = User.objects.get(pk=found.learner.learner_id)
        own = {p.topic.pk: p.mastery for p in topic_progress(learner, topics, NOW) if p.answers}
        assert {pk: cell.mastery for pk, cell in found.cells.items()} == own


@pytest.mark.django_db
def test_topics_without_answers_are_named_and_the_median_is_of_numbers_shown():
    learners = [factories.StudentFactory() for _ in range(3)]
    topic, silent = factories.TopicFactory(name="Asked"), factories.TopicFactory(name="Silent")
    for learner, mean, answers in zip(learners, (-1.0, 0.0, 3.0), (5, 5, 2), strict=True):
        factories.AbilityFactory(learner=learner, topic=topic, mean=mean, answers=answers)

    progress = class_mastery(
        learners_of_class(User.objects.filter(pk__in=[p.pk for p in learners]), NOW),
        Topic.objects.filter(pk__in=[topic.pk, silent.pk]),
        NOW,
    )

    [column] = progress.topics
    shown = sorted(r.cells[topic.pk].mastery.chance for r in progress.rows)[:2]
    assert (column.name, column.shown, column.median) == ("Asked", 2, pytest.approx(sum(shown) / 2))
    assert progress.unanswered == ("Silent",)


@pytest.mark.django_db
def test_learners_come_by_name_and_namesakes_are_told_apart():
    for username, name in (("b1", "Ben"), ("a1", "ada"), ("b2", "Ben")):
        factories.StudentFactory(username=username, display_name=name)

    found = [one.name for one in learners_of_class(User.objects.all(), NOW)]

    assert found == ["ada", "Ben (b1)", "Ben (b2)"]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 30])
def test_table_takes_one_statement(size):
    made = full_class(size, 4)
    learners = learners_of_class(User.objects.filter(memberships__classroom=made.classroom), NOW)
    look_again()

    with CaptureQueriesContext(connection) as sent:
        class_mastery(learners, Topic.objects.all(), NOW)

    assert len(sent) == 1


@pytest.mark.parametrize(
    ("found", "stuck"),
    [
        (cell(), True),
        (cell(answers=9), False),
        (cell(days=1), False),
        (cell(high=0.5), False),
    ],
)
def test_stuck_is_ten_answers_on_two_days_and_a_range_under_one_half(found, stuck):
    assert is_stuck(found) is stuck


@pytest.mark.parametrize(
    ("found", "slipping"),
    [
        (cell(answers=5, form=-0.25), True),
        (cell(answers=4, form=-0.25), False),
        (cell(answers=5, form=-0.24), False),
    ],
)
def test_slipping_is_five_answers_and_the_last_ones_clearly_under_what_was_expected(found, slipping):
    assert is_slipping(found) is slipping


@pytest.mark.parametrize(
    ("found", "work", "said"),
    [
        (row(), {}, (Signal.NOT_STARTED,)),
        (row(), {"overdue": 1}, (Signal.NOT_STARTED,)),
        (row(), {"begun": 1}, ()),
        (row(), {"begun": 1, "overdue": 1}, (Signal.BEHIND,)),
        (row(a=cell(high=0.9)), {}, ()),
        (row(a=cell(), b=cell(high=0.9, form=-0.5)), {"overdue": 2}, (Signal.BEHIND, Signal.STUCK, Signal.SLIPPING)),
        (row(a=cell(form=-0.5)), {}, (Signal.STUCK,)),
    ],
)
def test_signals_of_a_learner_come_most_pressing_first(found, work, said):
    assert signals_of(found, **work) == said


def test_last_active_is_the_last_answer_in_topics_of_the_class():
    later = Cell(Mastery(0.5, 0.4, 0.6, 3, "growing", NOW + dt.timedelta(1)))

    assert row(a=cell(), b=later).last_at == NOW + dt.timedelta(1)
    assert row().last_at is None
