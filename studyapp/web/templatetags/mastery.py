"""Mastery as ruling: a word, a number, its range and the answers behind it; never a bare number."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


def _word(word: str) -> str:
    return {
        "starting": _("Starting"),
        "growing": _("Growing"),
        "strong": _("Strong"),
        "mastered": _("Mastered"),
    }[word]


@register.filter
def percent(share: float) -> int:
    return round(100 * share)


@register.simple_tag
def mastery_words(mastery) -> str:
    """For example "Growing: about 71%, likely 58–82%, from 24 answers". ``mastery`` is None before any answer."""
    if mastery is None or not mastery.is_shown:
        return _("Not enough answers yet")
    return ngettext(
        "%(word)s: about %(chance)d%%, likely %(low)d–%(high)d%%, from %(answers)d answer",
        "%(word)s: about %(chance)d%%, likely %(low)d–%(high)d%%, from %(answers)d answers",
        mastery.answers,
    ) % {
        "word": _word(str(mastery.word)),
        "chance": round(100 * mastery.chance),
        "low": round(100 * mastery.low),
        "high": round(100 * mastery.high),
        "answers": mastery.answers,
    }


@register.simple_tag
def mastery_range(mastery) -> SafeString:
    """The likely range as a band from 0 to 100, the estimate as a stroke in it. The words are printed beside it."""
    low, high, chance = (round(100 * share, 1) for share in (mastery.low, mastery.high, mastery.chance))
    return format_html(
        '<svg class="range" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" y="3" width="100" height="2"/><rect class="band" x="{}" y="1.5" width="{}" height="5"/>'
        '<rect class="point" x="{}" width=".8" height="8"/></svg>',
        low,
        round(high - low, 1),
        round(max(0.0, chance - 0.4), 1),
    )
