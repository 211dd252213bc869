"""Facts, the places where they stand, the names in them, and what was refused."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import F
from django.db.models.functions import Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.backoffice.base import (
    LedgerAdmin,
    ReadOnly,
    ReadOnlyInline,
    StageAdmin,
    joined,
    linked,
    listed,
    marked_sentence,
    shortened,
    with_sentence,
)
from studyapp.facts.models import Entity, EntityName, Fact, FactCorrection, FactEvidence, FactReview, Refusal
from studyapp.questions.models import Question, QuestionEvidence


@admin.register(Fact)
class FactAdmin(StageAdmin):
    class EvidenceInline(ReadOnlyInline):
        model = FactEvidence
        fields = [marked_sentence, "article", "speaker", "stance", "as_of"]
        follows = ("sentence__version__article",)
        leaves_out = ("sentence__version__text", "sentence__version__marks")
        article = staticmethod(linked("sentence.version", gettext_lazy("article")))

        def get_queryset(self, request):
            return with_sentence(super().get_queryset(request))

    list_display = ["label", "value", "answer_type", "status", "topic_", "subject_", "created_at"]
    list_filter = ["status", "answer_type", "topic"]
    search_fields = ["label", "value", "claim_key"]
    autocomplete_fields = ["subject", "entity", "superseded_by"]
    readonly_fields = [
        "topic", "answer_type", "value", "number", "unit", "precision", "claim_key", "features", "created_at",
        "contents",
    ]  # fmt: skip
    inlines = [EvidenceInline]
    follows = ("topic", "subject", "entity", "superseded_by")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))
    subject_ = staticmethod(linked("subject", gettext_lazy("subject")))

    def has_add_permission(self, request):
        return False  # a fact without a place where it stands would be one without a receipt

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, fact):
        return joined(
            listed(FactEvidence, _("where it stands"), fact__id__exact=fact.pk),
            listed(Question, _("questions"), fact__id__exact=fact.pk),
            listed(FactReview, _("verdicts"), fact__id__exact=fact.pk),
            listed(FactCorrection, _("corrections"), fact__id__exact=fact.pk),
        )


@admin.register(FactEvidence)
class FactEvidenceAdmin(StageAdmin):
    list_display = ["printed", marked_sentence, "fact_", "article", "speaker", "stance", "as_of"]
    list_filter = ["stance", "fact__answer_type", "fact__topic"]
    search_fields = ["printed", "speaker", "fact__label", "sentence__version__article__title"]
    autocomplete_fields = ["speaker_entity"]
    readonly_fields = ["fact", marked_sentence, "article", "sentence", "start", "end", "printed", "used_by"]
    follows = ("fact", "sentence__version__article", "speaker_entity")
    leaves_out = ("sentence__version__text", "sentence__version__marks")
    linked_by = ("sentence__version__article__id__exact", "sentence__version__id__exact")

    fact_ = staticmethod(linked("fact", gettext_lazy("fact"), order="fact__label"))
    article = staticmethod(
        linked("sentence.version", gettext_lazy("article"), order="sentence__version__article__title")
    )

    def get_queryset(self, request):
        return with_sentence(super().get_queryset(request))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("used by"))
    def used_by(self, evidence):
        return listed(QuestionEvidence, _("questions proven here"), fact_evidence__id__exact=evidence.pk)


class NameInline(admin.TabularInline):
    model = EntityName
    extra = 0


@admin.register(Entity)
class EntityAdmin(StageAdmin):
    list_display = ["name", "type", "topic_", "merged"]
    list_filter = ["type", "topic"]
    search_fields = ["name", "folded_name", "names__form"]
    autocomplete_fields = ["topic", "merged_into"]
    readonly_fields = ["contents"]
    inlines = [NameInline]
    follows = ("topic", "merged_into")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))
    merged = staticmethod(linked("merged_into", gettext_lazy("merged into")))

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, entity):
        if entity.pk is None:
            return ""
        return joined(
            listed(Fact, _("facts about it"), subject__id__exact=entity.pk),
            listed(Fact, _("facts whose value it is"), entity__id__exact=entity.pk),
        )


@admin.register(EntityName)
class EntityNameAdmin(StageAdmin):
    list_display = ["form", "entity_", "type"]
    list_filter = ["entity__type", "entity__topic"]
    search_fields = ["form", "entity__name"]
    autocomplete_fields = ["entity"]
    follows = ("entity",)

    entity_ = staticmethod(linked("entity", gettext_lazy("entity")))

    @admin.display(description=gettext_lazy("type"), ordering="entity__type")
    def type(self, name):
        return name.entity.get_type_display()


@admin.register(FactReview)
class FactReviewAdmin(LedgerAdmin):
    list_display = ["__str__", "fact_", "approved", "reviewer", "why", "created_at"]
    list_filter = ["approved", "fact__answer_type", "fact__topic"]
    search_fields = ["fact__label", "why", "reviewer__username"]
    follows = ("fact", "reviewer")

    fact_ = staticmethod(linked("fact", gettext_lazy("fact")))


@admin.register(FactCorrection)
class FactCorrectionAdmin(LedgerAdmin):
    list_display = ["__str__", "fact_", "field", "before_", "after_", "who", "created_at"]
    list_filter = ["field", "fact__answer_type", "fact__topic"]
    search_fields = ["fact__label", "before", "after", "who__username"]
    follows = ("fact", "who")

    fact_ = staticmethod(linked("fact", gettext_lazy("fact")))
    before_ = staticmethod(shortened("before", gettext_lazy("before")))
    after_ = staticmethod(shortened("after", gettext_lazy("after")))


@admin.register(Refusal)
class RefusalAdmin(ReadOnly, StageAdmin):
    list_display = ["kind", "reasons", "text", "article", "engine_version"]
    list_filter = ["kind", "engine_version", "version__article__topic"]
    search_fields = ["codes", "version__article__title"]
    readonly_fields = ["text"]
    follows = ("version__article",)
    leaves_out = ("version__text", "version__marks")
    linked_by = ("version__article__id__exact",)

    article = staticmethod(linked("version", gettext_lazy("article"), order="version__article__title"))

    def get_queryset(self, request):
        cut = Substr("version__text", F("start") + 1, F("end") - F("start"))
        return super().get_queryset(request).annotate(refused_text=cut)

    @admin.display(description=gettext_lazy("text"))
    def text(self, refusal):
        return refusal.refused_text

    @admin.display(description=gettext_lazy("reasons"))
    def reasons(self, refusal):
        return ", ".join(refusal.codes)
