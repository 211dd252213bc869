"""What a ranker may know of an item: named features of its passage, its gap and its form, each 0…1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.sentence import SUBJECT_DEPS
from studyapp.engine.extraction.survey import YEAR
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.gap_case import FIGURES, TIMES, GapCase
from studyapp.engine.items import GAP, ItemFormat, ItemKind
from studyapp.engine.reading.gazetteers.classes import MONTH_NAMES
from studyapp.engine.reading.gazetteers.rarity import zipf

WORTH = re.compile(
    r"\b(?:first|largest|oldest|highest|longest|founded|founder|established|introduced|invented|discovered|abolished|"
    r"independence|independent|because|led to|known as|called|became|replaced|won|elected|appointed|signed|published|"
    r"opened|completed|defeated|awarded|named after|capital)\b"
)
# facts that nobody is asked for: who was whose cousin, how many came, who made up which share
TRIVIA = re.compile(
    r"\b(?:(?:was|were|is|been) married to|half-brother|half-sister|nephew|niece|cousins?|"
    r"attendance|attended by|in attendance|census|racial make-?up|acres?|hectares?|acreage|"
    r"(?:white|black|asian|hispanic|latino|african american|native american)s?[,.]|median (?:age|income)|per square (?:mile|kilometre)|"
    r"population of [\d,]{5,} in|zip code|area code|postcode)\b|% (?:white|black|asian|hispanic)"
)
COMPARATIVE = re.compile(r"\b(?:more|less|greater|higher|lower|larger|smaller|faster|better) than\b(?! \d)")
ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|some) (?:_|\d|[a-z]+ (?:million|thousand))")
DEATH = re.compile(r"\b(?:died|killed|deaths?|dead)\b")
CAUSE = re.compile(
    r"\b(?:because|due to|led to|resulted in|result of|caused|so that|in order to|in response to|causing|leading to)\b"
)
DEFINES = re.compile(r"\b(?:is|are|was|were) (?:a|an|the) |\b(?:known|called|named|termed|defined) (?:as|the)\b")
MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b")
FAMILY = {
    **dict.fromkeys(TIMES | {AnswerType.FULL_DATE, AnswerType.MONTH_YEAR}, "time"),
    **dict.fromkeys(FIGURES, "figure"),
    AnswerType.TERM: "term",
}


def features_of(case: GapCase, kind: ItemKind, form: ItemFormat) -> dict[str, float]:
    """Those that hold of the item; a feature that is not there is 0."""
    if "features" not in case.noted:
        case.noted["features"] = _rounded(_of_the_gap(case))
    return {**_rounded(_of_the_form(case, kind, form)), **case.noted["features"]}


def _rounded(features: Iterator[tuple[str, float]]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in features if value}


def _of_the_form(case: GapCase, kind: ItemKind, form: ItemFormat) -> Iterator[tuple[str, float]]:
    yield f"type {case.kind.value}", 1.0
    yield f"form {form.value}", 1.0
    yield f"{form.value} {FAMILY.get(case.kind, 'name')}", 1.0
    yield "question", kind in {ItemKind.MULTIPLE_CHOICE, ItemKind.SHORT_ANSWER}


def _of_the_gap(case: GapCase) -> Iterator[tuple[str, float]]:
    """What all forms of one gap have in common; the order is that in which a score adds up."""
    told, survey = _told(case), case.survey
    family = FAMILY.get(case.kind, "name")
    yield "news", survey.is_news
    yield f"news {family}", survey.is_news
    yield from told.length
    yield from _of_its_subject(case)
    yield from told.worth
    yield from _of_its_answer(case)
    yield "comparative", told.compares
    yield "about", bool(ABOUT.search(case.shown.lower()))
    yield "praise", told.praises
    yield "first person", survey.in_first_person
    yield "layout", told.is_layout
    yield "layout figure", told.is_layout and family == "figure"
    yield from told.manner


@dataclass(frozen=True, slots=True)
class _Told:
    """What all gaps of a passage have in common."""

    length: tuple[tuple[str, float], ...]
    worth: tuple[tuple[str, float], ...]
    compares: bool
    praises: bool
    is_layout: bool
    manner: tuple[tuple[str, float], ...]


def _told(case: GapCase) -> _Told:
    """Found once for each wording and the size of its context."""
    noted, number = case.passage.asked.noted, f"features {len(case.passage.before)}"
    if number not in noted:
        lower = case.passage.text.lower()
        noted[number] = _Told(
            length=tuple(_of_its_length(case)),
            worth=tuple(_of_its_worth(case, lower)),
            compares=bool(COMPARATIVE.search(lower)),
            praises=bool(lexicon.MILD_OPINION.search(lower)),
            is_layout=bool(lexicon.LAYOUT.search(lower)),
            manner=tuple(_of_its_manner(case, lower)),
        )
    return noted[number]


def _of_its_manner(case: GapCase, lower: str) -> Iterator[tuple[str, float]]:
    asked = case.passage.asked
    yield "trivia", bool(TRIVIA.search(asked.text.lower()))
    yield "such as", "such as" in lower
    yield "death", bool(DEATH.search(lower))
    yield "undated", undated(case)
    speaks = "according to" in lower or any(t.lemma.lower() in lexicon.REPORTING_LEMMAS for t in asked.tokens)
    yield "attributed", speaks


def _of_its_length(case: GapCase) -> Iterator[tuple[str, float]]:
    passage = case.passage
    words = passage.word_count
    yield "short", max(0.0, (14 - words) / 8)
    yield "long", min(1.5, max(0.0, (words - 28) / 30))
    yield "context", len(passage.before) / 2
    yield "commas", min(1.0, passage.asked.text.count(",") / 4)
    yield "shortened", passage.asked.is_shortened
    yield "brackets", "(" in passage.text
    yield "quotes", any(mark in passage.text for mark in '"“')
    yield "figures", min(1.0, len(re.findall(r"\d[\d,.]*", passage.text)) / 4)


def _of_its_subject(case: GapCase) -> Iterator[tuple[str, float]]:
    sentence, survey = case.passage.asked.sentence, case.survey
    root = sentence.root
    subject = sentence.subject_of(root) if root is not None else None
    if root is not None:
        yield "past", root.tag == "VBD" or any(c.tag == "VBD" for c in sentence.children(root, "aux", "auxpass"))
        yield "gap is subject", case.head.dep in SUBJECT_DEPS
    if subject is None:
        yield "no subject", 1.0
        return
    the = any(c.text.lower() == "the" for c in sentence.children(subject, "det"))
    yield "pronoun first", subject.pos == "PRON"
    yield "name first", subject.pos == "PROPN"
    yield "definite first", the
    yield "topic first", subject.lemma.lower() in survey.topic_nouns or subject.text.lower() in survey.title_words
    yield "person first", subject.label == "PERSON"
    if the and subject.pos == "NOUN":
        yield "the rare", min(1.0, max(0.0, (5.2 - zipf(subject.lemma.lower())) / 2))
        yield "the alone", not any(c.dep not in {"det", "punct"} for c in sentence.children(subject))


def _of_its_worth(case: GapCase, lower: str) -> Iterator[tuple[str, float]]:
    passage, survey = case.passage, case.survey
    shown = set(re.findall(r"[^\W_]+", lower))
    anchors = {names.key_of(m.text) for m in names.mentions_in(passage.asked.sentence)}
    topical = shown & (survey.title_words | survey.vocabulary)
    yield "topic word", bool(survey.title_words & shown)
    yield "topic words", min(1.0, len(topical) / 3)
    yield "anchors", min(1.0, len(anchors) / 3)
    yield "frequent", min(1.0, len(anchors & survey.frequent_names) / 3)
    weighty = bool(WORTH.search(passage.text))
    yield "weighty", weighty
    yield "no hold", not topical and not anchors & survey.frequent_names and not weighty
    yield "cause", bool(CAUSE.search(lower))
    yield "defines", bool(DEFINES.search(passage.asked.text))
    place = passage.asked.sentence.draft
    yield "early", place.paragraph == survey.sentences[0].draft.paragraph
    yield "dated", bool(YEAR.search(passage.text))


def _of_its_answer(case: GapCase) -> Iterator[tuple[str, float]]:
    text = case.candidate.text
    words = text.split()
    yield "long answer", min(1.0, (len(words) - 1) / 3)
    yield "explained", case.candidate.counted in {"named", "defined"}
    yield "opens", case.stem.startswith(GAP)
    if FAMILY.get(case.kind, "name") in {"name", "term"}:
        yield "common answer", min(1.0, max(0.0, (min(zipf(w.lower()) for w in words) - 2.5) / 2.5))
        yield "repeated answer", min(1.0, case.survey.text.count(text) / 6)


def undated(case: GapCase) -> float:
    """A past event or one under way, of a report without any date in the passage; less when the article itself is dated."""
    survey, passage = case.survey, case.passage
    if not survey.is_news or YEAR.search(passage.text):
        return 0.0
    past = any(t.tag == "VBD" for t in passage.asked.tokens if t.pos in {"VERB", "AUX"})
    present = any(
        t.tag == "VBG" and any(a.tag in {"VBZ", "VBP"} for a in passage.asked.sentence.children(t, "aux"))
        for t in passage.asked.tokens
    )
    if not past and not present:
        return 0.0
    if survey.article.metadata.published_on:
        return 0.2
    return 0.4 if MONTH.search(passage.text) else 1.0
