"""Mastery as ruling: a word, a number, its range and the answers behind it; never a bare number."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

STEM_WORDS = 18
GAP, SHORT_GAP = "_____", "…"
A_LITTLE = 5  # points; from here on a move is no longer a little one


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
def was_words(mastery) -> str:
    """Where mastery stood before: "Before: growing, about 52%, likely 38–65%"."""
    if not mastery.is_shown:
        return _("Before: not enough answers yet")
    return _("Before: %(word)s, about %(chance)d%%, likely %(low)d–%(high)d%%") % {
        "word": _word(str(mastery.word)).lower(),
        "chance": percent(mastery.chance),
        "low": percent(mastery.low),
        "high": percent(mastery.high),
    }


@register.simple_tag
def raise_words(progress) -> str:
    """What would raise a topic's number, in one sentence.

    Facts not asked yet say most, those just answered almost nothing, and a typed answer can't be guessed.
    """
    mastery, facts = progress.mastery, progress.facts
    if not mastery.is_shown:
        return _("Answer a few questions of this topic, and a number stands here.")
    if facts.new:
        text = ngettext(
            "What would raise it: a right answer on the %(n)d fact you have not been asked yet, typed rather than chosen.",
            "What would raise it: right answers on the %(n)d facts you have not been asked yet, typed rather than chosen.",
            facts.new,
        )
        return text % {"n": facts.new}
    if facts.due:
        text = ngettext(
            "What would raise it: knowing the %(n)d fact that is due again.",
            "What would raise it: knowing the %(n)d facts that are due again.",
            facts.due,
        )
        return text % {"n": facts.due}
    return _("What would raise it: right answers on another day, when what you answered lately is due again.")


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


@register.simple_tag
def short_stem(version) -> str:
    """What was asked, in few words; a gap is three dots, as in the label of a fact.

    A statement is marked as one: it may be false.
    """
    stem = Truncator(version.stem.replace(GAP, SHORT_GAP).removesuffix(".")).words(STEM_WORDS)
    if version.question.format == "true_false":
        return _("True or false: %(statement)s") % {"statement": stem}
    return stem


@register.simple_tag
def outcome_words(response) -> str:
    """Right, partly right, wrong, or not known."""
    if response.dont_know:
        return _("Not known")
    if response.score_now == 1:
        return _("Right")
    return _("Partly right") if response.score_now else _("Wrong")


@register.simple_tag
def moved_words(step) -> str:
    """How far an answer moved mastery: "Up a little, from 52% to 56%". No number below three answers."""
    if not step.response.counted:
        return _("Did not count")
    if not step.after.is_shown:
        return _("Mastery has no number yet")
    now = percent(step.after.chance)
    if not step.before.is_shown:
        return _("Mastery begins at %(now)d%%") % {"now": now}
    then = percent(step.before.chance)
    if then == now:
        return _("Hardly moved: %(now)d%%") % {"now": now}
    little = abs(now - then) < A_LITTLE
    if now > then:
        text = _("Up a little, from %(then)d%% to %(now)d%%") if little else _("Up from %(then)d%% to %(now)d%%")
    else:
        text = _("Down a little, from %(then)d%% to %(now)d%%") if little else _("Down from %(then)d%% to %(now)d%%")
    return text % {"then": then, "now": now}
