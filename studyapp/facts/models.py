"""What the articles claim, and where each claim stands."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from studyapp.engine.extraction.values import AnswerType, Stance
from studyapp.engine.reading.spans import Span
from studyapp.ledger import LedgerModel
from studyapp.sources.models import ArticleVersion, Sentence, Topic

ANSWER_TYPES = [(t.value, _(t.value.replace("_", " "))) for t in AnswerType]


class Entity(models.Model):
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="entities")
    type = models.CharField(_("type"), max_length=20, choices=ANSWER_TYPES)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(max_length=300)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = _("entities")
        constraints = [
            models.UniqueConstraint(fields=["topic", "type", "folded_name"], name="entity_unique_in_topic"),
        ]

    def __str__(self) -> str:
        return self.name


class EntityName(models.Model):
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="names")
    form = models.CharField(_("form"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "form"], name="entity_form_unique")]

    def __str__(self) -> str:
        return self.form


class Fact(models.Model):
    """A claim with its typed value. The row is the identity: it outlives a text version.

    Two active facts of one topic with one ``claim_key`` and different values are a disagreement.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        STALE = "stale", _("stale")
        DISPUTED = "disputed", _("disputed")
        SUPERSEDED = "superseded", _("superseded")
        RETIRED = "retired", _("retired")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="facts")
    answer_type = models.CharField(_("answer type"), max_length=20, choices=ANSWER_TYPES)
    label = models.CharField(_("what is claimed"), max_length=300)
    subject = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="facts_about")
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="facts_naming")
    value = models.CharField(_("value"), max_length=300)
    number = models.FloatField(_("number"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    precision = models.CharField(_("precision"), max_length=10, blank=True)
    claim_key = models.CharField(max_length=80)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ACTIVE)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    features = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["topic", "claim_key"], name="fact_claim")]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class FactEvidence(models.Model):
    """Where a fact stands: ``sentence.version.text[start:end] == printed``, inside the sentence.

    Who says so, how surely and as of when belong here and not to the fact.
    """

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="evidence")
    sentence = models.ForeignKey(Sentence, models.PROTECT, related_name="evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    printed = models.CharField(_("as printed"), max_length=300)
    speaker = models.CharField(_("says so"), max_length=300, blank=True, help_text=_("Empty: the article itself."))
    speaker_entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="said")
    stance = models.CharField(
        _("stance"), max_length=12, choices=[(s.value, _(s.value)) for s in Stance], default=Stance.ASSERTED.value
    )
    event_time = models.CharField(_("event time"), max_length=20, blank=True)
    event_precision = models.CharField(max_length=10, blank=True)
    event_known = models.CharField(max_length=10, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)

    class Meta:
        verbose_name_plural = _("fact evidence")
        constraints = [
            models.UniqueConstraint(fields=["fact", "sentence", "start"], name="evidence_unique"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="evidence_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.printed} ({self.sentence})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class FactReview(LedgerModel):
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="reviews")
    approved = models.BooleanField(_("approved"))
    reviewer = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(_("why"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.fact}: {'approved' if self.approved else 'rejected'}"


class FactCorrection(LedgerModel):
    """What a person changed of a fact: a field as it read before and after."""

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    who = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.fact}: {self.field}"


class Refusal(models.Model):
    """A candidate that broke blocking rules: explains a low yield, and is the repair queue."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="refusals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=20)
    codes = models.JSONField(_("reasons"), default=list)
    engine_version = models.CharField(_("engine version"), max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "start", "end", "kind", "engine_version"], name="refusal_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}: {', '.join(self.codes)}"
