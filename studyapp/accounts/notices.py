"""Telling people what was assigned and what was decided: one line in their list, a letter where they want one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from studyapp.accounts import letters
from studyapp.accounts.models import Notice, User
from studyapp.accounts.queries import notices_of

WORDS = {
    "assigned": _("%(class)s: “%(title)s” was assigned to you."),
    "invited": _("%(who)s invites you to the class %(class)s."),
    "invited_to_teach": _("%(who)s asks you to teach the class %(class)s together."),
    "accepted_to_teach": _("%(who)s now teaches %(class)s with you."),
    "handed_over": _("%(who)s handed the class %(class)s over to you."),
    "extended": _("You were given more time or attempts for “%(title)s”."),
    "account_made": _("Your account was made with a class list. Choose a password of your own."),
    "report_decided": _("You reported a question: %(outcome)s."),
    "report_decided_later": _("You reported a question, and it is decided. You read how once its receipt is shown."),
    "regraded": _("An answer of yours to “%(stem)s” now counts as right."),
    "key_corrected": _("The right answer to “%(stem)s” was corrected, and yours no longer counts as right."),
}


def notify(people: Iterable[User], code: str, path: str, **params: str) -> list[Notice]:
    """One line for each of them, and a letter for those who want letters; ``path`` is where it leads.

    Raises KeyError for a code without words, or for words that miss a parameter.
    """
    WORDS[code] % params
    people = list(people)
    made = Notice.objects.bulk_create(
        [Notice(user=user, code=code, params=params, path=path) for user in people], batch_size=500
    )
    if wanted := [notice.pk for notice in made if notice.user.wants_letters and notice.user.email]:
        transaction.on_commit(lambda: letters.send_letters.enqueue(wanted))
    return made


def in_words(notice: Notice) -> str:
    """The line in the reader's language."""
    return str(WORDS[notice.code]) % notice.params


def mark_seen(user, now: dt.datetime, **which) -> int:
    """All that this person has not seen yet, or those that ``which`` names. Returns how many they were."""
    return notices_of(user).filter(seen_at=None, **which).update(seen_at=now)
