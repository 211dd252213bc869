"""Marking a response and keeping it: the first of a position and try counts, whatever comes after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from studyapp.attempts.models import Response
from studyapp.attempts.paper import Sheet
from studyapp.engine.items import ItemFormat
from studyapp.engine.learning.pace import why_not_counted, words_in
from studyapp.engine.scoring.score import AnswerKey, Score, ScoreReason, mark
from studyapp.facts.queries import names_beside
from studyapp.questions.wordings import Wording, accepted_since

LONGEST_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Given:
    """What came in: a 1-based place among the options shown, a typed text, "true" or "false".

    ``rows`` are the 1-based places chosen for the rows of a set, in the order shown; "" where none was chosen.
    """

    text: str = ""
    dont_know: bool = False
    confidence: int | None = None
    duration_ms: int | None = None
    rows: tuple[str, ...] = ()


class UnanswerableError(ValueError):
    """Nothing was chosen or typed, or it is no answer to this question. ``str`` is for the learner."""


def score_of(sheet: Sheet, given: Given) -> tuple[str, Score]:
    """What to store as given, and its mark. Raises UnanswerableError when there is nothing to mark."""
    words = sheet.wording
    if given.dont_know:
        return "", Score(0.0, ScoreReason.DONT_KNOW)
    stored = given.text.strip()[:300]
    if words.format == "options":
        option = sheet.option_shown_at(stored)
        if option is None:
            raise UnanswerableError("choose")
        stored = str(option.position)
    elif words.format == "true_false":
        if stored not in ("true", "false"):
            raise UnanswerableError("choose")
    elif words.is_set:
        stored = _places(sheet, given.rows)
    elif not stored:
        raise UnanswerableError("type")
    key = answer_key(words)
    score = mark(key, stored)
    if words.format == ItemFormat.TYPED and not score.right and (newer := accepted_since(words)):
        score = mark(replace(key, accepted=(*key.accepted, *newer)), stored)
    return stored, score


def _places(sheet: Sheet, rows: tuple[str, ...]) -> str:
    """The place chosen for each row, rows in stored order: "2 1 3". Raises UnanswerableError for gaps and doubles."""
    count = len(sheet.options)
    places = [place if place.isdecimal() and 0 < int(place) <= count else "" for place in rows]
    if len(places) != count or not all(places):
        raise UnanswerableError("rows")
    if len(set(places)) < count:
        raise UnanswerableError("twice")
    chosen = {option.position: place for option, place in zip(sheet.options, places, strict=True)}
    return " ".join(chosen[position] for position in sorted(chosen))


def answer_key(words: Wording) -> AnswerKey:
    """Typed answers also know the topic's other names, so that a slip is never read as another name."""
    typed = words.format == ItemFormat.TYPED
    return AnswerKey(
        format=words.format,
        answer_type=words.answer_type,
        answer=words.key_text,
        accepted=words.accepted,
        position=words.key_option,
        others=names_beside(words.fact_id, words.topic_id, words.answer_type) if typed else (),
        unit=words.unit,
        tolerance=words.tolerance,
        rows=len(words.options) if words.is_set else 0,
    )


def marked(sheet: Sheet, given: Given, now: dt.datetime, *, why_not: str = "") -> Response:
    """The marked response, not saved yet. ``why_not`` says why it does not count.

    A right answer that can be guessed and came faster than its text can be read does not count either.
    The caller holds the learner's lock and has seen that there is none yet.
    """
    stored, score = score_of(sheet, given)
    words = sheet.wording
    duration_ms = min(given.duration_ms, LONGEST_MS) if given.duration_ms is not None else None
    why_not = why_not or why_not_counted(
        score.value,
        dont_know=given.dont_know,
        duration_ms=duration_ms,
        words=words_in((words.context, words.stem, *(option.text for option in sheet.options))),
        item_format=words.format,
    )
    return Response(
        attempt=sheet.attempt,
        position=sheet.position,
        version_id=words.version_id,
        given=stored,
        dont_know=given.dont_know,
        confidence=given.confidence,
        duration_ms=duration_ms,
        answered_at=now,
        idempotency_key=f"{sheet.attempt.pk}:{sheet.position}:1",
        score=score.value,
        reason=score.reason.value,
        read_as=score.read_as[:300],
        counted=not why_not,
        not_counted_because=why_not,
        late=why_not == "late",
    )
