"""Reading an article as a lesson: its text cut into paragraphs and sentences, its key facts, and what they add up to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q

from studyapp.engine.pipeline import SERVING_LINE
from studyapp.facts.models import Entity, Fact, FactEvidence
from studyapp.facts.receipts import Source, source_of
from studyapp.lessons.reading_aids import (
    DATED,
    MARK,
    Event,
    Named,
    Place,
    When,
    Word,
    claim_of,
    names_in,
    timeline_of,
    words_in,
)
from studyapp.questions.models import Question
from studyapp.sources.models import Article, Sentence

WORDS_A_MINUTE = 220
ALIKE = 0.75  # share of their words in which two facts of a sentence read alike (Jaccard)
NUMBERS_IN_A_SENTENCE = 2  # more would be in the reader's way; the others stand in the list alone


@dataclass(slots=True)
class KeyFact:
    """A fact in the order of the text. ``number`` is what the lesson prints beside it.

    ``also`` are facts that say the same of the same sentence and have no line of their own.
    """

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
    claim: str
    place: Place
    event: When | None
    date: When | None
    entities: tuple[Entity, ...]
    is_disputed: bool = False
    also: tuple[int, ...] = ()

    @property
    def is_claim(self) -> bool:
        return bool(self.says_so)

    @property
    def filled(self) -> str:
        """The label with its value put back, or behind it where it has no place for it."""
        return self.label.replace(MARK, self.value, 1) if MARK in self.label else f"{self.label} {self.value}"

    def says_the_same(self, other: KeyFact) -> bool:
        """One place and type, or labels of one sentence that read alike or one within the other, values put back."""
        if self.sentence_id != other.sentence_id:
            return False
        if (self.start, self.answer_type) == (other.start, other.answer_type):
            return True
        mine, theirs = (re.findall(r"\w+", fact.filled.casefold()) for fact in (self, other))
        if MARK in self.label and MARK in other.label:
            shown, beside = (f" {' '.join(words)} " for words in (mine, theirs))
            if shown in beside or beside in shown:
                return True
        return len({*mine} & {*theirs}) >= ALIKE * len({*mine, *theirs})

    @property
    def fact_ids(self) -> tuple[int, ...]:
        return (self.fact_id, *self.also)


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

    @property
    def numbered(self) -> list[KeyFact]:
        """The facts whose numbers stand in the text."""
        return self.facts[:NUMBERS_IN_A_SENTENCE]


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
    names: tuple[Named, ...] = ()
    timeline: tuple[Event, ...] = ()
    terms: tuple[Word, ...] = ()

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
    told = _told(version.pk, version.text, sentences)
    facts = key_facts(told)
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
        names=names_in(facts),
        timeline=timeline_of(told),
        terms=words_in(told),
    )


def key_facts(told: Iterable[KeyFact]) -> list[KeyFact]:
    """One line for all that say the same of one sentence, whichever of its words they ask for, numbered in text order."""
    lines: list[KeyFact] = []
    for fact in told:
        same = next((line for line in reversed(lines) if line.says_the_same(fact)), None)
        if same:
            same.also += (fact.fact_id,)
            same.entities = tuple(dict.fromkeys(same.entities + fact.entities))
        else:
            lines.append(fact)
            fact.number = len(lines)
    return lines


def places_of_facts(fact_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Where facts are to be read today: (slug of the article, anchor of the sentence). One query."""
    standing = FactEvidence.objects.filter(
        fact__in=list(fact_ids),
        sentence__version__article__current_version=F("sentence__version"),
        sentence__version__article__status=Article.Status.ACTIVE,
    )
    rows = standing.order_by("-pk").values_list("fact_id", "sentence__version__article__slug", "sentence__position")
    return {fact_id: (slug, Sentence(position=position).anchor) for fact_id, slug, position in rows}


def _told(version_id: int, text: str, sentences: Iterable[Sentence]) -> list[KeyFact]:
    """The active facts that stand in a version, in text order and not yet numbered. One query.

    What is asked only below the line where learners get questions may be no fact at all, and is left out.
    """
    at = {sentence.pk: (sentence, Place(sentence.anchor, number)) for number, sentence in enumerate(sentences, 1)}
    asked = Question.objects.filter(fact=OuterRef("fact"))
    sound = Q(status=Question.Status.APPROVED) | Q(score__gte=SERVING_LINE)
    rows = (
        FactEvidence.objects.filter(
            ~Exists(asked) | Exists(asked.filter(sound)),
            sentence__version=version_id,
            fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
        )
        .select_related("fact__entity__merged_into", "fact__subject__merged_into")
        .order_by("start", "end", "pk")
    )
    return [_key_fact(row, text, *at[row.sentence_id]) for row in rows]


def _key_fact(row: FactEvidence, text: str, sentence: Sentence, place: Place) -> KeyFact:
    fact = row.fact
    is_date = fact.answer_type in DATED
    named = (fact.subject, fact.entity)
    return KeyFact(
        number=0,
        fact_id=row.fact_id,
        label=fact.label,
        value=row.printed,
        answer_type=fact.answer_type,
        says_so=row.speaker,
        stance=row.stance,
        as_of=row.as_of,
        anchor=place.anchor,
        sentence_id=row.sentence_id,
        start=row.start,
        end=row.end,
        claim=claim_of(fact.label, row.printed, text[sentence.start : sentence.end], is_date=is_date),
        place=place,
        event=When(row.event_time) if row.event_time else None,
        date=When(fact.value, row.printed) if is_date else None,
        entities=tuple(dict.fromkeys(name.merged_into or name for name in named if name)),
        is_disputed=fact.status == Fact.Status.DISPUTED,
    )


def _paragraphs(text: str, sentences: list[Sentence], facts: dict[int, list[KeyFact]]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    number_of, heading = None, ""
    for number, sentence in enumerate(sentences, 1):
        if sentence.paragraph != number_of:
            number_of = sentence.paragraph
            paragraphs.append(Paragraph(sentence.heading if sentence.heading != heading else ""))
            heading = sentence.heading
        here = facts.get(sentence.pk, [])
        paragraphs[-1].sentences.append(LessonSentence(sentence.anchor, number, _pieces(text, sentence, here), here))
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
