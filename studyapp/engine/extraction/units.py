"""Units and currencies as they are printed, with one normal name for each."""

from __future__ import annotations

import functools
import re

# normal name: printed forms (regular expressions without anchors); words also take a plural s
_WORDS: dict[str, str] = {
    "%": r"per ?cent|percent|%",
    "percentage points": r"percentage points?",
    "km": r"kilomet(?:re|er)s?|km",
    "cm": r"centimet(?:re|er)s?|cm",
    "mm": r"millimet(?:re|er)s?|mm",
    "nm": r"nanomet(?:re|er)s?",
    "m": r"met(?:re|er)s?|m",
    "miles": r"miles?",
    "feet": r"feet|foot|ft",
    "inches": r"inch(?:es)?",
    "yards": r"yards?",
    "nautical miles": r"nautical miles?",
    "light-years": r"light[- ]years?",
    "km²": r"square kilomet(?:re|er)s?|sq ?km|km²|km2",
    "m²": r"square met(?:re|er)s?|sq ?m|m²|m2",
    "square miles": r"square miles?|sq ?mi",
    "square feet": r"square (?:feet|foot)|sq ?ft",
    "hectares": r"hectares?|ha",
    "acres": r"acres?",
    "m³": r"cubic met(?:re|er)s?|m³",
    "kg": r"kilogram(?:me)?s?|kilos?|kg",
    "g": r"gram(?:me)?s?|g",
    "mg": r"milligram(?:me)?s?|mg",
    "tonnes": r"(?:metric )?tonnes?|metric tons?",
    "tons": r"tons?",
    "pounds": r"pounds?|lbs?",
    "ounces": r"ounces?|oz",
    "litres": r"lit(?:re|er)s?",
    "gallons": r"gallons?",
    "barrels": r"barrels?",
    "MW": r"megawatts?|MW",
    "GW": r"gigawatts?|GW",
    "kW": r"kilowatts?|kW",
    "kWh": r"kilowatt[- ]hours?|kWh",
    "watts": r"watts?",
    "volts": r"volts?",
    "horsepower": r"horsepower|hp",
    "decibels": r"decibels?|dB",
    "Hz": r"hertz|Hz",
    "GHz": r"gigahertz|GHz",
    "MHz": r"megahertz|MHz",
    "°C": r"degrees? (?:Celsius|centigrade)|° ?C",
    "°F": r"degrees? Fahrenheit|° ?F",
    "degrees": r"degrees?|°",
    "km/h": r"kilomet(?:re|er)s? (?:per|an) hour|km/h|kph",
    "mph": r"miles (?:per|an) hour|mph",
    "knots": r"knots?",
    "seconds": r"seconds?",
    "minutes": r"minutes?",
    "hours": r"hours?",
    "days": r"days?",
    "weeks": r"weeks?",
    "months": r"months?",
    "years": r"years?",
    "GB": r"gigabytes?|GB",
    "MB": r"megabytes?|MB",
    "TB": r"terabytes?|TB",
}

_CURRENCY_WORDS: dict[str, str] = {
    "USD": r"(?:US |U\.S\. )?dollars?|USD",
    "GBP": r"pounds? sterling|GBP",
    "EUR": r"euros?|EUR",
    "JPY": r"yen",
    "CNY": r"yuan|renminbi",
    "RUB": r"r(?:o)?ubles?",
    "INR": r"rupees?",
    "KRW": r"won(?= \w|$)",
    "CHF": r"(?:Swiss )?francs?",
    "CENT": r"cents?",
    "PENCE": r"pence",
    "MXN": r"pesos?",
    "DEM": r"Deutsche marks?|marks",
}

SIGNS: dict[str, str] = {
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
}

SIGN = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
_LONG_FIRST = sorted(
    [*_WORDS.items(), *_CURRENCY_WORDS.items()], key=lambda pair: max(map(len, pair[1].split("|"))), reverse=True
)
UNIT = "|".join(f"(?:{pattern})" for _, pattern in _LONG_FIRST)
TIME_UNITS = frozenset(["seconds", "minutes", "hours", "days", "weeks", "months", "years"])


_ANY_UNIT = re.compile(UNIT)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _LONG_FIRST)


@functools.lru_cache(maxsize=16_384)
def unit_named(printed: str) -> str:
    """The normal name of a printed unit or currency word ("kilometers" -> "km"), "" if unknown."""
    if not _ANY_UNIT.fullmatch(printed):
        return ""
    return next(name for name, pattern in _PATTERNS if pattern.fullmatch(printed))


def is_currency(unit: str) -> bool:
    return unit in _CURRENCY_WORDS or unit in SIGNS.values()
