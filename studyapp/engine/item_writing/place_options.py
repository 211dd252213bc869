"""Options for countries, nationalities and states; None where knowing the map or the times would do for an answer."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from studyapp.engine.extraction import names
from studyapp.engine.extraction.dates import find_dates
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.item_writing import distractors
from studyapp.engine.item_writing.distractors.options import Options
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers import cities, countries, us_states

CROWD = 3  # countries in a sentence beside which any other is seen not to belong there
ENOUGH_YEARS = 5  # printed years that tell an article's time
KNOWN = 100_000  # people of a city that readers can place
LONG_AGO = 1000  # stands for a time of the past without a figure
OLD_TIMES = re.compile(
    r"\b(?:[Mm]edieval|[Aa]ncient|[Aa]ntiquity|[Dd]ynasty|Middle Ages|(?:Bronze|Iron|Stone) Age|[A-Z]\w+ period)\b"
)
COLONIAL = re.compile(r"\b[Cc]olon(?:y|ies|ial|ists?)\b")
BEHIND_A_PLACE = re.compile(rf"[A-Z]\w+, {GAP}")  # "Győr, _____"
RIVER = re.compile(rf"\b[Tt]he {GAP}")  # "east of the Mississippi"


def countries_for(case: GapCase, rng: random.Random) -> Options:
    """The country of the gap among countries that could stand there."""
    key = countries.country_named(case.candidate.text)
    return _options(case, key, case.shown, rng, distractors.countries, case.candidate.text)


def country_question_options(case: GapCase, question: str) -> Options:
    """Options for "Which country …?"."""
    key = countries.country_named(case.candidate.text)
    rng = distractors.seeded(question, case.candidate.text, "options")
    return _options(case, key, question, rng, distractors.countries)


def nationalities_for(case: GapCase, rng: random.Random) -> Options:
    """The adjective of the gap among those of like countries."""
    key = countries.country_of_adjective(case.candidate.text)
    return _options(case, key, case.shown, rng, distractors.nationalities, case.candidate.text)


def states_for(case: GapCase, rng: random.Random) -> Options:
    """A state of the USA among its neighbours; in colonial times among the thirteen."""
    if not us_states.us_state_named(case.candidate.text):
        return None
    if BEHIND_A_PLACE.search(case.shown) or RIVER.search(case.shown):
        return None
    year = time_of(case.shown)
    early = COLONIAL.search(case.shown) or year is not None and year < us_states.UNION
    later = [name for code, name in us_states.us_states().items() if code not in us_states.THIRTEEN] if early else []
    return distractors.us_states(case.candidate.text, case.shown, rng, exclude=later)


def _options(
    case: GapCase,
    key: countries.Country | None,
    shown: str,
    rng: random.Random,
    make: Callable[..., Options],
    key_text: str = "",
) -> Options:
    """None of those that the source sentence names, that may be true as well, or that were not there at the time."""
    if key is None or us_states.us_state_named(case.candidate.text) or told_by_the_map(case, key):
        return None
    sentence = case.candidate.sentence
    named = {c.code for _, _, c in countries.mentions(sentence.text)} - {key.code}
    if len(named) >= CROWD:
        return None
    exclude = named | partners(sentence, case.survey)
    return make(
        key,
        shown,
        rng,
        named=case.survey.country_counts,
        exclude=exclude - {key.code},
        year=time_of(shown) or era_of(case.survey),
        key_text=key_text,
    )


def told_by_the_map(case: GapCase, key: countries.Country) -> bool:
    """Whether the passage names a city of the country, or the gap only says where a named place lies."""
    if BEHIND_A_PLACE.search(case.shown):
        return True
    named = {m.text for m in names.mentions_in(case.candidate.sentence) if m.text != case.candidate.text}
    return any(cities.city_named(name, {key.code}, at_least=KNOWN) for name in named)


def era_of(survey: Survey) -> int | None:
    """The middle of an article's years where it tells of times before 1900; else None."""
    years = sorted(survey.years.elements())
    middle = years[len(years) // 2] if len(years) >= ENOUGH_YEARS else None
    return middle if middle is not None and middle < 1900 else None


def time_of(shown: str) -> int | None:
    """The first year, decade or century of which a passage speaks, as the last of its years; None for none."""
    dated = [d.bounds for d in find_dates(shown) if d.bounds]
    if dated:
        return dated[0][1]
    return LONG_AGO if OLD_TIMES.search(shown) else None


def partners(sentence, survey: Survey) -> set[str]:
    """Countries named beside a sentence or in one that tells of the same things: it may be true of them, too."""
    content = sentence.nouns_and_verbs - {"be", "have", "country", "year"}
    found: set[str] = set()
    for other, codes in _naming_countries(survey):
        shared = content & other.nouns_and_verbs
        beside = abs(other.draft.position - sentence.draft.position) == 1
        if len(shared) >= 2 or beside and shared:
            found |= codes
    return found


def _naming_countries(survey: Survey) -> list[tuple[Sentence, set[str]]]:
    """The sentences that name countries, with the codes of these."""
    if "countries" not in survey.noted:
        named = ((s, {c.code for _, _, c in countries.mentions(s.text)}) for s in survey.sentences)
        survey.noted["countries"] = [(sentence, codes) for sentence, codes in named if codes]
    return survey.noted["countries"]
