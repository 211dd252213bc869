"""Reading an article as a lesson: its text cut into paragraphs and sentences, and its key facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from studyapp.facts.models import Fact, FactEvidence
from studyapp.facts.receipts import Source, source_of
from studyapp.sources.models import Article, Sentence

WORDS_A_MINUTE = 220


@dataclass(slots=True)
class KeyFact:
    """A fact in the order of the text. ``number`` is what the lesson prints beside it."""

    number: int
    fact_id: int
    label: str
    value: str
    answer_type: str
    says_so: str
    stance: str
    as_of: dt.date | None
    anchor: str
    sentence_id: int
    start: int
    end: int

    @property
    def is_claim(self) -> bool:
        return bool(self.says_so)


@dataclass(slots=True)
class Piece:
    """A run of a sentence: plain text, or the answer of a key fact."""

    text: str
    fact: KeyFact | None = None


@dataclass(slots=True)
class LessonSentence:
    anchor: str
    number: int
    pieces: list[Piece]
    facts: list[KeyFact]
    gap_before: str = ""


@dataclass(slots=True)
class Paragraph:
    heading: str
    sentences: list[LessonSentence] = field(default_factory=list)


@dataclass(slots=True)
class Lesson:
    source: Source
    version_number: int
    short_hash: str
    paragraphs: list[Paragraph]
    facts: list[KeyFact]
    words: int
    is_current: bool

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))


def lesson_of(article: Article, version_number: int | None = None) -> Lesson:
    """The article's current text, or an older one by number (ArticleVersion.DoesNotExist when there is none).

    Three queries, whatever the length.
    """
    version = article.current_version
    if version_number is not None and version_number != version.number:
        version = article.versions.get(number=version_number)
    sentences = list(version.sentences.order_by("position"))
    facts = key_facts(version.pk)
    by_sentence: dict[int, list[KeyFact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence_id, []).append(fact)
    return Lesson(
        source=source_of(article),
        version_number=version.number,
        short_hash=version.short_hash,
        paragraphs=_paragraphs(version.text, sentences, by_sentence),
        facts=facts,
        words=sum(len(version.text[s.start : s.end].split()) for s in sentences),
        is_current=version.pk == article.current_version_id,
    )


def key_facts(version_id: int) -> list[KeyFact]:
    """The active facts that stand in a version, in text order."""
    places = (
        FactEvidence.objects.filter(
            sentence__version=version_id, fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED]
        )
        .select_related("fact", "sentence")
        .order_by("start", "end")
    )
    return [
        KeyFact(
            number=number,
            fact_id=place.fact_id,
            label=place.fact.label,
            value=place.printed,
            answer_type=place.fact.answer_type,
            says_so=place.speaker,
            stance=place.stance,
            as_of=place.as_of,
            anchor=place.sentence.anchor,
            sentence_id=place.sentence_id,
            start=place.start,
            end=place.end,
        )
        for number, place in enumerate(places, 1)
    ]


def _paragraphs(text: str, sentences: list[Sentence], facts: dict[int, list[KeyFact]]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    number_of, heading = None, ""
    for number, sentence in enumerate(sentences, 1):
        if sentence.paragraph != number_of:
            number_of = sentence.paragraph
            paragraphs.append(Paragraph(sentence.heading if sentence.heading != heading else ""))
            heading = sentence.heading
        here = facts.get(sentence.pk, [])
        paragraphs[-1].sentences.append(
            LessonSentence(sentence.anchor, number, _pieces(text, sentence, here), here)
        )
    return paragraphs


def _pieces(text: str, sentence: Sentence, facts: list[KeyFact]) -> list[Piece]:
    """Cut a sentence at its answers; where answers overlap, the first keeps its place."""
    pieces, at = [], sentence.start
    for fact in facts:
        if fact.start < at:
            continue
        if fact.start > at:
            pieces.append(Piece(text[at : fact.start]))
        pieces.append(Piece(text[fact.start : fact.end], fact))
        at = fact.end
    if at < sentence.end:
        pieces.append(Piece(text[at : sentence.end]))
    return pieces
