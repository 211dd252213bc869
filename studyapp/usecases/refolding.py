"""Working out anew what learners know, after topics or facts of what they answered were arranged otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from studyapp.attempts.models import Response
from studyapp.progress.models import Ability
from studyapp.progress.rebuilding import rebuild
from studyapp.questions.models import Question
from studyapp.questions.wordings import forget_wordings

AT_ONCE = 20  # more learners wait for the worker


def learners_of_questions(questions: QuerySet[Question]) -> set[int]:
    """Who ever answered one of these."""
    answered = Response.objects.filter(version__question__in=questions).order_by()
    return set(answered.values_list("attempt__learner", flat=True).distinct())


def learners_of_topics(*topic_ids: int) -> set[int]:
    """Who has a standing in one of these topics."""
    return set(Ability.objects.filter(topic__in=topic_ids).values_list("learner", flat=True))


def refold_soon(learners: Iterable[int]) -> None:
    """Once this transaction is through: few learners now, many in the background."""
    ids = sorted(set(learners))

    def refold() -> None:
        forget_wordings()
        if len(ids) <= AT_ONCE:
            rebuild(ids)
        else:
            refold_learners.enqueue(ids)

    transaction.on_commit(refold)


@task()
def refold_learners(learner_ids: list[int]) -> int:
    """Returns how many."""
    forget_wordings()
    return rebuild(learner_ids).learners
