"""A learner's own attempts and what was answered in them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from studyapp.attempts.models import Attempt, Response
from studyapp.sources.models import Topic


def attempts_of(user) -> QuerySet[Attempt]:
    if not user.is_authenticated:
        return Attempt.objects.none()
    return Attempt.objects.filter(learner=user).select_related("topic", "article")


def first_responses(attempt: Attempt) -> dict[int, Response]:
    """The response that counts for each answered position."""
    return {r.position: r for r in attempt.responses.filter(try_number=1)}


def open_attempt(user, *, topic_id: int, article_id: int | None) -> Attempt | None:
    """The newest unfinished attempt on this topic or article, if any."""
    return (
        attempts_of(user)
        .filter(topic_id=topic_id, article_id=article_id, finished_at=None)
        .order_by("-started_at")
        .first()
    )


def times_seen(learner, topic: Topic) -> dict[int, int]:
    """How often this learner has answered each wording about a topic."""
    answered = Response.objects.filter(attempt__learner=learner, version__question__topic=topic)
    return dict(answered.order_by().values_list("version").annotate(Count("pk")))
