"""What is put together for learners. A lesson is an article with its facts and has no table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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
