"""Figures of questions in words: what they say, and what to do about a flag."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.web.templatetags.questions import with_gap

register = template.Library()

GRAVE = ("negative_discrimination", "key_less_chosen", "strong_choose_distractor")
FLAGS = {
    # code: in three words, what was seen, what to do
    "negative_discrimination": (
        gettext_lazy("Check the key"),
        gettext_lazy("Strong learners get this wrong more often than weak ones."),
        gettext_lazy("Check the key first, then whether the wording misleads those who read closely."),
    ),
    "key_less_chosen": (
        gettext_lazy("A wrong option leads"),
        gettext_lazy("More learners took “%(option)s” than the right answer."),
        gettext_lazy("Check the key against the sentence. If the key is right, the option may be true as well."),
    ),
    "strong_choose_distractor": (
        gettext_lazy("Also right?"),
        gettext_lazy("Strong learners choose “%(option)s”."),
        gettext_lazy("Ask whether it is right too. If so, replace it."),
    ),
    "refused_often": (
        gettext_lazy("Often refused"),
        gettext_lazy("Many learners typed the same answer, and it was refused."),
        gettext_lazy("If it is right, accept it below: earlier answers are scored anew."),
    ),
    "too_hard": (
        gettext_lazy("Too hard"),
        gettext_lazy("Hardly anybody gets this right, or no more than guessing would."),
        gettext_lazy("Check the key, then the wording. A fact that the lesson only mentions may not be worth asking."),
    ),
    "too_easy": (
        gettext_lazy("Too easy"),
        gettext_lazy("Nearly everybody gets this right."),
        gettext_lazy("It tells little about who has read the article. Closer wrong options would help."),
    ),
    "dead_distractor": (
        gettext_lazy("An option nobody picks"),
        gettext_lazy("Hardly anybody picks “%(option)s”."),
        gettext_lazy("Replace it by something that a reader in a hurry could believe."),
    ),
    "slow": (
        gettext_lazy("Takes long"),
        gettext_lazy("Half of the answers took over three times as long as reading it takes."),
        gettext_lazy("Shorten it, or ask for one thing only."),
    ),
}


@register.filter
def flag_name(code: str) -> str:
    """In two or three words, for a chip."""
    return str(FLAGS[code.partition(":")[0]][0])


@register.filter
def flag_names(codes: list[str]) -> list[dict]:
    """Each kind of flag once, with how grave it is."""
    kinds = dict.fromkeys(code.partition(":")[0] for code in codes)
    return [{"name": str(FLAGS[kind][0]), "grave": kind in GRAVE} for kind in kinds]


@register.simple_tag
def flag_notes(found) -> list[dict]:
    """What each flag of a question saw, and what to do, gravest first."""
    notes = []
    for code in found.figures.row.flags:
        kind, _colon, place = code.partition(":")
        name, seen, advice = FLAGS[kind]
        option = next((o.text for o in found.words.options if str(o.position) == place), place)
        words = {"option": {"true": _("True"), "false": _("False")}.get(option, option)}
        notes.append({"name": name, "seen": str(seen) % words, "advice": advice, "grave": kind in GRAVE})
    return notes


@register.filter
def per_cent(share: float | None) -> str:
    """0.638 as "64%"; a dash for no value."""
    return "–" if share is None else f"{100 * share:.0f}%"


@register.filter
def as_index(per_cent: float | None) -> str:
    """A correlation in per cent as "+0.41"; a dash for no value."""
    if per_cent is None:
        return "–"
    return f"{per_cent / 100:+.2f}".replace("-", "−")


@register.filter
def points(per_cent: float | None) -> str:
    """46.38 as "46%"; a dash for no value."""
    return "–" if per_cent is None else f"{per_cent:.0f}%".replace("-", "−")


@register.filter
def seconds(ms: int | None) -> str:
    return "–" if ms is None else _("%(n)d s") % {"n": round(ms / 1000)}


@register.filter
def sorts_words(per_cent: float | None) -> str:
    """What a discrimination says, in a few words (the usual bounds of the field: 0, 20 and 40 per cent)."""
    if per_cent is None:
        return _("no value: nothing varied")
    if per_cent < 0:
        return _("the wrong way round")
    if per_cent < 20:
        return _("hardly tells strong from weak")
    return _("tells strong from weak") if per_cent < 40 else _("tells strong from weak well")


@register.filter
def alpha_words(per_cent: float | None) -> str:
    if per_cent is None:
        return _("no value yet")
    if per_cent < 50:
        return _("the questions hang together loosely")
    return _("good enough to compare groups") if per_cent < 80 else _("good enough to tell learners apart")


@register.filter
def is_of(form, group):
    """The form that came back, where it is about these reports; else None."""
    numbers = {str(report.pk) for report in group.reports}
    return form if form is not None and numbers.intersection(form.data.getlist("report")) else None


@register.simple_tag
def spelled_stem(stem: str) -> SafeString:
    """A stem as it is shown to those who know the answer: a gap is a gap."""
    before, gap, after = stem.partition("_____")
    return with_gap(before, after) if gap else conditional_escape(stem)


@register.simple_tag
def share_bar(share: float | None, kind: str = "") -> SafeString:
    """A bar of 100; its number is printed beside it."""
    width = round(100 * (share or 0.0), 1)
    return format_html(
        '<svg class="sharebar {}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8" rx="2"/><rect class="share" width="{}" height="8" rx="2"/></svg>',
        kind,
        width,
    )
