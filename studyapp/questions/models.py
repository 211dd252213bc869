"""Questions, their immutable wordings, and the places that prove them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from studyapp.engine.reading.spans import Span
from studyapp.facts.models import ANSWER_TYPES, Fact, FactEvidence
from studyapp.ledger import LedgerModel
from studyapp.sources.models import Article, Sentence, Topic


class Question(models.Model):
    """What is asked about one fact. Its wordings are versions; *trusted* is derived, never stored."""

    class Kind(models.TextChoices):
        MULTIPLE_CHOICE = "multiple_choice", _("multiple choice")
        CLOZE = "cloze", _("fill the gap")
        TRUE_FALSE = "true_false", _("true or false")
        SHORT_ANSWER = "short_answer", _("short answer")
        MATCHING = "matching", _("match")
        ORDERING = "ordering", _("put in order")

    class Format(models.TextChoices):
        OPTIONS = "options", _("options")
        TYPED = "typed", _("typed")
        TRUE_FALSE = "true_false", _("true or false")
        MATCH = "match", _("pairs")
        ORDER = "order", _("order")

    class Origin(models.TextChoices):
        GENERATED = "generated", _("generated")
        WRITTEN = "written", _("written by a person")
        IMPORTED = "imported", _("imported")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        STALE = "stale", _("stale")
        RETIRED = "retired", _("retired")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="questions")
    article = models.ForeignKey(Article, models.PROTECT, related_name="questions")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="questions")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    format = models.CharField(_("format"), max_length=12, choices=Format)
    answer_type = models.CharField(_("answer type"), max_length=20, choices=ANSWER_TYPES)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.GENERATED)
    generation_key = models.CharField(max_length=80, null=True, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    score = models.FloatField(_("score"), default=0.0)
    features = models.JSONField(default=dict, blank=True)  # what the ranker knows of it, by name
    ranker_version = models.CharField(max_length=20, blank=True)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    current_version = models.ForeignKey(
        "QuestionVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("current version")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "generation_key"], name="generation_key_unique_in_topic"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="question_score_0_to_1"),
        ]
        indexes = [models.Index(fields=["article", "status", "score"], name="question_pool")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class QuestionVersion(LedgerModel):
    """A wording. The key is ``key_option`` (a position) for options, else ``key_value``.

    Before an answer only instruction, hint, context, stem and the options' texts may be shown; of a matching also
    what may be matched. ``tolerance`` is how far a typed figure may lie from the key, in the unit of its number.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    instruction = models.CharField(_("instruction"), max_length=300, blank=True)
    context = models.TextField(_("context"), blank=True)
    stem = models.TextField(_("stem"))
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    explanation_code = models.CharField(max_length=40, blank=True)
    explanation_params = models.JSONField(default=dict, blank=True)
    key_option = models.PositiveSmallIntegerField(_("right option"), null=True, blank=True)
    key_value = models.CharField(_("right answer"), max_length=300)
    tolerance = models.FloatField(_("tolerance"), null=True, blank=True)
    attributed_to = models.CharField(_("says so"), max_length=300, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    engine_version = models.CharField(max_length=20, blank=True)
    model_version = models.CharField(max_length=60, blank=True)
    context_digest = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_unique")]

    def __str__(self) -> str:
        return f"{self.stem[:80]} (v{self.number})"


class Option(LedgerModel):
    """A choice; of a matching or an ordering a row, with what belongs to it in ``match`` (an office, a date).

    Rows stand in the order in which their matches are shown; for an ordering that is the right order.
    """

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="options")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("text"), max_length=300)
    match = models.CharField(_("belongs to it"), max_length=300, blank=True)
    why_code = models.CharField(max_length=40, blank=True)
    why_params = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="option_position_unique")]

    def __str__(self) -> str:
        return self.text


class AcceptedForm(LedgerModel):
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="accepted_forms")
    form = models.CharField(_("form"), max_length=300)
    origin = models.CharField(_("how it came"), max_length=20, default="generated")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "form"], name="accepted_form_unique")]

    def __str__(self) -> str:
        return self.form


class QuestionEvidence(LedgerModel):
    """A place that proves the key (of a set that of each row), tells what a distractor is true of, or gives context.

    ``sentence.version.text[start:end]`` is the marked span: the answer for the key, else the sentence.
    The receipt of an old answer is cut from here, whatever changed since.
    """

    class Role(models.TextChoices):
        KEY = "key", _("key")
        DISTRACTOR = "distractor", _("distractor")
        CONTEXT = "context", _("context")

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="evidence")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    sentence = models.ForeignKey(Sentence, models.PROTECT, related_name="question_evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fact_evidence = models.ForeignKey(FactEvidence, models.PROTECT, null=True, blank=True, related_name="used_by")
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="evidence")

    class Meta:
        verbose_name_plural = _("question evidence")
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(role="key", option=None), name="one_key_evidence"),
            models.UniqueConstraint(
                fields=["version", "option"], condition=Q(role="key"), name="one_key_evidence_a_row"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="question_evidence_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.sentence}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Review(LedgerModel):
    """What happened to a question, and who did it. A judgement is a verdict approved or rejected.

    No reviewer: it came approved with the content that was shipped, or a new text of the article did it.
    ``step`` names the press of a button that made the row: a form sent twice makes one, a bulk step many.
    ``replaced`` is the wording before an edit, ``undoes`` what an undoing took back.
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        UNDONE = "undone", _("undone")
        EDITED = "edited", _("edited")
        RETIRED = "retired", _("retired")
        STALE = "stale", _("stale")

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    before = models.CharField(_("status before"), max_length=10)
    after = models.CharField(_("status after"), max_length=10)
    note = models.CharField(_("note"), max_length=300, blank=True)
    step = models.CharField(max_length=40, blank=True, db_index=True)
    replaced = models.ForeignKey(QuestionVersion, models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.version}: {self.verdict}"


class Report(LedgerModel):
    """A learner says that something is wrong with the wording that they saw."""

    class Reason(models.TextChoices):
        WRONG_KEY = "wrong_key", _("The marked answer is wrong")
        ALSO_RIGHT = "also_right", _("Another answer is right too")
        UNCLEAR = "unclear", _("I can’t tell what is asked")
        NOT_IN_SOURCE = "not_in_source", _("The source doesn’t say this")
        OTHER = "other", _("Something else")

    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    text = models.CharField(_("in their words"), max_length=500, blank=True)
    given = models.CharField(_("what they answered"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["version", "reporter"], name="reported_once_a_wording")]

    def __str__(self) -> str:
        return f"{self.version}: {self.reason}"


class ReportDecision(LedgerModel):
    """What came of a report. The last one holds."""

    class Outcome(models.TextChoices):
        FIXED = "fixed", _("fixed")
        ACCEPTED = "accepted", _("the answer was accepted")
        WITHDRAWN = "withdrawn", _("the question was withdrawn")
        KEPT = "kept", _("the question stays as it is")

    report = models.ForeignKey(Report, models.PROTECT, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    note = models.CharField(_("note to the learner"), max_length=500, blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.outcome}"


class RankerFit(LedgerModel):
    """The ranker as this site's verdicts moved it. The newest on the shipped ranker ``base`` scores what is imported.

    ``weights`` are log odds per feature, ``precision`` how firmly each is known. The losses are log losses in nats
    per verdict on articles that were held out.
    """

    version = models.CharField(_("version"), max_length=20, unique=True)
    base = models.CharField(_("shipped ranker"), max_length=20)
    weights = models.JSONField(_("weights"))
    precision = models.JSONField(_("precision"))
    verdicts = models.PositiveIntegerField(_("verdicts"))
    loss_shipped = models.FloatField(_("loss of the shipped ranker"))
    loss_fitted = models.FloatField(_("loss of the fit"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.version
