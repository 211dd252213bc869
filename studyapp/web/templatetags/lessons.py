"""Memory of facts as small bars: height is likely recall, colour repeats it, words stand beside it."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

STATES = ("solid", "learning", "due", "new")
HEIGHTS = {"solid": 20, "learning": 12, "due": 15, "new": 4}


def words(state: str) -> str:
    return {"solid": _("solid"), "learning": _("learning"), "due": _("due"), "new": _("new")}[state]


@register.simple_tag
def memory_stub(memory: dict[int, str] | None, fact_id: int) -> SafeString:
    """One bar for one fact; nothing for a reader who has no memory of this site yet."""
    if not memory:
        return mark_safe("")
    state = memory.get(fact_id, "new")
    height = HEIGHTS[state]
    return format_html(
        '<svg class="memory" viewBox="0 0 4 20" role="img" aria-label="{}"><rect class="{}" y="{}" width="4" height="{}"/></svg>',
        words(state),
        state,
        20 - height,
        height,
    )


def _counts(states: list[str]) -> str:
    return ", ".join(f"{states.count(state)} {words(state)}" for state in STATES if state in states)


@register.simple_tag
def memory_counts(memory: dict[int, str]) -> str:
    """How many facts are in which state: "3 solid, 2 learning, 1 due, 3 new"."""
    return _counts(list(memory.values()))


@register.simple_tag
def barcode(states: list[str], name: str) -> SafeString:
    """One bar per fact, in the order given. ``states`` are memory words."""
    if not states:
        return mark_safe("")
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="4" height="{}"/>',
        ((state, 6 * place, 20 - HEIGHTS[state], HEIGHTS[state]) for place, state in enumerate(states)),
    )
    label = ngettext("%(name)s: %(n)d fact, %(counts)s", "%(name)s: %(n)d facts, %(counts)s", len(states)) % {
        "name": name,
        "n": len(states),
        "counts": _counts(states),
    }
    return format_html(
        '<svg class="barcode" viewBox="0 0 {} 20" preserveAspectRatio="xMinYMax meet" role="img" aria-label="{}">{}</svg>',
        max(6 * len(states), 160),
        label,
        bars,
    )
