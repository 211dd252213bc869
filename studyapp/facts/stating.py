"""A fact that a person marks in a sentence: the answer of a question written by hand."""

from __future__ import annotations

import hashlib

from studyapp.engine.extraction.dates import parse_date
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.facts.models import Fact, FactEvidence
from studyapp.sources.models import Sentence

LONGEST = 300
FIGURES = frozenset({AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT})


def state_fact(
    sentence: Sentence, start: int, end: int, answer_type: str, *, label: str = "", speaker: str = ""
) -> FactEvidence:
    """Where the fact stands whose value is ``[start, end)`` of the sentence; the fact is made where none is known.

    ``sentence`` must come with its version and article. Raises ValueError for a stretch outside the sentence.
    Two presses make one fact; whoever calls holds the transaction.
    """
    if not sentence.start <= start < end <= sentence.end or end - start > LONGEST:
        raise ValueError(f"{start}–{end} is no answer in {sentence}")
    known = FactEvidence.objects.filter(sentence=sentence, start=start, end=end).exclude(
        fact__status=Fact.Status.RETIRED
    )
    same = known.filter(fact__answer_type=answer_type).select_related("fact").order_by("pk").first()
    if same is not None:
        return same
    printed = sentence.version.text[start:end]
    whole = sentence.span.cut(sentence.version.text)
    fact = Fact.objects.create(
        topic_id=sentence.version.article.topic_id,
        answer_type=answer_type,
        label=(label or _label(whole, start - sentence.start, end - sentence.start))[:LONGEST],
        claim_key=_claim_key(answer_type, whole, printed),
        **_value(answer_type, printed),
    )
    return FactEvidence.objects.create(
        fact=fact,
        sentence=sentence,
        start=start,
        end=end,
        printed=printed,
        speaker=speaker[:LONGEST],
        stance="attributed" if speaker else "asserted",
    )


def _label(sentence: str, start: int, end: int) -> str:
    """The sentence with its answer left out, as lists of facts show it."""
    words = f"{sentence[:start]}…{sentence[end:]}".strip()
    return words if len(words) <= 120 else f"{words[:118].rsplit(' ', 1)[0]} …"


def _claim_key(answer_type: str, sentence: str, printed: str) -> str:
    """Names nothing, so that it means this article alone; the same mark has the same key."""
    digest = hashlib.sha256(f"{sentence}\n{printed}".encode()).hexdigest()[:16]
    return f"{answer_type}|by hand||{digest}"


def _value(answer_type: str, printed: str) -> dict[str, object]:
    """The columns of a value: a date or a figure read by the engine's own readers, else the words."""
    date, number = parse_date(printed), parse_number(printed)
    value = date.as_value() if date else None
    if value is None or value.answer_type != answer_type:
        value = number.as_value() if number and answer_type in FIGURES else None
    if value is None:
        return {"value": printed}
    return {
        "value": (value.canonical or printed)[:LONGEST],
        "number": value.number,
        "unit": value.unit[:60],
        "precision": value.precision[:10],
    }
