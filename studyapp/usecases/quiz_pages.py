"""What the pages of a quiz show: one question, or the results."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.attempts.feedback import Feedback, QuestionView
from studyapp.attempts.models import Attempt
from studyapp.attempts.saved import Saved
from studyapp.lessons.composing import WHY_SHORT
from studyapp.progress.queries import Change
from studyapp.progress.updating import Folded


@dataclass(frozen=True, slots=True)
class QuizPage:
    """One question of an attempt. ``segments`` holds right, wrong, partly, saved, now or todo per question.

    ``feedback`` is None until the question is answered, and as long as receipts wait: then the answer is ``saved``
    and nothing here tells whether it was right. ``change`` is what the answer moved, known only in the request that
    gave it. ``is_over`` when nothing more can be answered in time.
    """

    attempt: Attempt
    question: QuestionView
    segments: tuple[str, ...]
    feedback: Feedback | None = None
    change: Folded | None = None
    saved: Saved | None = None
    is_over: bool = False
    receipts_at: dt.datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.feedback is not None or self.saved is not None

    @property
    def next_position(self) -> int | None:
        """The next unanswered question after this one, else the first one left, else None; none when time is over."""
        if self.is_over:
            return None
        left = [n for n, state in enumerate(self.segments, 1) if state in ("todo", "now")]
        left = [n for n in left if n != self.question.position or not self.is_answered]
        return next((n for n in left if n > self.question.position), left[0] if left else None)

    @property
    def why_short(self) -> str:
        """Why the quiz has fewer questions than asked for, in words; empty when it has all."""
        return str(WHY_SHORT.get(self.attempt.why_short, ""))

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.segments.count(state) for state in ("right", "wrong", "partly", "todo", "now")}


@dataclass(frozen=True, slots=True)
class Results:
    """``feedbacks`` in the order asked, only of what was answered; ``left`` are open positions.

    While receipts wait there are no feedbacks and no changes; ``answered`` says how many answers are kept.
    """

    attempt: Attempt
    feedbacks: tuple[Feedback, ...]
    left: tuple[int, ...]
    changes: tuple[Change, ...]
    answered: int = 0
    late: int = 0
    is_over: bool = False
    receipts_at: dt.datetime | None = None

    @property
    def right(self) -> int:
        return sum(f.is_right for f in self.feedbacks if not f.is_late)

    @property
    def of(self) -> int:
        """What the score is out of: the whole paper of assigned work that is over, else what was answered."""
        if self.attempt.assignment_id and self.is_over:
            return self.attempt.length
        return len(self.feedbacks)

    @property
    def missed(self) -> tuple[Feedback, ...]:
        return tuple(f for f in self.feedbacks if not f.is_right)
