"""Learners say that something is wrong with a question; who may review it decides what comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from studyapp.questions.models import Question, Report, ReportDecision
from studyapp.questions.queries import reviewable_by
from studyapp.questions.reviewing import retire

AN_HOUR = dt.timedelta(hours=1)
MOST_AN_HOUR, MOST_OF_A_GUEST = 30, 6
LONGEST = 500
Reason, Outcome = Report.Reason, ReportDecision.Outcome
REASONS, OUTCOMES = dict(Reason.choices), dict(Outcome.choices)


class TooManyReportsError(Exception):
    """More reports in an hour than somebody who reads the questions would file."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a learner said of a wording, and what came of it: no outcome while it is open."""

    reason: str
    outcome: str = ""
    note: str = ""

    @property
    def reason_label(self) -> str:
        return str(REASONS[self.reason])

    @property
    def outcome_label(self) -> str:
        return str(OUTCOMES[self.outcome]) if self.outcome else ""


def report(version_id: int, reporter, *, reason: str, text: str, given: str, now: dt.datetime) -> bool:
    """File a report on a wording; False where this person filed one before, which stays as it is.

    Raises TooManyReportsError, and ValueError for no reason.
    """
    reason = Reason(reason)
    mine = Report.objects.filter(reporter=reporter)
    if mine.filter(version=version_id).exists():
        return False
    most = MOST_OF_A_GUEST if reporter.is_guest else MOST_AN_HOUR
    if mine.filter(created_at__gt=now - AN_HOUR).count() >= most:
        raise TooManyReportsError
    fields = {"reason": reason, "text": text.strip()[:LONGEST], "given": given[:300]}
    _, filed = Report.objects.get_or_create(version_id=version_id, reporter=reporter, defaults=fields)
    return filed


def reported_by(reporter, version_ids: Iterable[int]) -> dict[int, Reported]:
    """What this person reported of these wordings, by wording. Two queries."""
    found = Report.objects.filter(reporter=reporter, version__in=list(version_ids)).prefetch_related("decisions")
    return {row.version_id: _reported(row) for row in found}


def _reported(row: Report) -> Reported:
    decisions = list(row.decisions.all())
    return Reported(row.reason, decisions[-1].outcome, decisions[-1].note) if decisions else Reported(row.reason)


def hand_over(guest, person) -> int:
    """What a guest reported and nobody decided yet becomes the person's, who then hears of it; returns how many.

    Where both reported a wording, the person's own report stays beside the guest's.
    """
    mine = Report.objects.filter(reporter=person).values("version")
    moving = list(open_reports(Report.objects.filter(reporter=guest)).exclude(version__in=mine))
    Report.objects.filter(pk__in=[row.pk for row in moving]).erase()
    for row in moving:
        row.pk, row.reporter = None, person
    return len(Report.objects.bulk_create(moving))


def reports_for(user) -> QuerySet[Report]:
    """Reports on questions that this person may review."""
    mine = reviewable_by(user).order_by().values("pk")
    return Report.objects.filter(version__question__in=mine)


def open_reports(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those of them that nobody decided yet."""
    return reports.exclude(Exists(ReportDecision.objects.filter(report=OuterRef("pk"))))


@transaction.atomic
def decide(user, report_ids: Iterable[int], *, outcome: str, note: str) -> list[Report]:
    """Decide the reports that are open among these, all of one question; returns those that were.

    A withdrawn question is asked no more. What somebody else decided meanwhile stays decided. Raises ValueError for no
    outcome, Report.DoesNotExist for reports that are not this person's to decide.
    """
    outcome = Outcome(outcome)
    asked = reports_for(user).filter(pk__in=list(report_ids))
    questions = set(asked.values_list("version__question", flat=True))
    if len(questions) != 1:
        raise Report.DoesNotExist
    [question_id] = questions
    Question.objects.select_for_update().get(pk=question_id)  # two decide at once: the second finds nothing open
    decided = list(open_reports(asked).select_related("reporter", "version").order_by("pk"))
    if decided and outcome == Outcome.WITHDRAWN:
        retire(question_id, user)
    ReportDecision.objects.bulk_create(
        ReportDecision(report=row, outcome=outcome, note=note.strip()[:LONGEST], who=user) for row in decided
    )
    return decided
