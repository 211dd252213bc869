"""Memory of facts as bars: height is likely recall, colour repeats it, words stand beside it."""

from __future__ import annotations

from collections import Counter

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
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
    return [fact for fact in sentence.numbered if len(sentence.facts) == 1 or fact.number not in placed]


@register.filter
def numbers(sentence, fact) -> bool:
    """Whether this fact's number stands before its answer."""
    return len(sentence.facts) > 1 and fact in sentence.numbered


@register.simple_tag
def fact_number(fact) -> SafeString:
    """From the text to the fact in the list."""
    return format_html(
        '<a class="factnum" href="#f{}"><span class="vh">{} </span>{}</a>', fact.number, _("Fact"), fact.number
    )


def _memory_of(line, memory: dict | None):
    return next((memory[pk] for pk in line.fact_ids if memory and pk in memory), None)


@register.filter
def asked_of(lines, memory: dict) -> list:
    """What is remembered of the lines that are ever asked, one for each line."""
    return [fact for fact in (_memory_of(line, memory) for line in lines) if fact]


@register.simple_tag
def memory_stub(memory: dict | None, line) -> SafeString:
    """One bar for one line; nothing where a reader has no memory of it to show, or it is never asked."""
    fact = _memory_of(line, memory)
    if fact is None:
        return mark_safe("")
    return format_html(
        '<svg class="memory" viewBox="0 0 4 20" role="img" aria-label="{}"><rect class="{}" y="{}" width="4" height="{}"/></svg>',
        _word(fact.word.value),
        fact.word.value,
        TALLEST - _height(fact),
        _height(fact),
    )


@register.filter
def type_word(answer_type: str) -> str:
    """The word for what a name stands for; empty for what has none."""
    words = {
        "person": _("person"),
        "country": _("country"),
        "region": _("region"),
        "city": _("city"),
        "organisation": _("organisation"),
        "language": _("language"),
        "religion": _("religion"),
        "nationality": _("nationality"),
    }
    return words.get(answer_type, "")


@register.simple_tag
def event_date(when) -> SafeString | str:
    """A time as exact as it is known: "19 June 2024", "July 2023", "1948", else as the text prints it."""
    if when.has_day:
        return format_html('<time datetime="{}">{}</time>', when.iso, date_format(when.day, "j F Y"))
    if when.day:
        return format_html('<time datetime="{}">{}</time>', when.iso, date_format(when.day, "F Y"))
    return when.printed or when.iso


@register.simple_tag
def state_word(state: str) -> str:
    """The word for a memory as a heading: "Due"."""
    return capfirst(_word(state))


@register.simple_tag
def next_date(fact) -> SafeString:
    """When a fact comes back: "due since 19 November 2026", "comes back on 3 December 2026"."""
    day = timezone.localdate(fact.due)
    shown = format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "j F Y"))
    text = _("due since %s") if fact.word.value == "due" else _("comes back on %s")
    return format_html(text.replace("%s", "{}"), shown)


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
    bars = "".join(  # words of our own and numbers: escaping thousands of them would take longer than the page
        f'<rect class="{f.word.value}" x="{6 * place}" y="{TALLEST - height}" width="4" height="{height}"/>'
        for place, f in enumerate(facts)
        for height in (_height(f),)
    )
    return format_html(
        '<svg class="barcode" viewBox="0 0 {} 20" preserveAspectRatio="none" role="img" aria-label="{}: {}">{}</svg>',
        max(6 * len(facts), 120),
        name,
        recalls_in_words(facts),
        mark_safe(bars),  # noqa: S308
    )
