"""What holds for one learner: the limits of an assignment, and what they were given beyond."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.assignments.models import Assignment, Extension


@dataclass(frozen=True, slots=True)
class Terms:
    """``attempts`` are allowed for each quiz, ``minutes`` for each attempt; None is no limit."""

    opens_at: dt.datetime
    due_at: dt.datetime | None
    attempts: int | None
    minutes: float | None
    receipts_wait: bool

    def is_open(self, now: dt.datetime) -> bool:
        return self.opens_at <= now and not self.is_closed(now)

    def is_closed(self, now: dt.datetime) -> bool:
        """The due date itself is still in time."""
        return self.due_at is not None and now > self.due_at

    def deadline(self, started_at: dt.datetime) -> dt.datetime | None:
        """When an attempt begun then is over: at the end of its time or on the due date, whichever comes first."""
        ends = [self.due_at] if self.due_at else []
        if self.minutes is not None:
            ends.append(started_at + dt.timedelta(minutes=self.minutes))
        return min(ends, default=None)

    def receipts_at(self, deadline: dt.datetime | None) -> dt.datetime | None:
        """From when an attempt with this deadline shows keys and receipts; None: at once.

        An attempt keeps a deadline that is later than a due date moved forward since.
        """
        if not self.receipts_wait or self.due_at is None:
            return None
        return max(self.due_at, deadline or self.due_at)


def terms_of(assignment: Assignment, extension: Extension | None = None) -> Terms:
    """An extension only ever adds: a due date of the class that is later still holds for its learner too."""
    due_at, attempts, minutes = assignment.due_at, assignment.attempts_allowed, assignment.time_limit_minutes
    if extension is not None:
        if due_at is not None and extension.due_at is not None:
            due_at = max(due_at, extension.due_at)
        if attempts is not None:
            attempts += extension.extra_attempts
        if minutes is not None:
            minutes *= 1 + extension.extra_time_percent / 100
    return Terms(
        assignment.opens_at,
        due_at,
        attempts,
        minutes,
        receipts_wait=assignment.feedback == Assignment.Feedback.AFTER_DUE,
    )
