"""Prizes, games, counts and techniques whose years everybody knows a little about.

No option may stand before the first of a series, nor between two of them: a reader would see it without
knowing the fact.
"""

from __future__ import annotations

import re

# first year of what comes back, with the years between two of them; the first pattern that fits counts
SERIES: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), first, step)
    for pattern, first, step in (
        (r"\bWinter (?:Olympics?|Paralympics?|Games)", 1924, 4),
        (r"\bParalympics?\b", 1960, 4),
        (r"\bOlympi(?:cs?|ad)\b", 1896, 4),
        (r"\b(?:Rugby|Cricket) World Cup\b", 1975, 4),
        (r"\bWomen's World Cup\b", 1991, 4),
        (r"\bWorld Cups?\b", 1930, 4),
        (r"\bEuropean (?:Football )?Championship\b|\bEuro (?=_____)", 1960, 4),
        (r"\bCommonwealth Games\b", 1930, 4),
        (r"\bAsian Games\b", 1951, 4),
        (r"\bpresidential (?:election|race|campaign|candidate|nominat\w+)", 1788, 4),
        (r"\b[Cc]ensus\b", 1790, 10),
        (r"\bpopulation of [\d,.]+(?: million)? (?:as of|in|at) ", 1790, 10),
        (r"\bNobel (?:Peace )?(?:Prize|laureate|Memorial)", 1901, 1),
        (r"\bPulitzer\b", 1917, 1),
        (r"\b(?:Oscars?|Academy Awards?)\b", 1929, 1),
        (r"\bGolden Globes?\b", 1944, 1),
        (r"\bTony Awards?\b", 1947, 1),
        (r"\bEmmys?\b", 1949, 1),
        (r"\bBAFTAs?\b", 1949, 1),
        (r"\bGrammys?\b", 1959, 1),
        (r"\bEurovision\b", 1956, 1),
        (r"\bBooker Prize\b", 1969, 1),
        (r"\bTurner Prize\b", 1984, 1),
        (r"\bTour de France\b", 1903, 1),
        (r"\bSuper Bowl\b", 1967, 1),
        (r"\bSix Nations\b", 2000, 1),
        (r"\bPremier League\b", 1992, 1),
        (r"\b(?:website|web site|internet|online|World Wide Web|blog|podcast)\b", 1991, 1),
        (r"\b(?:smartphone|Twitter|Facebook|YouTube)s?\b", 2004, 1),
        (r"\b(?:satellite|spacecraft|astronaut|cosmonaut)s?\b", 1957, 1),
        (r"\b(?:television|televised)\b", 1928, 1),
        (r"\b(?:air ?craft|aeroplane|airplane|airport|airline)s?\b", 1903, 1),
        (r"\b(?:film|movie|cinema)s?\b", 1895, 1),
        (r"\b(?:United Nations|UNESCO|UNICEF|UN General Assembly)\b", 1945, 1),
        (r"\b(?:NATO)\b", 1949, 1),
        (r"\b(?i:covid)\b", 2020, 1),
        (r"\b(?:iPhone|iPad|Android)s?\b", 2007, 1),
        (r"\b(?:Wikipedia)\b", 2001, 1),
        (r"\beuros?\b", 1999, 1),
        (r"\b(?:Google)\b", 1998, 1),
        (r"\b(?:DVDs?|[Bb]roadband|Wi-?Fi|MP3)\b", 1995, 1),
        (r"\b(?:World Trade Organi[sz]ation)\b", 1995, 1),
        (r"\b(?:Champions League)\b", 1992, 1),
        (r"\bWorld Heritage\b", 1978, 1),
        (r"\b(?:mobile phone|cell ?phone)s?\b", 1979, 1),
        (r"\b(?:personal computer|laptop)s?\b", 1975, 1),
        (r"\bOPEC\b", 1960, 1),
        (r"\bNASA\b", 1958, 1),
        (r"\bBallon d['’]Or\b", 1956, 1),
        (r"\b(?:CIA|Central Intelligence Agency)\b", 1947, 1),
        (r"\b(?:World Bank|International Monetary Fund|IMF)\b", 1944, 1),
        (r"\bFields Medal\b", 1936, 1),
        (r"\bBBC\b", 1922, 1),
        (r"\bLeague of Nations\b", 1920, 1),
        (r"\b(?:radio (?:station|broadcast|programme|program)|BBC Radio)\w*", 1920, 1),
        (r"\b(?:telephone)s?\b", 1876, 1),
        (r"\b(?:photograph)s?\b", 1839, 1),
        (r"\b(?:railway|locomotive)s?\b", 1804, 1),
        (r"\bMassachusetts Bay Colony\b", 1629, 1),
    )
)


def series_of(shown: str, key: int) -> tuple[int | None, int]:
    """(first year, years between two) of the series that ``shown`` names and ``key`` fits in; (None, 1) for none."""
    found = [(step, first) for pattern, first, step in SERIES if first <= key and pattern.search(shown)]
    if not found:
        return None, 1
    steps = [step for step, first in found if step != 4 or _in_turn(key, first)]
    return max(first for _, first in found), max(steps, default=1)


def _in_turn(key: int, first: int) -> bool:
    """Whether ``key`` is one of every four years from ``first``; winter games changed their turn in 1994."""
    return (key - first) % 4 == 0 or first == 1924 and key >= 1994 and (key - 1994) % 4 == 0
