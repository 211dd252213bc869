"""Words and small sums of the sources' pages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

LEFT_OUT = {
    "byline": gettext_lazy("byline"),
    "caption": gettext_lazy("caption"),
    "dateline": gettext_lazy("place and date"),
    "garbled": gettext_lazy("garbled line"),
    "links": gettext_lazy("links"),
    "newsletter": gettext_lazy("newsletter"),
    "notice": gettext_lazy("notice"),
    "read_also": gettext_lazy("“read also”"),
    "references": gettext_lazy("reference"),
    "share_bar": gettext_lazy("share bar"),
    "page_edge": gettext_lazy("head or foot of a page"),
    "drawing": gettext_lazy("drawn characters"),
}
FIELDS = {
    "title": gettext_lazy("Title"),
    "publisher": gettext_lazy("Publisher"),
    "author": gettext_lazy("Author"),
    "published_on": gettext_lazy("Published"),
    "as_of": gettext_lazy("Facts as of"),
    "licence": gettext_lazy("Licence"),
    "url": gettext_lazy("Web address"),
    "language": gettext_lazy("Language"),
    "topic": gettext_lazy("Topic"),
    "status": gettext_lazy("On the site"),
    "name": gettext_lazy("Name"),
    "description": gettext_lazy("In a sentence or two"),
    "parent": gettext_lazy("Part of"),
    "visibility": gettext_lazy("Who sees it"),
    "classes": gettext_lazy("Classes that see it"),
    "publishing": gettext_lazy("What learners get"),
    "merged": gettext_lazy("A topic merged into it"),
    "merged_into": gettext_lazy("Merged into"),
    "label": gettext_lazy("What is claimed"),
    "answer_type": gettext_lazy("What its answer is"),
    "value": gettext_lazy("Answer"),
    "number": gettext_lazy("As a number"),
    "unit": gettext_lazy("Unit"),
    "split": gettext_lazy("Made two facts"),
}
POLICIES = {
    "approved": gettext_lazy("Approved questions only"),
    "trusted": gettext_lazy("Approved and trusted questions"),
    "all": gettext_lazy("Every question that passes the rules"),
}
POLICY_SAYS = {
    "approved": gettext_lazy("Nothing is asked that no person has read."),
    "trusted": gettext_lazy("Also drafts of a sort that has proven itself, marked “not yet reviewed”."),
    "all": gettext_lazy("Also all other drafts, marked “not yet reviewed”. Some of them will be weak."),
}
VISIBILITIES = {
    "public": gettext_lazy("Everyone"),
    "granted": gettext_lazy("Classes that I choose"),
    "private": gettext_lazy("Only me"),
}
VISIBILITY_SAYS = {
    "public": gettext_lazy("Whoever opens the site, with or without an account."),
    "granted": gettext_lazy("The people of these classes, and whoever manages content."),
    "private": gettext_lazy("You, and whoever manages content."),
}
FACT_STATUSES = {
    "active": gettext_lazy("stands"),
    "stale": gettext_lazy("no longer stated"),
    "disputed": gettext_lazy("disputed"),
    "superseded": gettext_lazy("replaced"),
    "retired": gettext_lazy("rejected"),
}
LANGUAGES = {
    "en": gettext_lazy("English"),
    "en-gb": gettext_lazy("English, British"),
    "en-us": gettext_lazy("English, American"),
}
QUESTION_STATUSES = {
    "approved": gettext_lazy("%d approved"),
    "draft": gettext_lazy("%d in draft"),
    "stale": gettext_lazy("%d stale"),
    "rejected": gettext_lazy("%d rejected"),
    "retired": gettext_lazy("%d retired"),
}


@register.filter
def of(numbers: dict, key: int):
    return numbers.get(key)


@register.filter
def set_aside_lines(version) -> list[tuple[str, str]]:
    """What of a text is not article: the reason and the line. Headings stay in the lesson and are no part of it."""
    return [
        (str(LEFT_OUT.get(reason, reason)), " ".join(version.text[start:end].split()))
        for start, end, reason in version.marks
        if reason != "heading"
    ]


@register.filter
def field_word(field: str) -> str:
    return str(FIELDS.get(field, field))


def _in_words(row, text: str) -> str:
    words = {"publishing": POLICIES, "visibility": VISIBILITIES, "language": LANGUAGES}.get(row.field)
    if row.field == "status":
        status, _colon, reason = text.partition(": ")
        said = {"active": _("on the site"), "withdrawn": _("withdrawn")}.get(status, status)
        return f"{said}: {reason}" if reason else said
    return str(words.get(text, text)) if words else text


@register.filter
def shown_before(row) -> str:
    return _in_words(row, row.before)


@register.filter
def shown_after(row) -> str:
    return _in_words(row, row.after)


@register.filter
def policy_word(policy: str) -> str:
    return str(POLICIES[policy])


@register.filter
def policy_says(policy: str) -> str:
    return str(POLICY_SAYS[policy])


@register.simple_tag
def policy_changes(served: dict, policy: str, now: str) -> str:
    """What a choice would change today: "Learners would get 41 questions instead of 26."."""
    number = served[policy]
    if policy == now:
        return ngettext("Learners get %d question.", "Learners get %d questions.", number) % number
    if number == served[now]:
        return _("Learners would get the same %d questions today.") % number
    return ngettext(
        "Learners would get %(n)d question instead of %(now)d.",
        "Learners would get %(n)d questions instead of %(now)d.",
        number,
    ) % {"n": number, "now": served[now]}


@register.filter
def visibility_word(value: str, topic=None) -> str:
    if value == "private" and topic and not topic.owner_id:
        return _("Content managers only")
    return str(VISIBILITIES[value])


@register.filter
def visibility_says(value: str, topic=None) -> str:
    if value == "private" and topic and not topic.owner_id:
        return _("Whoever manages content, and nobody else.")
    return str(VISIBILITY_SAYS[value])


@register.filter
def fact_status_word(status: str) -> str:
    return str(FACT_STATUSES.get(status, status))


@register.filter
def language_word(code: str) -> str:
    return str(LANGUAGES.get(code, code))


@register.filter
def questions_in_words(touched) -> str:
    """How many of each status: "3 approved, 12 in draft"."""
    said = [
        words % touched.questions[status] for status, words in QUESTION_STATUSES.items() if status in touched.questions
    ]
    return ", ".join(said) or _("none")


@register.filter
def names_in_words(names) -> str:
    """Titles, and how many more there are."""
    if not names.total:
        return _("none")
    if not names.shown:
        return ngettext("%d of other people", "%d of other people", names.more) % names.more
    said = "; ".join(names.shown)
    return said + (ngettext(", and %d more", ", and %d more", names.more) % names.more if names.more else "")


CHANGES = {
    "same": lambda n: ngettext("%d sentence stands as it was", "%d sentences stand as they were", n) % n,
    "moved": lambda n: ngettext("%d moved", "%d moved", n) % n,
    "reworded": lambda n: ngettext("%d is worded otherwise", "%d are worded otherwise", n) % n,
    "gone": lambda n: ngettext("%d is gone", "%d are gone", n) % n,
    "new": lambda n: ngettext("%d is new", "%d are new", n) % n,
}


@register.filter
def changes_in_words(comparison) -> str:
    """ "12 sentences stand as they were, 2 moved, 3 are worded otherwise." """
    said = [words(comparison.counts[kind]) for kind, words in CHANGES.items() if comparison.counts.get(kind)]
    return ", ".join(said) + "." if said else ""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that stand as they were, or one that changed."""

    same: bool
    lines: list


@register.filter
def in_runs(comparison) -> list[Run]:
    runs: list[Run] = []
    for line in comparison.lines:
        same = line.kind == "same"
        if same and runs and runs[-1].same:
            runs[-1].lines.append(line)
        else:
            runs.append(Run(same, [line]))
    return runs


@register.filter
def change_word(line) -> SafeString:
    """What became of a sentence, with its numbers in both texts."""
    words = {
        "moved": _("Moved from sentence {before} to {after}"),
        "reworded": _("Worded otherwise, sentence {after}"),
        "gone": _("Gone, sentence {before} before"),
        "new": _("New, sentence {after}"),
    }[line.kind]
    return format_html(words, before=line.number_before, after=line.number_after)
