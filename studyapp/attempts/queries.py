"""A learner's own attempts and what was answered in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from studyapp.attempts.models import Attempt, Rescore, Response
from studyapp.sources.queries import topics_visible_to


def attempts_of(user) -> QuerySet[Attempt]:
    """This person's sittings, without those on a topic that was closed to them since; reviews have no topic."""
    if not user.is_authenticated:
        return Attempt.objects.none()
    open_to_them = Q(topic=None) | Q(topic__in=topics_visible_to(user))
    return Attempt.objects.filter(open_to_them, learner=user).select_related("topic", "article", "assignment")


@dataclass(frozen=True, slots=True)
class Begun:
    """A sitting with questions left; ``next_position`` is the first of them."""

    attempt: Attempt
    answered: int
    next_position: int


def begun(user, limit: int = 3, **of) -> list[Begun]:
    """Sittings that were begun and not ended, newest first and the newest only of each topic, article or quiz.

    Assigned work stands in a list of its own. ``of`` narrows them. Two queries.
    """
    mine = attempts_of(user).filter(finished_at=None, responses__isnull=False, assignment=None, **of)
    attempts = mine.distinct()
    found: dict[tuple, Begun] = {}
    for attempt in attempts.order_by("-started_at").prefetch_related("responses")[: 4 * limit]:
        answered = {response.position for response in attempt.responses.all()}
        left = [n for n in range(1, attempt.length + 1) if n not in answered]
        if left:
            found.setdefault(
                (attempt.topic_id, attempt.article_id, attempt.quiz_id), Begun(attempt, len(answered), left[0])
            )
    return list(found.values())[:limit]


def valid_scores(responses: QuerySet[Response]) -> QuerySet[Response]:
    """The same responses, each with ``valid_score`` and ``valid_reason``: of the newest rescore, else its own.

    Costs no statement of its own. ``Response.score_now`` and ``is_right`` read them; in ``values`` and aggregates
    say ``valid_score``, never ``score``, which is what the answer got when it was given.
    """
    newest = Rescore.objects.filter(response=OuterRef("pk")).order_by("-pk")
    return responses.annotate(
        valid_score=Coalesce(Subquery(newest.values("score")[:1]), F("score")),
        valid_reason=Coalesce(Subquery(newest.values("reason")[:1]), F("reason")),
    )


def first_responses(attempt: Attempt) -> dict[int, Response]:
    """The response that counts for each answered position, with its valid score."""
    return {r.position: r for r in valid_scores(attempt.responses.filter(try_number=1))}


def scores(attempt: Attempt) -> dict[int, float]:
    """The valid score of each answered position."""
    found = valid_scores(attempt.responses.filter(try_number=1)).order_by()
    return dict(found.values_list("position", "valid_score"))


def first_response(attempt: Attempt, position: int) -> Response:
    """The response that counts for an answered position, with its valid score."""
    return valid_scores(attempt.responses.all()).get(try_number=1, position=position)


def next_open(attempt: Attempt) -> int | None:
    """The first position without an answer; None when all have one."""
    answered = set(attempt.responses.values_list("position", flat=True))
    return next((n for n in range(1, attempt.length + 1) if n not in answered), None)


def open_attempt(user, *, topic_id: int, article_id: int | None) -> Attempt | None:
    """The newest unfinished attempt on this topic or article, if any; those of a quiz or an assignment apart."""
    return (
        attempts_of(user)
        .filter(topic_id=topic_id, article_id=article_id, finished_at=None, quiz=None, assignment=None)
        .order_by("-started_at")
        .first()
    )


def times_answered(learner, **of) -> dict[int, int]:
    """How often this learner has answered each question in any of its wordings, by its current one.

    ``of`` narrows their responses.
    """
    answered = Response.objects.filter(attempt__learner=learner, **of).order_by()
    return dict(answered.values_list("version__question__current_version").annotate(Count("pk")))
