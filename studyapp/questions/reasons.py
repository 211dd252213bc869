"""Why an option is right or wrong, and why a question was rejected, in words: codes become sentences here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WRITTEN = "written"  # a person's own words
REASONS = {
    "stated": _("The source says so."),
    "near_value": _("The source gives %(key)s."),
    "same_kind": _("The source names %(key)s here."),
    "named_elsewhere": _("The article names this for something else; here it is %(key)s."),
    "given_for": _("The article gives this for something else: “%(what)s”. Here it is %(key)s."),
    "as_stated": _("The source says so in these words."),
    "changed_value": _("The source says %(stated)s, not %(changed)s."),
    WRITTEN: "%(text)s",
}
FALLBACK = _("The source does not say so.")

DUPLICATE = "duplicate"
# Why a reviewer rejects a question, in the order of the keys 1 to 9.
REJECTIONS = {
    "wrong_key": _("The marked answer is wrong"),
    "two_right": _("Another option is right too"),
    "not_alone": _("It cannot be understood without the article"),
    "trivial": _("Not worth asking"),
    "gives_away": _("It gives its answer away"),
    "not_in_source": _("The source does not say this"),
    "weak_options": _("The wrong options are too weak"),
    "wording": _("It is badly worded"),
    DUPLICATE: _("Another question asks this already"),
}


def in_words(code: str, params: dict[str, str]) -> str:
    """The sentence for a reason code; a plain one when the code is unknown to this version."""
    template = str(REASONS.get(code, FALLBACK))
    try:
        return template % params if "%(" in template else template
    except KeyError:
        return str(FALLBACK)


def rejection(code: str) -> str:
    """The words of a reason for a rejection; a code that is not known is its own words."""
    return str(REJECTIONS.get(code, code.replace("_", " ")))
