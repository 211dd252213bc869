"""How far an import is, in words."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django import template
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy

from studyapp.facts.refusals import in_words
from studyapp.sources.jobs import (
    CANCELLED,
    CLEANED,
    DONE,
    FACTS,
    FAILED,
    FETCHED,
    FINISHED,
    PREVIEWED,
    QUESTIONS,
    RECEIVED,
    SENTENCES,
    STEPS,
)

register = template.Library()

# A heading is no sentence, but it stays in the text; all others are left out of the lesson.
DROPPED = {
    "byline": ngettext_lazy("%d byline", "%d bylines"),
    "caption": ngettext_lazy("%d caption", "%d captions"),
    "dateline": ngettext_lazy("%d line of place and date", "%d lines of place and date"),
    "drawing": ngettext_lazy("%d page of drawings", "%d pages of drawings"),
    "garbled": ngettext_lazy("%d garbled line", "%d garbled lines"),
    "links": ngettext_lazy("%d line of links", "%d lines of links"),
    "newsletter": ngettext_lazy("%d newsletter line", "%d newsletter lines"),
    "notice": ngettext_lazy("%d notice", "%d notices"),
    "page_edge": ngettext_lazy("%d line at the edge of pages", "%d lines at the edge of pages"),
    "read_also": ngettext_lazy("%d “read also”", "%d “read also”"),
    "references": ngettext_lazy("%d reference", "%d references"),
    "share_bar": ngettext_lazy("%d share bar", "%d share bars"),
}


REASONS = {
    "byline": pgettext_lazy("left out", "Byline"),
    "caption": pgettext_lazy("left out", "Caption"),
    "dateline": pgettext_lazy("left out", "Place and date"),
    "drawing": pgettext_lazy("left out", "A page that is a drawing"),
    "garbled": pgettext_lazy("left out", "Garbled"),
    "links": pgettext_lazy("left out", "Links and menus"),
    "newsletter": pgettext_lazy("left out", "Newsletter"),
    "notice": pgettext_lazy("left out", "Notice"),
    "page_edge": pgettext_lazy("left out", "Head or foot of a page"),
    "read_also": pgettext_lazy("left out", "“Read also”"),
    "references": pgettext_lazy("left out", "References"),
    "share_bar": pgettext_lazy("left out", "Share bar"),
}
NEARLY_ALL = 80  # per cent of equal sentences from which two texts are called the same
HARDLY_ANY = 0.2  # share of sentences that a new version keeps, below which it may be another text


@register.filter
def refusal(code: str) -> str:
    """What the rule says that refused a sentence or a gap."""
    return in_words(code)


@register.filter
def is_running(job) -> bool:
    return job.step not in FINISHED


@register.filter
def state(job) -> str:
    """good, look, bad, off, waiting or running: how a job's row is coloured."""
    if job.step == DONE and (job.report or {}).get("outcome") == PREVIEWED:
        return "look"
    if job.step == RECEIVED and job.lease_until is None:
        return "waiting"
    return {DONE: "good", FAILED: "bad", CANCELLED: "off"}.get(job.step, "running")


@register.filter
def state_icon(job) -> str:
    icons = {"good": "circle-check", "look": "eye", "bad": "circle-alert", "off": "ban", "waiting": "clock"}
    if (job.report or {}).get("outcome") == "changed":
        return "git-compare"
    return icons.get(state(job), "loader-circle")


@register.filter
def as_day(iso: str) -> dt.date | None:
    """A day as a report keeps it."""
    return parse_date(iso)


@register.filter
def title_of(job) -> str:
    title = (job.report or {}).get("title") or (job.article.title if job.article_id else job.name)
    return title[:300]


@register.filter
def steps(job) -> list[dict]:
    """The steps with their words; each is done, now or to come."""
    words = {FETCHED: _("Fetched")} if job.kind == "url" else {}
    words |= {
        CLEANED: _("Read"),
        SENTENCES: _("Split"),
        FACTS: _("Facts"),
        QUESTIONS: _("Questions"),
        DONE: _("Checked") if job.dry_run else _("Saved"),
    }
    reached = STEPS.index(job.step) if job.step in STEPS else 0
    shown, before = [], True
    for step, word in words.items():
        done = STEPS.index(step) <= reached
        shown.append({"step": step, "word": word, "when": "done" if done else "now" if before else "later"})
        before = done
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
        case "previewed":
            return _("Looked at, not saved: %s") % _yield(report)
        case "new" | "changed":
            return _yield(report)
    return _going_on(job, report)


def _going_on(job, report: dict) -> str:
    sentences, facts = report.get("sentences", 0), report.get("facts", 0)
    match job.step:
        case "received" if job.lease_until is None:
            return _("Waiting for the background worker.")
        case "received" if job.kind == "url":
            return _("Fetching the page.")
        case "cleaned":
            return _("Splitting the text into sentences.")
        case "sentences":
            return ngettext("Finding facts in %d sentence.", "Finding facts in %d sentences.", sentences) % sentences
        case "facts" | "questions":
            return ngettext("%d fact found. Checking questions.", "%d facts found. Checking questions.", facts) % facts
    return _("Reading the text.")


@register.filter
def changes(report: dict) -> str:
    """What a new version does to the sentences, in numbers: 3 sentences reworded, 1 new, 1 gone, 20 as they were."""
    counts = report.get("sentence_changes") or {}
    words = {
        "reworded": ngettext_lazy("%d sentence reworded", "%d sentences reworded"),
        "new": ngettext_lazy("%d new", "%d new"),
        "gone": ngettext_lazy("%d gone", "%d gone"),
        "moved": ngettext_lazy("%d moved", "%d moved"),
        "same": ngettext_lazy("%d as it was", "%d as they were"),
    }
    return ", ".join(str(word % counts[kind]) for kind, word in words.items() if counts.get(kind))


@register.filter
def waiting_for_review(report: dict) -> int:
    """Drafts that learners do not get before a person has looked at them."""
    return max(0, report.get("questions", 0) - report.get("served", 0))


@register.filter
def of_job(counts: dict, job) -> dict:
    """What of its article waits in the review queue now; nothing where the import changed nothing."""
    if not job.version_id or (job.report or {}).get("outcome") not in ("new", "changed"):
        return {}
    return counts.get(job.version.article_id, {})


@register.filter
def hardly_the_same(report: dict) -> bool:
    """Whether a new version keeps so little of the old one that it may be another text."""
    counts = report.get("sentence_changes") or {}
    kept = counts.get("same", 0) + counts.get("moved", 0) + counts.get("reworded", 0)
    return bool(counts) and kept < HARDLY_ANY * sum(counts.values())


@register.filter
def left_out(report: dict) -> list[tuple[str, list[tuple[str, int]]]]:
    """(reason in words, lines with how often) of what is not article, in the order of their reasons."""
    order = list(REASONS)
    listed = sorted(report.get("dropped", []), key=lambda row: order.index(row[0]))
    return [
        (str(REASONS[code]), [(line, times) for _code, line, times in lines])
        for code, lines in groupby(listed, key=lambda row: row[0])
    ]


@register.filter
def is_the_same(near: dict) -> bool:
    return near["share"] >= NEARLY_ALL


@register.filter
def in_numbers(totals: dict) -> str:
    """What asks for attention among some imports: 2 running, 1 waiting, 1 failed."""
    words = {
        "running": ngettext_lazy("%d running", "%d running"),
        "waiting": ngettext_lazy("%d waiting", "%d waiting"),
        "looked": ngettext_lazy("%d looked at, not saved", "%d looked at, not saved"),
        "failed": ngettext_lazy("%d failed", "%d failed"),
        "stopped": ngettext_lazy("%d stopped", "%d stopped"),
    }
    return ", ".join(str(word % totals[kind]) for kind, word in words.items() if totals[kind])


@register.filter
def finished_in(totals: dict) -> int:
    """How many imports of a batch have come to an end."""
    return totals["all"] - totals["waiting"] - totals["running"]


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
