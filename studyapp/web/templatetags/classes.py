"""A class list in words: what becomes of each line."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from studyapp.accounts.roster import Outcome, Planned

register = template.Library()
WORST = (Outcome.ERROR, Outcome.CLASH)


@register.filter
def worst_first(planned: Sequence[Planned]) -> list[Planned]:
    """What needs another look, then the rest as in the file."""
    return sorted(planned, key=lambda one: (one.outcome not in WORST, one.line.number))


@register.simple_tag
def outcome_in_words(one: Planned) -> SafeString:
    words = {
        Outcome.CREATE: ("good", _("Gets an account")),
        Outcome.INVITE: ("good", _("Is invited")),
        Outcome.THERE: ("", _("In the class already")),
        Outcome.INVITED: ("", _("Invited already")),
        Outcome.TEACHES: ("", _("Teaches this class")),
        Outcome.CLASH: ("warn", _("Left out: the address and the user name belong to different accounts.")),
        Outcome.ERROR: ("warn", _("Left out: %s") % one.line.error),
    }
    css, said = words[one.outcome]
    if one.outcome in WORST:
        return format_html('<span class="left-out">{}</span>', said)
    return format_html('<span class="chip {}">{}</span>', css, said)
