"""Quizzes and lesson sets, put together by hand; what learners say they have read."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import LedgerAdmin, StageAdmin, YesNoFilter, joined, linked, listed
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion, Reading


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


class PlaceForm(forms.ModelForm):
    """A place of a set holds a lesson or a quiz: said in words, before the database says it in its own."""

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("article")) == bool(cleaned.get("quiz")):
            self.add_error("quiz", _("Choose an article or a quiz: a place holds one of them."))
        return cleaned


class PlaceInline(admin.TabularInline):
    model = LessonSetItem
    form = PlaceForm
    fields = ["position", "article", "quiz"]
    extra = 0
    autocomplete_fields = ["article", "quiz"]
    show_change_link = True


@admin.register(LessonSet)
class LessonSetAdmin(StageAdmin):
    list_display = ["title", "owner", "status", "places", "is_shared", "copied_from_", "updated_at"]
    list_filter = ["status", ("share_code", YesNoFilter), "updated_at"]
    search_fields = ["title", "slug", "goal", "owner__username"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["owner"]
    # Publishing and sharing are acts of the instructor's desk, which checks what learners would get.
    readonly_fields = ["status", "share_code", "copied_from", "created_at", "updated_at", "contents"]
    inlines = [PlaceInline]
    follows = ("owner", "copied_from")

    copied_from_ = staticmethod(linked("copied_from", gettext_lazy("copied from")))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_places=Count("items"))

    @admin.display(description=gettext_lazy("places"), ordering="number_of_places")
    def places(self, lesson_set):
        return lesson_set.number_of_places

    @admin.display(description=gettext_lazy("shared by link"), boolean=True)
    def is_shared(self, lesson_set):
        return bool(lesson_set.share_code)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, lesson_set):
        if lesson_set.pk is None:
            return ""
        return joined(
            listed(LessonSetItem, _("places"), lesson_set__id__exact=lesson_set.pk),
            listed(LessonSet, _("copies"), copied_from__id__exact=lesson_set.pk),
        )


@admin.register(LessonSetItem)
class LessonSetItemAdmin(StageAdmin):
    form = PlaceForm
    list_display = ["__str__", "set_", "position", "article_", "quiz_", "note"]
    list_filter = ["lesson_set__status", ("quiz", YesNoFilter), "article__topic"]
    search_fields = ["lesson_set__title", "article__title", "quiz__title", "note"]
    autocomplete_fields = ["lesson_set", "article", "quiz", "facts"]
    follows = ("lesson_set", "article", "quiz")

    set_ = staticmethod(linked("lesson_set", gettext_lazy("set"), order="lesson_set__title"))
    article_ = staticmethod(linked("article", gettext_lazy("article"), order="article__title"))
    quiz_ = staticmethod(linked("quiz", gettext_lazy("quiz"), order="quiz__title"))


@admin.register(Reading)
class ReadingAdmin(LedgerAdmin):
    list_display = ["__str__", "learner_", "article_", "read_at"]
    list_filter = ["article__topic", "read_at"]
    search_fields = ["learner__username", "article__title"]
    follows = ("learner", "article")

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    article_ = staticmethod(linked("article", gettext_lazy("article")))
