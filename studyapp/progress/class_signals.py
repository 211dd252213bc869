"""Which learners of a class need a look, and what that means in numbers.

All of it follows from what is kept of the learner anyway. A signal is a reason to ask, not a verdict.
"""

from __future__ import annotations

from enum import StrEnum

from studyapp.progress.class_progress import Cell, LearnerRow

STUCK_ANSWERS, STUCK_DAYS = 10, 2  # enough tries, and not on one bad day
STUCK_BELOW = 0.5  # of the upper end of the range
SLIPPING_ANSWERS = 5
SLIPPING_FORM = -0.25  # two plain misses in a row where a right answer was likely, or the like


class Signal(StrEnum):
    """Not started: nothing answered in the class's topics, and none of its work begun.

    Behind: work was due, any extension included, and is not done. Stuck and slipping are of a topic: see below.
    """

    NOT_STARTED = "not_started"
    BEHIND = "behind"
    STUCK = "stuck"
    SLIPPING = "slipping"


def is_stuck(cell: Cell) -> bool:
    """Ten answers or more in the topic on two days or more, and even the upper end of the range is under one half."""
    tried = cell.mastery.answers >= STUCK_ANSWERS and cell.days >= STUCK_DAYS
    return tried and cell.mastery.high < STUCK_BELOW


def is_slipping(cell: Cell) -> bool:
    """Five answers or more in the topic, and the last ones were clearly worse than their own mastery let expect.

    The measure is form: the running mean of right answers less those expected, of which the last counts a quarter.
    """
    return cell.mastery.answers >= SLIPPING_ANSWERS and cell.form <= SLIPPING_FORM


def stuck_topics(row: LearnerRow) -> list[int]:
    return [pk for pk, cell in row.cells.items() if is_stuck(cell)]


def slipping_topics(row: LearnerRow) -> list[int]:
    """Those of them that are not stuck: one word for a topic is enough."""
    return [pk for pk, cell in row.cells.items() if is_slipping(cell) and not is_stuck(cell)]


def signals_of(row: LearnerRow, *, overdue: int = 0, begun: int = 0) -> tuple[Signal, ...]:
    """What a learner's row says, the most pressing first.

    ``overdue`` counts work past its due date that they have not done, ``begun`` what they have begun at all.
    """
    found = []
    if not row.cells and not begun:
        found.append(Signal.NOT_STARTED)
    elif overdue:
        found.append(Signal.BEHIND)
    if stuck_topics(row):
        found.append(Signal.STUCK)
    if slipping_topics(row):
        found.append(Signal.SLIPPING)
    return tuple(found)
