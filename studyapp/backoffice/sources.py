"""Topics and who sees them, publishers, articles with their versions, corrections and sentences, imports."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.backoffice.base import (
    LedgerAdmin,
    ReadOnly,
    ReadOnlyInline,
    StageAdmin,
    YesNoFilter,
    joined,
    linked,
    listed,
    shortened,
    with_sentence,
)
from studyapp.facts.disputes import settle_disputes
from studyapp.facts.models import Fact, FactEvidence, Refusal
from studyapp.questions.models import Question, QuestionEvidence
from studyapp.sources import jobs as job_steps
from studyapp.sources.models import (
    Article,
    ArticleCorrection,
    ArticleVersion,
    ImportBatch,
    ImportJob,
    Publisher,
    Sentence,
    Topic,
    TopicCorrection,
    TopicGrant,
)
from studyapp.sources.withdrawing import reinstate, withdraw


@admin.register(Topic)
class TopicAdmin(StageAdmin):
    class GrantInline(admin.TabularInline):
        model = TopicGrant
        extra = 0
        autocomplete_fields = ["classroom"]

        def get_queryset(self, request):
            return super().get_queryset(request).select_related("classroom")

    list_display = ["name", "parent", "visibility", "publishing", "owner", "merged_into", "created_at"]
    list_filter = ["visibility", "publishing", ("merged_into", YesNoFilter)]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent", "owner"]
    readonly_fields = ["merged_into", "created_at", "contents"]  # a merge moves articles and what hangs on them
    inlines = [GrantInline]
    follows = ("parent", "owner", "merged_into")

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, topic):
        if topic.pk is None:
            return ""
        lists = [(Article, _("articles")), (Fact, _("facts")), (Question, _("questions"))]
        return joined(*[listed(model, text, topic__id__exact=topic.pk) for model, text in lists])

    def view_on_site(self, topic):
        return reverse("public:topic-detail", kwargs={"slug": topic.slug})


@admin.register(TopicCorrection)
class TopicCorrectionAdmin(LedgerAdmin):
    list_display = ["__str__", "topic_", "field", "before_", "after_", "who", "created_at"]
    list_filter = ["field", "topic"]
    search_fields = ["topic__name", "before", "after", "who__username"]
    follows = ("topic", "who")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))
    before_ = staticmethod(shortened("before", gettext_lazy("before")))
    after_ = staticmethod(shortened("after", gettext_lazy("after")))


@admin.register(TopicGrant)
class TopicGrantAdmin(StageAdmin):
    list_display = ["__str__", "topic_", "classroom_", "created_at"]
    list_filter = ["topic__visibility", "topic"]
    search_fields = ["topic__name", "classroom__name"]
    autocomplete_fields = ["topic", "classroom"]
    readonly_fields = ["created_at"]
    follows = ("topic", "classroom")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))
    classroom_ = staticmethod(linked("classroom", gettext_lazy("class")))


@admin.register(Publisher)
class PublisherAdmin(StageAdmin):
    list_display = ["name", "address"]
    search_fields = ["name"]
    readonly_fields = ["articles"]

    @admin.display(description=gettext_lazy("articles"))
    def articles(self, publisher):
        return listed(Article, _("articles"), publisher__id__exact=publisher.pk) if publisher.pk else ""


class VersionInline(ReadOnlyInline):
    model = ArticleVersion
    fk_name = "article"
    fields = ["number", "short_hash", "reader_version", "created_at", "created_by"]
    follows = ("article", "created_by")
    leaves_out = ("text", "marks")


@admin.register(Article)
class ArticleAdmin(StageAdmin):
    list_display = ["title", "topic_", "publisher", "published_on", "as_of", "status", "version"]
    list_filter = ["status", "topic", "language"]
    search_fields = ["title", "source_key", "author", "publisher__name"]
    autocomplete_fields = ["publisher", "owner"]
    # What is kept for the article's facts and questions too, or moves by an action, is not typed here.
    readonly_fields = [
        "topic", "source_key", "status", "withdrawn_because", "current_version", "created_at", "contents",
    ]  # fmt: skip
    inlines = [VersionInline]
    actions = ["withdraw", "reinstate"]
    follows = ("topic", "publisher", "owner", "current_version__article")
    leaves_out = ("current_version__text", "current_version__marks")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))
    version = staticmethod(linked("current_version", gettext_lazy("current version"), order="current_version__number"))

    def has_add_permission(self, request):
        return False  # articles come in by import, with their text

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, article):
        return joined(
            listed(Sentence, _("sentences"), version__id__exact=article.current_version_id or 0),
            listed(FactEvidence, _("facts and where they stand"), sentence__version__article__id__exact=article.pk),
            listed(Question, _("questions"), article__id__exact=article.pk),
            listed(Refusal, _("refused candidates"), version__article__id__exact=article.pk),
            listed(ArticleCorrection, _("corrections"), article__id__exact=article.pk),
        )

    def view_on_site(self, article):
        return reverse("public:lesson", kwargs={"slug": article.slug})

    @admin.action(description=gettext_lazy("Withdraw from the site"), permissions=["change"])
    def withdraw(self, request, articles):
        self._each(request, articles, lambda article: withdraw(article, _("Withdrawn in the back office")))

    @admin.action(description=gettext_lazy("Put back on the site"), permissions=["change"])
    def reinstate(self, request, articles):
        self._each(request, articles, reinstate)

    def _each(self, request, articles, act):
        changed = [article for article in articles if act(article)]
        for article in changed:
            article.refresh_from_db(fields=["status"])
            settle_disputes(article)
            self.log_change(request, article, [{"changed": {"fields": [article.get_status_display()]}}])
        text = ngettext("%d article changed.", "%d articles changed.", len(changed)) % len(changed)
        self.message_user(request, text, messages.SUCCESS if changed else messages.WARNING)


@admin.register(ArticleCorrection)
class ArticleCorrectionAdmin(LedgerAdmin):
    list_display = ["__str__", "article_", "field", "before_", "after_", "who", "created_at"]
    list_filter = ["field", "article__topic"]
    search_fields = ["article__title", "before", "after", "who__username"]
    follows = ("article", "who")

    article_ = staticmethod(linked("article", gettext_lazy("article")))
    before_ = staticmethod(shortened("before", gettext_lazy("before")))
    after_ = staticmethod(shortened("after", gettext_lazy("after")))


@admin.register(ArticleVersion)
class ArticleVersionAdmin(LedgerAdmin):
    list_display = ["__str__", "article_", "number", "short_hash", "reader_version", "created_at", "created_by"]
    list_filter = ["article__topic", "reader_version"]
    search_fields = ["article__title", "text"]
    follows = ("article", "created_by")
    leaves_out = ("text", "marks")
    readonly_fields = ["contents"]

    article_ = staticmethod(linked("article", gettext_lazy("article"), order="article__title"))

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, version):
        return joined(
            listed(Sentence, _("sentences"), version__id__exact=version.pk),
            listed(FactEvidence, _("facts and where they stand"), sentence__version__id__exact=version.pk),
            listed(Refusal, _("refused candidates"), version__id__exact=version.pk),
        )


@admin.register(Sentence)
class SentenceAdmin(LedgerAdmin):
    list_display = ["__str__", "version_", "text", "paragraph", "heading"]
    list_filter = ["version__article__topic"]
    search_fields = ["version__article__title", "=position"]
    search_help_text = gettext_lazy("Title of the article, or the sentence's number")
    follows = ("version__article",)
    leaves_out = ("version__text", "version__marks")
    readonly_fields = ["text", "used_by"]

    version_ = staticmethod(linked("version", gettext_lazy("article"), order="version__article__title"))

    def get_queryset(self, request):
        return with_sentence(super().get_queryset(request), sentence="")

    @admin.display(description=gettext_lazy("sentence"))
    def text(self, sentence):
        return sentence.sentence_text

    @admin.display(description=gettext_lazy("used by"))
    def used_by(self, sentence):
        return joined(
            listed(FactEvidence, _("facts and where they stand"), sentence__id__exact=sentence.pk),
            listed(QuestionEvidence, _("questions that lean on it"), sentence__id__exact=sentence.pk),
        )


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly, StageAdmin):
    list_display = ["name", "topic_", "owner", "jobs", "never_became_a_job", "created_at"]
    list_filter = ["topic", "created_at"]
    search_fields = ["name", "idempotency_key", "owner__username"]
    readonly_fields = ["contents"]
    follows = ("topic", "owner")

    topic_ = staticmethod(linked("topic", gettext_lazy("topic")))

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(texts=Count("jobs"))

    @admin.display(description=gettext_lazy("texts"), ordering="texts")
    def jobs(self, batch):
        return batch.texts

    @admin.display(description=gettext_lazy("rows with problems"))
    def never_became_a_job(self, batch):
        return len(batch.problems)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, batch):
        return listed(ImportJob, _("imports"), batch__id__exact=batch.pk)


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnly, StageAdmin):
    list_display = [
        "name", "kind", "batch_", "topic", "owner", "step", "progress", "attempts", "lease_until", "version_",
    ]  # fmt: skip
    list_filter = ["step", "kind", "cancelled", "dry_run", "topic"]
    search_fields = ["name", "idempotency_key", "owner__username", "batch__name"]
    follows = ("topic", "owner", "batch", "article", "version__article")
    leaves_out = ("payload", "version__text", "version__marks")
    actions = ["try_again", "cancel"]

    batch_ = staticmethod(linked("batch", gettext_lazy("batch")))
    version_ = staticmethod(linked("version", gettext_lazy("result")))

    def has_steer_permission(self, request):
        return request.user.has_perm("sources.change_importjob")

    @admin.action(description=gettext_lazy("Try again from the start"), permissions=["steer"])
    def try_again(self, request, jobs):
        from studyapp.usecases.tasks import wake_worker  # here: the engine is not loaded to show a list

        ended = [job for job in jobs if job.step in (job_steps.FAILED, job_steps.CANCELLED)]
        for job in ended:
            job_steps.reopen(job)
            self.log_change(request, job, "Tried again.")
        if ended:
            wake_worker()
        self._say(request, ngettext("%d import waits again.", "%d imports wait again.", len(ended)), len(ended))

    @admin.action(description=gettext_lazy("Cancel"), permissions=["steer"])
    def cancel(self, request, jobs):
        stopped = [job for job in jobs if job_steps.cancel(job.pk, timezone.now())]
        for job in stopped:
            self.log_change(request, job, "Cancelled.")
        self._say(request, ngettext("%d import cancelled.", "%d imports cancelled.", len(stopped)), len(stopped))

    def _say(self, request, text, count):
        self.message_user(request, text % count, messages.SUCCESS if count else messages.WARNING)
