"""What learners know: folded from responses, so nobody edits it here."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import LedgerAdmin, linked
from studyapp.progress.models import Ability, FactMemory


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
