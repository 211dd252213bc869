"""What each learner knows. Every row can be rebuilt from the responses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from studyapp.engine.learning.estimates import Estimate, ItemPrior, TopicPrior
from studyapp.engine.learning.memory import Memory
from studyapp.facts.models import Fact
from studyapp.ledger import LedgerModel
from studyapp.lessons.models import Quiz
from studyapp.questions.models import Question
from studyapp.sources.models import Topic


class Ability(models.Model):
    """Estimate in logits of a learner, in general (no topic) or of the standing in one topic.

    What the numbers mean stands in ``engine/learning/mastery.py``.
    """

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="abilities")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="abilities")
    mean = models.FloatField(_("mean"))
    variance = models.FloatField(_("variance"))
    answers = models.PositiveIntegerField(_("answers"), default=0)
    days = models.PositiveIntegerField(_("days with an answer"), default=0)
    last_at = models.DateTimeField(_("last answer"))
    form = models.FloatField(_("form"), default=0.0)
    lean = models.FloatField(_("lean on general ability"), default=0.0)
    # A unique constraint doesn't see two rows without topic as equal; and one statement can only
    # write both rows when one constraint speaks for both.
    scope = models.GeneratedField(
        expression=Coalesce("topic_id", 0), output_field=models.BigIntegerField(), db_persist=True
    )

    class Meta:
        verbose_name_plural = _("abilities")
        constraints = [
            models.UniqueConstraint(fields=["learner", "scope"], name="ability_unique"),
            models.CheckConstraint(condition=models.Q(variance__gt=0), name="ability_variance_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.topic or _('in general')}"

    def as_estimate(self) -> Estimate:
        return Estimate(self.mean, self.variance, self.answers, self.days, self.last_at, self.form, self.lean)


class FactMemory(models.Model):
    """How well a learner remembers a fact, in FSRS's terms. Stability in days, difficulty 1…10."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memories")
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="memories")
    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("memory difficulty"))
    due = models.DateTimeField(_("due"))
    last_review = models.DateTimeField(_("last review"))
    reviews = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)
    told_of_change = models.BooleanField(_("told of change"), default=True)

    class Meta:
        verbose_name_plural = _("fact memories")
        constraints = [models.UniqueConstraint(fields=["learner", "fact"], name="memory_unique")]
        indexes = [models.Index(fields=["learner", "due"], name="memory_due")]

    def __str__(self) -> str:
        return f"{self.learner}: {self.fact}"

    def as_memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.due, self.last_review, self.reviews, self.lapses)


class CalibrationSnapshot(LedgerModel):
    """Difficulties of questions and topics as they stood after response ``up_to``; numbered from 1.

    Its rows are those that changed since the snapshot before. A response keeps the number it was
    folded with, so a rebuild finds the same difficulties.
    """

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    made_at = models.DateTimeField(_("made"))
    up_to = models.BigIntegerField(_("up to response"))
    responses = models.PositiveIntegerField(_("responses"))

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Calibrated(LedgerModel):
    """A Gaussian in logits as of a snapshot, from so many answers."""

    snapshot = models.ForeignKey(CalibrationSnapshot, models.PROTECT, related_name="%(class)ss")
    mean = models.FloatField(_("difficulty"))
    variance = models.FloatField(_("variance"))
    answers = models.PositiveIntegerField(_("answers"))

    class Meta:
        abstract = True


class QuestionCalibration(Calibrated):
    """How hard a question is for its topic, and how sharply it tells who knows."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="calibrations")
    slope = models.FloatField(_("slope"))
    slope_variance = models.FloatField(_("variance of the slope"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "snapshot"], name="question_calibrated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} @ {self.snapshot_id}"

    def as_prior(self) -> ItemPrior:
        return ItemPrior(self.mean, self.variance, self.slope, self.slope_variance)


class TopicCalibration(Calibrated):
    """How hard a topic is, and what practice in it brings per natural log of answers."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="calibrations")
    practice = models.FloatField(_("gain by practice"))
    practice_variance = models.FloatField(_("variance of the gain"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "snapshot"], name="topic_calibrated_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} @ {self.snapshot_id}"

    def as_prior(self) -> TopicPrior:
        return TopicPrior(self.mean, self.variance, self.practice, self.practice_variance)


class ItemStatistics(models.Model):
    """How a question did over first attempts, as of response ``up_to``; worked out in the background.

    Of one quiz, or of all answers where ``quiz`` is empty. None stands for what has no value: a variance was 0.
    ``facility`` is 0…1; ``discrimination``, ``efficiency`` and ``weight`` are per cent. ``options`` are
    ``{"position", "count", "share", "discrimination"}`` each, ``flags`` are codes.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="statistics")
    quiz = models.ForeignKey(Quiz, models.CASCADE, null=True, blank=True, related_name="item_statistics")
    answers = models.PositiveIntegerField(_("first answers"))
    facility = models.FloatField(_("facility"), null=True, blank=True)
    deviation = models.FloatField(_("standard deviation"), null=True, blank=True)
    discrimination = models.FloatField(_("discrimination"), null=True, blank=True)
    efficiency = models.FloatField(_("discriminative efficiency"), null=True, blank=True)
    weight = models.FloatField(_("effective weight"), null=True, blank=True)
    median_ms = models.PositiveIntegerField(_("median time, ms"), null=True, blank=True)
    options = models.JSONField(_("options"), default=list, blank=True)
    refused = models.JSONField(_("refused answers"), default=list, blank=True)  # [text, how often], most first
    flags = models.JSONField(_("flags"), default=list, blank=True)
    up_to = models.BigIntegerField(_("up to response"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name_plural = _("item statistics")
        constraints = [
            models.UniqueConstraint(fields=["question", "quiz"], name="item_statistics_of_quiz"),
            models.UniqueConstraint(fields=["question"], condition=Q(quiz=None), name="item_statistics_of_all"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.answers}"


class QuizStatistics(models.Model):
    """How a fixed quiz did over first attempts. ``alpha`` is Cronbach's, in per cent, as item statistics are."""

    quiz = models.OneToOneField(Quiz, models.CASCADE, related_name="statistics")
    attempts = models.PositiveIntegerField(_("first attempts"))
    mean = models.FloatField(_("mean score"), null=True, blank=True)
    deviation = models.FloatField(_("standard deviation"), null=True, blank=True)
    alpha = models.FloatField(_("internal consistency"), null=True, blank=True)
    up_to = models.BigIntegerField(_("up to response"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name_plural = _("quiz statistics")

    def __str__(self) -> str:
        return f"{self.quiz}: {self.attempts}"
