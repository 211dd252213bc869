"""Four options for a gap, by the type of its answer; None where three sound distractors do not exist."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable
from decimal import Decimal

from studyapp.engine.extraction import names
from studyapp.engine.extraction.claims import claim_key, governing_verb
from studyapp.engine.extraction.dates import find_dates
from studyapp.engine.extraction.numbers import find_numbers, parse_number, parse_ordinal
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import distractors
from studyapp.engine.item_writing.figure_bounds import figure_bounds, has_no_fair_options
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.year_bounds import (
    GROWN_UP,
    SUBJECT,
    foundings,
    latest_told,
    persons_shown,
    told_between,
    year_bounds,
)
from studyapp.engine.items import GAP, OptionDraft
from studyapp.engine.reading.gazetteers import countries, us_states

Options = tuple[OptionDraft, ...] | None


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


LATE_IN = re.compile(rf"\b(?:late|later|mid|middle|second half of the|end of the)[ -]{GAP}")
ROUGH = frozenset({"about", "around", "approximately", "roughly", "some", "an estimated"})


def options_for(case: GapCase) -> Options:
    """Four options with the key, or None where three sound distractors do not exist."""
    make = _OPTIONS.get(case.kind)
    if make is None:
        return None
    return make(case, distractors.seeded(case.shown, case.candidate.text, "options"))


def _years(case: GapCase, rng: random.Random) -> Options:
    return _years_beside(case, case.shown, rng)


def _years_beside(case: GapCase, shown: str, rng: random.Random) -> Options:
    """Near years, first of all those that the article tells of something else.

    None for the year in which a report is written: it could only be the last option.
    """
    key = int(case.candidate.value.number or 0)
    floor, ceiling = possible_years(case, shown)
    if case.survey.is_news and ceiling is not None and key >= ceiling:
        return None
    make = functools.partial(
        distractors.years,
        key,
        shown,
        rng,
        avoid=years_of_like_sentences(case),
        prefer=case.survey.years,
        key_text=case.candidate.text,
    )
    before, after = told_between(case, key)
    narrow = max(filter(None, (floor, before)), default=None), min(filter(None, (ceiling, after)), default=None)
    return make(floor=narrow[0], ceiling=narrow[1]) or make(floor=floor, ceiling=ceiling)


def possible_years(case: GapCase, shown: str) -> tuple[int | None, int | None]:
    """First and last year that the passage and the rest of the article leave possible."""
    key = int(case.candidate.value.number or 0)
    earliest, latest = year_bounds(case, key)
    tops = [y for y in (latest, latest_told(case.survey, key)) if y is not None]
    return distractors.year_limits(
        key, shown, _beginnings(case, key), earliest=earliest, latest=min(tops, default=None)
    )


def _beginnings(case: GapCase, key: int) -> list[int]:
    """Years that the article's subject cannot cross: its founding, a birth with the years to grow up."""
    founded = case.survey.founding_year
    if founded is None or founded >= key:
        return []
    person = case.survey.main_person
    return [founded + GROWN_UP] if person and founded + GROWN_UP < key else [founded]


def years_of_like_sentences(case: GapCase) -> set[int]:
    """Years of other sentences that tell of the same doing: they may be true as well."""
    mine = _content(case.passage.asked.tokens)
    found: set[int] = set()
    for sentence in case.survey.sentences:
        if sentence is case.candidate.sentence:
            continue
        if len(mine & _content(sentence.tokens)) >= 3:
            found |= {int(y) for y in YEAR.findall(sentence.text)}
    return found | {int(v) for v in true_elsewhere(case) if v.isdigit()}


def true_elsewhere(case: GapCase) -> tuple[str, ...]:
    """Values that other articles of the topic state for the same claim."""
    if not case.survey.topic.true_values:
        return ()
    verb = governing_verb(case.candidate.sentence, case.candidate)
    return case.survey.topic.true_values.get(claim_key(case.candidate, verb, case.survey), ())


def _decades(case: GapCase, rng: random.Random) -> Options:
    date, latest = case.candidate.date, case.survey.latest_year
    if date is None or date.bounds is None:
        return None
    floor, ceiling = year_bounds(case, date.bounds[1], date.bounds[0])
    tops = [ceiling] if ceiling is not None else []
    if latest:
        tops.append(max(date.bounds[0] + 10, latest - 10))  # nobody takes the decade of the report itself
    return distractors.decades(date, case.shown, rng, floor=floor, ceiling=min(tops, default=None))


def _centuries(case: GapCase, rng: random.Random) -> Options:
    """None where a person is named: whoever knows the name knows the century."""
    date = case.candidate.date
    if date is None or date.bounds is None or persons_shown(case) or _has_person(case):
        return None
    number = int(date.iso[1:])
    known = _centuries_of(case.survey)
    floor, ceiling = number - (2 if number - 2 in known else 1), number + (2 if number + 2 in known else 1)
    begun = [year for name, year in foundings(case.survey) if name == SUBJECT and year <= date.bounds[1]]
    floor = max([floor, *(_century(year) for year in begun)])
    latest = case.survey.latest_year or 2000
    if LATE_IN.search(case.shown):
        latest -= 60  # nobody takes the late years of a century for past that has hardly begun
    return distractors.centuries(date, case.shown, rng, floor=floor, ceiling=min(ceiling, max(15, _century(latest))))


def _has_person(case: GapCase) -> bool:
    return any(t.label == "PERSON" for t in case.candidate.sentence.tokens)


def _century(year: int) -> int:
    return (year - 1) // 100 + 1


def _centuries_of(survey: Survey) -> set[int]:
    """Centuries that the article speaks of, by years or by name."""
    return {_century(y) for s in survey.sentences for d in find_dates(s.text) if d.bounds for y in d.bounds}


def _numbers(case: GapCase, rng: random.Random) -> Options:
    number, bent = case.candidate.number, case.candidate.approximator
    if number is None or bent in UPPER_BOUND | LOWER_BOUND or has_no_fair_options(case.shown, number.unit):
        return None
    floor, ceiling = figure_bounds(case.shown, number.unit, number.value)
    return distractors.numbers(
        number,
        case.shown,
        rng,
        floor=floor,
        ceiling=ceiling,
        avoid=[float(n.value) for v in true_elsewhere(case) if (n := parse_number(v))],
        prefer=figures_elsewhere(case),
        approximate=bent in ROUGH,
    )


def figures_elsewhere(case: GapCase) -> list[Decimal]:
    """Figures of the key's unit that sentences on other things print, in the order of the text."""
    mine, unit = _content(case.passage.asked.tokens), case.candidate.number.unit
    found = []
    for sentence in case.survey.sentences:
        if sentence is case.candidate.sentence or len(mine & _content(sentence.tokens)) >= 3:
            continue
        if "figures" not in sentence.noted:
            sentence.noted["figures"] = [(n.unit, n.value) for n in find_numbers(sentence.text)]
        found += [value for own, value in sentence.noted["figures"] if own == unit]
    return list(dict.fromkeys(found))


def _content(tokens) -> set[str]:
    return {t.lemma.lower() for t in tokens if t.pos in {"NOUN", "VERB", "PROPN"}}


def _ordinals(case: GapCase, rng: random.Random) -> Options:
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


def year_options(case: GapCase, question: str) -> Options:
    """Options for a question on a year: ``question`` takes the place of the passage with its gap."""
    return _years_beside(case, question, distractors.seeded(question, case.candidate.text, "options"))


def country_question_options(case: GapCase, question: str) -> Options:
    """Options for "Which country …?"."""
    key = countries.country_named(case.candidate.text)
    if key is None:
        return None
    rng = distractors.seeded(question, case.candidate.text, "options")
    return country_options(key, question, case.candidate.sentence, case.survey, rng)
