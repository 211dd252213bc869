"""Taking an article off the site, and putting it back. Its text and what was answered stay."""

from __future__ import annotations

from studyapp.sources.models import Article


def withdraw(article: Article, because: str) -> bool:
    """Learners no longer find it, and its questions no longer count. False when it already was."""
    changed = Article.objects.filter(pk=article.pk, status=Article.Status.ACTIVE).update(
        status=Article.Status.WITHDRAWN, withdrawn_because=because
    )
    return bool(changed)


def reinstate(article: Article) -> bool:
    """False when it was not withdrawn."""
    changed = Article.objects.filter(pk=article.pk, status=Article.Status.WITHDRAWN).update(
        status=Article.Status.ACTIVE, withdrawn_because=""
    )
    return bool(changed)
