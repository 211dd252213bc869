"""How a set and its questions are said in few words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

WIDTH = 200
STEPS = ("m4", "m3", "m1", "strong", "ink", "due")


@register.filter
def as_text(value: object) -> str:
    return str(value)


@register.filter
def control(pk: int, name: str) -> str:
    """The id of a button of a row."""
    return f"{name}-{pk}"


@register.filter
def numbers_of(rows: Sequence) -> str:
    """The rows in their order, as a form sends them back."""
    return ",".join(str((getattr(row, "item", None) or row.entry).pk) for row in rows)


@register.filter
def any_to_add(readings: Sequence) -> bool:
    return any(not reading.is_there for reading in readings)


@register.filter
def in_time(minutes: int) -> str:
    """ "35 min", "2 h 10 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%d min") % minutes
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest} if rest else _("%d h") % hours


@register.filter
def as_asked(version) -> str:
    """Context and stem in one, as the learner reads them."""
    return f"{version.context} {version.stem}".strip()


@register.filter
def so_far(figures) -> str:
    """What first answers say, from the tenth on."""
    if figures.facility is not None:
        return _("%d %% right so far") % round(100 * figures.facility)
    if not figures.answers:
        return _("not yet asked")
    return ngettext("%d first answer so far", "%d first answers so far", figures.answers) % figures.answers


@register.filter
def why_left(question) -> str:
    """Why learners do not get a listed question today."""
    if question.article.status == "withdrawn":
        return _("Its article was withdrawn.")
    words = {
        "stale": _("Its sentence changed, and it waits for a look."),
        "rejected": _("It was rejected."),
        "retired": _("It was retired."),
        "draft": _("It waits for a review."),
    }
    return words.get(question.status, _("Its topic is not open to you any more."))


@register.filter
def mix_words(kinds: Sequence[tuple[str, int]]) -> str:
    """ "3 multiple choice, 1 fill the gap"."""
    return ", ".join(f"{count} {label}" for label, count in kinds)


@register.simple_tag
def mix_bar(kinds: Sequence[tuple[str, int]]) -> SafeString:
    """A bar of the kinds' shares; the words beside it say the same."""
    total, at, bars = sum(count for _label, count in kinds), 0.0, []
    for step, (_label, count) in zip(STEPS, kinds, strict=False):
        width = WIDTH * count / total
        bars.append((step, f"{at:.1f}", f"{max(1.0, width - 2):.1f}"))
        at += width
    drawn = format_html_join("", '<rect class="{}" x="{}" width="{}" height="10"/>', bars)
    return format_html(
        '<svg class="mix-bar" viewBox="0 0 200 10" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        mix_words(kinds),
        drawn,
    )
