"""The paper of an attempt: which wording stands where, and in which order its options are shown."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.attempts.models import Attempt
from studyapp.questions.wordings import WordedOption, Wording, wording


@dataclass(frozen=True, slots=True)
class Sheet:
    """One place of the paper, 1-based, with its options in the order shown."""

    attempt: Attempt
    position: int
    wording: Wording
    options: tuple[WordedOption, ...]

    def option_shown_at(self, place: str) -> WordedOption | None:
        """The option at the 1-based place a learner chose; None when there is no such place."""
        return self.options[int(place) - 1] if place.isdecimal() and 0 < int(place) <= len(self.options) else None


def sheet(attempt: Attempt, position: int) -> Sheet:
    """Raises IndexError when the paper has no such position."""
    if not 1 <= position <= attempt.length:
        raise IndexError(position)
    entry = attempt.paper[position - 1]
    words = wording(entry["version"])
    by_position = {option.position: option for option in words.options}
    return Sheet(attempt, position, words, tuple(by_position[p] for p in entry["options"]))
