"""Accepting an answer that was refused, or a corrected key: look first, then score anew, tell those concerned, refold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import default_task_backend, task

from studyapp.accounts.models import User
from studyapp.accounts.notices import notify
from studyapp.accounts.queries import taught_by
from studyapp.attempts import regrading
from studyapp.attempts.models import Attempt, Regrade
from studyapp.attempts.regrading import Change, UnacceptableError
from studyapp.attempts.sitting import receipts_at
from studyapp.progress.figures import text_of
from studyapp.progress.rebuilding import rebuild
from studyapp.progress.statistics import work_out_again
from studyapp.questions.models import Question, ReportDecision
from studyapp.questions.queries import reviewable_by
from studyapp.questions.reporting import open_reports, reports_for
from studyapp.questions.wordings import wording
from studyapp.usecases.report_question import tell_reporters

__all__ = [
    "Preview",
    "UnacceptableError",
    "accept_form",
    "accept_key",
    "has_corrected_key",
    "preview_form",
    "preview_key",
    "still_refused",
]

AT_ONCE = 5  # learners who are refolded in the request; more are the worker's
SWEEP_AFTER = dt.timedelta(minutes=1)  # by then no answer marked by the old forms is still on its way
AT_A_TIME = 500
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A learner whose answers the person looking may see, and what changes for them."""

    name: str
    text: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change. ``named`` are at most two hundred of those in the person's classes, ``others`` a count."""

    question: Question
    form: str
    named: tuple[Named, ...]
    answers: int
    learners: int
    others: int

    @property
    def not_shown(self) -> int:
        return self.answers - self.others - len(self.named)


def preview_form(user, question_id: int, form: str) -> Preview:
    """Raises Question.DoesNotExist for what is not theirs to review, UnacceptableError for what can't be accepted."""
    question = _question(user, question_id)
    form = regrading.check_acceptable(question, form)
    changes = regrading.changes_by_form(question, form)
    if not changes and regrading.is_right(question, form):
        raise regrading.UnacceptableError("is_right")
    return _preview(user, question, form, changes)


def preview_key(user, question_id: int) -> Preview:
    """What today's key would make of answers given under another. Raises Question.DoesNotExist."""
    question = _question(user, question_id)
    return _preview(user, question, "", regrading.changes_by_key(question))


def has_corrected_key(question: Question) -> bool:
    """Whether earlier answers to the same stem would be scored otherwise by today's key."""
    return bool(regrading.changes_by_key(question))


def still_refused(question: Question, refused: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Typed answers with their counts, without those that were accepted since they were counted. One query at most."""
    counts = dict(refused)
    return [(text, counts[text]) for text in regrading.refused_among(question, counts)] if counts else []


def _question(user, question_id: int) -> Question:
    return reviewable_by(user).select_related("current_version", "topic").get(pk=question_id)


def _preview(user, question: Question, form: str, changes: Sequence[Change]) -> Preview:
    names = _names(user, changes)
    named = [c for c in changes if c.attempt_id in names]
    return Preview(
        question,
        form,
        tuple(Named(names[c.attempt_id], _text(c), c.before, c.after) for c in named[:SHOWN]),
        answers=len(changes),
        learners=len({c.learner_id for c in changes}),
        others=len(changes) - len(named),
    )


def _text(change: Change) -> str:
    """What was given, as it reads."""
    words = wording(change.version_id)
    return text_of(words, change.given) if words.format == Question.Format.OPTIONS else change.given


def _names(user, changes: Sequence[Change]) -> dict[object, str]:
    """Learners' names by attempt, of attempts that belong to a class whose answers this person may see."""
    attempts = sorted({change.attempt_id for change in changes}, key=str)
    found: dict[object, str] = {}
    for start in range(0, len(attempts), AT_A_TIME):
        rows = _seen_in_classes(user).filter(pk__in=attempts[start : start + AT_A_TIME]).select_related("learner")
        found |= {row.pk: row.learner.name for row in rows}
    return found


def _seen_in_classes(user) -> QuerySet[Attempt]:
    """Attempts at what these classes were assigned, by those who learn in them today."""
    classes = taught_by(user)
    there = Q(memberships__classroom__in=classes, memberships__role="student", memberships__left_at=None)
    learners = User.objects.filter(there, memberships__joined_at__isnull=False).values("pk")
    return Attempt.objects.filter(assignment__classroom__in=classes, learner__in=learners)


def accept_form(user, question_id: int, form: str, now: dt.datetime) -> tuple[Regrade, int]:
    """Accept a form; returns the regrade and how many scores changed. Raises what ``preview_form`` does."""
    with transaction.atomic():
        question = _question(user, question_id)
        regrade, changes = regrading.accept(question.pk, form, user)
        _decide_reports(user, question, regrade)
        _after(regrade, changes, now)
    _refold_now(changes)
    return regrade, len(changes)


def accept_key(user, question_id: int, now: dt.datetime) -> int:
    """Score earlier answers by today's key; returns how many changed. Raises Question.DoesNotExist."""
    with transaction.atomic():
        regrade, changes = regrading.accept_key(_question(user, question_id).pk, user)
        _after(regrade, changes, now)
    _refold_now(changes)
    return len(changes)


def _after(regrade: Regrade, changes: Sequence[Change], now: dt.datetime) -> None:
    """Tell those concerned, and have what was folded from the old scores folded again."""
    if changes:
        work_out_again([regrade.version.question_id])
        _tell(regrade, changes, now)
    waits = default_task_backend.supports_defer
    if waits:
        later = refold.using(run_after=timezone.now() + SWEEP_AFTER)
        transaction.on_commit(lambda: later.enqueue(regrade.pk))
    if not waits or len({change.learner_id for change in changes}) > AT_ONCE:
        transaction.on_commit(lambda: refold.enqueue(regrade.pk))


def _refold_now(changes: Iterable[Change]) -> None:
    learners = {change.learner_id for change in changes}
    if 0 < len(learners) <= AT_ONCE:
        rebuild(learners)


@task()
def refold(regrade_id: int) -> int:
    """Score anew what was on its way meanwhile, and refold everybody concerned. Returns how many learners."""
    regrade = Regrade.objects.select_related("version", "who").get(pk=regrade_id)
    with transaction.atomic():
        missed = regrading.sweep(regrade)
        if missed:
            work_out_again([regrade.version.question_id])
            _tell(regrade, missed, timezone.now())
    learners = regrading.learners_of(regrade)
    if learners:
        rebuild(learners)
    return len(learners)


def _tell(regrade: Regrade, changes: Iterable[Change], now: dt.datetime) -> None:
    """One line a learner, leading to the answer; none while receipts of that attempt wait: it would tell the key."""
    by_learner = {change.learner_id: change for change in changes}  # of several answers the newest
    attempts = Attempt.objects.select_related("learner", "assignment")
    rows = attempts.in_bulk([change.attempt_id for change in by_learner.values()])
    stem = _short(regrade.version.stem)
    for change in by_learner.values():
        attempt = rows[change.attempt_id]
        if receipts_at(attempt, now) is None:
            code = "regraded" if change.after > change.before else "key_corrected"
            path = reverse("study:question", args=[attempt.pk, change.position])
            notify([attempt.learner], code, path, stem=stem)


def _short(stem: str) -> str:
    words = stem.replace("_____", "…").split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _decide_reports(user, question: Question, regrade: Regrade) -> None:
    """Open reports whose answer is right now are decided by it."""
    waiting = open_reports(reports_for(user).filter(version__question=question)).exclude(given="")
    accepted = [
        report
        for report in waiting.select_related("reporter", "version")
        if report.version.key_value == regrade.version.key_value and regrading.is_right(question, report.given)
    ]
    ReportDecision.objects.bulk_create(
        ReportDecision(report=report, outcome=ReportDecision.Outcome.ACCEPTED, who=user) for report in accepted
    )
    tell_reporters(accepted, ReportDecision.Outcome.ACCEPTED, "")
