"""Quizzes put together by hand."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import StageAdmin, linked
from studyapp.lessons.models import Quiz, QuizQuestion


class EntryInline(admin.TabularInline):
    model = QuizQuestion
    extra = 0
    autocomplete_fields = ["question"]


@admin.register(Quiz)
class QuizAdmin(StageAdmin):
    list_display = ["title", "topic_", "article", "owner", "length", "created_at"]
    list_filter = ["topic"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["topic", "article", "owner"]
    readonly_fields = ["created_at"]
    inlines = [EntryInline]
    follows = ("topic", "article", "owner")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))


@admin.register(QuizQuestion)
class QuizQuestionAdmin(StageAdmin):
    list_display = ["quiz_", "position", "question_", "stem", "status"]
    list_filter = ["question__status", "question__kind", "quiz__topic"]
    search_fields = ["quiz__title", "question__current_version__stem"]
    autocomplete_fields = ["quiz", "question"]
    follows = ("quiz", "question__current_version")

    quiz_ = staticmethod(linked("quiz", gettext_lazy("quiz")))
    question_ = staticmethod(linked("question", gettext_lazy("question")))

    @admin.display(description=gettext_lazy("stem"))
    def stem(self, entry):
        version = entry.question.current_version
        return version.stem if version else "—"

    @admin.display(description=gettext_lazy("status"))
    def status(self, entry):
        return entry.question.get_status_display()
