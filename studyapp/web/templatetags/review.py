"""The desk's words: letters of options, states, what a score is made of."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.questions.reasons import REJECTIONS, in_words, rejection
from studyapp.web.teach.review.addresses import question_address, queue_address

register = template.Library()
GAP = "_____"
STATES = {
    "waiting": gettext_lazy("Waiting"),
    "stale": gettext_lazy("Stale"),
    "reported": gettext_lazy("Reported"),
    "approved": gettext_lazy("Approved"),
    "rejected": gettext_lazy("Rejected"),
    "retired": gettext_lazy("Retired"),
    "all": gettext_lazy("All"),
}
ORDERS = {
    "score": gettext_lazy("Best first"),
    "article": gettext_lazy("By article"),
    "newest": gettext_lazy("Newest first"),
}
KINDS = {
    "multiple_choice": gettext_lazy("Multiple choice"),
    "cloze": gettext_lazy("Gap"),
    "true_false": gettext_lazy("True or false"),
    "short_answer": gettext_lazy("Short answer"),
    "matching": gettext_lazy("Matching"),
    "ordering": gettext_lazy("Ordering"),
}
PARTS = {
    "instruction": gettext_lazy("Instruction"),
    "context": gettext_lazy("Shown before it"),
    "stem": gettext_lazy("Question"),
    "hint": gettext_lazy("Hint"),
    "key": gettext_lazy("Right answer"),
    "options": gettext_lazy("Options"),
}
DID = {
    "approved": gettext_lazy("approved it"),
    "rejected": gettext_lazy("rejected it"),
    "retired": gettext_lazy("retired it"),
    "edited": gettext_lazy("edited it"),
    "undone": gettext_lazy("took a decision back"),
    "stale": gettext_lazy("set it stale"),
}


@register.filter
def letter(position: int) -> str:
    return "ABCDEFGH"[position] if 0 <= position < 8 else str(position + 1)


@register.filter
def state_word(status: str) -> str:
    return str(STATES.get(status, _("Draft") if status == "draft" else status))


@register.filter
def kind_word(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.filter
def order_word(order: str) -> str:
    return str(ORDERS.get(order, order))


@register.filter
def part_word(part: str) -> str:
    return str(PARTS.get(part, part))


@register.filter
def did(verdict: str) -> str:
    return str(DID.get(verdict, verdict))


@register.filter
def reason_word(code: str) -> str:
    return rejection(code)


@register.filter
def why(option) -> str:
    """The reason of an option, in words."""
    return in_words(option.why_code, option.why_params) if option.why_code else ""


@register.filter
def with_gaps(stem: str) -> SafeString:
    """A stem whose gap is read out as one."""
    if GAP not in stem:
        return conditional_escape(stem)
    gap = format_html('<span class="gap small"><span class="vh">{}</span></span>', _("blank"))
    return format_html_join(gap, "{}", ((part,) for part in stem.split(GAP)))


@register.simple_tag
def rejections() -> list[tuple[str, str]]:
    return list(REJECTIONS.items())


@register.simple_tag
def states() -> list[tuple[str, str]]:
    return list(STATES.items())


@register.simple_tag
def orders() -> list[tuple[str, str]]:
    return list(ORDERS.items())


@register.simple_tag
def kinds() -> list[tuple[str, str]]:
    return list(KINDS.items())


@register.simple_tag
def queue_url(wanted, **changes: str) -> str:
    return queue_address(wanted, **changes)


@register.simple_tag
def question_url(pk: int, wanted, view: str = "teach:review-question") -> str:
    return question_address(pk, wanted, view)


@register.simple_tag
def address_of(view: str, *args) -> str:
    """Another part's page; empty where there is none."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def parts(names: str) -> list[str]:
    """Words in a list, for a loop over the fields of a form."""
    return names.split()


@register.simple_tag
def field_named(form, name: str):
    """The field of that name; None where this format has none."""
    return form[name] if name in form.fields else None


@register.simple_tag
def row(form, place: int) -> dict:
    """The fields of an option on the form of a wording."""
    fields = form.fields
    return {
        "letter": letter(place),
        "place": place,
        "text": form[f"option_{place}"],
        "why": form[f"why_{place}"] if f"why_{place}" in fields else None,
        "match": form.base.options[place].match if form.base.is_set else "",
        "is_key": "key" in fields and str(form["key"].value()) == str(place),
    }
