"""How fast an answer was, against how long its text takes to read.

Silent reading of non-fiction runs at about 238 words a minute (M. Brysbaert, "How many words do we
read per minute?", Journal of Memory and Language 109, 2019), and beyond some 600 a minute nothing is
understood (K. Rayner and others, "So much to read, so little time", Psychological Science in the
Public Interest 17, 2016). An answer chosen before its text can have been read is a rapid guess
(S. L. Wise and X. Kong, "Response time effort", Applied Measurement in Education 18, 2005).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

FASTEST_MS = 1500  # to see a question and act at all
FASTEST_MS_A_WORD = 100  # 600 words a minute
USUAL_MS_A_WORD = 250  # 240 words a minute
THINKING_MS = 4000
TYPING_MS = 4000
SLOW_TIMES = 3.0
AWAY_TIMES = 10.0  # nobody thinks that long: the learner was elsewhere
TOO_FAST = "too_fast"


class Pace(StrEnum):
    UNKNOWN = "unknown"
    TOO_FAST = "too_fast"
    USUAL = "usual"
    SLOW = "slow"
    AWAY = "away"


def words_in(texts: Iterable[str]) -> int:
    """Words to read before answering: of context, stem and options."""
    return sum(len(text.split()) for text in texts)


def fastest_ms(words: int) -> int:
    """Below this nobody can have read so many words, in milliseconds."""
    return max(FASTEST_MS, FASTEST_MS_A_WORD * words)


def pace(duration_ms: int | None, words: int, item_format: str) -> Pace:
    """How an answer's time compares with reading ``words``, thinking, and typing where that is asked for."""
    if duration_ms is None:
        return Pace.UNKNOWN
    if duration_ms < fastest_ms(words):
        return Pace.TOO_FAST
    usual = USUAL_MS_A_WORD * words + THINKING_MS + (TYPING_MS if item_format == "typed" else 0)
    if duration_ms <= SLOW_TIMES * usual:
        return Pace.USUAL
    return Pace.SLOW if duration_ms <= AWAY_TIMES * usual else Pace.AWAY


def why_not_counted(score: float, *, dont_know: bool, duration_ms: int | None, words: int, item_format: str) -> str:
    """ "too_fast" for a right answer that can be guessed and came before it can have been read; else empty."""
    guessed = item_format != "typed" and not dont_know and score > 0.0
    return TOO_FAST if guessed and pace(duration_ms, words, item_format) is Pace.TOO_FAST else ""
