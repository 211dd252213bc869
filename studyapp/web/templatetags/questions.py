"""How a question's text is shown before and after its answer."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

WORD_OR_SIGN = re.compile(r"\s+|\w+(?:[.,’'-]\w+)*|.", re.DOTALL)
CLOSE = 0.6  # share of letters in common from which a difference is a slip and not another word
PUNCTUATION_AFTER = re.compile(r"^[^\w\s]+")


def _keep_with_punctuation(unit: SafeString, after: str) -> SafeString:
    """The gap and the punctuation behind it never part at a line's end."""
    behind = PUNCTUATION_AFTER.match(after)
    if not behind:
        return unit + conditional_escape(after)
    return format_html('<span class="nowrap">{}{}</span>{}', unit, behind.group(), after[behind.end() :])


@register.simple_tag
def with_gap(before: str, after: str) -> SafeString:
    """A text with its gap; the gap's width says nothing of the answer's length."""
    gap = format_html('<span class="gap"><span class="vh">{}</span></span>', _("blank"))
    return conditional_escape(before) + _keep_with_punctuation(gap, after)


@register.simple_tag
def with_fill(before: str, after: str, answer: str) -> SafeString:
    """The same text with the source's wording in the gap."""
    filled = format_html('<ins class="filled">{}</ins>', answer)
    return conditional_escape(before) + _keep_with_punctuation(filled, after)


@register.simple_tag
def corrected(statement: str, sentence: str) -> SafeString:
    """A false statement put right in place, where one stretch of it differs from the source's sentence.

    Where more differs, the statement is shown as it was: the receipt beside it tells the rest.
    """
    said, source = WORD_OR_SIGN.findall(statement), WORD_OR_SIGN.findall(sentence)
    changes = [c for c in SequenceMatcher(None, said, source, autojunk=False).get_opcodes() if c[0] != "equal"]
    if len(changes) != 1 or changes[0][0] != "replace":
        return conditional_escape(statement)
    _tag, start, end, source_start, source_end = changes[0]
    return format_html(
        '{}<s class="struck"><span class="vh">{} </span>{}</s> <ins class="put-right"><span class="vh">{} </span>{}</ins>{}',
        "".join(said[:start]),
        _("not"),
        "".join(said[start:end]),
        _("but"),
        "".join(source[source_start:source_end]),
        "".join(said[end:]),
    )


@register.simple_tag
def letters(text: str, other: str) -> SafeString:
    """``text`` with the letters underlined in which it differs from ``other``; plain where they have little in common."""
    match = SequenceMatcher(None, text.casefold(), other.casefold(), autojunk=False)
    if match.ratio() < CLOSE or len(text.casefold()) != len(text):
        return conditional_escape(text)
    parts = ((text[a:b], tag) for tag, a, b, _c, _d in match.get_opcodes() if b > a)
    return format_html_join(
        "", "{}", ((part if tag == "equal" else format_html("<u>{}</u>", part),) for part, tag in parts)
    )


@register.filter
def truth(value: str) -> str:
    """The words for the two answers of a true-or-false question; other texts stay."""
    return {"true": _("True"), "false": _("False")}.get(value, value)


@register.filter
def truth_place(value: str) -> int:
    """The key that picks it: 1 for true, 2 for false."""
    return 1 if value == "true" else 2


@register.filter
def spelt(number: int) -> str:
    """A small number in a word, as one says a score; larger ones stay digits."""
    words = (_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"),
             _("ten"))  # fmt: skip
    return words[number] if 0 <= number < len(words) else str(number)


@register.filter
def is_long(stem: str) -> bool:
    """Whether a question has more words than the largest size is made for."""
    return len(stem.split()) > 20


@register.filter
def at(found, key):
    """What a mapping has under a key; None for nothing."""
    return found.get(key)


@register.filter
def of_state(options, state: str) -> list:
    return [option for option in options if option.state == state]


@register.simple_tag
def rows_with_choice(rows, chosen) -> list[dict]:
    """Each row of a set with the place chosen for it on a form that came back; ``amiss`` are empty and double ones."""
    given = [*chosen, *[""] * (len(rows) - len(chosen))]
    return [
        {"row": row, "chosen": place, "amiss": not place or given.count(place) > 1}
        for row, place in zip(rows, given, strict=False)
    ]


@register.filter
def nth(number: int) -> str:
    """ "first", "second" …, as one says a place in an order."""
    words = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth"), _("seventh"))
    return words[number - 1] if 0 < number <= len(words) else str(number)


@register.simple_tag
def segments(states, position: int = 0) -> SafeString:
    """One mark per question: filled right, outlined wrong, ink now; the sentence says it in words."""
    marks = format_html_join("", '<span class="{}"></span>', ((state,) for state in states))
    css = "segments" if position else "segments thick"
    return format_html('<div class="{}" role="img" aria-label="{}">{}</div>', css, _in_words(states, position), marks)


def _in_words(states, position: int) -> str:
    if "saved" in states:
        said = {"n": position, "saved": states.count("saved"), "all": len(states)}
        if position:
            return _("Question %(n)d of %(all)d. %(saved)d answered so far") % said
        return _("%(saved)d of %(all)d answered") % said
    right = ngettext("%d right", "%d right", states.count("right")) % states.count("right")
    wrong = ngettext("%d wrong", "%d wrong", states.count("wrong")) % states.count("wrong")
    if "partly" in states:
        partly = ngettext("%d partly right", "%d partly right", states.count("partly")) % states.count("partly")
        wrong = _("%(wrong)s, %(partly)s") % {"wrong": wrong, "partly": partly}
    if position:
        said = {"n": position, "all": len(states), "right": right, "wrong": wrong}
        return _("Question %(n)d of %(all)d. %(right)s, %(wrong)s so far") % said
    return _("%(right)s, %(wrong)s, of %(all)d") % {"right": right, "wrong": wrong, "all": len(states)}
