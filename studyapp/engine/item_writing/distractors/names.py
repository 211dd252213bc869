"""Options for countries, nationalities, US states, cities, persons and closed classes."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping, Sequence

from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.distractors.options import NAMED_ELSEWHERE, SAME_KIND, WRONG, shuffled
from studyapp.engine.item_writing.indefinite import article_before_gap, takes_an
from studyapp.engine.items import GAP, OptionDraft
from studyapp.engine.reading.gazetteers import cities as city_names
from studyapp.engine.reading.gazetteers import classes, country_names, historic
from studyapp.engine.reading.gazetteers import countries as world
from studyapp.engine.reading.gazetteers import us_states as states
from studyapp.engine.reading.gazetteers.folding import fold

_GOOD_ENOUGH = 5  # two of: named in the article, same subregion, neighbour, of like size
_FEW = 10  # members of a class of which those far from the key are no match for it
_NEAREST = 4  # the countries most like the key, of which three are drawn
_POOL = 6  # the best candidates, of which three are drawn


def countries(
    key: world.Country,
    shown: str,
    rng: random.Random,
    *,
    named: Mapping[str, int] | Collection[str] = (),
    exclude: Collection[str] = (),
    year: int | None = None,
    key_text: str = "",
) -> tuple[OptionDraft, ...] | None:
    """Four countries as they would stand in the gap ("the United Kingdom"), or None.

    ``shown`` is everything printed, with the gap: None when it gives the key away, and no country that it gives
    away is an option. ``named`` are codes that the article names, ``exclude`` codes that may be true as well
    (named in the source sentence, allies in the act, subject of the same verb elsewhere). ``year``: only states
    that existed then; former Soviet republics are no options before 1991.
    """
    picked = _best_countries(key, shown, rng, named, exclude, year, "the" if _the_before_gap(shown) else "")
    after_the = _the_before_gap(shown)
    say = (lambda c: c.name) if after_the else (lambda c: c.named)
    at_start = _gap_starts_sentence(shown)
    wrong = [(_capital(say(c), at_start), NAMED_ELSEWHERE if c.code in named else SAME_KIND) for c in picked]
    return shuffled(_capital(key_text or say(key), at_start), wrong, rng)


def nationalities(
    key: world.Country,
    shown: str,
    rng: random.Random,
    *,
    named: Mapping[str, int] | Collection[str] = (),
    exclude: Collection[str] = (),
    year: int | None = None,
    key_text: str = "",
) -> tuple[OptionDraft, ...] | None:
    """Four adjectives of nationality that fit the article before the gap; arguments as in ``countries``."""
    picked = _best_countries(key, shown, rng, named, exclude, year, article_before_gap(shown))
    wrong = [(c.adjective, NAMED_ELSEWHERE if c.code in named else SAME_KIND) for c in picked]
    return shuffled(key_text or key.adjective, wrong, rng)


def _best_countries(
    key: world.Country,
    shown: str,
    rng: random.Random,
    named: Collection[str],
    exclude: Collection[str],
    year: int | None,
    article: str,
) -> list[world.Country]:
    """Three countries that a reader could take for the key, drawn from the best scored; fewer when there are not."""
    if world.gives_away(shown, key.code):
        return []
    scored = []
    year = key.last if year is None and key.last is not None else year  # a state of the past among its like
    for country in world.countries().values():
        if country.code == key.code or country.code in exclude:
            continue
        score = _likeness(country, key, named, year)
        if score < _GOOD_ENOUGH or not _possible(country, key, year, article):
            continue
        if not world.gives_away(shown, country.code):
            scored.append((-score, -country.population, country.code, country))
    mates = [entry for entry in scored if entry[-1].continent == key.continent]
    pool = [entry[-1] for entry in sorted(mates if len(mates) >= WRONG else scored)[:_NEAREST]]
    return rng.sample(pool, WRONG) if len(pool) >= WRONG else []


def _possible(country: world.Country, key: world.Country, year: int | None, article: str) -> bool:
    if not country.sovereign or not country.adjective or not _fits(country, article):
        return False
    if country.successor == key.code or key.successor == country.code:
        return False
    if year is None:
        return country.offered
    if year < 1991 and country.code in historic.FORMER_SOVIET - {"RU"}:
        return False
    if not country.existed_in(year) or _went_by_another_name(country.code, year):
        return False
    if not country.offered and country.last is None:
        return False
    return country.continent == key.continent or year >= 1900


def _fits(country: world.Country, article: str) -> bool:
    """Whether the name stands behind "the" as it is printed, or its adjective behind "a" or "an"."""
    if article in {"a", "an"}:
        return takes_an(country.adjective) == (article == "an")
    return country.needs_the or not article


def _went_by_another_name(code: str, year: int) -> bool:
    """Russia is no option in the years of the Soviet Union, nor Turkey in those of the Ottoman Empire."""
    return any(c.existed_in(year) for c in world.predecessors().get(code, ()))


def _likeness(country: world.Country, key: world.Country, named: Collection[str], year: int | None) -> int:
    """Points of the design paper, section 4; the powers stand among powers, others among countries of their part
    of the world or powers that the article names."""
    if key.code in (*country_names.POWERS[:5], "SUHH"):
        return 6 if country.code in _peers(key.code, year) else 0
    power_named = country.code in country_names.POWERS and country.code in named
    if country.continent != key.continent and country.code not in key.neighbours and not power_named:
        return 0
    score = 3 * (country.code in named)
    score += 3 * (bool(country.subregion) and country.subregion == key.subregion)
    score += 2 * (country.code in key.neighbours)
    if country.population and key.population:
        ratio = country.population / key.population
        score += 2 * (1 / 7 <= ratio <= 7)
    elif _met(country, key):  # historic states have no population here
        score += 5
    return score


def _peers(code: str, year: int | None) -> Collection[str]:
    """The powers that could act in a power's place: since the alliances of 1949 those of its own side."""
    for side in (country_names.WESTERN, country_names.EASTERN):
        if code in side and (year is None or year >= 1950):
            return side
    return (*country_names.POWERS, "SUHH")


def _met(one: world.Country, other: world.Country) -> bool:
    """Whether two states, one of the past, were both great powers of Europe or have neighbours for successors."""
    if one.code in country_names.OLD_POWERS and other.code in country_names.OLD_POWERS:
        return True
    here, there = one.successor or one.code, other.successor or other.code
    return here in world.countries()[there].neighbours if there in world.countries() else False


def _the_before_gap(shown: str) -> bool:
    return bool(re.search(rf"\b[Tt]he {GAP}", shown))


def _gap_starts_sentence(shown: str) -> bool:
    return bool(re.search(rf"(?:^|[.!?]['\"”’)]*\s+){GAP}", shown))


def _capital(text: str, wanted: bool) -> str:
    return text[0].upper() + text[1:] if wanted else text


def us_states(
    key: str, shown: str, rng: random.Random, *, named: Collection[str] = (), exclude: Collection[str] = ()
) -> tuple[OptionDraft, ...] | None:
    """The state of that name among states near it; a state printed in ``shown`` is no option.

    None for Alaska and Hawaii, which have no like.
    """
    code = states.us_state_named(key)
    if code is None or not states.neighbours_of(code):
        return None
    barred = {fold(name) for name in exclude}
    pool = [
        name
        for name in (states.us_states()[c] for c in states.near(code))
        if not _printed(name, shown) and fold(name) not in barred
    ][:_POOL]
    named = {fold(n) for n in named}
    wrong = [(n, NAMED_ELSEWHERE if fold(n) in named else SAME_KIND) for n in rng.sample(pool, min(WRONG, len(pool)))]
    return shuffled(key, wrong, rng)


def cities(
    key: city_names.City,
    shown: str,
    rng: random.Random,
    *,
    named: Collection[str] = (),
    exclude: Collection[str] = (),
    key_text: str = "",
) -> tuple[OptionDraft, ...] | None:
    """Cities of the same country, those of the same province first, then the nearest, at least an eighth as large.

    Suburbs (within 20 km) and cities whose name holds the key's are left out.
    """
    barred = {fold(name) for name in exclude}
    named = {fold(name) for name in named}
    text = key_text or key.name
    pool = [
        c
        for c in city_names.cities_of(key.country)
        if c.population * 8 >= key.population
        and key.distance_to(c) >= 20
        and fold(c.name) not in barred
        and not _printed(c.name, shown)
        and not set(fold(c.name).split()) & set(fold(text).split())
        and len(c.name) <= 24
    ]
    pool.sort(key=lambda c: (fold(c.name) not in named, c.province != key.province, round(key.distance_to(c))))
    drawn = rng.sample(pool[:_POOL], min(WRONG, len(pool)))
    wrong = [(c.name, NAMED_ELSEWHERE if fold(c.name) in named else SAME_KIND) for c in drawn]
    return shuffled(text, wrong, rng)


def persons(
    key: str, others: Sequence[str], shown: str, rng: random.Random, *, exclude: Collection[str] = ()
) -> tuple[OptionDraft, ...] | None:
    """The key among other persons of the same role and nationality, who are the caller's to find.

    A person printed in ``shown`` or sharing a part of the name with the key is no option.
    """
    barred = {fold(name) for name in exclude} | {fold(key)}
    parts = set(fold(key).split())
    pool = [
        name
        for name in dict.fromkeys(others)
        if fold(name) not in barred
        and not parts & set(fold(name).split())
        and not _printed(name, shown)
        and not _printed(name.split()[-1], shown)
    ]
    drawn = rng.sample(pool, WRONG) if len(pool) >= WRONG else []
    return shuffled(key, [(name, NAMED_ELSEWHERE) for name in drawn], rng)


def class_members(
    key: str, shown: str, rng: random.Random, *, exclude: Collection[str] = ()
) -> tuple[OptionDraft, ...] | None:
    """A metal among metals, a president among those nearest in time; None when ``key`` is in no closed class."""
    group = classes.class_of(key)
    if group is None:
        return None
    barred = {fold(word) for word in exclude}
    at = next(n for n, m in enumerate(group.members) if m.lower() == key.lower())
    pool = [
        m
        for m in sorted(group.members, key=lambda m: abs(group.members.index(m) - at))
        if m.lower() != key.lower() and fold(m) not in barred and not _printed(m.split()[-1], shown)
    ]
    reach = 5 if group.ordered or len(group.members) <= _FEW else 8
    drawn = rng.sample(pool[:reach], WRONG) if len(pool) >= WRONG else []
    wrong = [(_capital(m, key[0].isupper()), SAME_KIND) for m in drawn]
    return shuffled(key, wrong, rng)


def _printed(name: str, text: str) -> bool:
    return stands_in(fold(name), fold(text))
