"""A fact as the engine finds it, before it becomes rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from studyapp.engine.extraction.values import Stance, Value
from studyapp.engine.reading.spans import Span


@dataclass(frozen=True, slots=True)
class EventTime:
    """When it happened. ``known`` is printed, derived or confirmed."""

    value: str  # ISO, cut to its precision: 2019, 2019-04, 2019-04-25
    precision: str
    known: str = "printed"


@dataclass(frozen=True, slots=True)
class FactDraft:
    """One checkable claim of one sentence.

    ``sentence`` is the sentence's position; ``span`` lies inside that sentence and
    ``span.cut(text) == value.printed``. ``label`` names in a few words what is claimed, without
    the value ("First meeting of Kim Jong Un and Vladimir Putin"), for lists of key facts.
    ``claim_key`` says what is claimed without the value, so that the same claim with another value
    is found again: same key, other value = disagreement.
    ``speaker`` None means the article itself says so.
    """

    sentence: int
    span: Span
    value: Value
    label: str
    claim_key: str
    subject: str = ""
    speaker: str | None = None
    stance: Stance = Stance.ASSERTED
    event_time: EventTime | None = None
    as_of: dt.date | None = None
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusalDraft:
    """A candidate that broke blocking rules: where it stands, what it would have been, and why not."""

    span: Span
    kind: str
    codes: tuple[str, ...]
