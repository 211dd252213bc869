"""Questions that hold several facts of an article: who holds which office, what happened when, what came first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.engine.extraction import names
from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.number_words import in_words
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.sentence_rules import unfit_for_quotation
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import events, offices, ranking
from studyapp.engine.item_writing.events import Event
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind, PairDraft
from studyapp.engine.reading.spans import Span

LEAST, MOST = 3, 5  # pairs of a matching
LEAST_ORDERED = 4
SENTENCE_OPENERS = frozenset(
    """earlier later meanwhile also but and yet so however today yesterday now once again afterwards then here there both even
    only last next this that these those when while as if although though since until after before""".split()
)
MOST_DATED = 4  # events in a matching; an ordering comes first and takes up to five


def sets_of(facts: Sequence[FactDraft], survey: Survey) -> Iterator[ItemDraft]:
    """At most one set of each sort: an ordering, events with years, persons with offices.

    ``facts`` are those of passages that stand alone. Deterministic.
    """
    told = events.events_in(facts, survey)
    ordered = events.pick(told, LEAST_ORDERED, MOST, by_year=False)
    others = [event for event in told if event not in ordered]
    dated = events.pick(others, LEAST, MOST_DATED, by_year=True)
    if ordered:
        yield _ordering(ordered, survey)
    if dated:
        yield _years(dated, survey)
    holders = _holder_pairs(survey)[:MOST]
    if len(holders) >= LEAST:
        yield _offices(holders, survey)


def _ordering(chosen: Sequence[Event], survey: Survey) -> ItemDraft:
    return _set(
        [_pair(event, event.date.printed) for event in chosen],
        kind=ItemKind.ORDERING,
        form=ItemFormat.ORDER,
        answer_type=AnswerType.YEAR,
        stem=f"Put these {in_words(len(chosen))} events in order.",
        instruction="Earliest first.",
        features={"news": float(survey.is_news)},
    )


def _years(chosen: Sequence[Event], survey: Survey) -> ItemDraft:
    return _set(
        [_pair(event, str(event.year)) for event in chosen],
        kind=ItemKind.MATCHING,
        form=ItemFormat.MATCH,
        answer_type=AnswerType.YEAR,
        stem="Match each event to its year.",
        instruction="Each year belongs to one event.",
        features={"news": float(survey.is_news)},
    )


def _offices(pairs: Sequence[PairDraft], survey: Survey) -> ItemDraft:
    return _set(
        sorted(pairs, key=lambda pair: pair.match.casefold()),
        kind=ItemKind.MATCHING,
        form=ItemFormat.MATCH,
        answer_type=AnswerType.OFFICE,
        stem="Match each person to the office that the article names.",
        instruction="Each office belongs to one person.",
        features={"office": 1.0, "news": float(survey.is_news)},
    )


def _pair(event: Event, match: str) -> PairDraft:
    return PairDraft(event.text, match, event.sentence.span, event.span, event.fact)


def _set(
    pairs: Sequence[PairDraft],
    *,
    kind: ItemKind,
    form: ItemFormat,
    answer_type: AnswerType,
    stem: str,
    instruction: str,
    features: dict[str, float],
) -> ItemDraft:
    first = pairs[0]
    known = {f"type {answer_type.value}": 1.0, f"form {form.value}": 1.0} | {k: v for k, v in features.items() if v}
    item = ItemDraft(
        kind=kind,
        format=form,
        answer_type=answer_type,
        instruction=instruction,
        stem=stem,
        answer="; ".join(pair.match for pair in pairs),
        evidence=first.evidence,
        fact=first.fact,
        answer_span=first.answer_span,
        pairs=tuple(pairs),
        as_of=first.fact.as_of,
    )
    return ranking.scored(item, known)


def _holder_pairs(survey: Survey) -> list[PairDraft]:
    """Persons with their office in text order; nobody with two offices, no office with two holders."""
    found = list(_holders(survey))
    offices_of: dict[str, set[str]] = {}
    holders_of: dict[str, set[str]] = {}
    for _sentence, holder in found:
        person, office = names.key_of(holder.mention.text), names.fold(_office(holder.phrase))
        offices_of.setdefault(person, set()).add(office)
        holders_of.setdefault(office, set()).add(person)
    pairs: dict[str, PairDraft] = {}
    for sentence, holder in found:
        person, office = names.key_of(holder.mention.text), names.fold(_office(holder.phrase))
        alone = len(offices_of[person]) == 1 and len(holders_of[office]) == 1
        if alone and person not in pairs and is_office(holder.phrase) and not _gives_itself_away(holder, survey):
            fact = offices.office_fact(holder, sentence, survey)
            proof = _said_of(holder, sentence)
            pairs[person] = PairDraft(holder.mention.text, _office(holder.phrase), sentence.span, proof, fact)
    return list(pairs.values())


def _holders(survey: Survey) -> Iterator[tuple[Sentence, offices.Holder]]:
    for sentence in survey.sentences:
        holders = list(offices.holders_in(sentence, survey))
        if holders and not unfit_for_quotation(sentence.printed, survey):
            yield from ((sentence, holder) for holder in holders)


def is_office(phrase: str) -> bool:
    """Whether ``phrase`` has no word before the office that belongs to the sentence: "Earlier Tory leader"."""
    return phrase.split()[0].lower() not in SENTENCE_OPENERS


def _said_of(holder: offices.Holder, sentence: Sentence) -> Span:
    """The stretch from the name to the office, or from the office to the name; the name where the office is not found."""
    name = holder.mention.span
    printed = re.compile(r"\s+".join(re.escape(word) for word in holder.phrase.split()))
    found = [
        Span(sentence.span.start + m.start(), sentence.span.start + m.end()) for m in printed.finditer(sentence.text)
    ]
    if not found:
        return name
    office = min(found, key=lambda span: abs(span.start - name.start))
    return Span(min(name.start, office.start), max(name.end, office.end))


def _office(phrase: str) -> str:
    """The office as a choice: "Director of the Harbour Museum"."""
    bare = re.sub(r"^(?:the|an?)\s+", "", phrase, flags=re.IGNORECASE)
    return bare[0].upper() + bare[1:]


def _gives_itself_away(holder: offices.Holder, survey: Survey) -> bool:
    """Known without the article: its main person, a leader whom everybody knows, a name that the office prints."""
    name = holder.mention.text
    main = survey.main_person
    printed = set(names.fold(name).split()) & set(names.fold(holder.phrase).split())
    return bool(printed) or offices.is_well_known(name) or bool(main and main.key == names.key_of(name))
