"""Sittings and what was answered: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from studyapp.attempts.models import Attempt, Response
from studyapp.backoffice.base import LedgerAdmin, ReadOnlyInline, linked


@admin.register(Attempt)
class AttemptAdmin(LedgerAdmin):
    class ResponseInline(ReadOnlyInline):
        model = Response
        fields = ["position", "version", "given", "dont_know", "score", "reason", "counted", "answered_at"]
        follows = ("version",)

    list_display = ["__str__", "learner_", "what", "topic_", "article", "length", "started_at", "finished_at"]
    list_filter = ["what", "topic", "finished_at"]
    search_fields = ["learner__username", "learner__display_name", "article__title"]
    inlines = [ResponseInline]
    follows = ("learner", "topic", "article", "quiz")

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))


@admin.register(Response)
class ResponseAdmin(LedgerAdmin):
    list_display = ["id", "attempt_", "position", "version_", "given", "score", "reason", "counted", "answered_at"]
    list_filter = ["reason", "counted", "dont_know", "version__question__kind", "version__question__topic"]
    search_fields = ["attempt__learner__username", "version__stem", "given"]
    follows = ("attempt__learner", "version__question")
    linked_by = ("version__question__id__exact",)

    attempt_ = staticmethod(linked("attempt", gettext_lazy("attempt"), order="attempt__started_at"))
    version_ = staticmethod(linked("version", gettext_lazy("question"), order="version__stem"))
