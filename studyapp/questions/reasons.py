"""Why an option is right or wrong, in words: reason codes with parameters become sentences here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REASONS = {
    "stated": _("The source says so."),
    "near_value": _("The source gives %(key)s."),
    "same_kind": _("The source names %(key)s here."),
    "named_elsewhere": _("The article names this for something else; here it is %(key)s."),
    "given_for": _("The article gives this for something else: “%(what)s”. Here it is %(key)s."),
    "as_stated": _("The source says so in these words."),
    "changed_value": _("The source says %(stated)s, not %(changed)s."),
}
FALLBACK = _("The source does not say so.")


def in_words(code: str, params: dict[str, str]) -> str:
    """The sentence for a reason code; a plain one when the code is unknown to this version."""
    template = str(REASONS.get(code, FALLBACK))
    try:
        return template % params if "%(" in template else template
    except KeyError:
        return str(FALLBACK)
