"""Taking an article off the site, and putting it back. Its text and what was answered stay.

There is no deleting for good: old receipts would have nothing to show.
"""

from __future__ import annotations

from django.db import transaction

from studyapp.sources.correcting import note_article
from studyapp.sources.models import Article


@transaction.atomic
def withdraw(article: Article, because: str, who=None) -> bool:
    """Learners no longer find it, and its questions no longer count. False when it already was."""
    because = because[:300]
    changed = Article.objects.filter(pk=article.pk, status=Article.Status.ACTIVE).update(
        status=Article.Status.WITHDRAWN, withdrawn_because=because
    )
    if changed:
        note_article(article, who, status=(Article.Status.ACTIVE.value, f"{Article.Status.WITHDRAWN.value}: {because}"))
    return bool(changed)


@transaction.atomic
def reinstate(article: Article, who=None) -> bool:
    """False when it was not withdrawn."""
    changed = Article.objects.filter(pk=article.pk, status=Article.Status.WITHDRAWN).update(
        status=Article.Status.ACTIVE, withdrawn_because=""
    )
    if changed:
        note_article(article, who, status=(Article.Status.WITHDRAWN.value, Article.Status.ACTIVE.value))
    return bool(changed)
