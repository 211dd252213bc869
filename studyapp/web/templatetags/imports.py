"""How far an import is, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.facts.refusals import in_words
from studyapp.sources.jobs import CANCELLED, CLEANED, DONE, FACTS, FAILED, FINISHED, QUESTIONS, SENTENCES, STEPS

register = template.Library()


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


def _yield(report: dict) -> str:
    parts = [
        ngettext("%d sentence", "%d sentences", report["sentences"]) % report["sentences"],
        ngettext("%d fact", "%d facts", report["facts"]) % report["facts"],
        ngettext("%d question", "%d questions", report["questions"]) % report["questions"],
    ]
    said = ", ".join(parts) + "."
    if report["questions"]:
        said += " " + ngettext(
            "%d of them scores well enough for learners.", "%d of them score well enough for learners.", report["served"]
        ) % report["served"]  # fmt: skip
    if report.get("stale"):
        said += " " + ngettext(
            "%d earlier question needs another look.", "%d earlier questions need another look.", report["stale"]
        ) % report["stale"]  # fmt: skip
    return said
