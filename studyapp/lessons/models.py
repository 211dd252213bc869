"""What is put together for learners. A lesson is an article with its facts and has no table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from studyapp.facts.models import Fact
from studyapp.questions.models import Question
from studyapp.sources.models import Article, Topic


class Quiz(models.Model):
    """A fixed list of questions, or, with none, a draw of ``length`` from its topic or article."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="quizzes")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="quizzes")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="quizzes")
    length = models.PositiveSmallIntegerField(_("questions"), default=10)
    formats = models.JSONField(_("formats"), default=list, blank=True)  # of a draw; empty: every format
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        verbose_name_plural = _("quizzes")

    def __str__(self) -> str:
        return self.title


class QuizQuestion(models.Model):
    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField(_("position"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="quiz_entries")

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="quiz_position_unique"),
            models.UniqueConstraint(fields=["quiz", "question"], name="quiz_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz}, {self.position}"


class LessonSet(models.Model):
    """Lessons and quizzes in an order, with what they are for."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    goal = models.CharField(_("goal"), max_length=300, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lesson_sets")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    share_code = models.CharField(_("shared by link"), max_length=32, null=True, blank=True, unique=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class LessonSetItem(models.Model):
    """A place of a set: a lesson, of which ``facts`` may be chosen (none: all), or a quiz."""

    lesson_set = models.ForeignKey(LessonSet, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="set_items")
    quiz = models.ForeignKey(Quiz, models.PROTECT, null=True, blank=True, related_name="set_items")
    facts = models.ManyToManyField(Fact, blank=True, related_name="set_items", verbose_name=_("facts"))
    note = models.CharField(_("note to the learner"), max_length=300, blank=True)

    class Meta:
        ordering = ["lesson_set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson_set", "position"], name="set_position_unique"),
            models.CheckConstraint(
                condition=models.Q(article=None, quiz__isnull=False) | models.Q(article__isnull=False, quiz=None),
                name="set_item_lesson_or_quiz",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_set}, {self.position}"


class Reading(models.Model):
    """That a learner has read an article, by their own word."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    article = models.ForeignKey(Article, models.PROTECT, related_name="readings")
    read_at = models.DateTimeField(_("read"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "article"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.learner}: {self.article}"
