"""What an import tells the person who brought the text in: what was found, left out, refused, and what it resembles."""

from __future__ import annotations

import re
from collections import Counter

from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.items import ItemDraft
from studyapp.engine.pipeline import Harvest
from studyapp.engine.reading.article import Document, DropReason, UnreadableError
from studyapp.questions import ranker
from studyapp.questions.trust import table, trust_of_item
from studyapp.sources import incoming, jobs
from studyapp.sources.comparing import compare
from studyapp.sources.finding import Place
from studyapp.sources.models import ImportJob, Sentence, Topic

FEWEST_WORDS = 40
NOTHING = (
    "There is nothing to learn from in this text: {words} words without a fact, a number or a name. "
    "Look whether all of the article was brought in."
)
NUMBER_OR_NAME = re.compile(r"\d|(?<=[\w,;:] )[A-Z]\w")
MOST_DROPPED = 150
LONGEST = 300
SAMPLE = 5
MOST_CODES = 12


def require_something(harvest: Harvest) -> None:
    """Raise UnreadableError for a greeting: a few words that name and number nothing.

    A longer text without a fact is a lesson all the same, without questions.
    """
    said = [sentence.span.cut(harvest.article.text) for sentence in harvest.article.sentences]
    words = sum(len(sentence.split()) for sentence in said)
    tells = harvest.facts or harvest.items or any(NUMBER_OR_NAME.search(sentence) for sentence in said)
    if words < FEWEST_WORDS and not tells:
        raise UnreadableError(NOTHING.format(words=words))


def about(document: Document, topic: Topic | None, job: ImportJob) -> dict:
    """What is known as soon as the text is decoded."""
    stated = document.metadata
    return {
        "title": stated.title,
        "publisher": stated.publisher,
        "published_on": stated.published_on.isoformat() if stated.published_on else None,
        "author": stated.author,
        "url": stated.url,
        "topic": topic.name if topic else job.stated.get("new_topic") or stated.topic or "Unsorted",
    }


def found(document: Document, harvest: Harvest, place: Place, owner) -> dict:
    """What a saved import and one that only looks both report."""
    article = harvest.article
    sentences = [sentence.span.cut(article.text) for sentence in article.sentences]
    dropped = Counter(
        [(mark.reason, _short(mark.span.cut(article.text))) for mark in article.marks if _is_left_out(mark.reason)]
        + [(reason, _short(line)) for reason, line in document.left_out]
    )
    aside = Counter(mark.reason.value for mark in article.marks) + Counter(r.value for r, _ in document.left_out)
    alike = incoming.nearly_the_same(sentences, owner, place.article.pk if place.article else None)
    return {
        "set_aside": dict(aside),
        "dropped": [[reason.value, line, times] for (reason, line), times in list(dropped.items())[:MOST_DROPPED]],
        "dropped_more": max(0, len(dropped) - MOST_DROPPED),
        "alike": [
            {
                "title": near.article.title,
                "article": near.article.slug,
                "publisher": near.article.publisher.name if near.article.publisher else None,
                "equal": near.equal,
                "share": round(100 * near.share),
            }
            for near in alike
        ],
        "same_address": place.others.title if place.others else "",
        "same_name": place.namesake.title if place.namesake else "",
    }


def preview(harvest: Harvest, place: Place) -> dict:
    """What would be saved, with samples of it."""
    items = ranker.scored(harvest.items, ranker.active())
    known = table()
    served = [trust_of_item(item, known).is_served for item in items]
    article = harvest.article
    report = {
        "outcome": jobs.PREVIEWED,
        "would_be": "changed" if place.article and place.article.current_version_id else "new",
        "sentences": len(article.sentences),
        "facts": len(harvest.facts),
        "questions": len(items),
        "served": sum(served),
        "refused": dict(Counter(c for refusal in harvest.refusals for c in refusal.codes).most_common(MOST_CODES)),
        "sample_facts": [_fact(fact) for fact in harvest.facts[:SAMPLE]],
        "sample_questions": [_question(*pair) for pair in list(zip(items, served, strict=True))[:SAMPLE]],
    }
    if report["would_be"] == "changed":
        report |= {"version": _next_number(place), "sentence_changes": _changes(harvest, place)}
    return report


def _next_number(place: Place) -> int:
    latest = place.article.versions.order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def _changes(harvest: Harvest, place: Place) -> dict[str, int]:
    version = place.article.current_version
    spans = Sentence.objects.filter(version=version).order_by("position").values_list("start", "end")
    before = [version.text[start:end] for start, end in spans]
    return compare(before, [s.span.cut(harvest.article.text) for s in harvest.article.sentences]).counts


def _fact(fact: FactDraft) -> dict[str, str]:
    return {"label": _short(fact.label), "value": _short(fact.value.printed)}


def _question(item: ItemDraft, served: bool) -> dict:
    return {"context": _short(item.context or ""), "stem": _short(item.stem), "answer": _short(item.answer),
            "kind": item.kind.value, "served": served}  # fmt: skip


def _is_left_out(reason: DropReason) -> bool:
    """A heading is no sentence and yet stays in the lesson."""
    return reason is not DropReason.HEADING


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
