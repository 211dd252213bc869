"""What the page of one learner of a class says, and nothing of what they study elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.progress.class_progress import Cell, LearnerRow
from studyapp.progress.class_signals import is_slipping, is_stuck
from studyapp.progress.days import zone_of
from studyapp.progress.trends import mastery_by_day
from studyapp.web.study.charts import MasteryLine, mastery_line
from studyapp.web.teach.insight.assignment_page import score_words, state_words
from studyapp.web.teach.insight.dashboard import when_words
from studyapp.web.teach.insight.matrix import percent


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic that was answered in. ``line`` is None until there are two days with a number; ``why`` may be empty."""

    name: str
    cell: Cell
    line: MasteryLine | None
    why: str


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """``unanswered`` are the names of topics without an answer of theirs."""

    topics: tuple[TopicLine, ...]
    unanswered: tuple[str, ...]
    last_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class WorkLine:
    title: str
    path: str
    when: str
    state: str
    score: str


def page_of(learner, row: LearnerRow, topics: Iterable, now: dt.datetime) -> LearnerPage:
    """Eight queries at most, whatever the number of topics or answers."""
    topics = list(topics)
    days = mastery_by_day(learner) if row.cells else {}
    today = now.astimezone(zone_of(learner)).date()
    lines = [
        TopicLine(
            topic.name,
            row.cells[topic.pk],
            mastery_line(days.get(topic.pk, ()), row.cells[topic.pk].mastery, today),
            why(row.cells[topic.pk]),
        )
        for topic in topics
        if topic.pk in row.cells
    ]
    return LearnerPage(tuple(lines), tuple(t.name for t in topics if t.pk not in row.cells), row.last_at)


def why(cell: Cell) -> str:
    """What makes the topic stuck or slipping, in numbers; empty where it is neither."""
    if is_stuck(cell):
        days = ngettext("%d day", "%d days", cell.days) % cell.days
        return _(
            "Stuck: %(answers)d answers on %(days)s, and even the upper end of the likely range is %(high)d%%."
        ) % {
            "answers": cell.mastery.answers,
            "days": days,
            "high": percent(cell.mastery.high),
        }
    if is_slipping(cell):
        return _("Slipping: the last answers were clearly worse than their own mastery let expect.")
    return ""


def work_lines(work: Sequence, viewer, now: dt.datetime) -> list[WorkLine]:
    return [
        WorkLine(
            str(assignment.lesson_set or assignment.quiz),
            reverse("teach:assignment-detail", args=[assignment.classroom_id, assignment.pk]),
            when_words(assignment, viewer, now),
            state_words(standing),
            score_words(standing),
        )
        for assignment, standing in work
    ]
