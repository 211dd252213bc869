"""Verdicts of people on questions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from studyapp.questions.models import Question, QuestionVersion, Review


class OutdatedVersionError(ValueError):
    """The wording that was judged is no longer the one that is asked."""


@transaction.atomic
def review(version: QuestionVersion, reviewer, verdict: str, reasons: Iterable[str] = (), note: str = "") -> Review:
    """Append a verdict (``Review.Verdict``) and move the question to it, in one transaction.

    ``reasons`` are codes, ``reviewer`` None where the verdict came with shipped content.
    Raises OutdatedVersionError when the question has a newer wording, ValueError for no verdict.
    """
    verdict = Review.Verdict(verdict)
    question = Question.objects.select_for_update().get(pk=version.question_id)
    if question.current_version_id != version.pk:
        raise OutdatedVersionError(f"{version} is not the current wording of question {question.pk}")
    before, question.status = question.status, Question.Status(verdict.value)
    given = Review.objects.create(
        version=version,
        reviewer=reviewer,
        verdict=verdict,
        reasons=list(reasons),
        note=note,
        before=before,
        after=question.status,
    )
    question.save(update_fields=["status"])
    return given


@transaction.atomic
def retire(question_id: int) -> bool:
    """Take a question out of use without judging its wording. False when it already was."""
    question = Question.objects.select_for_update().get(pk=question_id)
    if question.status == Question.Status.RETIRED:
        return False
    question.status = Question.Status.RETIRED
    question.save(update_fields=["status"])
    return True
