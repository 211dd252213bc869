"""What happened to a question: who, when, before and after, newest first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from studyapp.questions.models import Option, Question, QuestionVersion, Review

MOST = 30


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of the wording as it read before an edit and after it."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """``who`` empty: nobody; it came with shipped content, or a new text of the article did it."""

    when: dt.datetime
    who: str
    verdict: str
    before: str
    after: str
    reasons: tuple[str, ...]
    note: str
    changes: tuple[Changed, ...]
    is_undone: bool


def history_of(question: Question) -> list[Event]:
    """The newest rows; two statements."""
    rows = list(
        Review.objects.filter(version__question=question)
        .select_related("reviewer", "version", "replaced", "undone_by")
        .order_by("-pk")[:MOST]
    )
    edited = {pk for row in rows if row.replaced_id for pk in (row.version_id, row.replaced_id)}
    options: dict[int, list[str]] = defaultdict(list)
    if edited:
        texts = Option.objects.filter(version__in=edited).order_by("version", "position")
        for version_id, text in texts.values_list("version", "text"):
            options[version_id].append(text)
    return [_event(row, options) for row in rows]


def last_change_of(question_id: int) -> Review | None:
    """The newest row, with its reviewer, for whoever finds that somebody was quicker."""
    return Review.objects.filter(version__question=question_id).select_related("reviewer").order_by("-pk").first()


def _event(row: Review, options: dict[int, list[str]]) -> Event:
    return Event(
        when=row.created_at,
        who=row.reviewer.name if row.reviewer else "",
        verdict=row.verdict,
        before=row.before,
        after=row.after,
        reasons=tuple(row.reasons),
        note=row.note,
        changes=_changes(row.replaced, row.version, options) if row.replaced_id else (),
        is_undone=hasattr(row, "undone_by"),
    )


def _changes(old: QuestionVersion, new: QuestionVersion, options: dict[int, list[str]]) -> tuple[Changed, ...]:
    parts = ("instruction", "context", "stem", "hint")
    pairs = [(part, getattr(old, part), getattr(new, part)) for part in parts]
    pairs.append(("key", old.key_value, new.key_value))
    pairs.append(("options", "; ".join(options[old.pk]), "; ".join(options[new.pk])))
    return tuple(Changed(*pair) for pair in pairs if pair[1] != pair[2])
