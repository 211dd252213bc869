"""What an assignment says of one sitting: until when it lasts, and from when it shows receipts."""

from __future__ import annotations

import datetime as dt

from studyapp.assignments.models import Assignment
from studyapp.assignments.queries import extension_of, extensions_of
from studyapp.assignments.terms import Terms, terms_of
from studyapp.attempts.models import Attempt
from studyapp.lessons.models import Quiz

RULED_BY = tuple(
    f"assignment__{name}" for name in ("feedback", "opens_at", "due_at", "attempts_allowed", "time_limit_minutes")
)

UNTOUCHED_FOR = dt.timedelta(minutes=10)  # a press too many; later the list of the quiz may be another


class NotNowError(Exception):
    """An assignment cannot be begun now; ``str`` is not_open, closed, withdrawn or no_attempts."""


def terms_today(assignment: Assignment, learner, now: dt.datetime) -> Terms:
    """What holds for this learner. Raises NotNowError when the assignment is not open to them."""
    terms = terms_of(assignment, extension_of(assignment, learner))
    if assignment.withdrawn_at is not None:
        raise NotNowError("withdrawn")
    if not terms.is_open(now):
        raise NotNowError("closed" if terms.is_closed(now) else "not_open")
    return terms


def receipts_at(attempt: Attempt, now: dt.datetime) -> dt.datetime | None:
    """Until when keys and receipts of this attempt wait; None when they wait no longer, or never did.

    One query where they wait, for the learner may have been given more time.
    """
    if attempt.assignment_id is None or attempt.assignment.feedback != Assignment.Feedback.AFTER_DUE:
        return None
    terms = terms_of(attempt.assignment, extension_of(attempt.assignment, attempt.learner_id))
    moment = terms.receipts_at(attempt.deadline)
    return moment if moment is not None and now <= moment else None


def withheld(learner, now: dt.datetime) -> set:
    """Attempts of this learner whose receipts wait: lists of answers leave theirs out. Two queries, one without any."""
    waiting = Attempt.objects.filter(learner=learner, assignment__feedback=Assignment.Feedback.AFTER_DUE)
    mine = list(waiting.select_related("assignment").defer("paper"))
    if not mine:
        return set()
    given = extensions_of([attempt.assignment for attempt in mine], learner)
    ends = {a.pk: terms_of(a.assignment, given.get(a.assignment_id)).receipts_at(a.deadline) for a in mine}
    return {pk for pk, moment in ends.items() if moment is not None and now <= moment}


def begun_quiz(learner, quiz: Quiz, assignment: Assignment | None, now: dt.datetime) -> Attempt | None:
    """The newest sitting of this quiz that is not over; outside an assignment only one without an answer."""
    mine = Attempt.objects.filter(learner=learner, quiz=quiz, assignment=assignment, finished_at=None)
    mine = mine.exclude(deadline__lt=now)
    if assignment is None:
        mine = mine.filter(responses=None, started_at__gte=now - UNTOUCHED_FOR)
    return mine.order_by("-started_at").first()


def attempts_left(assignment: Assignment, quiz: Quiz, learner, terms: Terms) -> bool:
    """Whether one more may be begun."""
    if terms.attempts is None:
        return True
    return Attempt.objects.filter(assignment=assignment, quiz=quiz, learner=learner).count() < terms.attempts


def move_deadlines(assignment: Assignment, terms_by_learner: dict[int, Terms]) -> int:
    """Attempts that are not handed in get the time their learner has now; nobody's time gets shorter.

    Returns how many moved.
    """
    mine = Attempt.objects.filter(assignment=assignment, learner__in=terms_by_learner, finished_at=None)
    moved = []
    for attempt in mine.filter(deadline__isnull=False).only("pk", "learner", "started_at", "deadline"):
        longer = terms_by_learner[attempt.learner_id].deadline(attempt.started_at)
        if longer is None or longer > attempt.deadline:
            attempt.deadline = longer
            moved.append(attempt)
    return Attempt.objects.bulk_update(moved, ["deadline"]) if moved else 0
