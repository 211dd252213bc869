"""Texts and where they come from. Nothing here has heard of a question."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from studyapp.engine.reading.spans import Span
from studyapp.ledger import LedgerModel


class Topic(models.Model):
    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone")
        GRANTED = "granted", _("classes it was granted to")
        PRIVATE = "private", _("its owner")

    class Publishing(models.TextChoices):
        APPROVED = "approved", _("approved questions only")
        TRUSTED = "trusted", _("approved and trusted questions")
        ALL = "all", _("every question that passes the rules")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="topics")
    visibility = models.CharField(_("seen by"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    publishing = models.CharField(
        _("what students get"), max_length=10, choices=Publishing, blank=True, help_text=_("Empty: the site's setting.")
    )
    description = models.TextField(_("in a sentence or two"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="topic_name_unique_folded")]

    def __str__(self) -> str:
        return self.name


class TopicCorrection(LedgerModel):
    """What a person changed of a topic: a field as it read before and after."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["topic", "pk"]

    def __str__(self) -> str:
        return f"{self.topic}: {self.field}"


class TopicGrant(models.Model):
    """A class that may see a topic which is not for everyone."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="grants")
    classroom = models.ForeignKey("accounts.Classroom", models.CASCADE, related_name="grants")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "classroom"], name="topic_granted_once")]

    def __str__(self) -> str:
        return f"{self.topic} to {self.classroom}"


class Publisher(models.Model):
    name = models.CharField(_("name"), max_length=200)
    address = models.URLField(_("address"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="publisher_name_unique_folded")]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A text that may change. ``source_key`` finds it again: url, else given id, else path."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        WITHDRAWN = "withdrawn", _("withdrawn")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles")
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    source_key = models.CharField(_("source key"), max_length=500)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.ForeignKey(Publisher, models.PROTECT, null=True, blank=True, related_name="articles")
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    as_of = models.DateField(_("facts as of"), null=True, blank=True)
    url = models.URLField(_("web address"), max_length=1000, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=16, default="en")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="articles")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=300, blank=True)
    current_version = models.ForeignKey(
        "ArticleVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("current version")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["topic", "source_key"], name="article_source_key_unique")]

    def __str__(self) -> str:
        return self.title


class ArticleCorrection(LedgerModel):
    """What a person changed of an article: a field as printed before and after. A new text is a version of its own."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article", "pk"]

    def __str__(self) -> str:
        return f"{self.article}: {self.field}"


class ArticleVersion(LedgerModel):
    """A text as it was. ``marks`` are ``[start, end, reason]`` of what is not article."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    raw_hash = models.CharField(_("hash of the bytes"), max_length=64)
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    marks = models.JSONField(_("set aside"), default=list)
    reader_version = models.CharField(_("reader version"), max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"{self.article}, v{self.number}"

    @property
    def short_hash(self) -> str:
        """Eight characters in two groups: enough to tell versions apart by eye."""
        return f"{self.text_hash[:4]} {self.text_hash[4:8]}"


class Sentence(LedgerModel):
    """``version.text[start:end]``; offsets are Unicode code points."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="sentences")
    position = models.PositiveIntegerField(_("number"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=300, blank=True)
    # Sixteen hex digits of its words, whatever their case and blanks: finds the same sentence in other texts.
    fingerprint = models.CharField(max_length=16, blank=True, db_index=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="sentence_position_unique"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="sentence_not_empty"),
        ]

    def __str__(self) -> str:
        return f"s{self.position}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def anchor(self) -> str:
        return f"s{self.position}"


class ImportBatch(models.Model):
    """Several texts brought in at once. ``problems`` are ``[line, field, reason]`` of rows that never became a job."""

    name = models.CharField(_("name"), max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="batches")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="batches")
    problems = models.JSONField(_("problems"), default=list, blank=True)
    idempotency_key = models.CharField(_("idempotency key"), max_length=80, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = _("import batches")

    def __str__(self) -> str:
        return self.name


class ImportJob(models.Model):
    """One text on its way in. The lease is the truth: whoever holds it works, a lapsed one is free.

    ``article`` is set where the text is to be its next version; a ``dry_run`` reads, reports and saves nothing.
    ``stated`` is what is known of the text besides its bytes: ``publisher``, ``published``, ``licence`` hold where the
    text says nothing of it; ``new_topic`` and ``visibility`` name a topic to be made when it is saved; of a web page
    also where it was read (``url``), on which day (``fetched``) and as what (``media``).
    """

    class Kind(models.TextChoices):
        PASTE = "paste", _("pasted text")
        FILE = "file", _("file")
        URL = "url", _("web page")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=500)
    payload = models.BinaryField(_("payload"))
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="jobs")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="import_jobs")
    dry_run = models.BooleanField(_("only to look at"), default=False)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="import_jobs")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="jobs")
    step = models.CharField(_("step"), max_length=20, default="received")
    progress = models.PositiveSmallIntegerField(_("per cent"), default=0)
    stated = models.JSONField(_("stated"), default=dict, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    idempotency_key = models.CharField(_("idempotency key"), max_length=80, unique=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    version = models.ForeignKey(ArticleVersion, models.PROTECT, null=True, blank=True, related_name="import_jobs")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["step", "lease_until"], name="job_waiting")]

    def __str__(self) -> str:
        return f"{self.name} ({self.step})"
