"""The table of learners and topics as markup: joined in Python, as a template takes too long over 15,000 cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.progress.class_progress import Cell, ClassProgress, ClassTopic, LearnerRow
from studyapp.progress.class_signals import Signal
from studyapp.progress.days import zone_of

SIGNALS = {
    Signal.NOT_STARTED: gettext_lazy("Not started"),
    Signal.BEHIND: gettext_lazy("Behind"),
    Signal.STUCK: gettext_lazy("Stuck"),
    Signal.SLIPPING: gettext_lazy("Slipping"),
}
STEPS = ((80, 4), (60, 3), (40, 2), (0, 1))  # from this per cent on, this step of the scale; 0 is for no number
WEEKS_IN_DAYS = 14
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """By "name", "active" or a topic's number; ``down`` turns it round."""

    by: str = "name"
    down: bool = False

    @classmethod
    def read(cls, text: str, topics: Iterable[ClassTopic]) -> Order:
        """What an address says; by name where it says nothing that there is."""
        by = text.removeprefix("-")
        known = {"name", "active", *(str(topic.topic_id) for topic in topics)}
        return cls(by, text.startswith("-")) if by in known else cls()

    def __str__(self) -> str:
        return f"-{self.by}" if self.down else self.by

    def pressed(self, by: str) -> Order:
        """The order that a column's heading leads to: its own, or the other way round."""
        return Order(by, by == self.by and not self.down)

    def sort(self, rows: Sequence[LearnerRow]) -> list[LearnerRow]:
        """Rows come by name. By a topic the lowest is first, and who has no number there is last either way."""
        if self.by == "name":
            return list(rows[::-1] if self.down else rows)
        if self.by == "active":
            return sorted(rows, key=lambda row: row.last_at or NEVER, reverse=self.down)
        topic = int(self.by)
        shown = [row for row in rows if topic in row.cells and row.cells[topic].mastery.is_shown]
        shown.sort(key=lambda row: row.cells[topic].mastery.chance, reverse=self.down)
        there = {row.learner.learner_id for row in shown}
        return shown + [row for row in rows if row.learner.learner_id not in there]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table's three parts as markup, and what is said around it."""

    head: SafeString
    body: SafeString
    foot: SafeString
    learners: int
    topics: Sequence[ClassTopic]


def matrix(
    progress: ClassProgress,
    signals: Mapping[int, Sequence[Signal]],
    *,
    class_id: int,
    viewer,
    now: dt.datetime,
    order: Order,
    only: int | None = None,
) -> Matrix:
    """``only`` one topic, else all of them."""
    topics = [topic for topic in progress.topics if only is None or topic.topic_id == only]
    ago = days_ago(viewer, now)
    rows = order.sort(progress.rows)
    cells = _Cells()
    body = mark_safe("\n".join(_row(row, topics, signals, class_id, ago, cells) for row in rows))  # noqa: S308
    return Matrix(_head(topics, order, only), body, _foot(topics), len(rows), progress.topics)


def _row(
    row: LearnerRow,
    topics: Sequence[ClassTopic],
    signals: Mapping[int, Sequence[Signal]],
    class_id: int,
    ago: Callable[[dt.datetime | None], str],
    cell: _Cells,
) -> str:
    learner = row.learner
    chips = "".join(
        f' <span class="chip warn">{escape(SIGNALS[signal])}</span>' for signal in signals.get(learner.learner_id, ())
    )
    address = reverse("teach:class-learner", args=[class_id, learner.learner_id])
    return (
        f'<tr><th scope="row"><a href="{escape(address)}">{escape(learner.name)}</a>{chips}</th>'
        f"{''.join([cell(row.cells.get(topic.topic_id)) for topic in topics])}"
        f'<td class="last">{escape(ago(row.last_at))}</td></tr>'
    )


class _Cells:
    """Cells as markup. The words are looked up once and not for each of 15,000 cells; what goes into them are numbers."""

    def __init__(self):
        self.likely = escape(_("likely %(low)d–%(high)d, %(answers)d answers"))
        self.none = f'<td class="l0">–<i>{escape(_("no answers"))}</i></td>'
        self.few: dict[int, str] = {}

    def __call__(self, cell: Cell | None) -> str:
        if cell is None:
            return self.none
        mastery = cell.mastery
        if not mastery.is_shown:
            return self._few(mastery.answers)
        shown = percent(mastery.chance)
        words = self.likely % {
            "low": percent(mastery.low),
            "high": percent(mastery.high),
            "answers": mastery.answers,
        }
        return f'<td class="l{step_of(shown)}">{shown}<i>{words}</i></td>'

    def _few(self, answers: int) -> str:
        if answers not in self.few:
            words = ngettext("%d answer: not enough yet", "%d answers: not enough yet", answers) % answers
            self.few[answers] = f'<td class="l0">–<i>{escape(words)}</i></td>'
        return self.few[answers]


def _head(topics: Sequence[ClassTopic], order: Order, only: int | None) -> SafeString:
    columns = [("name", _("Learner")), *((str(topic.topic_id), topic.name) for topic in topics)]
    columns.append(("active", _("Last active")))
    return format_html("<tr>{}</tr>", format_html_join("", "{}", ((_heading(*c, order, only),) for c in columns)))


def _heading(by: str, words: str, order: Order, only: int | None) -> SafeString:
    query = {"sort": str(order.pressed(by))} | ({"topic": only} if only else {})
    sorted_now, arrow = mark_safe(""), mark_safe("")
    if by == order.by:
        sorted_now = mark_safe(f' aria-sort="{"descending" if order.down else "ascending"}"')  # noqa: S308
        arrow = format_html(' <span class="arrow" aria-hidden="true">{}</span>', "↓" if order.down else "↑")
    return format_html(
        '<th scope="col"{}><a id="sort-{}" href="?{}#mastery">{}{}</a></th>',
        sorted_now,
        by,
        urlencode(query),
        words,
        arrow,
    )


def _foot(topics: Sequence[ClassTopic]) -> SafeString:
    cells = format_html_join("", "<td>{}<i>{}</i></td>", ((_median(t), _of_learners(t)) for t in topics))
    return format_html('<tr><th scope="row">{}</th>{}<td class="last"></td></tr>', _("Class median"), cells)


def _median(topic: ClassTopic) -> str:
    return "–" if topic.median is None else str(percent(topic.median))


def _of_learners(topic: ClassTopic) -> str:
    return ngettext("of %d learner with a number", "of %d learners with a number", topic.shown) % topic.shown


def percent(share: float) -> int:
    return round(100 * share)


def step_of(shown: int) -> int:
    """The step of the scale, 1 to 4, for a whole per cent."""
    return next(step for lowest, step in STEPS if shown >= lowest)


def days_ago(viewer, now: dt.datetime) -> Callable[[dt.datetime | None], str]:
    """How long ago in the viewer's days: today, yesterday, so many days ago, then the date."""
    zone = zone_of(viewer)
    today = now.astimezone(zone).date()
    known: dict[dt.date, str] = {}

    def words(moment: dt.datetime | None) -> str:
        if moment is None:
            return _("Never")
        day = moment.astimezone(zone).date()
        if day not in known:
            known[day] = _days((today - day).days, day, today)
        return known[day]

    return words


def _days(days: int, day: dt.date, today: dt.date) -> str:
    if days <= 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    if days <= WEEKS_IN_DAYS:
        return _("%d days ago") % days
    return date_format(day, "j F" if day.year == today.year else "j F Y")
