"""An answer whose receipt waits: what was given, and nothing that tells whether it is right."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.attempts.models import Response
from studyapp.attempts.paper import Sheet


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A row of a set, with what the learner chose for it in words; a place of an order as its number."""

    text: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Saved:
    """``place`` is the 1-based place among the options shown, ``text`` what was typed, "true" or "false"."""

    text: str = ""
    place: int | None = None
    rows: tuple[SavedRow, ...] = ()
    dont_know: bool = False
    late: bool = False


def saved_of(asked: Sheet, response: Response) -> Saved:
    """Reads nothing of the key, the score or the reason."""
    words = asked.wording
    late = response.late and asked.attempt.came_late(response.answered_at)
    if response.dont_know:
        return Saved(dont_know=True, late=late)
    if words.format == "options":
        shown = [str(option.position) for option in asked.options]
        return Saved(place=shown.index(response.given) + 1, late=late)
    if words.is_set:
        return Saved(rows=_rows(asked, response.given.split()), late=late)
    return Saved(text=response.given, late=late)


def _rows(asked: Sheet, places: list[str]) -> tuple[SavedRow, ...]:
    """In the order shown; what was given is kept in stored order."""
    matches = [option.match for option in asked.wording.options]
    ordered = asked.wording.format == "order"
    chosen = dict(zip((option.position for option in asked.wording.options), places, strict=True))
    return tuple(
        SavedRow(option.text, chosen[option.position] if ordered else matches[int(chosen[option.position]) - 1])
        for option in asked.options
    )
