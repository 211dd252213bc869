"""What the desk says of decisions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.questions.history import last_change_of
from studyapp.questions.reviewing import Decided

VERDICTS = {
    "approved": gettext_lazy("approved"),
    "rejected": gettext_lazy("rejected"),
    "retired": gettext_lazy("retired"),
    "undone": gettext_lazy("took back"),
    "edited": gettext_lazy("edited"),
    "stale": gettext_lazy("set stale"),
}
DONE = {
    "approved": gettext_lazy("Approved."),
    "rejected": gettext_lazy("Rejected."),
    "retired": gettext_lazy("Retired."),
    "edited": gettext_lazy("Edited."),
}
NONE = {
    "outdated": gettext_lazy(
        "Its sentence is not in the text any more. Take over the new sentence, edit the question, or retire it."
    ),
    "nothing_to_take_over": gettext_lazy(
        "The new text gives no question that could be taken over as it is. Edit it, or retire it."
    ),
    "another": gettext_lazy(
        "There is no other draft on this fact or in its sentence. You can edit this one, or write one yourself."
    ),
}


def decided_words(decided: Decided) -> str:
    """One word for the status line; the button to undo names the rest."""
    return str(DONE.get(decided.reviews[0].verdict, ""))


def key_was_corrected(question_id: int, stem: str) -> str:
    """What follows for answers that were given under the old key, with the way there."""
    said = _("You corrected the key of “%s”. Earlier answers still have their old scores.")
    return format_html(
        '{} <a href="{}">{}</a>',
        said % Truncator(stem).chars(60),
        reverse("teach:correct-scores", args=[question_id]),
        _("See whose score would change"),
    )


def why_none(code: str) -> str:
    return str(NONE[code])


def already(question_id: int) -> str:
    """Who was quicker, with what and when."""
    row = last_change_of(question_id)
    if row is None:
        return _("The question changed since you opened it. Here is how it stands now; nothing of yours was lost.")
    return _("%(who)s %(did)s this question at %(time)s. Here is how it stands now; you can still decide.") % {
        "who": row.reviewer.name if row.reviewer else _("A new text of the article"),
        "did": VERDICTS[row.verdict],
        "time": time_format(localtime(row.created_at), "H:i"),
    }


def who_was_quicker(count: int) -> str:
    return ngettext(
        "%d question was changed since, so it was left as it is.",
        "%d questions were changed since, so they were left as they are.",
        count,
    ) % count  # fmt: skip
