"""The forms in which one name or term may be written, all in a plain lower case without punctuation."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from studyapp.engine.extraction.surnames import names_alone
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers.countries import country_named
from studyapp.engine.reading.gazetteers.folding import fold

_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president prime minister chancellor king queen emperor
    general colonel captain admiral marshal major senator governor mayor ambassador secretary foreign defence defense
    saint st pope bishop archbishop cardinal reverend rev judge justice chairman chairwoman minister leader
    supreme""".split()
)
_LEADING = re.compile(
    r"^(?:(?:it|this|that|he|she) (?:is|was) |(?:the answer is) )?(?:(?:in|on|at|by|to|from|of) )?(?:(?:the|a|an) )?"
)


@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Folded, with punctuation gone and "&" written out."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", fold(text.replace("&", " and ")))).strip()


def bare(text: str) -> str:
    """Plain, without what leads to the answer ("it was the", "in")."""
    said = plain(text)
    return _LEADING.sub("", said) or said


def ways(answer_type: AnswerType, text: str, surname_enough: bool) -> set[str]:
    """Plain forms in which the same name may be written."""
    found = {plain(text), bare(text)}
    if answer_type == AnswerType.PERSON:
        found |= set(_person_ways(text, surname_enough))
    if answer_type == AnswerType.CITY:  # New York is New York City, Mexico is not Mexico City
        found |= {w.removesuffix(" city") for w in found if country_named(w.removesuffix(" city")) is None}
    found |= {written_out(w) for w in found}
    return {w for w in found if w}


_ABBREVIATIONS = {
    r"\b(?:st|ste)\b(?= \w)": "saint",
    r"\bmt\b(?= \w)": "mount",
    r"\bun\b": "united nations",
    r"\beu\b": "european union",
    r"\bus\b": "united states",
    r"\buk\b": "united kingdom",
    r"\b(?:ww ?(?:1|i)|world war (?:1|i|one)|great war)$": "first world war",
    r"\b(?:ww ?(?:2|ii)|world war (?:2|ii|two))$": "second world war",
}


def written_out(name: str) -> str:
    """Common short forms in full."""
    for short, full in _ABBREVIATIONS.items():
        name = re.sub(short, full, name)
    return name


def one_spelling(name: str) -> str:
    """British and American spellings as one: organisation, colour, centre, leucocyte, anaemia."""
    name = name.replace("z", "s").replace("ae", "e").replace("oe", "e").replace("k", "c")
    return re.sub(r"(?<=\w\w)our(?=s?\b)", "or", re.sub(r"(?<=\w\w)tre(?=s?\b)", "ter", name))


def acronym(name: str) -> str:
    return "".join(w[0] for w in name.split() if w not in ("of", "the", "for", "and", "on", "in"))


def _person_ways(text: str, surname_enough: bool) -> Iterable[str]:
    if text.count(",") == 1:  # Putin, Vladimir
        last, first = text.split(",")
        text = f"{first} {last}"
    words = bare(text).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    yield " ".join(words)
    full = [w for w in words if len(w) > 1]  # initials may be left out
    if len(full) >= 2:
        yield " ".join(full)
    if surname_enough and full and names_alone(full[-1]):
        yield full[-1]


def is_plural(said: str, wanted: str) -> bool:
    """Whether one plain form is the plural of the other: leucocyte, leukocytes; body, bodies."""
    one, other = sorted((one_spelling(said), one_spelling(wanted)), key=len)
    return len(one) > 2 and other in (f"{one}s", f"{one}es", re.sub("y$", "ies", one))
