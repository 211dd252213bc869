"""What a class is asked to do, until when, and who was given more time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import Classroom
from studyapp.lessons.models import LessonSet, Quiz


class Assignment(models.Model):
    """A set or a quiz for a class. Empty limits mean none."""

    class Counts(models.TextChoices):
        FIRST = "first", _("the first attempt")
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")

    class Feedback(models.TextChoices):
        AT_ONCE = "at_once", _("after each answer")
        AFTER_DUE = "after_due", _("after the due date")

    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="assignments")
    lesson_set = models.ForeignKey(LessonSet, models.PROTECT, null=True, blank=True, related_name="assignments")
    quiz = models.ForeignKey(Quiz, models.PROTECT, null=True, blank=True, related_name="assignments")
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    counts = models.CharField(_("what counts"), max_length=10, choices=Counts, default=Counts.BEST)
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit, minutes"), null=True, blank=True)
    shuffled = models.BooleanField(_("order shuffled"), default=True)
    feedback = models.CharField(_("receipts"), max_length=10, choices=Feedback, default=Feedback.AT_ONCE)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson_set=None, quiz__isnull=False) | Q(lesson_set__isnull=False, quiz=None),
                name="assignment_set_or_quiz",
            ),
            models.CheckConstraint(condition=Q(due_at=None) | Q(due_at__gt=F("opens_at")), name="due_after_opening"),
            # Without a due date nothing would ever end the waiting.
            models.CheckConstraint(
                condition=~Q(feedback="after_due") | Q(due_at__isnull=False), name="feedback_after_a_due_date"
            ),
        ]
        indexes = [models.Index(fields=["classroom", "-opens_at"], name="assignment_newest")]

    def __str__(self) -> str:
        return f"{self.lesson_set or self.quiz} for {self.classroom}"


class Extension(models.Model):
    """What one learner was given beyond the rest. The newest due date and all extra time hold for them alone."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="extensions")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="extensions")
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    extra_time_percent = models.PositiveSmallIntegerField(_("more time, per cent"), default=0)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "learner"], name="extended_once_a_learner")]

    def __str__(self) -> str:
        return f"{self.learner}: {self.assignment}"
