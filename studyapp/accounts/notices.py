"""Telling people what was assigned and what was decided: one line in their list, a letter where they want one."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import Notice, User

WORDS = {
    "assigned": _("%(class)s: “%(title)s” was assigned to you."),
    "invited": _("%(who)s invites you to the class %(class)s."),
    "report_decided": _("You reported a question: %(outcome)s."),
    "regraded": _("An answer of yours to “%(stem)s” now counts as right."),
    "key_corrected": _("The right answer to “%(stem)s” was corrected, and yours no longer counts as right."),
}


def notify(people: Iterable[User], code: str, path: str, **params: str) -> list[Notice]:
    """One line for each of them; ``path`` is where it leads. Raises KeyError for a code without words."""
    WORDS[code]
    return Notice.objects.bulk_create(Notice(user=user, code=code, params=params, path=path) for user in people)


def in_words(notice: Notice) -> str:
    """The line in the reader's language."""
    return str(WORDS[notice.code]) % notice.params
