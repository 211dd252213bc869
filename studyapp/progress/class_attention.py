"""Questions that a class's learners reported, or whose figures say that they may be wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from studyapp.engine.learning.item_statistics import Flag
from studyapp.progress.models import ItemStatistics
from studyapp.questions.models import Question, Report, ReportDecision
from studyapp.questions.queries import reviewable_by

GRAVE = (Flag.NEGATIVE, Flag.KEY_LESS_CHOSEN, Flag.ALSO_RIGHT, Flag.REFUSED_OFTEN)
ASKED = (Question.Status.APPROVED, Question.Status.DRAFT)


@dataclass(frozen=True, slots=True)
class DoubtfulQuestion:
    """``reports`` by learners of the class wait for a decision; ``flag`` is the gravest code, or empty.

    ``may_review`` says whether it is the viewer's to put right.
    """

    question_id: int
    stem: str
    reports: int
    reason: str
    flag: str
    may_review: bool


def doubtful_questions(topics: Collection[int], learners: Collection[int], viewer) -> list[DoubtfulQuestion]:
    """Of these topics, reported ones first. One query."""
    waiting = Report.objects.filter(reporter__in=learners).exclude(
        Exists(ReportDecision.objects.filter(report=OuterRef("pk")))
    )
    flagged = ItemStatistics.objects.filter(quiz=None, question__topic__in=topics).exclude(flags=[])
    of_question = waiting.filter(version__question=OuterRef("pk")).order_by("-pk")
    rows = (
        Question.objects.filter(
            Q(pk__in=waiting.order_by().values("version__question")) | Q(pk__in=flagged.values("question")),
            topic__in=topics,
            status__in=ASKED,
        )
        .annotate(
            reports=Subquery(of_question.order_by().values("version__question").annotate(n=Count("pk")).values("n")),
            reason=Subquery(of_question.values("reason")[:1]),
            flags=Subquery(flagged.filter(question=OuterRef("pk")).values("flags")[:1]),
            may_review=Exists(reviewable_by(viewer).filter(pk=OuterRef("pk"))),
        )
        .values_list("pk", "current_version__stem", "reports", "reason", "flags", "may_review")
    )
    found = [
        DoubtfulQuestion(pk, stem or "", reports or 0, reason or "", _gravest(flags or ()), may_review)
        for pk, stem, reports, reason, flags, may_review in rows
    ]
    return sorted(
        (q for q in found if q.reports or q.flag), key=lambda q: (-q.reports, not q.may_review, q.question_id)
    )


def _gravest(flags: Collection[str]) -> str:
    """Flags come gravest first, those of one option with its place behind a colon."""
    codes = (flag.partition(":")[0] for flag in flags)
    return next((code for code in codes if code in GRAVE), "")
