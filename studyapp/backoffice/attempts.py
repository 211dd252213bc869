"""Sittings, what was answered, and what was scored anew: to look at, never to change."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.attempts.models import Attempt, Regrade, Rescore, Response
from studyapp.backoffice.base import LedgerAdmin, ReadOnlyInline, linked, listed


@admin.register(Attempt)
class AttemptAdmin(LedgerAdmin):
    class ResponseInline(ReadOnlyInline):
        model = Response
        fields = ["position", "version", "given", "dont_know", "score", "reason", "counted", "late", "answered_at"]
        follows = ("version",)

    list_display = ["__str__", "learner_", "what", "topic_", "article", "length", "started_at", "finished_at"]
    list_filter = ["what", "topic", "finished_at"]
    search_fields = ["learner__username", "learner__display_name", "article__title"]
    inlines = [ResponseInline]
    follows = (
        "learner", "topic", "article", "quiz",
        "assignment__classroom", "assignment__lesson_set", "assignment__quiz",
    )  # fmt: skip

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))


@admin.register(Response)
class ResponseAdmin(LedgerAdmin):
    list_display = ["id", "attempt_", "position", "version_", "given", "score", "reason", "counted", "answered_at"]
    list_filter = ["reason", "counted", "late", "dont_know", "version__question__kind", "version__question__topic"]
    search_fields = ["attempt__learner__username", "version__stem", "given"]
    follows = ("attempt__learner", "version__question")
    linked_by = ("version__question__id__exact",)
    readonly_fields = ["rescores"]

    attempt_ = staticmethod(linked("attempt", gettext_lazy("attempt"), order="attempt__started_at"))
    version_ = staticmethod(linked("version", gettext_lazy("question"), order="version__stem"))

    @admin.display(description=gettext_lazy("scored anew"))
    def rescores(self, response):
        return listed(Rescore, _("new scores"), response__id__exact=response.pk)


@admin.register(Regrade)
class RegradeAdmin(LedgerAdmin):
    list_display = ["form", "version_", "answers", "who", "created_at"]
    list_filter = ["version__question__kind", "version__question__topic", "created_at"]
    search_fields = ["form", "version__stem", "who__username"]
    follows = ("version", "who")
    linked_by = ("version__question__id__exact",)
    readonly_fields = ["contents"]

    version_ = staticmethod(linked("version", gettext_lazy("wording"), order="version__stem"))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(rescored=Count("rescores"))

    @admin.display(description=gettext_lazy("answers"), ordering="rescored")
    def answers(self, regrade):
        return regrade.rescored

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, regrade):
        return listed(Rescore, _("new scores"), regrade__id__exact=regrade.pk)


@admin.register(Rescore)
class RescoreAdmin(LedgerAdmin):
    list_display = ["id", "response_", "learner_", "before", "score", "reason", "regrade_", "who", "created_at"]
    list_filter = ["reason", "response__version__question__topic", "created_at"]
    search_fields = ["response__attempt__learner__username", "response__version__stem", "who__username"]
    follows = ("response__attempt__learner", "regrade__version", "who")

    response_ = staticmethod(linked("response", gettext_lazy("response")))
    learner_ = staticmethod(
        linked("response.attempt.learner", gettext_lazy("learner"), order="response__attempt__learner")
    )
    regrade_ = staticmethod(linked("regrade", gettext_lazy("regrade")))
