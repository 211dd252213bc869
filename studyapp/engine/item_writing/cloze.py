"""A passage with one gap: with options where four sound ones exist, else typed with a hint."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal

from studyapp.engine.extraction import names
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import distractors
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.items import OptionDraft
from studyapp.engine.reading.gazetteers import countries, us_states

Options = tuple[OptionDraft, ...] | None

ASKS = {
    AnswerType.YEAR: "year",
    AnswerType.DECADE: "decade",
    AnswerType.CENTURY: "century",
    AnswerType.COUNT: "number",
    AnswerType.MEASURE: "figure",
    AnswerType.MONEY: "amount of money",
    AnswerType.PERCENT: "percentage",
    AnswerType.ORDINAL: "place in the order",
    AnswerType.COUNTRY: "country",
    AnswerType.NATIONALITY: "nationality",
    AnswerType.CITY: "city",
    AnswerType.REGION: "state",
    AnswerType.PERSON: "person",
    AnswerType.LANGUAGE: "language",
    AnswerType.RELIGION: "religion",
    AnswerType.ORGANISATION: "organisation",
    AnswerType.TERM: "term",
    AnswerType.NAME: "name",
}
UPPER_BOUND = frozenset(
    {"up to", "at most", "no more than", "less than", "fewer than", "under", "below", "nearly", "almost", "close to"}
)
LOWER_BOUND = frozenset(
    {
        "more than",
        "over",
        "at least",
        "no fewer than",
        "no less than",
        "upwards of",
        "above",
        "as many as",
        "as much as",
    }
)
ROUGH = frozenset({"about", "around", "approximately", "roughly", "some", "an estimated"})
NATURAL_CEILINGS = (
    (re.compile(r"hours? (?:a|per) day"), 24),
    (re.compile(r"days? (?:a|per) week"), 7),
    (re.compile(r"weeks? (?:a|per) year"), 52),
)


def instruction(kind: AnswerType, with_options: bool) -> str:
    """One line that says what kind of thing is wanted."""
    if with_options:
        return f"Which {ASKS[kind]} fills the gap?"
    return f"Type the missing {ASKS[kind]}." if kind != AnswerType.PERSON else "Type the missing name of a person."


def hint(candidate: Candidate) -> str:
    """Form of a typed answer: what leaves one word possible without telling it."""
    text, kind = full_text(candidate), candidate.answer_type
    if kind == AnswerType.YEAR:
        return "four digits"
    words = text.split()
    letters = sum(ch.isalpha() for ch in text)
    if (
        kind in {AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.NAME, AnswerType.CITY, AnswerType.REGION}
        and len(words) > 1
    ):
        return "initials " + " ".join(
            f"{w[0].upper()}."
            for w in re.split(r"[\s-]+", text)
            if w[0].isalpha() and (w[0].isupper() or kind == AnswerType.PERSON)
        )
    if kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        return f"begins with {text[0].upper()}"
    if len(words) == 1:
        return f"one word of {letters} letters, beginning with {text[0]}"
    firsts = " ".join(w[0] for w in words)
    return f"{len(words)} words, beginning with {firsts}"


def full_text(candidate: Candidate) -> str:
    """The answer in full: a person's whole name also where the sentence prints the surname."""
    return candidate.value.canonical if candidate.answer_type == AnswerType.PERSON else candidate.text


def accepted(candidate: Candidate) -> tuple[str, ...]:
    """Forms that a typed answer may take, the printed one first."""
    value = candidate.value
    forms = [full_text(candidate), *value.aliases]
    if candidate.answer_type == AnswerType.COUNTRY:
        forms.append(value.canonical)
    if candidate.answer_type == AnswerType.TERM and not value.unit:
        last = candidate.sentence.at(candidate.span)[-1]
        singular = candidate.text[: len(candidate.text) - len(last.text)] + last.lemma
        forms.append(
            singular if last.tag == "NNS" else f"{candidate.text}s" if not candidate.text.endswith("s") else ""
        )
    return tuple(dict.fromkeys(f for f in forms if f))


def options_for(case: GapCase) -> Options:
    """Four options with the key, or None where three sound distractors do not exist."""
    make = _OPTIONS.get(case.kind)
    if make is None:
        return None
    return make(case, distractors.seeded(case.shown, case.candidate.text, "options"))


def _years(case: GapCase, rng: random.Random) -> Options:
    key = int(case.candidate.value.number or 0)
    survey = case.survey
    floor, ceiling = distractors.year_limits(key, case.shown, _bounds(case, key), latest=survey.latest_year)
    return distractors.years(
        key,
        case.shown,
        rng,
        floor=floor,
        ceiling=ceiling,
        avoid=years_of_like_sentences(case),
        key_text=case.candidate.text,
    )


def _bounds(case: GapCase, key: int) -> list[int]:
    """Years that the article's subject cannot cross: its founding, a birth with the years to grow up."""
    founded = case.survey.founding_year
    if founded is None or founded >= key:
        return []
    person = case.survey.main_person
    return [founded + 16] if person and founded + 16 < key else [founded]


def years_of_like_sentences(case: GapCase) -> set[int]:
    """Years of other sentences that tell of the same doing: they may be true as well."""
    mine = {t.lemma.lower() for t in case.passage.asked.tokens if t.pos in {"NOUN", "VERB", "PROPN"}}
    found: set[int] = set()
    for sentence in case.survey.sentences:
        if sentence is case.candidate.sentence:
            continue
        shared = mine & {t.lemma.lower() for t in sentence.tokens if t.pos in {"NOUN", "VERB", "PROPN"}}
        if len(shared) >= 3:
            found |= {int(y) for y in YEAR.findall(sentence.text)}
    return found


def _decades(case: GapCase, rng: random.Random) -> Options:
    return distractors.decades(case.candidate.date, case.shown, rng, ceiling=case.survey.latest_year)  # type: ignore[arg-type]


def _centuries(case: GapCase, rng: random.Random) -> Options:
    latest = case.survey.latest_year or 2000
    return distractors.centuries(case.candidate.date, case.shown, rng, ceiling=max(15, (latest - 1) // 100 + 1))  # type: ignore[arg-type]


def _numbers(case: GapCase, rng: random.Random) -> Options:
    number, bent = case.candidate.number, case.candidate.approximator
    if number is None or bent in UPPER_BOUND | LOWER_BOUND:
        return None
    ceiling = next((top for pattern, top in NATURAL_CEILINGS if pattern.search(case.shown)), None)
    return distractors.numbers(
        number, case.shown, rng, ceiling=Decimal(ceiling) if ceiling else None, approximate=bent in ROUGH
    )


def _ordinals(case: GapCase, rng: random.Random) -> Options:
    from studyapp.engine.extraction.numbers import parse_ordinal

    key = parse_ordinal(case.candidate.text)
    return distractors.ordinals(key, case.shown, rng) if key else None


def _countries(case: GapCase, rng: random.Random) -> Options:
    key = countries.country_named(case.candidate.text)
    return (
        country_options(key, case.shown, case.candidate.sentence, case.survey, rng, case.candidate.text)
        if key
        else None
    )


def country_options(
    key, shown: str, sentence, survey: Survey, rng: random.Random, key_text: str = "", make=distractors.countries
) -> Options:
    """Options for a country; none of those that the source sentence names, nor of its other times."""
    exclude = {c.code for _, _, c in countries.mentions(sentence.text)} | partners(sentence, survey)
    years = [int(y) for y in YEAR.findall(shown)]
    return make(
        key,
        shown,
        rng,
        named=survey.country_counts,
        exclude=exclude - {key.code},
        year=years[0] if years else None,
        key_text=key_text,
    )


def partners(sentence, survey: Survey) -> set[str]:
    """Countries named beside a sentence or in one that tells of the same things: it may be true of them, too."""
    content = {
        t.lemma.lower()
        for t in sentence.tokens
        if t.pos in {"NOUN", "VERB"} and t.lemma.lower() not in {"be", "have", "country", "year"}
    }
    found: set[str] = set()
    for other in survey.sentences:
        shared = content & {t.lemma.lower() for t in other.tokens if t.pos in {"NOUN", "VERB"}}
        beside = abs(other.draft.position - sentence.draft.position) == 1
        if len(shared) >= 2 or beside and shared:
            found |= {c.code for _, _, c in countries.mentions(other.text)}
    return found


def _nationalities(case: GapCase, rng: random.Random) -> Options:
    key = countries.country_of_adjective(case.candidate.text)
    if key is None:
        return None
    return country_options(
        key, case.shown, case.candidate.sentence, case.survey, rng, case.candidate.text, distractors.nationalities
    )


def _states(case: GapCase, rng: random.Random) -> Options:
    if not us_states.us_state_named(case.candidate.text):
        return None
    return distractors.us_states(case.candidate.text, case.shown, rng)


def _class(case: GapCase, rng: random.Random) -> Options:
    here = [m.text for m in names.mentions_in(case.candidate.sentence)]
    return distractors.class_members(
        case.candidate.text, case.shown, rng, exclude=[n for n in here if n != case.candidate.text]
    )


_OPTIONS: dict[AnswerType, Callable[[GapCase, random.Random], Options]] = {
    AnswerType.YEAR: _years,
    AnswerType.DECADE: _decades,
    AnswerType.CENTURY: _centuries,
    AnswerType.COUNT: _numbers,
    AnswerType.MEASURE: _numbers,
    AnswerType.MONEY: _numbers,
    AnswerType.PERCENT: _numbers,
    AnswerType.ORDINAL: _ordinals,
    AnswerType.COUNTRY: _countries,
    AnswerType.NATIONALITY: _nationalities,
    AnswerType.REGION: _states,
    AnswerType.LANGUAGE: _class,
    AnswerType.RELIGION: _class,
}
# closed classes among the terms (metals, gases) have options, other terms are typed
TYPED = frozenset(
    {
        AnswerType.YEAR,
        AnswerType.PERSON,
        AnswerType.TERM,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.CITY,
        AnswerType.REGION,
        AnswerType.LANGUAGE,
        AnswerType.RELIGION,
    }
)


def year_options(case: GapCase, question: str) -> Options:
    """Options for a question on a year: ``question`` takes the place of the passage with its gap."""
    key = int(case.candidate.value.number or 0)
    floor, ceiling = distractors.year_limits(key, question, _bounds(case, key), latest=case.survey.latest_year)
    rng = distractors.seeded(question, case.candidate.text, "options")
    return distractors.years(
        key,
        question,
        rng,
        floor=floor,
        ceiling=ceiling,
        avoid=years_of_like_sentences(case),
        key_text=case.candidate.text,
    )


def country_question_options(case: GapCase, question: str) -> Options:
    """Options for "Which country …?"."""
    key = countries.country_named(case.candidate.text)
    if key is None:
        return None
    rng = distractors.seeded(question, case.candidate.text, "options")
    return country_options(key, question, case.candidate.sentence, case.survey, rng)
