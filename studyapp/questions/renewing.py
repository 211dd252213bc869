"""Taking over what an article's new text gives for a question that went stale."""

from __future__ import annotations

from django.db import transaction

from studyapp.questions.comparing import compare_with_now
from studyapp.questions.editing import ChangedMeanwhileError, reword
from studyapp.questions.models import Question, Review
from studyapp.questions.reasons import DUPLICATE
from studyapp.questions.reviewing import Seen, Verdict, of_step


class NothingToTakeOverError(ValueError):
    """The new text gives no wording that could be taken over as it is."""


@transaction.atomic
def renew(seen: Seen, reviewer, *, step: str) -> Review:
    """The question as the new sentence has it, approved. Drafts that ask the very same of the new text are rejected
    with it, so that undoing the step gives both back.

    Raises NothingToTakeOverError, ChangedMeanwhileError, and BlockedError where a rule objects.
    """
    if done := of_step(reviewer, step).filter(verdict=Verdict.EDITED).first():
        return done
    questions = Question.objects.select_related("current_version__question", "article__current_version")
    question = questions.get(pk=seen.question_id)
    if question.current_version_id != seen.version_id:
        raise ChangedMeanwhileError(f"question {question.pk}")
    compared = compare_with_now(question)
    if compared.proposal is None:
        raise NothingToTakeOverError(f"question {question.pk}")
    row = reword(seen, compared.proposal, reviewer, step=step, approve=True)
    _reject_twins(question, compared.proposal.stem, compared.proposal.context, reviewer, step)
    return row


def _reject_twins(question: Question, stem: str, context: str, reviewer, step: str) -> None:
    twins = Question.objects.select_for_update().filter(
        article=question.article_id,
        kind=question.kind,
        format=question.format,
        status=Question.Status.DRAFT,
        current_version__stem=stem,
        current_version__context=context,
        current_version__author=None,
    )
    for twin in twins.exclude(pk=question.pk).order_by("pk"):
        Review.objects.create(
            version_id=twin.current_version_id,
            reviewer=reviewer,
            verdict=Verdict.REJECTED,
            reasons=[DUPLICATE],
            before=twin.status,
            after=Question.Status.REJECTED,
            step=step,
        )
        Question.objects.filter(pk=twin.pk).update(status=Question.Status.REJECTED)
