"""What learners know: folded from responses, so nobody edits it here."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import LedgerAdmin, linked
from studyapp.progress.models import (
    Ability,
    CalibrationSnapshot,
    FactMemory,
    QuestionCalibration,
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
