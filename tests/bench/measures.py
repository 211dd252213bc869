"""How a figure is taken: two things in turn, several times, and the median of their ratios."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 5
NO_STATEMENTS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Medians over all rounds: ours, the baseline's, and ours divided by the baseline's of the same round."""

    ours: Spent
    base: Spent
    cpu_ratio: float
    wall_ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; ``goal`` as in docs/performance.md, ``ok`` None where there is none."""

    what: str
    figure: str
    goal: str = ""
    ok: bool | None = None


def here(act: Callable[[], object]) -> Spent:
    """What an act costs this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def beside(ours: Callable[[int], Spent], base: Callable[[int], Spent], rounds: int = ROUNDS) -> Beside:
    """``ours`` and ``base`` in turn, each told the number of its round; the order changes from round to round."""
    pairs = []
    for number in range(rounds):
        first, second = (ours, base) if number % 2 else (base, ours)
        one, two = first(number), second(number)
        pairs.append((one, two) if number % 2 else (two, one))
    ratios = [mine.cpu / theirs.cpu for mine, theirs in pairs]
    return Beside(
        ours=_median(mine for mine, _ in pairs),
        base=_median(theirs for _, theirs in pairs),
        cpu_ratio=median(ratios),
        wall_ratio=median(mine.wall / theirs.wall for mine, theirs in pairs),
        low=min(ratios),
        high=max(ratios),
    )


def _median(spent: Iterable[Spent]) -> Spent:
    spent = list(spent)
    return Spent(median(s.wall for s in spent), median(s.cpu for s in spent))


def statements(act: Callable[[], object]) -> list[str]:
    """All statements that an act sends, without those that open and close transactions."""
    with CaptureQueriesContext(connection) as sent:
        act()
    return [query["sql"] for query in sent if not query["sql"].startswith(NO_STATEMENTS)]


def writes(sent: Iterable[str]) -> int:
    return sum(sql.startswith(("INSERT", "UPDATE", "DELETE")) for sql in sent)
