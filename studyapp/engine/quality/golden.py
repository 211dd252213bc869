"""Facts that a good teacher would quiz, and how many of them the items reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studyapp.engine.item_writing.flaws.case import holds
from studyapp.engine.items import ItemDraft
from studyapp.engine.quality.measures import Sample
from studyapp.engine.reading.spans import Span

SENTENCE = "sentence"  # the kind of a refusal of a whole sentence
ANOTHER_ASKED, NEVER_FOUND = "another_asked", "never_found"


@dataclass(frozen=True, slots=True)
class GoldenFact:
    """``quote`` is the sentence that tells it, in the text as stored; ``answer`` as printed there."""

    file: str
    statement: str
    answer: str
    quote: Span
    type: str = ""

    @classmethod
    def from_row(cls, row: dict) -> GoldenFact:
        quote = Span(row["quote_start"], row["quote_end"])
        return cls(row["file"], row.get("statement", ""), str(row["answer"]), quote, row.get("type", ""))


@dataclass(frozen=True, slots=True)
class Coverage:
    """``facts`` golden facts of the texts at hand: with a served item, with any candidate.

    ``on_facts`` of the ``served`` items of these texts ask for a golden fact. ``missed`` have no candidate;
    ``reasons`` counts what stood in their way, a fact with two reasons under both.
    """

    facts: int
    with_served: int
    with_candidate: int
    served: int
    on_facts: int
    missed: tuple[GoldenFact, ...] = ()
    reasons: Counter[str] = field(default_factory=Counter)


def coverage(samples: Sequence[Sample], facts: Sequence[GoldenFact]) -> Coverage:
    """Only texts that have golden facts count, and only facts whose text was read."""
    pairs = [(s, known) for s in samples if (known := [f for f in facts if f"/{s.file}".endswith(f"/{f.file}")])]
    wanted = [(sample, fact) for sample, known in pairs for fact in known]
    missed = [(s, f) for s, f in wanted if not any(asks(i, f, s) for i in s.candidates)]
    served = [(s, item, known) for s, known in pairs for item in s.served]
    return Coverage(
        facts=len(wanted),
        with_served=sum(any(asks(i, f, s) for i in s.served) for s, f in wanted),
        with_candidate=len(wanted) - len(missed),
        served=len(served),
        on_facts=sum(any(asks(item, f, s) for f in known) for s, item, known in served),
        missed=tuple(fact for _, fact in missed),
        reasons=Counter(reason for s, f in missed for reason in set(why_missed(f, s))),
    )


def asks(item: ItemDraft, fact: GoldenFact, sample: Sample) -> bool:
    """The item's sentence overlaps the fact's, and one answer holds the other as whole words."""
    if not item.evidence.overlaps(fact.quote):
        return False
    value = item.fact.value
    forms = {value.printed, value.canonical, *value.aliases, *item.accepted}
    if item.answer_span:
        forms.add(item.answer_span.cut(sample.harvest.article.text))
    return any(_same(form, fact.answer) for form in forms)


def why_missed(fact: GoldenFact, sample: Sample) -> Iterator[str]:
    """Codes of the rules that refused its sentence, else its answer; else whether the sentence asks another."""
    text = sample.harvest.article.text
    there = [r for r in sample.harvest.refusals if r.span.overlaps(fact.quote)]
    refused = [r for r in there if r.kind == SENTENCE] or [r for r in there if _same(r.span.cut(text), fact.answer)]
    if refused:
        yield from (code for refusal in refused for code in refusal.codes)
    elif any(item.evidence.overlaps(fact.quote) for item in sample.candidates):
        yield ANOTHER_ASKED
    else:
        yield NEVER_FOUND


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (holds(one, other) or holds(other, one))
