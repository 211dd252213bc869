"""How likely a teacher accepts an item: a base per form and type, moved a little by what surrounds it.

The figures are hand-set after blind verdicts on earlier text (design paper, "The recipe"); verdicts of
reviewers replace them one day, so each part is kept as a named feature of the item.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.items import ItemDraft, ItemFormat

BASE: dict[AnswerType, float] = {
    AnswerType.YEAR: 0.80,
    AnswerType.MONEY: 0.78,
    AnswerType.PERCENT: 0.78,
    AnswerType.COUNT: 0.74,
    AnswerType.MEASURE: 0.74,
    AnswerType.CENTURY: 0.72,
    AnswerType.DECADE: 0.72,
    AnswerType.ORDINAL: 0.66,
    AnswerType.PERSON: 0.66,
    AnswerType.COUNTRY: 0.64,
    AnswerType.NATIONALITY: 0.62,
    AnswerType.CITY: 0.60,
    AnswerType.REGION: 0.60,
    AnswerType.LANGUAGE: 0.62,
    AnswerType.RELIGION: 0.62,
    AnswerType.ORGANISATION: 0.60,
    AnswerType.NAME: 0.60,
    AnswerType.TERM: 0.62,
    AnswerType.OFFICE: 0.62,
}
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
    r"population of [\d,]{5,} in|zip code|area code|postcode)\b|% (?:white|black|asian|hispanic)",
    re.IGNORECASE,
)
UNDATED_PAST = -0.2
DOUBT = -0.3
MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def features_of(passage: Passage, kind: AnswerType, form: ItemFormat, survey: Survey) -> dict[str, float]:
    """Named parts of the score; their sum is the score."""
    lower = passage.text.lower()
    words = passage.word_count
    anchors = {names.key_of(m.text) for m in names.mentions_in(passage.asked.sentence)}
    found = {
        "base": BASE.get(kind, 0.6),
        "form": {ItemFormat.OPTIONS: 0.02, ItemFormat.TRUE_FALSE: -0.06}.get(form, 0.0),
    }
    found["topic_word"] = 0.03 if survey.title_words & set(re.findall(r"[^\W_]+", lower)) else 0.0
    found["anchors"] = 0.03 if len(anchors) >= 2 else 0.0
    found["length"] = -0.05 if words > 55 else -0.03 if words < 12 else 0.0
    found["comparative"] = (
        -0.12
        if re.search(r"\b(?:more|less|greater|higher|lower|larger|smaller|faster|better) than\b(?! \d)", lower)
        else 0.0
    )
    found["about"] = (
        -0.05
        if re.search(r"\b(?:about|around|approximately|roughly|some) (?:_|\d|[a-z]+ (?:million|thousand))", lower)
        else 0.0
    )
    found["praise"] = -0.03 if lexicon.MILD_OPINION.search(lower) else 0.0
    found["first_person"] = -0.35 if survey.in_first_person else 0.0
    found["undated"] = undated(passage, survey)
    found["worth"] = worth(passage, survey, anchors)
    found["layout"] = (-0.3 if kind == AnswerType.MEASURE else -0.1) if lexicon.LAYOUT.search(lower) else 0.0
    found["trivia"] = -0.35 if TRIVIA.search(passage.asked.text) else 0.0
    found["such_as"] = -0.03 if "such as" in lower else 0.0
    found["death"] = -0.05 if re.search(r"\b(?:died|killed|deaths?|dead)\b", lower) else 0.0
    found["context"] = -0.03 * len(passage.before)
    return {name: value for name, value in found.items() if value or name == "base"}


def score_of(features: dict[str, float]) -> float:
    return round(min(0.99, max(0.0, sum(features.values()))), 3)


def below(item: ItemDraft, line: float, why: str) -> ItemDraft:
    """``item`` with a score under ``line``, the difference kept as the feature ``why``."""
    short = min(0.0, round(line - 0.01 - item.score, 3))
    if not short:
        return item
    return replace(item, features={**item.features, why: short}, score=round(item.score + short, 3))


def frequent_names(survey: Survey) -> set[str]:
    counts = Counter({n.key: n.count for n in survey.names.values()})
    return {key for key, _ in counts.most_common(6)}


def worth(passage: Passage, survey: Survey, anchors: set[str]) -> float:
    """Names the article comes back to and words of weight; below zero when there is neither."""
    frequent = frequent_names(survey)
    shown = set(re.findall(r"[^\W_]+", passage.text.lower()))
    hits = min(3, len(anchors & frequent) + bool(shown & survey.title_words) + bool(shown & survey.vocabulary))
    weight = bool(WORTH.search(passage.text))
    if not hits and not weight:
        return -0.06
    early = passage.asked.sentence.draft.paragraph == survey.sentences[0].draft.paragraph
    return 0.015 * hits + 0.02 * weight + 0.01 * early


def undated(passage: Passage, survey: Survey) -> float:
    """A past event or one under way, of a report without any date in the passage; lifted when the article itself is dated."""
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
        return -0.04
    return -0.08 if MONTH.search(passage.text) else UNDATED_PAST
