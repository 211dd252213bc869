"""Correcting an article: what is said of it at once, its text as a next version by the worker."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from studyapp.engine.reading.encodings import MAX_BYTES
from studyapp.sources import importing, jobs
from studyapp.sources.correcting import Clash, MeanwhileError, correct_article
from studyapp.sources.editing import as_file, as_written, to_edit
from studyapp.sources.models import Article, ArticleVersion, ImportJob
from studyapp.sources.queries import articles_editable_by, jobs_visible_to
from studyapp.usecases.tasks import wake_worker

__all__ = [
    "Clash", "MeanwhileError", "TextRefusedError", "correct_metadata", "submit_new_text", "text_refused", "text_to_edit",
]  # fmt: skip


class TextRefusedError(ValueError):
    """The text was not taken; ``str`` is a code: unchanged, empty, too_large, newer, running."""


def correct_metadata(user, article_id: int, seen: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """Raises Article.DoesNotExist for another's, MeanwhileError where somebody changed the same meanwhile."""
    return correct_article(articles_editable_by(user).get(pk=article_id).pk, seen, wanted, user)


def text_to_edit(article: Article) -> str:
    return to_edit(article.current_version)


def text_refused(user, article: Article, job_id: int) -> str | None:
    """What this person wrote and the worker could not take, to be gone on with; None where the article got a new text
    since."""
    failed = jobs_visible_to(user).filter(pk=job_id, article=article, step__in=(jobs.FAILED, jobs.CANCELLED))
    job = failed.filter(created_at__gt=article.current_version.created_at).first()
    return as_written(job.name, bytes(job.payload).decode(errors="replace")) if job and job.payload else None


@transaction.atomic
def submit_new_text(
    user, article_id: int, *, key: str, edited_from: int, text: str = "", file: tuple[str, bytes] | None = None
) -> ImportJob:
    """The job that makes this text the article's next version. The same key again is the same job.

    ``edited_from`` is the number of the version that the person had before them; ``file`` is a name and its bytes.
    Raises Article.DoesNotExist for another's, TextRefusedError.
    """
    article = articles_editable_by(user).select_for_update(of=("self",)).get(pk=article_id)
    idempotency_key = f"correct:{user.pk}:{article.pk}:{key}"[:80]
    if known := ImportJob.objects.filter(idempotency_key=idempotency_key).first():
        return known
    current = ArticleVersion.objects.get(pk=article.current_version_id)
    name, payload = _payload(current, text, file)
    if current.number != edited_from:
        raise TextRefusedError("newer")
    if jobs.unfinished().filter(article=article).exists():
        raise TextRefusedError("running")
    job = importing.receive(
        payload,
        kind=ImportJob.Kind.FILE,
        name=name,
        idempotency_key=idempotency_key,
        owner=user,
        article=article,
    )
    wake_worker()
    return job


def _payload(current: ArticleVersion, text: str, file: tuple[str, bytes] | None) -> tuple[str, bytes]:
    if file is None:
        if not text.strip():
            raise TextRefusedError("empty")
        if _plain(text) == _plain(to_edit(current)):
            raise TextRefusedError("unchanged")
        name, content = as_file(text)
        file = name, content.encode(errors="replace")
    if len(file[1]) > MAX_BYTES:
        raise TextRefusedError("too_large")
    if importing.raw_hash(file[1]) == current.raw_hash:
        raise TextRefusedError("unchanged")
    return file


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
