"""Four options for a gap, by the type of its answer; None where three sound distractors do not exist."""

from __future__ import annotations

import functools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal

from studyapp.engine.extraction import names
from studyapp.engine.extraction.claims import claim_key, governing_verb
from studyapp.engine.extraction.dates import find_dates
from studyapp.engine.extraction.numbers import find_numbers, parse_number, parse_ordinal
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import distractors
from studyapp.engine.item_writing.distractors.options import Options
from studyapp.engine.item_writing.figure_bounds import figure_bounds, has_no_fair_options
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.place_options import countries_for, nationalities_for, states_for
from studyapp.engine.item_writing.year_bounds import (
    GROWN_UP,
    SUBJECT,
    foundings,
    latest_told,
    past_states_in,
    persons_shown,
    told_between,
    year_bounds,
)
from studyapp.engine.items import GAP

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


LIKE = 3  # content words that two sentences on like things share
ROOM_ABOVE = 2  # years behind the key in which one option can stand


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

    None for the years in which the article is written: they could only be the last option.
    """
    key = int(case.candidate.value.number or 0)
    present = latest_told(case.survey, key)
    if present is not None and present - key < ROOM_ABOVE:
        return None
    floor, ceiling = possible_years(case, shown)
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
    found: set[int] = set()
    for place in sorted(_like_sentences(case)):
        found |= {int(y) for y in YEAR.findall(case.survey.sentences[place].text)}
    return found | {int(v) for v in true_elsewhere(case) if v.isdigit()}


def true_elsewhere(case: GapCase) -> tuple[str, ...]:
    """Values that other articles of the topic state for the same claim."""
    if not case.survey.topic.true_values:
        return ()
    verb = governing_verb(case.candidate.sentence, case.candidate)
    return case.survey.topic.true_values.get(claim_key(case.candidate, verb, case.survey), ())


# "the _____ and early 1990s": only the decade before can be meant
BESIDE_A_DECADE = re.compile(
    rf"{GAP} (?:and|to|or|through) (?:the )?(?:(?:early|late|mid)[ -])?\d{{3}}0s|\d{{3}}0s (?:and|to|or|through) (?:the )?{GAP}"
)


def _decades(case: GapCase, rng: random.Random) -> Options:
    date, latest = case.candidate.date, case.survey.latest_year
    if date is None or date.bounds is None:
        return None
    if BESIDE_A_DECADE.search(case.shown):
        return None
    if any(first in range(*date.bounds) or last in range(*date.bounds) for first, last in past_states_in(case.stem)):
        return None  # whoever knows the state knows when it began and ended
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
    if "centuries" not in survey.noted:
        dates = (d for s in survey.sentences for d in find_dates(s.text))
        survey.noted["centuries"] = {_century(y) for d in dates if d.bounds for y in d.bounds}
    return survey.noted["centuries"]


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
    figures = _figures_by_unit(case.survey).get(case.candidate.number.unit, [])
    left_out = _like_sentences(case) | {case.survey.place_of(case.candidate.sentence)}
    return list(dict.fromkeys(value for place, value in figures if place not in left_out))


def _figures_by_unit(survey: Survey) -> dict[str, list[tuple[int, Decimal]]]:
    """By unit, all figures of the article, each with the place of its sentence."""
    if "figures" not in survey.noted:
        found: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
        for place, sentence in enumerate(survey.sentences):
            for unit, value in _figures_in(sentence.text):
                found[unit].append((place, value))
        survey.noted["figures"] = found
    return survey.noted["figures"]


def _figures_in(text: str) -> list[tuple[str, Decimal]]:
    """Units and values of the figures that are no part of a date."""
    times = [d.span for d in find_dates(text)]
    return [(n.unit, n.value) for n in find_numbers(text) if not any(n.span.overlaps(t) for t in times)]


def _like_sentences(case: GapCase) -> set[int]:
    """Places of the other sentences that share three content words with the asked one: they tell of like things."""
    told = _told(case.survey)
    shared = Counter(place for word in _content(case.passage.asked.tokens) for place in told.get(word, ()))
    own = case.survey.place_of(case.candidate.sentence)
    return {place for place, count in shared.items() if count >= LIKE and place != own}


def _told(survey: Survey) -> dict[str, list[int]]:
    """By content word, the places of the sentences that hold it."""
    if "told" not in survey.noted:
        found: dict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(survey.sentences):
            for word in _content(sentence.tokens):
                found[word].append(place)
        survey.noted["told"] = found
    return survey.noted["told"]


def _content(tokens) -> set[str]:
    return {t.lemma.lower() for t in tokens if t.pos in {"NOUN", "VERB", "PROPN"}}


def _ordinals(case: GapCase, rng: random.Random) -> Options:
    key = parse_ordinal(case.candidate.text)
    return distractors.ordinals(key, case.shown, rng) if key else None


# a word printed beside the gap shows which language it is of
PRINTED_WORD = re.compile(
    rf"{GAP}(?:['’]s)? (?:\w+ )?(?:words?|names?|terms?|phrases?|translation|expression|title|verb|noun|for)\b"
)


def _class(case: GapCase, rng: random.Random) -> Options:
    if case.kind == AnswerType.LANGUAGE and PRINTED_WORD.search(case.shown):
        return None
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
    AnswerType.COUNTRY: countries_for,
    AnswerType.NATIONALITY: nationalities_for,
    AnswerType.REGION: states_for,
    AnswerType.LANGUAGE: _class,
    AnswerType.RELIGION: _class,
}


def year_options(case: GapCase, question: str) -> Options:
    """Options for a question on a year: ``question`` takes the place of the passage with its gap."""
    return _years_beside(case, question, distractors.seeded(question, case.candidate.text, "options"))
