"""Questions, their wordings with options and evidence, the verdicts on them and what learners reported."""

from __future__ import annotations

import uuid

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.attempts.models import Regrade, Response
from studyapp.backoffice.base import (
    LedgerAdmin,
    ReadOnlyInline,
    StageAdmin,
    YesNoFilter,
    joined,
    link,
    linked,
    listed,
    marked_sentence,
    with_sentence,
)
from studyapp.progress.models import ItemStatistics
from studyapp.questions import ranker, trust
from studyapp.questions.models import (
    AcceptedForm,
    Option,
    Question,
    QuestionEvidence,
    QuestionVersion,
    RankerFit,
    Report,
    ReportDecision,
    Review,
)
from studyapp.questions.reviewing import Seen, decide, retire

ARTICLE_TEXT = ("sentence__version__text", "sentence__version__marks")


class VersionInline(ReadOnlyInline):
    model = QuestionVersion
    fk_name = "question"
    fields = ["number", "stem", "key_value", "engine_version", "author", "created_at"]
    follows = ("author",)


@admin.register(Question)
class QuestionAdmin(StageAdmin):
    list_display = [
        "stem", "key", "kind", "format", "status", "score", "is_trusted", "why_trusted", "article_", "fact_",
    ]  # fmt: skip
    list_filter = ["status", "kind", "format", "answer_type", "origin", "sensitive", "topic"]
    search_fields = ["current_version__stem", "current_version__key_value", "fact__label", "article__title"]
    readonly_fields = [
        "topic", "article", "fact", "kind", "format", "answer_type", "origin", "status", "score", "is_trusted",
        "why_trusted", "features", "ranker_version", "current_version", "generation_key", "created_at", "contents",
    ]  # fmt: skip
    inlines = [VersionInline]
    actions = ["approve", "reject", "retire"]
    follows = ("topic", "article", "fact", "current_version")

    article_ = staticmethod(linked("article", gettext_lazy("article"), order="article__title"))
    fact_ = staticmethod(linked("fact", gettext_lazy("fact"), order="fact__label"))

    def has_add_permission(self, request):
        return False  # a question needs its evidence; writing one by hand has a page of its own

    @admin.display(description=gettext_lazy("question"), ordering="current_version__stem")
    def stem(self, question):
        return question.current_version.stem if question.current_version else str(question)

    @admin.display(description=gettext_lazy("right answer"), ordering="current_version__key_value")
    def key(self, question):
        return question.current_version.key_value if question.current_version else ""

    @admin.display(description=gettext_lazy("trusted"), boolean=True)
    def is_trusted(self, question):
        return trust.trust_of(question) == trust.Trust.TRUSTED

    @admin.display(description=gettext_lazy("trusted, because"))
    def why_trusted(self, question):
        return trust.why(question)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, question):
        return joined(
            listed(QuestionEvidence, _("evidence"), version__question__id__exact=question.pk),
            listed(Review, _("verdicts"), version__question__id__exact=question.pk),
        )

    @admin.display(description=gettext_lazy("learners"))
    def learners(self, question):
        return joined(
            listed(Response, _("responses"), version__question__id__exact=question.pk),
            listed(Report, _("reports"), version__question__id__exact=question.pk),
            listed(Regrade, _("regrades"), version__question__id__exact=question.pk),
            listed(ItemStatistics, _("statistics"), question__id__exact=question.pk),
        )

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "learners"] if request.user.has_perm("attempts.view_response") else fields

    @admin.action(description=gettext_lazy("Approve"), permissions=["change"])
    def approve(self, request, questions):
        self._judge(request, questions, Review.Verdict.APPROVED)

    @admin.action(description=gettext_lazy("Reject"), permissions=["change"])
    def reject(self, request, questions):
        self._judge(request, questions, Review.Verdict.REJECTED)

    @admin.action(description=gettext_lazy("Retire"), permissions=["change"])
    def retire(self, request, questions):
        retired = [question for question in questions if retire(question.pk, request.user)]
        for question in retired:
            self.log_change(request, question, "Retired.")
        self._say(request, ngettext("%d question retired.", "%d questions retired.", len(retired)), len(retired))

    def _judge(self, request, questions, verdict):
        asked = {q.current_version_id: q for q in questions if q.current_version_id and q.status != verdict}
        seen = [Seen(question.pk, version, question.status) for version, question in asked.items()]
        decided = decide(seen, request.user, verdict, step=uuid.uuid4().hex)
        for row in decided.reviews:
            self.log_change(request, asked[row.version_id], f"{verdict.capitalize()}.")
        judged, left = len(decided.reviews), len(decided.changed) + len(decided.outdated)
        self._say(request, ngettext("%d question judged.", "%d questions judged.", judged), judged)
        if left:
            text = ngettext(
                "%d question was left as it is: somebody changed it just now, or its sentence left the article.",
                "%d questions were left as they are: somebody changed them just now, or their sentence left the article.",
                left,
            )
            self._say(request, text, left, messages.WARNING)

    def _say(self, request, text, count, level=None):
        self.message_user(request, text % count, level or (messages.SUCCESS if count else messages.WARNING))


@admin.register(QuestionVersion)
class QuestionVersionAdmin(LedgerAdmin):
    class OptionInline(ReadOnlyInline):
        model = Option
        fields = ["position", "text", "match", "why_code", "why_params"]

    class AcceptedFormInline(ReadOnlyInline):
        model = AcceptedForm
        fields = ["form", "origin"]

    class EvidenceInline(ReadOnlyInline):
        model = QuestionEvidence
        fields = ["role", marked_sentence, "article", "fact_evidence"]
        follows = ("sentence__version__article", "fact_evidence__sentence")
        leaves_out = ARTICLE_TEXT
        article = staticmethod(linked("sentence.version", gettext_lazy("article")))

        def get_queryset(self, request):
            return with_sentence(super().get_queryset(request))

    class ReviewInline(ReadOnlyInline):
        model = Review
        fk_name = "version"
        fields = ["verdict", "reviewer", "reasons", "note", "before", "after", "created_at"]
        follows = ("reviewer", "version")

    list_display = ["stem", "number", "question_", "key_value", "attributed_to", "engine_version", "created_at"]
    list_filter = ["question__status", "question__kind", "question__topic", "engine_version"]
    search_fields = ["stem", "key_value", "context"]
    inlines = [OptionInline, AcceptedFormInline, EvidenceInline, ReviewInline]
    follows = ("question", "author")

    question_ = staticmethod(linked("question", gettext_lazy("question")))


@admin.register(Option)
class OptionAdmin(LedgerAdmin):
    list_display = ["text", "match", "position", "is_right", "version_", "why_code"]
    list_filter = ["why_code", "version__question__kind", "version__question__topic"]
    search_fields = ["text", "version__stem"]
    follows = ("version",)

    version_ = staticmethod(linked("version", gettext_lazy("wording"), order="version__stem"))

    @admin.display(description=gettext_lazy("right"), boolean=True)
    def is_right(self, option):
        return bool(option.match) or option.position == option.version.key_option


@admin.register(AcceptedForm)
class AcceptedFormAdmin(LedgerAdmin):
    list_display = ["form", "version_", "origin"]
    list_filter = ["origin", "version__question__topic"]
    search_fields = ["form", "version__stem"]
    follows = ("version",)

    version_ = staticmethod(linked("version", gettext_lazy("wording"), order="version__stem"))


@admin.register(QuestionEvidence)
class QuestionEvidenceAdmin(LedgerAdmin):
    list_display = ["role", marked_sentence, "version_", "fact_", "article"]
    list_filter = ["role", "version__question__kind", "version__question__topic"]
    search_fields = ["version__stem", "sentence__version__article__title"]
    readonly_fields = [marked_sentence]
    follows = ("version", "sentence__version__article", "fact_evidence__fact", "fact_evidence__sentence", "option")
    leaves_out = ARTICLE_TEXT
    linked_by = ("version__question__id__exact",)

    version_ = staticmethod(linked("version", gettext_lazy("question"), order="version__stem"))
    article = staticmethod(
        linked("sentence.version", gettext_lazy("article"), order="sentence__version__article__title")
    )

    def get_queryset(self, request):
        return with_sentence(super().get_queryset(request))

    @admin.display(description=gettext_lazy("fact"), ordering="fact_evidence__fact__label")
    def fact_(self, evidence):
        return link(evidence.fact_evidence, str(evidence.fact_evidence.fact)) if evidence.fact_evidence else "—"


@admin.register(Review)
class ReviewAdmin(LedgerAdmin):
    list_display = ["verdict", "version_", "reviewer", "before", "after", "note", "created_at"]
    list_filter = ["verdict", "version__question__kind", "version__question__topic"]
    search_fields = ["version__stem", "note", "reviewer__username"]
    follows = ("version", "reviewer")
    linked_by = ("version__question__id__exact",)

    version_ = staticmethod(linked("version", gettext_lazy("wording"), order="version__stem"))


@admin.register(Report)
class ReportAdmin(LedgerAdmin):
    class DecisionInline(ReadOnlyInline):
        model = ReportDecision
        fields = ["outcome", "note", "who", "created_at"]
        follows = ("who", "report__version")

    list_display = ["reason", "version_", "reporter_", "text", "is_decided", "created_at"]
    list_filter = ["reason", ("decisions", YesNoFilter), "version__question__topic"]
    search_fields = ["version__stem", "text", "reporter__username"]
    inlines = [DecisionInline]
    follows = ("version__question", "reporter")
    linked_by = ("version__question__id__exact",)

    version_ = staticmethod(linked("version", gettext_lazy("wording"), order="version__stem"))
    reporter_ = staticmethod(linked("reporter", gettext_lazy("reported by")))

    def get_queryset(self, request):
        decided = ReportDecision.objects.filter(report=OuterRef("pk"))
        return super().get_queryset(request).annotate(decided=Exists(decided))

    @admin.display(description=gettext_lazy("decided"), boolean=True, ordering="decided")
    def is_decided(self, report):
        return report.decided


@admin.register(ReportDecision)
class ReportDecisionAdmin(LedgerAdmin):
    list_display = ["outcome", "report_", "note", "who", "created_at"]
    list_filter = ["outcome", "report__reason", "report__version__question__topic"]
    search_fields = ["report__version__stem", "note", "who__username"]
    follows = ("report__version", "who")

    report_ = staticmethod(linked("report", gettext_lazy("report"), order="report__version__stem"))


@admin.register(RankerFit)
class RankerFitAdmin(LedgerAdmin):
    list_display = ["version", "is_in_use", "base", "verdicts", "loss_shipped", "loss_fitted", "created_at"]
    list_filter = ["base"]
    search_fields = ["version"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(in_use=Subquery(ranker.newest_fits().values("pk")[:1]))

    @admin.display(description=gettext_lazy("in use"), boolean=True)
    def is_in_use(self, fit):
        return fit.pk == fit.in_use
