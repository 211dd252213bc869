"""Assigned work in words: when it is due, how far it is, what time is left."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.accounts.notices import in_words
from studyapp.accounts.queries import notices_of

register = template.Library()
SOON = dt.timedelta(days=2)
A_WEEK = 7
A_DAY = dt.timedelta(days=1)


@register.filter
def is_soon(work) -> bool:
    """Whether it is due within two days, or overdue, and not done."""
    return not work.is_ended and work.terms.due_at is not None and work.terms.due_at - timezone.now() < SOON


@register.filter
def when(moment: dt.datetime | None) -> str:
    """A moment in the reader's zone, with the time of day: "Monday 23 November, 18:00"."""
    return date_format(timezone.localtime(moment), "l j F Y, H:i") if moment else ""


@register.filter
def due_in_words(moment: dt.datetime | None) -> str:
    """ "Due today, 18:00", "Due Monday", "Due 4 December" as the day lies near or far."""
    if moment is None:
        return _("No due date")
    local, today = timezone.localtime(moment), timezone.localtime(timezone.now()).date()
    days = (local.date() - today).days
    if days == 0:
        return _("Due today, %s") % date_format(local, "H:i")
    if days == 1:
        return _("Due tomorrow, %s") % date_format(local, "H:i")
    if 0 < days < A_WEEK:
        return _("Due %s") % date_format(local, "l")
    return _("Due %s") % date_format(local, "j F" if local.year == today.year else "j F Y")


@register.simple_tag
def how_much(work) -> str:
    """Questions, or lessons of a set without quizzes."""
    if work.standing.lessons:
        return ngettext("%d lesson", "%d lessons", work.standing.of) % work.standing.of
    return ngettext("%d question", "%d questions", work.standing.of) % work.standing.of


@register.simple_tag
def minutes_in_words(minutes: float) -> str:
    return ngettext("%d minute", "%d minutes", round(minutes)) % round(minutes)


@register.simple_tag
def work_state(work) -> SafeString:
    """A chip that says what is to be done, and a word on how far it is."""
    stands = work.standing
    if stands.state == "done":
        if work.receipts_at:
            return format_html('<span class="chip good">{}</span><br><span class="meta">{}</span>', _("Handed in"),
                               _("Results on %s") % _day(work.receipts_at))  # fmt: skip
        score = _("%d %%") % round(100 * stands.score) if stands.score is not None else _("Done")
        return format_html('<span class="chip good">{}</span>', score)
    if stands.state == "missed":
        score = _("%d %%") % round(100 * work.score) if work.score is not None else _("Nothing handed in")
        return format_html('<span class="chip">{}</span><br><span class="meta">{}</span>', _("Closed"), score)
    css = "chip warn" if is_soon(work) else "chip"
    far = _("Not begun")
    if stands.state == "in_progress":
        said = _("%(n)d of %(all)d read") if stands.lessons else _("%(n)d of %(all)d answered")
        far = said % {"n": stands.answered, "all": stands.of}
    return format_html(
        '<span class="{}">{}</span><br><span class="meta">{}</span>', css, due_in_words(work.terms.due_at), far
    )


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F")


@register.filter
def time_left(deadline: dt.datetime | None) -> str:
    """What is left until then, in whole minutes rounded down, so that nobody is promised too much."""
    if deadline is None:
        return ""
    minutes = int((deadline - timezone.now()).total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute left")
    if minutes < 120:
        return ngettext("%d minute left", "%d minutes left", minutes) % minutes
    if minutes < 48 * 60:
        return _("%d hours left") % (minutes // 60)
    return _("%d days left") % (minutes // (24 * 60))


@register.filter
def seconds_left(deadline: dt.datetime) -> int:
    return max(0, int((deadline - timezone.now()).total_seconds()))


@register.filter
def is_near(deadline: dt.datetime) -> bool:
    """Whether it is worth saying at each question how much time is left."""
    return deadline - timezone.now() < A_DAY


@register.filter
def percent(share: float | None) -> str:
    return "" if share is None else _("%d %%") % round(100 * share)


@register.filter
def said(notice) -> str:
    """A notice in the reader's language."""
    return in_words(notice)


@register.simple_tag(takes_context=True)
def unseen(context: template.Context) -> int:
    """How many notices the person looking has not seen. One query for somebody with an account, else none."""
    user = context.get("user")
    if not user or not user.is_authenticated or user.is_guest:
        return 0
    return notices_of(user).filter(seen_at=None).count()
