"""Approved questions as they lie beside the shipped articles: whole questions with their quotes.

A place is written as the sentence's words and the offset of the answer inside them, so an entry finds
its place again in any text that still has the sentence, whatever the engine's version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from studyapp.engine.extraction.facts import EventTime, FactDraft
from studyapp.engine.extraction.values import AnswerType, Stance, Value
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind, OptionDraft, PairDraft, Reason
from studyapp.engine.reading.spans import Span
from studyapp.facts.models import FactEvidence
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from studyapp.sources.models import Article, Sentence
from studyapp.sources.places import Places

Entry = dict[str, Any]


class LostQuoteError(LookupError):
    """The text no longer has the sentence that an entry quotes."""


# Rows to entries


def approved_entries(article: Article) -> list[Entry]:
    """One entry for each approved question, in the order of the text."""
    questions = Question.objects.filter(
        article=article, status=Question.Status.APPROVED, current_version__isnull=False
    ).select_related("current_version")
    placed = [(_key_place(question.current_version), question) for question in questions]
    placed.sort(key=lambda pair: (pair[0].start, pair[1].kind, pair[1].current_version.stem))
    return [_without_blanks(_entry(question, key)) for key, question in placed]


def rejected_words(article: Article, before: Iterable[Entry] = ()) -> list[Entry]:
    """Wordings that nobody should get, by their words alone: rejected ones, and what approved ones replaced.

    ``before`` are those known already; they stay, as another version of the engine may write them again.
    """
    decided = (Question.Status.APPROVED, Question.Status.REJECTED)
    versions = QuestionVersion.objects.filter(question__article=article, question__status__in=decided)
    asked, found = [], list(before)
    for version in versions.select_related("question"):
        question = version.question
        words = {"kind": question.kind, "format": question.format, "context": version.context}
        words |= {"stem": version.stem, "answer": version.key_value}
        is_asked = question.status == Question.Status.APPROVED and question.current_version_id == version.pk
        (asked if is_asked else found).append(_without_blanks(words))
    return [words for place, words in enumerate(found) if words not in asked and words not in found[:place]]


def _key_place(version: QuestionVersion) -> QuestionEvidence:
    """The place that proves the key; of a set that of its first row."""
    places = version.evidence.filter(role=QuestionEvidence.Role.KEY).select_related(
        "sentence__version", "fact_evidence__fact__subject", "fact_evidence__sentence__version"
    )
    return places.earliest("pk")


def _entry(question: Question, key: QuestionEvidence) -> Entry:
    version = question.current_version
    places = version.evidence.select_related("sentence__version").order_by("pk")
    return {
        "kind": question.kind,
        "format": question.format,
        "answer_type": question.answer_type,
        "instruction": version.instruction,
        "hint": version.hint,
        "context": version.context,
        "stem": version.stem,
        "options": [_option(option, version) for option in version.options.filter(match="").order_by("position")],
        "pairs": [_pair(option) for option in version.options.exclude(match="").order_by("position")],
        "answer": version.key_value,
        "accepted": list(version.accepted_forms.order_by("pk").values_list("form", flat=True)),
        "quote": _words(key.sentence),
        "answer_at": _inside(key),
        "more_quotes": [_words(p.sentence) for p in places if p.role == QuestionEvidence.Role.CONTEXT],
        "explanation": _reason(version.explanation_code, version.explanation_params),
        "attributed_to": version.attributed_to,
        "as_of": version.as_of.isoformat() if version.as_of else None,
        "score": round(question.score, 4),
        "warnings": version.warnings,
        "tolerance": version.tolerance,
        "engine_version": version.engine_version,
        "model_version": version.model_version,
        "fact": _fact(key.fact_evidence),
    }


def _option(option, version: QuestionVersion) -> Entry:
    place = option.evidence.select_related("sentence__version").first()
    return {
        "text": option.text,
        "correct": option.position == version.key_option,
        "why": _reason(option.why_code, option.why_params),
        "quote": _words(place.sentence) if place else None,
    }


def _pair(row) -> Entry:
    place = row.evidence.select_related("sentence__version").get(role=QuestionEvidence.Role.KEY)
    return {"text": row.text, "match": row.match, "quote": _words(place.sentence), "at": _inside(place)}


def _fact(place: FactEvidence) -> Entry:
    fact = place.fact
    return {
        "label": fact.label,
        "claim_key": fact.claim_key,
        "subject": fact.subject.name if fact.subject else None,
        "answer_type": fact.answer_type,
        "printed": place.printed,
        "value": fact.value,
        "number": fact.number,
        "unit": fact.unit,
        "precision": fact.precision,
        "quote": _words(place.sentence),
        "at": place.start - place.sentence.start,
        "speaker": place.speaker,
        "stance": place.stance,
        "event_time": [place.event_time, place.event_precision, place.event_known] if place.event_time else None,
        "as_of": place.as_of.isoformat() if place.as_of else None,
    }


def _reason(code: str, params: dict) -> Entry | None:
    return {"code": code, "params": params} if code else None


def _words(sentence: Sentence) -> str:
    return sentence.span.cut(sentence.version.text)


def _inside(place: QuestionEvidence) -> list[int] | None:
    """Where the marked words begin and end inside their sentence; None when all of it is marked."""
    if place.span == place.sentence.span:
        return None
    return [place.start - place.sentence.start, place.end - place.sentence.start]


def _without_blanks(value: Any) -> Any:
    """Nothing is written for what is empty, so that the files stay readable."""
    if isinstance(value, dict):
        return {name: _without_blanks(part) for name, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_blanks(part) for part in value]
    return value


# Entries to drafts


def same_question(article: Article, entry: Entry) -> Question | None:
    """The question that ever asked what the entry asks, by its words: this article's, else its topic's."""
    versions = (
        QuestionVersion.objects.filter(
            question__topic=article.topic_id,
            question__kind=entry["kind"],
            question__format=entry["format"],
            context=entry.get("context", ""),
            stem=entry["stem"],
            key_value=entry["answer"],
        )
        .select_related("question__current_version", "question__fact")
        .order_by("-pk")
    )
    questions = [version.question for version in versions]
    return next((q for q in questions if q.article_id == article.pk), questions[0] if questions else None)


def draft_of(entry: Entry, quotes: Quotes) -> ItemDraft:
    """The entry as the engine would have drafted it for this text. Raises LostQuoteError."""
    evidence = quotes.span(entry["quote"])
    why = entry.get("explanation")
    fact = _fact_draft(entry["fact"], quotes)
    return ItemDraft(
        kind=ItemKind(entry["kind"]),
        format=ItemFormat(entry["format"]),
        answer_type=AnswerType(entry["answer_type"]),
        instruction=entry.get("instruction", ""),
        hint=entry.get("hint"),
        context=entry.get("context"),
        stem=entry["stem"],
        options=tuple(_option_draft(option, quotes) for option in entry.get("options", ())),
        pairs=tuple(_pair_draft(pair, fact, quotes) for pair in entry.get("pairs", ())),
        answer=entry["answer"],
        accepted=tuple(entry.get("accepted", ())),
        evidence=evidence,
        answer_span=_span(evidence, entry["answer_at"]) if "answer_at" in entry else None,
        more_evidence=tuple(quotes.span(words) for words in entry.get("more_quotes", ())),
        explanation=Reason(why["code"], why.get("params", {})) if why else None,
        attributed_to=entry.get("attributed_to"),
        as_of=_date(entry.get("as_of")),
        score=entry.get("score", 0.0),
        warnings=tuple(entry.get("warnings", ())),
        tolerance=entry.get("tolerance"),
        fact=fact,
    )


def _option_draft(option: Entry, quotes: Quotes) -> OptionDraft:
    why = option.get("why", {"code": ""})
    evidence = quotes.span(option["quote"]) if "quote" in option else None
    return OptionDraft(option["text"], option["correct"], Reason(why["code"], why.get("params", {}), evidence))


def _pair_draft(pair: Entry, fact: FactDraft, quotes: Quotes) -> PairDraft:
    """A row; what it claims was found with the text, so the set's own fact stands for it."""
    sentence = quotes.span(pair["quote"])
    mark = _span(sentence, pair["at"]) if "at" in pair else sentence
    return PairDraft(pair["text"], pair["match"], sentence, mark, fact)


def _fact_draft(fact: Entry, quotes: Quotes) -> FactDraft:
    at, printed = fact.get("at", 0), fact["printed"]
    return FactDraft(
        sentence=quotes.place(fact["quote"]),
        span=_span(quotes.span(fact["quote"]), [at, at + len(printed)]),
        value=Value(
            answer_type=AnswerType(fact["answer_type"]),
            printed=printed,
            canonical=fact["value"],
            number=fact.get("number"),
            unit=fact.get("unit", ""),
            precision=fact.get("precision", ""),
        ),
        label=fact["label"],
        claim_key=fact["claim_key"],
        subject=fact.get("subject", ""),
        speaker=fact.get("speaker"),
        stance=Stance(fact["stance"]),
        event_time=EventTime(*fact["event_time"]) if "event_time" in fact else None,
        as_of=_date(fact.get("as_of")),
    )


class Quotes:
    """Finds sentences by their words; the first, where several have the same."""

    def __init__(self, places: Places):
        self._sentences = places.sentences
        texts = [places.text(sentence) for sentence in places.sentences]
        self._places = {words: place for place, words in reversed(list(enumerate(texts)))}

    def place(self, words: str) -> int:
        """Which sentence has these words, counted from 0. Raises LostQuoteError."""
        if words not in self._places:
            raise LostQuoteError(words)
        return self._places[words]

    def span(self, words: str) -> Span:
        return self._sentences[self.place(words)].span


def _span(within: Span, inside: Iterable[int]) -> Span:
    start, end = inside
    return Span(within.start + start, within.start + end)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
