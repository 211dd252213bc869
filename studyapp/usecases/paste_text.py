"""A text pasted into the site: kept at once, worked on by the background worker."""

from __future__ import annotations

import datetime as dt

import yaml
from django.db import transaction

from studyapp.engine.reading import front_matter
from studyapp.engine.reading.article import UnreadableError
from studyapp.engine.reading.encodings import MAX_BYTES
from studyapp.sources import importing, jobs
from studyapp.sources.models import ImportJob
from studyapp.sources.queries import jobs_visible_to, topics_visible_to
from studyapp.usecases.tasks import wake_worker


@transaction.atomic
def submit_text(
    text: str, *, owner, idempotency_key: str, topic_name: str = "", header: dict[str, object] | None = None
) -> ImportJob:
    """The job for a pasted text; the same key again is the same job, so a second press does nothing.

    ``idempotency_key`` is issued with the form. ``header`` holds what the form said (title, publisher,
    published, as_of, author, url, licence) and goes before the text, unless the text brings a header of its
    own. A topic that the owner may not see counts as none. Raises UnreadableError for what is too large.
    """
    stated = {key: str(value) for key, value in (header or {}).items() if value}
    name = stated.get("title") or " ".join(text.split()[:8]) or "pasted text"
    if stated and not front_matter.OPENING.match(text):
        text = f"---\n{yaml.safe_dump(stated, allow_unicode=True)}---\n{text}"
    payload = text.encode(errors="replace")
    if len(payload) > MAX_BYTES:
        raise UnreadableError("This text is too large for an article.")
    job = importing.receive(
        payload,
        kind=ImportJob.Kind.PASTE,
        name=name,
        idempotency_key=f"paste:{owner.pk}:{idempotency_key}"[:80],
        topic=topics_visible_to(owner).filter(name__iexact=topic_name).first() if topic_name else None,
        owner=owner,
    )
    wake_worker()
    return job


def cancel_import(user, job_id: int, now: dt.datetime) -> bool:
    """Stop an import before it writes anything; False when it is finished, or not this person's to stop."""
    return jobs_visible_to(user).filter(pk=job_id).exists() and jobs.cancel(job_id, now)
