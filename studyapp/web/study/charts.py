"""Where marks of a chart stand, and what the chart shows in one sentence.

The drawings stretch to the width they get: positions across are per cent, heights are pixels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.progress.queries import Mastery
from studyapp.progress.trends import DayMastery, SureAndRight
from studyapp.usecases.review_today import Coming

SAID = {3: gettext_lazy("Certain"), 2: gettext_lazy("Fairly sure"), 1: gettext_lazy("Guess")}
WEEKS_SHOWN = 8
HARDLY = 5  # points; less than that is no rise and no fall
SURE_FROM, STEP_FROM = 10, 3  # answers that said how sure; of one step
TRUSTWORTHY = 85  # per cent right
TALLEST = 80


@dataclass(frozen=True, slots=True)
class MasteryLine:
    """``line`` and ``band`` are points in a square of 100 by 100; ``days`` the same as numbers, oldest first."""

    finding: str
    line: str
    band: str
    value: int
    days: tuple[DayMastery, ...]

    @property
    def height(self) -> int:
        """Of the last point, downwards."""
        return 100 - self.value


def mastery_line(days: Sequence[DayMastery], now: Mastery, today: dt.date) -> MasteryLine | None:
    """Mastery of a topic over the last eight weeks up to today; None until there are two days with a number.

    What stood before those weeks is where the line begins.
    """
    start = today - dt.timedelta(weeks=WEEKS_SHOWN)
    shown = {max(day.day, start): day.mastery for day in days if day.day < today}
    if not now.is_shown or not shown:
        return None
    shown[today] = now
    points = tuple(DayMastery(day, mastery) for day, mastery in shown.items())
    across = {p.day: 100 * (p.day - points[0].day).days / (today - points[0].day).days for p in points}

    def path(share, order: Iterable[DayMastery]) -> str:
        return " ".join(f"{across[p.day]:.1f},{100 - 100 * share(p.mastery):.1f}" for p in order)

    band = f"{path(lambda m: m.high, points)} {path(lambda m: m.low, points[::-1])}"
    return MasteryLine(_went(points), path(lambda m: m.chance, points), band, round(100 * now.chance), points)


def _went(points: Sequence[DayMastery]) -> str:
    then, now = (round(100 * point.mastery.chance) for point in (points[0], points[-1]))
    if abs(now - then) < HARDLY:
        text = _("Mastery has stayed at about %(now)d%% since %(day)s.")
    elif now > then:
        text = _("Mastery rose from about %(then)d%% to %(now)d%% since %(day)s.")
    else:
        text = _("Mastery fell from about %(then)d%% to %(now)d%% since %(day)s.")
    return text % {"then": then, "now": now, "day": date_format(points[0].day, "j F")}


@dataclass(frozen=True, slots=True)
class Bar:
    """One day. ``printed`` says whether its number stands above it."""

    coming: Coming
    x: str
    middle: str
    y: int
    height: int
    printed: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    finding: str
    bars: tuple[Bar, ...]
    width: str


def forecast_bars(days: Sequence[Coming]) -> Forecast | None:
    """What comes back on each day; None when nothing does."""
    peak = max((coming.facts for coming in days), default=0)
    if not peak:
        return None
    highest = next(n for n, coming in enumerate(days) if coming.facts == peak)
    printed = {highest} if highest < 3 else {0, highest}  # numbers side by side would run together
    step = 100 / len(days)
    bars = []
    for n, coming in enumerate(days):
        height = max(2, round(TALLEST * coming.facts / peak)) if coming.facts else 0
        middle = f"{step * (n + 0.4):.2f}%"
        is_printed = n in printed and coming.facts > 0
        bars.append(Bar(coming, f"{step * n:.2f}%", middle, 100 - height, height, is_printed, n % 7 == 0))
    return Forecast(_comes_back(days), tuple(bars), f"{step * 0.8:.2f}%")


def _comes_back(days: Sequence[Coming]) -> str:
    if days[0].facts:
        text = _("%(today)d today, %(week)d within a week, %(all)d within four weeks.")
    else:
        text = _("None today, %(week)d within a week, %(all)d within four weeks.")
    week, four = (sum(coming.facts for coming in span) for span in (days[:7], days))
    return text % {"today": days[0].facts, "week": week, "all": four}


@dataclass(frozen=True, slots=True)
class SureRow:
    """``percent`` right; None of so few answers that it would say nothing."""

    said: str
    right: int
    answers: int
    percent: int | None
    y: int


@dataclass(frozen=True, slots=True)
class SureBars:
    finding: str
    rows: tuple[SureRow, ...]
    height: int


def sure_bars(found: Sequence[SureAndRight]) -> SureBars | None:
    """How sure against how right; None under ten answers that said how sure, or with three for no step."""
    by_step = {row.step: row for row in found if row.answers >= STEP_FROM}
    if sum(row.answers for row in found) < SURE_FROM or not by_step:
        return None
    rows = tuple(
        SureRow(
            str(SAID[row.step]),
            row.right,
            row.answers,
            round(100 * row.right / row.answers) if row.step in by_step else None,
            44 * place,
        )
        for place, row in enumerate(found)
    )
    return SureBars(_sureness(by_step), rows, 44 * len(rows))


def _sureness(by_step: dict[int, SureAndRight]) -> str:
    """The surest step with enough answers tells most."""
    row = by_step[max(by_step)]
    trusted = 100 * row.right >= TRUSTWORTHY * row.answers
    text = {
        (3, True): _("When you are certain, you are right %(right)d of %(answers)d times: you can trust it."),
        (3, False): _("When you are certain, you are right %(right)d of %(answers)d times: look twice."),
        (2, True): _("When you are fairly sure, you are right %(right)d of %(answers)d times: you may be surer."),
        (2, False): _("When you are fairly sure, you are right %(right)d of %(answers)d times."),
    }.get((row.step, trusted), _("When you guess, you are right %(right)d of %(answers)d times."))
    return text % {"right": row.right, "answers": row.answers}
