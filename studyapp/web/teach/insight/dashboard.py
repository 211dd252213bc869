"""What the page of a class says: at most three things that need action, its work, and the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.progress.class_attention import DoubtfulQuestion
from studyapp.progress.class_progress import RECENT, ClassProgress, LearnerRow
from studyapp.progress.class_signals import Signal, signals_of, stuck_topics
from studyapp.progress.class_work import SHOWN, Work
from studyapp.progress.days import zone_of
from studyapp.web.teach.insight.matrix import percent

SOON = dt.timedelta(days=3)
NAMED = 3  # people named in a sentence; more are counted
STEM_WORDS = 12
FLAGS = {
    "negative_discrimination": gettext_lazy("Strong learners get it wrong: check the key."),
    "key_less_chosen": gettext_lazy("Another option is chosen more often than the key."),
    "strong_choose_distractor": gettext_lazy("Strong learners choose another option: it may be right, too."),
    "refused_often": gettext_lazy("The same typed answer is refused again and again."),
}
REASONS = {
    "wrong_key": gettext_lazy("The marked answer is said to be wrong."),
    "also_right": gettext_lazy("Another answer is said to be right, too."),
    "unclear": gettext_lazy("They can’t tell what is asked."),
    "not_in_source": gettext_lazy("The source is said not to say this."),
    "other": gettext_lazy("They wrote why."),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to do: how many it concerns, what it is, the detail, and where it is done (empty: nowhere else)."""

    many: int
    words: str
    detail: str
    path: str = ""


def signals(progress: ClassProgress, work: Sequence[Work]) -> dict[int, tuple[Signal, ...]]:
    """By learner; those without any are left out."""
    found = {}
    for row in progress.rows:
        pk = row.learner.learner_id
        overdue = sum(pk in one.overdue for one in work)
        begun = sum(pk in one.begun for one in work)
        if said := signals_of(row, overdue=overdue, begun=begun):
            found[pk] = said
    return found


def calls(
    class_id: int, progress: ClassProgress, work: Sequence[Work], doubts: Sequence[DoubtfulQuestion], viewer, now
) -> list[Call]:
    """At most three: who has not started what is due, who is stuck, which questions may be wrong."""
    rows = {row.learner.learner_id: row for row in progress.rows}
    found = (_not_started(class_id, work, rows, viewer, now), _stuck(class_id, progress), _doubtful(doubts))
    return [call for call in found if call]


def _not_started(
    class_id: int, work: Sequence[Work], rows: Mapping[int, LearnerRow], viewer, now: dt.datetime
) -> Call | None:
    """Of open work the one due soonest within three days, else what was due last, that somebody has not begun."""
    due = [
        one
        for one in work
        if _waited_for(one, rows, now)
        and one.assignment.opens_at <= now
        and one.due_at
        and now - RECENT <= one.due_at <= now + SOON
    ]
    if not due:
        return None
    first = min(due, key=lambda one: (one.due_at < now, abs(one.due_at - now)))
    names = [rows[pk].learner.name for pk in _waited_for(first, rows, now)]
    words = ngettext("%(who)s has not started “%(work)s”.", "%(who)s have not started “%(work)s”.", len(names)) % {
        "who": people(names),
        "work": first.title,
    }
    detail = due_words(first.due_at, viewer, now)
    more = len(due) - 1
    if more:
        detail += " " + ngettext("%d more piece of work like this.", "%d more pieces of work like this.", more) % more
    path = reverse("teach:assignment-detail", args=[class_id, first.assignment.pk])
    return Call(len(names), words, detail, f"{path}#learners")


def _waited_for(one: Work, rows: Mapping[int, LearnerRow], now: dt.datetime) -> list[int]:
    """Who has not begun, but for those who were given time until later than soon."""
    until = {pk: rows[pk].learner.more_time.get(one.assignment.pk) for pk in one.not_begun}
    return [pk for pk in one.not_begun if until[pk] is None or until[pk] <= now + SOON]


def _stuck(class_id: int, progress: ClassProgress) -> Call | None:
    rows = [row for row in progress.rows if stuck_topics(row)]
    if not rows:
        return None
    names = {topic.topic_id: topic.name for topic in progress.topics}
    topics = {topic for row in rows for topic in stuck_topics(row)}
    who = people([row.learner.name for row in rows])
    if len(topics) == 1:
        where = _("in %s") % names[next(iter(topics))]
    else:
        where = ngettext("in %d topic", "in %d topics", len(topics)) % len(topics)
    words = ngettext("%(who)s is stuck %(where)s.", "%(who)s are stuck %(where)s.", len(rows))
    if len(rows) == 1:
        path = reverse("teach:class-learner", args=[class_id, rows[0].learner.learner_id])
    elif len(topics) == 1:
        path = f"?sort={next(iter(topics))}#mastery"
    else:
        path = "#mastery"
    detail = _("Many answers, and mastery stays under one half.")
    return Call(len(rows), words % {"who": who, "where": where}, detail, path)


def _doubtful(doubts: Sequence[DoubtfulQuestion]) -> Call | None:
    if not doubts:
        return None
    reported = [question for question in doubts if question.reports]
    first = doubts[0]
    stem = Truncator(first.stem.replace("_____", "…")).words(STEM_WORDS)
    if reported:
        many = len(reported)
        words = ngettext("A question was reported.", "%d questions were reported.", many)
        why = REASONS.get(first.reason, "")
    else:
        many = len(doubts)
        words = ngettext("One question may be wrong.", "%d questions may be wrong.", many)
        why = FLAGS[first.flag]
    words = words % many if "%d" in words else words
    own = [question for question in reported or doubts if question.may_review]
    path = ""
    if own and reported:
        path = reverse("teach:report-list")
    elif own:
        path = reverse("teach:question-statistics", args=[own[0].question_id])
    return Call(many, words, _("“%(stem)s” %(why)s") % {"stem": stem, "why": why}, path)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of the list of work; ``percent`` of the learners are done, ``mean`` is a whole per cent or None."""

    title: str
    path: str
    when: str
    done: int
    begun: int
    learners: int
    percent: int
    mean: int | None


def work_rows(work: Sequence[Work], viewer, now: dt.datetime) -> list[WorkRow]:
    return [
        WorkRow(
            one.title,
            reverse("teach:assignment-detail", args=[one.assignment.classroom_id, one.assignment.pk]),
            when_words(one.assignment, viewer, now),
            len(one.done),
            len(one.begun),
            one.learners,
            percent(len(one.done) / one.learners) if one.learners else 0,
            None if one.mean is None else percent(one.mean),
        )
        for one in work
    ]


def may_have_more(work: Sequence[Work]) -> bool:
    """Whether older work than the newest pieces may be there."""
    return len(work) == SHOWN


def people(names: Sequence[str]) -> str:
    """ "Ada", "Ada and Ben", "Ada, Ben and Cem", "Ada, Ben and 7 others"."""
    if len(names) > NAMED:
        others = len(names) - NAMED + 1
        return ngettext("%(named)s and %(n)d other", "%(named)s and %(n)d others", others) % {
            "named": ", ".join(names[: NAMED - 1]),
            "n": others,
        }
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def when_words(assignment, viewer, now: dt.datetime) -> str:
    """When it opens, where it has not; else when it is due."""
    if assignment.opens_at > now:
        return _("Opens on %s.") % date_format(assignment.opens_at.astimezone(zone_of(viewer)), "j F, H:i")
    return due_words(assignment.due_at, viewer, now) if assignment.due_at else _("No due date.")


def due_words(due_at: dt.datetime, viewer, now: dt.datetime) -> str:
    """ "Due today at 18:00", "Due on Monday", "Was due on 3 March": in the viewer's days."""
    zone = zone_of(viewer)
    there, today = due_at.astimezone(zone), now.astimezone(zone).date()
    days = (there.date() - today).days
    if due_at < now:
        if days == 0:
            return _("Was due today at %s.") % date_format(there, "H:i")
        return _("Was due on %s.") % date_format(there, "j F" if there.year == today.year else "j F Y")
    if days == 0:
        return _("Due today at %s.") % date_format(there, "H:i")
    if days == 1:
        return _("Due tomorrow at %s.") % date_format(there, "H:i")
    return _("Due on %s.") % date_format(
        there, "l, j F" if days < 7 else "j F" if there.year == today.year else "j F Y"
    )
