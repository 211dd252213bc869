"""Sittings and what was answered in them. Responses are only ever added."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from studyapp.assignments.models import Assignment
from studyapp.ledger import LedgerModel
from studyapp.lessons.models import Quiz
from studyapp.questions.models import QuestionVersion
from studyapp.sources.models import Article, Topic


class Attempt(models.Model):
    """One sitting. ``paper`` freezes what is asked: ``[{"version": id, "options": [position, …]}, …]``."""

    class What(models.TextChoices):
        QUIZ = "quiz", _("quiz")
        PRACTICE = "practice", _("practice")
        REVIEW = "review", _("review")
        ASSIGNMENT = "assignment", _("assignment")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    what = models.CharField(_("what"), max_length=10, choices=What, default=What.PRACTICE)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="attempts")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, null=True, blank=True, related_name="attempts")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="attempts")
    asked_for = models.PositiveSmallIntegerField(_("questions asked for"), default=10)
    why_short = models.CharField(_("why there are fewer"), max_length=20, blank=True)
    started_at = models.DateTimeField(_("started"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    seed = models.PositiveBigIntegerField(_("seed"))
    paper = models.JSONField(_("paper"))

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["learner", "-started_at"], name="attempt_recent"),
            models.Index(fields=["assignment", "learner"], name="attempt_of_assignment"),
        ]

    def __str__(self) -> str:
        return f"{self.learner} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def length(self) -> int:
        return len(self.paper)

    def is_over(self, now: dt.datetime) -> bool:
        """Handed in, all answered, or its time is up: what comes now is late. The deadline itself is in time."""
        return self.finished_at is not None or self.deadline is not None and now > self.deadline

    def came_late(self, at: dt.datetime) -> bool:
        """Whether an answer given then is after the end, as it stands today: more time may have been given since."""
        return any(end is not None and at > end for end in (self.deadline, self.finished_at))


class Response(LedgerModel):
    """One scored answer. Its number is the order of folding; the first of a position and try counts."""

    class Confidence(models.IntegerChoices):
        GUESS = 1, _("Guess")
        FAIRLY_SURE = 2, _("Fairly sure")
        CERTAIN = 3, _("Certain")

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField(_("position"))
    try_number = models.PositiveSmallIntegerField(_("try"), default=1)
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="responses")
    given = models.CharField(_("given"), max_length=300, blank=True)
    dont_know = models.BooleanField(_("does not know"), default=False)
    confidence = models.PositiveSmallIntegerField(_("confidence"), choices=Confidence, null=True, blank=True)
    duration_ms = models.PositiveIntegerField(_("milliseconds"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"))
    received_at = models.DateTimeField(auto_now_add=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    calibration = models.PositiveIntegerField(_("calibration snapshot"), default=0)
    # What was thought of the learner before the answer: calibration learns from it, and compares.
    expected_mean = models.FloatField(_("expected, logits"), null=True, blank=True)
    expected_variance = models.FloatField(_("variance of what was expected"), null=True, blank=True)
    expected_chance = models.FloatField(_("expected chance"), null=True, blank=True)
    nth_in_topic = models.PositiveIntegerField(_("answers in the topic before"), default=0)
    weight = models.FloatField(_("weight for mastery"), default=1.0)
    score = models.FloatField(_("score"))
    reason = models.CharField(_("reason"), max_length=40)
    read_as = models.CharField(_("read as"), max_length=300, blank=True)
    counted = models.BooleanField(_("counted"), default=True)
    not_counted_because = models.CharField(max_length=40, blank=True)
    late = models.BooleanField(_("after the deadline"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position", "try_number"], name="one_response_per_try"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="response_score_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}: {self.score}"

    @property
    def score_now(self) -> float:
        """The valid score where it was asked for (``queries.valid_scores``), else what the answer got when given."""
        return getattr(self, "valid_score", self.score)

    @property
    def reason_now(self) -> str:
        return getattr(self, "valid_reason", self.reason)

    @property
    def is_right(self) -> bool:
        return self.score_now == 1.0


class Regrade(LedgerModel):
    """A typed form that an instructor accepts from now on, for answers given before it too."""

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="regrades")
    form = models.CharField(_("accepted"), max_length=300)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.version}: {self.form}"


class Rescore(LedgerModel):
    """A response's new score. The newest holds; the response keeps the old one."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="rescores")
    regrade = models.ForeignKey(Regrade, models.PROTECT, null=True, blank=True, related_name="rescores")
    before = models.FloatField(_("score before"))
    score = models.FloatField(_("score"))
    reason = models.CharField(_("reason"), max_length=40)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["response", "pk"]
        constraints = [models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="rescore_0_to_1")]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.before} to {self.score}"
