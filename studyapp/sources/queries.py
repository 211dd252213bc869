"""What a person may see of topics and articles. Every page starts here."""

from __future__ import annotations

import hashlib

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet

from studyapp.accounts.queries import belongs_to
from studyapp.accounts.roles import SEES_EVERYTHING, sees_everything
from studyapp.sources.models import Article, ImportJob, Topic, TopicGrant


def topics_visible_to(user) -> QuerySet[Topic]:
    """Asks for the roles in the same statement, so that any query may be narrowed by it at no cost."""
    standing = Topic.objects.filter(merged_into=None)
    seen = Q(visibility=Topic.Visibility.PUBLIC)
    if user.is_authenticated:
        if user.is_superuser:
            return standing
        granted = TopicGrant.objects.filter(topic=OuterRef("pk"), classroom__in=belongs_to(user))
        seen |= Q(owner=user) | Q(visibility=Topic.Visibility.GRANTED) & Exists(granted)
        # Not user.groups: Django makes a class anew each time that is asked for.
        seen |= Q(Exists(Group.objects.filter(user=user.pk, name__in=SEES_EVERYTHING)))
    return standing.filter(seen)


def articles_visible_to(user) -> QuerySet[Article]:
    """Active articles with a text, in topics this person may see."""
    return Article.objects.filter(
        topic__in=topics_visible_to(user), status=Article.Status.ACTIVE, current_version__isnull=False
    ).select_related("topic", "publisher")


def topics_editable_by(user) -> QuerySet[Topic]:
    """Topics that this person may name, open, close and arrange: their own; all for those who manage content."""
    standing = Topic.objects.filter(merged_into=None)
    if sees_everything(user):
        return standing
    return standing.filter(owner=user) if user.is_authenticated else standing.none()


def articles_editable_by(user) -> QuerySet[Article]:
    """Articles that this person may correct and withdraw: those they brought in, those of their topics; all for
    those who manage content. Withdrawn ones too, and only such as have a text."""
    articles = Article.objects.filter(current_version__isnull=False).select_related("topic", "publisher", "owner")
    if sees_everything(user):
        return articles
    return articles.filter(Q(owner=user) | Q(topic__owner=user)) if user.is_authenticated else articles.none()


def successor_of(slug: str) -> Topic | None:
    """Where the articles of a topic went that was merged into another; None where there is no such topic."""
    return Topic.objects.filter(merged__slug=slug).first()


def jobs_visible_to(user) -> QuerySet[ImportJob]:
    """Imports this person started; those who manage content see all."""
    jobs = ImportJob.objects.select_related("topic", "version__article", "article").defer("payload", "version__text")
    if sees_everything(user):
        return jobs
    return jobs.filter(owner=user) if user.is_authenticated else jobs.none()


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
