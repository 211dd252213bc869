"""The demo class: made through the real use cases, once, and on one's own machine only."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from studyapp.accounts.models import Classroom, Membership, User
from studyapp.accounts.queries import learners_of
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt, Response
from studyapp.engine import pipeline
from studyapp.lessons.models import LessonSet
from studyapp.progress.models import ItemStatistics
from studyapp.usecases import demo_class, seed_content
from studyapp.usecases.assigned_work import assigned_work
from studyapp.usecases.demo_class import make_demo_class
from studyapp.usecases.demo_learners import LEARNERS, NOT_BEGUN, misspelt, sittings
from tests import plain_engine
from tests.factories import ArticleFactory, QuestionFactory, TopicFactory

NOW = dt.datetime(2026, 3, 20, 15, tzinfo=dt.UTC)


class Shipped:
    """Stands in for the articles of the site, whose questions the test writes itself."""

    def __init__(self, article):
        self.found = article

    def article(self):
        return self.found


@pytest.fixture
def few_learners(settings, monkeypatch):
    """Four learners, one of each manner that leaves something undone; one shipped article; an engine that is quick."""
    settings.LOCAL = True
    article = ArticleFactory(topic=TopicFactory(name="Harbours"))
    for _ in range(3):
        QuestionFactory(fact__article=article, status="approved")
    monkeypatch.setattr(seed_content, "is_loaded", lambda: True)
    monkeypatch.setattr(seed_content, "seeds", lambda: [Shipped(article)])
    monkeypatch.setattr(pipeline, "harvest_read", plain_engine.harvest)
    some = [one for one in LEARNERS if one.name in ("Amara Okonjo", "Anselm Wirth", "Mateo Quispe", "Oskar Nowicki")]
    monkeypatch.setattr(demo_class, "LEARNERS", some)


@pytest.mark.django_db
def test_class_is_made_once(few_learners):
    now = timezone.now()
    made = make_demo_class(now)
    counts = [model.objects.count() for model in (User, Membership, LessonSet, Assignment, Attempt, Response)]
    assert made.learners == 4
    assert made.answers == Response.objects.count() > 0
    assert demo_class.Made() == make_demo_class(now + dt.timedelta(hours=1))
    assert [model.objects.count() for model in (User, Membership, LessonSet, Assignment, Attempt, Response)] == counts


@pytest.mark.django_db
def test_one_has_not_begun_and_the_demo_student_has_open_work(few_learners):
    make_demo_class(timezone.now())
    classroom = Classroom.objects.get(owner__username="instructor")
    assert learners_of(classroom).count() == 5
    assert not Attempt.objects.filter(learner__display_name="Mateo Quispe").exists()
    student = User.objects.get(username="student")
    assert [work.is_ended for work in assigned_work(student, timezone.now())] == [False, False]
    assert ItemStatistics.objects.exists()
    assert not any(user.has_usable_password() for user in learners_of(classroom).exclude(pk=student.pk))


@pytest.mark.django_db
def test_only_in_local_mode(settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="local mode"):
        call_command("demo_class")
    assert User.objects.count() == 0


def test_sittings_lie_within_their_time_and_are_the_same_each_time():
    opens, ends = NOW - dt.timedelta(days=8), NOW
    for learner in LEARNERS:
        begun = sittings(learner, 6, opens, ends, is_past=False)
        assert begun == sorted(begun) == sittings(learner, 6, opens, ends, is_past=False)
        assert all(opens < at < ends for at in begun)
        assert bool(begun) is (learner.diligence > 0)
    nobody = next(learner for learner in LEARNERS if learner.manner == NOT_BEGUN)
    assert sittings(nobody, 6, opens, ends, is_past=True) == []


def test_a_slip_of_the_pen_keeps_figures_and_short_words():
    rng = random.Random(1)  # noqa: S311 - a slip of the pen
    assert misspelt("1869", rng) == "1869"
    assert misspelt("Jenny", rng) == "Jenny"
    slip = misspelt("Mediterranean Sea", rng)
    assert sorted(slip) == sorted("Mediterranean Sea")
