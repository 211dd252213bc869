"""What learners know and how questions did: folded from responses, so nobody edits it here."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import LedgerAdmin, YesNoFilter, linked, listed
from studyapp.progress.models import (
    Ability,
    CalibrationSnapshot,
    FactMemory,
    ItemStatistics,
    QuestionCalibration,
    QuizStatistics,
    TopicCalibration,
)


@admin.register(Ability)
class AbilityAdmin(LedgerAdmin):
    list_display = ["__str__", "learner_", "topic_", "mean", "variance", "answers", "last_at"]
    list_filter = ["topic"]
    search_fields = ["learner__username", "topic__name"]
    follows = ("learner", "topic")

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))


@admin.register(FactMemory)
class FactMemoryAdmin(LedgerAdmin):
    list_display = ["__str__", "learner_", "fact_", "stability", "difficulty", "due", "reviews", "lapses"]
    list_filter = ["fact__answer_type", "fact__topic"]
    search_fields = ["learner__username", "fact__label"]
    follows = ("learner", "fact")

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    fact_ = staticmethod(linked("fact", gettext_lazy("fact")))


@admin.register(CalibrationSnapshot)
class CalibrationSnapshotAdmin(LedgerAdmin):
    list_display = ["number", "made_at", "up_to", "responses"]
    list_filter = ["made_at"]
    search_fields = ["number"]


@admin.register(QuestionCalibration)
class QuestionCalibrationAdmin(LedgerAdmin):
    list_display = ["__str__", "question_", "snapshot", "mean", "variance", "slope", "answers"]
    list_filter = ["question__kind", "question__answer_type", "question__topic"]
    search_fields = ["question__current_version__stem"]
    follows = ("question__current_version", "snapshot")

    question_ = staticmethod(linked("question", gettext_lazy("question")))


@admin.register(TopicCalibration)
class TopicCalibrationAdmin(LedgerAdmin):
    list_display = ["__str__", "topic_", "snapshot", "mean", "variance", "practice", "answers"]
    list_filter = ["topic"]
    search_fields = ["topic__name"]
    follows = ("topic", "snapshot")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))


class FlaggedFilter(admin.SimpleListFilter):
    title = gettext_lazy("flags")
    parameter_name = "flagged"

    def lookups(self, request, model_admin):
        return [("yes", _("something to look at")), ("no", _("nothing to look at"))]

    def queryset(self, request, queryset):
        unflagged = Q(flags=[])
        return queryset.filter({"yes": ~unflagged, "no": unflagged}.get(self.value(), Q()))


@admin.register(ItemStatistics)
class ItemStatisticsAdmin(LedgerAdmin):
    list_display = [
        "__str__", "question_", "quiz_", "answers", "facility", "discrimination", "flagged", "made_at",
    ]  # fmt: skip
    list_filter = [FlaggedFilter, ("quiz", YesNoFilter), "question__kind", "question__topic"]
    search_fields = ["question__current_version__stem", "quiz__title"]
    follows = ("question__current_version", "quiz")

    question_ = staticmethod(linked("question", gettext_lazy("question")))
    quiz_ = staticmethod(linked("quiz", gettext_lazy("quiz")))

    @admin.display(description=gettext_lazy("flags"))
    def flagged(self, statistics):
        return ", ".join(statistics.flags)


@admin.register(QuizStatistics)
class QuizStatisticsAdmin(LedgerAdmin):
    list_display = ["__str__", "quiz_", "attempts", "mean", "deviation", "alpha", "made_at"]
    list_filter = ["quiz__topic", "made_at"]
    search_fields = ["quiz__title"]
    follows = ("quiz",)
    readonly_fields = ["contents"]

    quiz_ = staticmethod(linked("quiz", gettext_lazy("quiz")))

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, statistics):
        return listed(ItemStatistics, _("its questions"), quiz__id__exact=statistics.quiz_id)
