"""What the results page counts: one mark per question, when each returns, what the misses have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyapp.usecases.quiz_pages import Feedback, Results
from studyapp.web.study.charts import SAID

DATES = {"year", "full_date", "month_year", "decade", "century"}
NUMBERS = {"count", "measure", "money", "percent", "ordinal"}
PLACES = {"country", "nationality", "region", "city"}
PEOPLE = {"person", "office", "organisation", "name"}


@dataclass(frozen=True, slots=True)
class Sureness:
    said: str
    right: int
    all: int


def states(results: Results) -> tuple[str, ...]:
    """Per question of the paper: right, wrong, partly, or todo; while receipts wait saved or todo."""
    if results.receipts_at:
        return tuple("todo" if n in results.left else "saved" for n in range(1, results.attempt.length + 1))
    given = {f.question.position: f for f in results.feedbacks}
    return tuple(_state(given.get(n)) for n in range(1, results.attempt.length + 1))


def _state(feedback: Feedback | None) -> str:
    if feedback is None:
        return "todo"
    if feedback.is_right:
        return "right"
    return "partly" if feedback.score else "wrong"


def with_return(feedbacks: Iterable[Feedback], due: Mapping[int, dt.datetime], now: dt.datetime) -> list[dict]:
    """Missed first, else as asked; each with the days until its fact is due (None when it never is)."""
    rows = [{"feedback": f, "returns": days_until(due.get(f.fact_id), now)} for f in feedbacks]
    return sorted(rows, key=lambda row: row["feedback"].is_right)


def days_until(due: dt.datetime | None, now: dt.datetime) -> int | None:
    """Whole days, rounded as the verdict rounds them right after an answer; 0 when it is due."""
    return None if due is None else max(0, round((due - now) / dt.timedelta(days=1)))


def common_ground(missed: Iterable[Feedback]) -> str:
    """What two or more misses were about, where they share it; else empty."""
    kinds = [_family(f.question.answer_type) for f in missed]
    if len(kinds) < 2 or len(set(kinds)) > 1:
        return ""
    return kinds[0]


def _family(answer_type: str) -> str:
    for members, word in ((DATES, _("dates")), (NUMBERS, _("numbers")), (PLACES, _("places")), (PEOPLE, _("names"))):
        if answer_type in members:
            return word
    return ""


def by_confidence(results: Results) -> list[Sureness]:
    """How often each degree of sureness was right, surest first; only what was said."""
    rows = []
    for step, said in SAID.items():
        answers = [f for f in results.feedbacks if f.confidence == step]
        if answers:
            rows.append(Sureness(str(said), sum(f.is_right for f in answers), len(answers)))
    return rows
