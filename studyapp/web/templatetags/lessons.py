"""Memory of facts as bars: height is likely recall, colour repeats it, words stand beside it."""

from __future__ import annotations

from collections import Counter

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

STATES = ("solid", "learning", "due", "new")
TALLEST, STUB = 20, 4


def _word(state: str) -> str:
    return {"solid": _("solid"), "learning": _("learning"), "due": _("due"), "new": _("new")}[state]


def _height(fact) -> int:
    return max(STUB, round(TALLEST * fact.recall))


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{numbers[state]} {_word(state)}" for state in STATES if numbers.get(state))


@register.filter
def numbered_at_start(sentence) -> list:
    """The facts whose number opens the sentence: its only one, and those without an answer of their own in it.

    Where there are several, each number stands before its answer.
    """
    placed = {piece.fact.number for piece in sentence.pieces if piece.fact}
    return [fact for fact in sentence.facts if len(sentence.facts) == 1 or fact.number not in placed]


@register.simple_tag
def fact_number(fact) -> SafeString:
    """From the text to the fact in the list."""
    return format_html(
        '<a class="factnum" href="#f{}"><span class="vh">{} </span>{}</a>', fact.number, _("Fact"), fact.number
    )


@register.simple_tag
def memory_stub(memory: dict | None, fact_id: int) -> SafeString:
    """One bar for one fact; nothing where a reader has no memory of it to show, or it is never asked."""
    fact = (memory or {}).get(fact_id)
    if fact is None:
        return mark_safe("")
    return format_html(
        '<svg class="memory" viewBox="0 0 4 20" role="img" aria-label="{}"><rect class="{}" y="{}" width="4" height="{}"/></svg>',
        _word(fact.word.value),
        fact.word.value,
        TALLEST - _height(fact),
        _height(fact),
    )


@register.simple_tag
def recalls_in_words(facts) -> str:
    """How many facts are in which state: "3 solid, 2 learning, 1 due, 3 new"."""
    return _counts(Counter(fact.word.value for fact in facts))


@register.simple_tag
def facts_in_words(counts) -> str:
    """The same from counts: "3 of 9 facts solid, 2 learning, 4 new"."""
    if not counts.total:
        return _("No questions about it yet")
    rest = _counts({state: getattr(counts, state) for state in STATES[1:]})
    share = ngettext("%(solid)d of %(n)d fact solid", "%(solid)d of %(n)d facts solid", counts.total) % {
        "solid": counts.solid,
        "n": counts.total,
    }
    return f"{share}, {rest}" if rest else share


@register.simple_tag
def barcode(facts, name: str) -> SafeString:
    """One bar per fact, in the order given."""
    if not facts:
        return mark_safe("")
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="4" height="{}"/>',
        ((f.word.value, 6 * place, TALLEST - _height(f), _height(f)) for place, f in enumerate(facts)),
    )
    return format_html(
        '<svg class="barcode" viewBox="0 0 {} 20" preserveAspectRatio="none" role="img" aria-label="{}: {}">{}</svg>',
        max(6 * len(facts), 120),
        name,
        recalls_in_words(facts),
        bars,
    )
