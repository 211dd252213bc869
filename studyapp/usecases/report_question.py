"""A learner reports a question they answered; who reviews it decides; the learner hears of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.notices import notify
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.paper import Sheet, sheet
from studyapp.attempts.queries import attempts_of
from studyapp.attempts.regrading import refused_among
from studyapp.attempts.sitting import receipts_at, withheld
from studyapp.engine.items import GAP
from studyapp.questions import reporting
from studyapp.questions.models import Question, Report, ReportDecision
from studyapp.questions.reporting import OUTCOMES, REASONS, Reported, TooManyReportsError, reported_by
from studyapp.questions.wordings import Wording, wording

__all__ = [
    "OUTCOMES",
    "REASONS",
    "Reportable",
    "TooManyReportsError",
    "decide",
    "groups",
    "mine_of",
    "reportable",
    "reported_wordings",
    "submit",
]


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
    if mine and receipts_at(asked.attempt, timezone.now()):
        mine = Reported(mine.reason)  # what was decided may tell the answer
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


@dataclass(frozen=True, slots=True)
class Reports:
    """What was reported of one wording. ``by_reason`` counts, most first; nobody is named.

    ``typed`` are the refused answers among them that may be accepted.
    """

    words: Wording
    question: Question
    reports: tuple[Report, ...]
    typed: tuple[str, ...]

    @property
    def by_reason(self) -> list[tuple[str, int]]:
        return Counter(str(report.get_reason_display()) for report in self.reports).most_common()

    @property
    def is_current(self) -> bool:
        return self.question.current_version_id == self.words.version_id


def reported_wordings(user, *, decided: bool = False) -> QuerySet:
    """Numbers of wordings with reports that are this person's to decide, most reported first; or with decided ones."""
    reports = _reports(user, decided)
    rows = reports.order_by().values("version").annotate(n=Count("pk"), newest=Max("pk"))
    return rows.order_by("-newest" if decided else "-n", "-newest").values_list("version", flat=True)


def groups(user, version_ids: Sequence[int], *, decided: bool = False) -> list[Reports]:
    """Reports of these wordings, in their order."""
    rows = _reports(user, decided).filter(version__in=version_ids).order_by("pk")
    by_version: dict[int, list[Report]] = {}
    for report in rows.select_related("version__question__topic").prefetch_related("decisions__who"):
        by_version.setdefault(report.version_id, []).append(report)
    return [_group(wording(pk), by_version[pk], decided) for pk in version_ids if pk in by_version]


def _group(words: Wording, reports: Sequence[Report], decided: bool) -> Reports:
    question = reports[0].version.question
    typed: tuple[str, ...] = ()
    if question.format == Question.Format.TYPED and not decided:
        given = dict.fromkeys(report.given for report in reports if report.given)
        typed = tuple(refused_among(question, given))
    return Reports(words, question, tuple(reports), typed)


def _reports(user, decided: bool) -> QuerySet[Report]:
    reports = reporting.reports_for(user)
    waiting = reporting.open_reports(reports)
    return reports.exclude(pk__in=waiting.order_by().values("pk")) if decided else waiting


@transaction.atomic
def decide(user, report_ids: Iterable[int], *, outcome: str, note: str) -> int:
    """Decide the open ones among these reports and tell who filed them; returns how many.

    Raises what ``reporting.decide`` does.
    """
    decided = reporting.decide(user, report_ids, outcome=outcome, note=note)
    tell_reporters(decided, outcome, note)
    return len(decided)


def tell_reporters(reports: Sequence[Report], outcome: str, note: str) -> None:
    """One line each, leading to the answer that they reported.

    While receipts of an answer to it wait, the line does not say what was decided: that may tell the answer.
    """
    words = dict(ReportDecision.Outcome.choices)[outcome]
    answered, now = _places(reports), timezone.now()
    for report in reports:
        if places := answered.get((report.reporter_id, report.version_id)):
            path = reverse("study:question", args=places[-1])
            if withheld(report.reporter, now).isdisjoint(attempt for attempt, _position in places):
                notify([report.reporter], "report_decided", path, outcome=str(words))
            else:
                notify([report.reporter], "report_decided_later", path)


def _places(reports: Sequence[Report]) -> dict[tuple[int, int], list[tuple[UUID, int]]]:
    """Where each reporter answered the wording, the last place last, by reporter and wording. One query."""
    learners, versions = {r.reporter_id for r in reports}, {r.version_id for r in reports}
    rows = Response.objects.filter(attempt__learner__in=learners, version__in=versions).order_by("pk")
    found: dict[tuple[int, int], list[tuple[UUID, int]]] = {}
    for learner, version, *place in rows.values_list("attempt__learner", "version", "attempt", "position"):
        found.setdefault((learner, version), []).append(tuple(place))
    return found
