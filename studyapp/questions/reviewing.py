"""Verdicts of people on questions, and taking them back. Every change leaves a row: who, when, before, after."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from studyapp.questions.carrying import follow
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion, Review

Verdict = Review.Verdict
JUDGEMENTS = (Verdict.APPROVED, Verdict.REJECTED)
BY_HAND = (*JUDGEMENTS, Verdict.RETIRED)
STATUSES = Question.Status.choices
AT_A_TIME = 500  # rows in a statement: databases have limits


class OutdatedVersionError(ValueError):
    """The wording that was judged is no longer the one that is asked."""


class Seen(NamedTuple):
    """A question as it stood on the page from which a decision comes."""

    question_id: int
    version_id: int
    status: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a step did: its rows, the questions that somebody changed meanwhile, and those that can't be approved as they are."""

    reviews: tuple[Review, ...] = ()
    changed: tuple[int, ...] = ()
    outdated: tuple[int, ...] = ()


@transaction.atomic
def review(version: QuestionVersion, reviewer, verdict: str, reasons: Iterable[str] = (), note: str = "") -> Review:
    """Append a judgement (approved or rejected) and move the question to it, in one transaction.

    ``reasons`` are codes, ``reviewer`` None where the verdict came with shipped content.
    Raises OutdatedVersionError when the question has a newer wording, ValueError for what is no judgement.
    """
    if verdict not in JUDGEMENTS:
        raise ValueError(f"{verdict} is no judgement")
    question = Question.objects.select_for_update().get(pk=version.question_id)
    if question.current_version_id != version.pk:
        raise OutdatedVersionError(f"{version} is not the current wording of question {question.pk}")
    return _append([question], reviewer, verdict, list(reasons), note, "")[0]


@transaction.atomic
def retire(question_id: int, reviewer=None) -> bool:
    """Take a question out of use without judging its wording. False when it already was."""
    question = Question.objects.select_for_update().get(pk=question_id)
    if question.status == Question.Status.RETIRED:
        return False
    if question.current_version_id:
        _append([question], reviewer, Verdict.RETIRED, [], "", "")
    else:
        Question.objects.filter(pk=question_id).update(status=Question.Status.RETIRED)
    return True


@transaction.atomic
def decide(
    seen: Collection[Seen], reviewer, verdict: str, *, step: str, reasons: Iterable[str] = (), note: str = ""
) -> Decided:
    """Move the questions to a verdict (BY_HAND) where each still stands as it was seen.

    ``step`` names this press of a button: the same again changes nothing and gives the same rows. A question whose
    sentence the text no longer has is not approved. Raises ValueError for another verdict.
    """
    if verdict not in BY_HAND:
        raise ValueError(f"{verdict} is nothing to decide")
    wanted = {row.question_id: row for row in seen}
    questions, changed = [], []
    locked = _locked(wanted)
    if given := tuple(of_step(reviewer, step)):  # the same form may have waited for the lock
        return Decided(given)
    for question in locked:
        row = wanted.pop(question.pk)
        stands = (question.current_version_id, question.status) == (row.version_id, row.status)
        (questions if stands and question.status != verdict else changed).append(question)
    outdated = _brought_up_to_date(questions) if verdict == Verdict.APPROVED else frozenset()
    ready = [question for question in questions if question.pk not in outdated]
    reviews = _append(ready, reviewer, verdict, list(reasons), note, step)
    return Decided(tuple(reviews), (*(q.pk for q in changed), *wanted), tuple(sorted(outdated)))


@transaction.atomic
def undo(reviewer, step: str) -> Decided:
    """Take back a step of this person's: each question gets the status, and after an edit the wording, from before.

    What somebody changed since is left as it is. Asked twice, it changes nothing more.
    """
    taken = of_step(reviewer, step).filter(undone_by=None).select_related("version")
    open_rows = {row.version.question_id: row for row in taken}
    newest = _newest_of(open_rows)
    ready, changed = [], []
    for question in _locked(open_rows):
        row = open_rows[question.pk]
        stands = (question.current_version_id, question.status) == (row.version_id, row.after)
        (ready if stands and newest.get(question.pk) == row.pk else changed).append(question)
    rows = [_undoing(question, open_rows[question.pk], reviewer) for question in ready]
    Review.objects.bulk_create(rows, batch_size=AT_A_TIME)
    _restore(ready, open_rows)
    return Decided(tuple(rows), tuple(question.pk for question in changed))


def judgements() -> QuerySet[Review]:
    """Approvals and rejections by people that nobody took back."""
    return Review.objects.filter(verdict__in=JUDGEMENTS, reviewer__isnull=False, undone_by=None)


def carried_from_judged(of: str = "") -> Q:
    """Condition on wordings of the engine, reached through ``of``, inside a query of judgements: the wording that was
    judged, or a copy of it that points into another text of the article."""
    same = ("question", "stem", "context", "key_value", "engine_version", "model_version", "context_digest")
    return Q(**{f"{of}{name}": OuterRef(f"version__{name}") for name in same}, **{f"{of}author": None})


def last_step(reviewer, since: dt.datetime) -> list[Review]:
    """The rows of this person's newest step that can be taken back. Two statements."""
    open_rows = Review.objects.filter(reviewer=reviewer, undone_by=None, created_at__gte=since).exclude(step="")
    newest = open_rows.exclude(verdict=Verdict.UNDONE).order_by("-pk").values_list("step", flat=True).first()
    return list(open_rows.filter(step=newest).exclude(verdict=Verdict.UNDONE).select_related("version").order_by("pk"))


def of_step(reviewer, step: str) -> QuerySet[Review]:
    """The rows that one press of a button of this person's made, without those that undo."""
    if not step:
        return Review.objects.none()
    return Review.objects.filter(step=step, reviewer=reviewer).exclude(verdict=Verdict.UNDONE).order_by("pk")


def without_their_sentence(questions: Collection[Question]) -> frozenset[int]:
    """Those of the questions whose key stands in no sentence of their article's current text."""
    elsewhere = QuestionEvidence.objects.filter(
        version=OuterRef("current_version"), role=QuestionEvidence.Role.KEY
    ).exclude(sentence__version=OuterRef("article__current_version"))
    ids = [question.pk for question in questions]
    found: set[int] = set()
    for start in range(0, len(ids), AT_A_TIME):
        some = Question.objects.filter(pk__in=ids[start : start + AT_A_TIME]).filter(Exists(elsewhere))
        found.update(some.values_list("pk", flat=True))
    return frozenset(found)


def _brought_up_to_date(questions: list[Question]) -> frozenset[int]:
    """Questions that were out of use follow their sentences into the current text; those that can't are given back."""
    lost, elsewhere = set(), without_their_sentence(questions)
    for question in questions:
        if question.pk not in elsewhere:
            continue
        if question.status == Question.Status.STALE or not follow(question.pk):
            lost.add(question.pk)
        else:
            question.refresh_from_db(fields=["current_version"])
    return frozenset(lost)


def _append(
    questions: list[Question], reviewer, verdict: str, reasons: list[str], note: str, step: str
) -> list[Review]:
    """Rows and statuses of questions that are locked."""
    rows = [
        Review(
            version_id=question.current_version_id,
            reviewer=reviewer,
            verdict=verdict,
            reasons=reasons,
            note=note[:300],
            before=question.status,
            after=verdict,
            step=step,
        )
        for question in questions
    ]
    Review.objects.bulk_create(rows, batch_size=AT_A_TIME)
    ids = [question.pk for question in questions]
    for start in range(0, len(ids), AT_A_TIME):
        Question.objects.filter(pk__in=ids[start : start + AT_A_TIME]).update(status=verdict)
    for question in questions:
        question.status = verdict
    return rows


def _locked(ids: Iterable[int]) -> list[Question]:
    """In one order, so that two steps never wait for each other."""
    wanted = sorted(ids)
    found: list[Question] = []
    for start in range(0, len(wanted), AT_A_TIME):
        some = Question.objects.select_for_update().filter(pk__in=wanted[start : start + AT_A_TIME])
        found += some.order_by("pk")
    return found


def _restore(questions: list[Question], rows: dict[int, Review]) -> None:
    """Status, and after an edit wording and fact, from before; one statement for each status and five hundred."""
    facts = _facts_of([row.replaced_id for row in rows.values() if row.replaced_id])
    by_status: dict[str, list[int]] = defaultdict(list)
    for question in questions:
        row = rows[question.pk]
        by_status[row.before].append(question.pk)
        if row.replaced_id:
            fact_id = facts.get(row.replaced_id, question.fact_id)
            Question.objects.filter(pk=question.pk).update(current_version=row.replaced_id, fact=fact_id)
    for status, ids in by_status.items():
        for start in range(0, len(ids), AT_A_TIME):
            Question.objects.filter(pk__in=ids[start : start + AT_A_TIME]).update(status=status)


def _facts_of(version_ids: list[int]) -> dict[int | None, int]:
    """What each of these wordings asks for."""
    keys = QuestionEvidence.objects.filter(version__in=version_ids, role=QuestionEvidence.Role.KEY)
    return dict(keys.filter(fact_evidence__isnull=False).values_list("version", "fact_evidence__fact"))


def _newest_of(question_ids: Iterable[int]) -> dict[int, int]:
    """The newest row of each question that was not taken back."""
    newest: dict[int, int] = defaultdict(int)
    ids = sorted(question_ids)
    for start in range(0, len(ids), AT_A_TIME):
        rows = Review.objects.filter(version__question__in=ids[start : start + AT_A_TIME], undone_by=None)
        for pk, question_id in rows.exclude(verdict=Verdict.UNDONE).values_list("pk", "version__question"):
            newest[question_id] = max(newest[question_id], pk)
    return newest


def _undoing(question: Question, row: Review, reviewer) -> Review:
    return Review(
        version_id=row.replaced_id or question.current_version_id,
        reviewer=reviewer,
        verdict=Verdict.UNDONE,
        before=question.status,
        after=row.before,
        undoes=row,
        step=row.step,
    )
