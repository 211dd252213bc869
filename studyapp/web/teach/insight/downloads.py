"""The tables of a class to take away: file name, header, rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyapp.attempts.assignment_scores import Standing
from studyapp.progress.class_answers import AnswerRow
from studyapp.progress.class_progress import Cell, ClassProgress, Learner
from studyapp.progress.class_signals import Signal
from studyapp.web.teach.insight.assignment_page import STATES
from studyapp.web.teach.insight.matrix import SIGNALS, percent

Table = tuple[str, list[str], Iterator[list]]


def wants_bom(request: HttpRequest) -> bool:
    """Spreadsheets need the mark to read letters right; ``?bom=0`` leaves it out for programs that trip over it."""
    return request.GET.get("bom") != "0"


def mastery_table(classroom, progress: ClassProgress, signals: Mapping[int, Sequence[Signal]]) -> Table:
    """A learner a row; of each topic mastery, the ends of its range, and the answers behind it."""
    header = [_("Learner"), _("User name"), _("Last active"), _("Signals")]
    for topic in progress.topics:
        header += [
            topic.name,
            _("%s: from") % topic.name,
            _("%s: to") % topic.name,
            _("%s: answers") % topic.name,
        ]

    def rows() -> Iterator[list]:
        for row in progress.rows:
            said = ", ".join(str(SIGNALS[signal]) for signal in signals.get(row.learner.learner_id, ()))
            line = [row.learner.name, row.learner.username, _moment(row.last_at), said]
            for topic in progress.topics:
                line += _numbers(row.cells.get(topic.topic_id))
            yield line

    return _("%s mastery") % classroom.name + ".csv", header, rows()


def _numbers(cell: Cell | None) -> list:
    """Per cents; empty where no number is shown on the page either."""
    if cell is None:
        return [None, None, None, 0]
    mastery = cell.mastery
    if not mastery.is_shown:
        return [None, None, None, mastery.answers]
    return [percent(mastery.chance), percent(mastery.low), percent(mastery.high), mastery.answers]


def scores_table(assignment, learners: Iterable[Learner], where: Mapping[int, Standing]) -> Table:
    header = [
        _("Learner"),
        _("User name"),
        _("State"),
        _("Score, per cent"),
        _("Answered"),
        _("Of"),
        _("Attempts"),
        _("Late answers"),
        _("More time until"),
        _("Last answer"),
    ]

    def rows() -> Iterator[list]:
        for learner in learners:
            standing = where[learner.learner_id]
            yield [
                learner.name,
                learner.username,
                str(STATES[standing.state]),
                None if standing.score is None else round(100 * standing.score, 2),
                standing.answered,
                standing.of,
                standing.attempts,
                standing.late,
                _moment(learner.more_time.get(assignment.pk)),
                _moment(standing.last_at),
            ]

    title = assignment.lesson_set or assignment.quiz
    return f"{assignment.classroom} {title}.csv", header, rows()


def answers_table(classroom, answers: Iterable[AnswerRow]) -> Table:
    header = [
        _("Answered"),
        _("Learner"),
        _("User name"),
        _("Work"),
        _("Topic"),
        _("Article"),
        _("Question"),
        _("Context"),
        _("Stem"),
        _("Given"),
        _("Did not know"),
        _("Key"),
        _("Score"),
        _("Counted"),
        _("Late"),
        _("Seconds"),
    ]

    def rows() -> Iterator[list]:
        for row in answers:
            response = row.response
            yield [
                _moment(response.answered_at),
                row.learner.name,
                row.learner.username,
                row.work,
                row.topic,
                row.article,
                row.version.question_id,
                row.version.context,
                row.version.stem,
                row.given,
                int(response.dont_know),
                row.key,
                response.valid_score,
                int(response.counted),
                int(response.late and response.attempt.came_late(response.answered_at)),
                None if response.duration_ms is None else round(response.duration_ms / 1000, 1),
            ]

    return _("%s answers") % classroom.name + ".csv", header, rows()


def _moment(moment: dt.datetime | None) -> str:
    """ISO 8601 in UTC, to the second; empty for never."""
    return "" if moment is None else moment.astimezone(dt.UTC).isoformat(timespec="seconds")
