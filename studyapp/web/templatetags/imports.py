"""How far an import is, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from studyapp.facts.refusals import in_words
from studyapp.sources.jobs import CANCELLED, CLEANED, DONE, FACTS, FAILED, FINISHED, QUESTIONS, SENTENCES, STEPS

register = template.Library()

# A heading is no sentence, but it stays in the text; all others are left out of the lesson.
DROPPED = {
    "byline": ngettext_lazy("%d byline", "%d bylines"),
    "caption": ngettext_lazy("%d caption", "%d captions"),
    "dateline": ngettext_lazy("%d line of place and date", "%d lines of place and date"),
    "garbled": ngettext_lazy("%d garbled line", "%d garbled lines"),
    "links": ngettext_lazy("%d line of links", "%d lines of links"),
    "newsletter": ngettext_lazy("%d newsletter line", "%d newsletter lines"),
    "notice": ngettext_lazy("%d notice", "%d notices"),
    "read_also": ngettext_lazy("%d “read also”", "%d “read also”"),
    "references": ngettext_lazy("%d reference", "%d references"),
    "share_bar": ngettext_lazy("%d share bar", "%d share bars"),
}


@register.filter
def refusal(code: str) -> str:
    """What the rule says that refused a sentence or a gap."""
    return in_words(code)


@register.filter
def is_running(job) -> bool:
    return job.step not in FINISHED


@register.filter
def state(job) -> str:
    """good, bad or running: how a job's row is coloured."""
    return {DONE: "good", FAILED: "bad", CANCELLED: "off"}.get(job.step, "running")


@register.filter
def steps(job) -> list[dict]:
    """The steps with their words; each is done, now or to come."""
    words = {
        CLEANED: _("Read"),
        SENTENCES: _("Split"),
        FACTS: _("Facts"),
        QUESTIONS: _("Questions"),
        DONE: _("Saved"),
    }
    reached = STEPS.index(job.step) if job.step in STEPS else 0
    shown = []
    for place, (step, word) in enumerate(words.items(), 1):
        when = "done" if place <= reached else "now" if place == reached + 1 else "later"
        shown.append({"step": step, "word": word, "when": when})
    return shown


@register.filter
def in_a_sentence(job) -> str:
    """What came of a finished job, or what is going on."""
    report = job.report or {}
    match report.get("outcome"):
        case "failed":
            return report.get("reason", "")
        case "cancelled":
            return _("Stopped. Nothing was saved.")
        case "unchanged":
            return _("This text is here already, word for word. Nothing changed.")
        case "new" | "changed":
            return _yield(report)
    if job.lease_until is None and job.step == "received":
        return _("Waiting for the background worker.")
    return _("Working on it.")


@register.filter
def set_aside(job) -> str:
    """What of the text is not article, in words: "Set aside as not article: 2 captions, 1 share bar."."""
    times = job.report["set_aside"]  # in the order of DROPPED: a database may not keep that of a report
    counts = [str(words % times[reason]) for reason, words in DROPPED.items() if reason in times]
    return _("Set aside as not article: %s.") % ", ".join(counts) if counts else ""


def _yield(report: dict) -> str:
    parts = [
        ngettext("%d sentence", "%d sentences", report["sentences"]) % report["sentences"],
        ngettext("%d fact", "%d facts", report["facts"]) % report["facts"],
        ngettext("%d question", "%d questions", report["questions"]) % report["questions"],
    ]
    said = ", ".join(parts) + "."
    if report["questions"]:
        said += " " + ngettext(
            "%d of them is good enough to be asked.", "%d of them are good enough to be asked.", report["served"]
        ) % report["served"]  # fmt: skip
    if report.get("stale"):
        said += " " + ngettext(
            "%d earlier question needs another look.", "%d earlier questions need another look.", report["stale"]
        ) % report["stale"]  # fmt: skip
    return said
