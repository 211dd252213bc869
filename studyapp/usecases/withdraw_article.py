"""Taking an article off the site and putting it back: what it disputed is settled anew."""

from __future__ import annotations

from django.db import transaction

from studyapp.facts.disputes import settle_disputes
from studyapp.sources import withdrawing
from studyapp.sources.models import Article
from studyapp.sources.queries import articles_editable_by


@transaction.atomic
def withdraw_article(user, article_id: int, because: str) -> bool:
    """False when it already was withdrawn. Raises Article.DoesNotExist for another's."""
    article = articles_editable_by(user).get(pk=article_id)
    return _settled(article, withdrawing.withdraw(article, because, user))


@transaction.atomic
def reinstate_article(user, article_id: int) -> bool:
    """False when it was not withdrawn. Raises Article.DoesNotExist for another's."""
    article = articles_editable_by(user).get(pk=article_id)
    return _settled(article, withdrawing.reinstate(article, user))


def _settled(article: Article, changed: bool) -> bool:
    if changed:
        article.refresh_from_db(fields=["status"])
        settle_disputes(article)
    return changed
