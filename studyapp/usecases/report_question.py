"""A learner reports a question they answered; who reviews it decides; the learner hears of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from studyapp.accounts.notices import notify
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.paper import Sheet, sheet
from studyapp.attempts.queries import attempts_of
from studyapp.engine.items import GAP
from studyapp.questions import reporting
from studyapp.questions.models import Report, ReportDecision
from studyapp.questions.reporting import OUTCOMES, REASONS, Reported, TooManyReportsError, reported_by
from studyapp.questions.wordings import Wording

__all__ = ["OUTCOMES", "REASONS", "Reportable", "TooManyReportsError", "decide", "mine_of", "reportable", "submit"]


@dataclass(frozen=True, slots=True)
class Reportable:
    """An answered place of a paper. ``mine`` is what its learner reported of the wording already, if anything."""

    attempt_id: UUID
    position: int
    words: Wording
    given: str
    mine: Reported | None

    @property
    def stem(self) -> tuple[str, str, str]:
        """What was asked, cut at its gap: before, gap or nothing, after."""
        return self.words.stem.partition(GAP)


def reportable(user, attempt_id: UUID, position: int) -> Reportable:
    """Raises Attempt.DoesNotExist for another's attempt, IndexError past the paper, Response.DoesNotExist unanswered."""
    asked = sheet(attempts_of(user).get(pk=attempt_id), position)
    response = asked.attempt.responses.get(try_number=1, position=position)
    words = asked.wording
    mine = reported_by(user, [words.version_id]).get(words.version_id)
    return Reportable(attempt_id, position, words, _in_words(asked, response), mine)


def _in_words(asked: Sheet, response: Response) -> str:
    if response.dont_know or asked.wording.is_set:
        return ""
    if asked.wording.format == "options":
        return next(option.text for option in asked.options if str(option.position) == response.given)
    return response.given


def mine_of(user, attempt: Attempt) -> dict[int, Reported]:
    """What this person reported of the wordings of their attempt, by position. Two queries at most."""
    versions = {entry["version"]: position for position, entry in enumerate(attempt.paper, 1)}
    return {versions[version]: mine for version, mine in reported_by(user, versions).items()}


def submit(user, place: Reportable, *, reason: str, text: str, now: dt.datetime) -> bool:
    """File it, bound to the wording and the answer; False where this wording was reported by them before.

    Raises TooManyReportsError, and ValueError for no reason.
    """
    fields = {"reason": reason, "text": text, "given": place.given, "now": now}
    return reporting.report(place.words.version_id, user, **fields)


@transaction.atomic
def decide(user, report_ids: Iterable[int], *, outcome: str, note: str) -> int:
    """Decide the open ones among these reports and tell who filed them; returns how many.

    Raises what ``reporting.decide`` does.
    """
    decided = reporting.decide(user, report_ids, outcome=outcome, note=note)
    tell_reporters(decided, outcome, note)
    return len(decided)


def tell_reporters(reports: Sequence[Report], outcome: str, note: str) -> None:
    """One line each, leading to the answer that they reported."""
    words = dict(ReportDecision.Outcome.choices)[outcome]
    answered = _places(reports)
    for report in reports:
        if place := answered.get((report.reporter_id, report.version_id)):
            notify([report.reporter], "report_decided", reverse("study:question", args=place), outcome=str(words))


def _places(reports: Sequence[Report]) -> dict[tuple[int, int], tuple[UUID, int]]:
    """Where each reporter answered the wording last, by reporter and wording. One query."""
    learners, versions = {r.reporter_id for r in reports}, {r.version_id for r in reports}
    rows = Response.objects.filter(attempt__learner__in=learners, version__in=versions).order_by("pk")
    fields = rows.values_list("attempt__learner", "version", "attempt", "position")
    return {(learner, version): (attempt, position) for learner, version, attempt, position in fields}
