"""Whether what was typed names the key, however it is written.

One function, ``match_typed``; figures and dates are read by ``quantities.py`` and must be exact (figures within a tolerance that is said), names and terms
forgive case, accents, articles, titles and slips of spelling, unless the slip is a name or word of its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rapidfuzz.distance import OSA

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers import classes
from studyapp.engine.reading.gazetteers.countries import Country, countries, country_named, country_of_adjective
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.scoring.forms import acronym, bare, is_plural, one_spelling, plain, ways, written_out
from studyapp.engine.scoring.quantities import read_figure, read_moment, read_rank


class Outcome(StrEnum):
    """How an answer relates to the key."""

    SAME = "right"
    FORM = "right_form"
    SPELLING = "right_spelling"
    NEAR = "right_near"
    OTHER = "wrong"
    UNIT = "wrong_unit"
    LESS = "incomplete"
    NOTHING = "unreadable"


@dataclass(frozen=True, slots=True)
class Match:
    """``read_as``: the answer in its normal form, as it was understood."""

    outcome: Outcome
    read_as: str

    @property
    def right(self) -> bool:
        return self.outcome in (Outcome.SAME, Outcome.FORM, Outcome.SPELLING, Outcome.NEAR)


_FIGURES = frozenset([AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT])
_MOMENTS = frozenset(
    [AnswerType.YEAR, AnswerType.FULL_DATE, AnswerType.MONTH_YEAR, AnswerType.DECADE, AnswerType.CENTURY]
)
_COMMON = frozenset([AnswerType.TERM, AnswerType.NAME, AnswerType.ORGANISATION])  # these have a plural


def match_typed(
    answer_type: AnswerType,
    answer: str,
    given: str,
    *,
    accepted: Iterable[str] = (),
    others: Iterable[str] = (),
    unit: str = "",
    surname_enough: bool | None = None,
    tolerance: float | None = None,
) -> Match:
    """How ``given`` relates to ``answer``; see ``AnswerKey`` for the other arguments."""
    forms = list(dict.fromkeys([answer, *accepted]))
    others = [o for o in others if not (answer_type == AnswerType.PERSON and _part_of_name(o, answer))]
    if surname_enough is None:
        surname_enough = _surname_is_unique(answer, others)
    same = _literal if answer_type in _MOMENTS | _FIGURES else plain
    if same(given) in {same(f) for f in forms}:
        return Match(Outcome.SAME if same(given) == same(answer) else Outcome.FORM, answer)
    if same(given) in {same(o) for o in others}:
        return Match(Outcome.OTHER, given.strip())
    if answer_type in _MOMENTS:
        return _match_moment(answer_type, forms, given)
    if answer_type in _FIGURES:
        return _match_figure(answer_type, forms, given, unit, tolerance or 0.0)
    if answer_type == AnswerType.ORDINAL:
        return _match_rank(forms, given)
    return _match_words(answer_type, forms, given, others, surname_enough)


def _part_of_name(other: str, answer: str) -> bool:
    """Whether two names are longer and shorter forms of one: "Brandt", "Ada Brandt", "Ada Louise Brandt"."""
    mine, theirs = set(plain(answer).split()), set(plain(other).split())
    return mine <= theirs or theirs <= mine


def _surname_is_unique(answer: str, others: list[str]) -> bool:
    surname = plain(answer).split()[-1:]
    return bool(surname) and len(surname[0]) > 2 and not any(surname[0] in plain(o).split() for o in others)


def _match_moment(answer_type: AnswerType, forms: list[str], given: str) -> Match:
    said = read_moment(given, answer_type)
    if said is None:
        return Match(Outcome.NOTHING, given.strip())
    wanted = {m.iso for m in (read_moment(f, answer_type) for f in forms) if m}
    if said.options & wanted:
        return Match(Outcome.FORM, said.text)
    part = any(w.startswith(iso + "-") or w.endswith(iso.lstrip("-")) for w in wanted for iso in said.options)
    return Match(Outcome.LESS if part else Outcome.OTHER, said.text)


def _match_figure(answer_type: AnswerType, forms: list[str], given: str, unit: str, tolerance: float) -> Match:
    """The same figure, or with ``tolerance`` one that lies no further from it; the unit must be the key's."""
    said = read_figure(given)
    if said is None:
        return Match(Outcome.NOTHING, given.strip())
    keys = [k for k in (read_figure(f) for f in forms) if k]
    exact = [k for k in keys if k.value == said.value]
    same = exact or [k for k in keys if abs(k.value - said.value) <= Decimal(str(tolerance))]
    if not same:
        return Match(Outcome.OTHER, said.text)
    agrees = Outcome.FORM if exact else Outcome.NEAR
    units = {k.unit for k in same if k.unit} or ({unit} if unit else set())
    pounds = {"GBP", "pounds"}
    if said.unit and said.unit not in units and not (said.unit in pounds and units & pounds):
        known = any(k.unit for k in same) or answer_type != AnswerType.COUNT or said.is_measure
        return Match(Outcome.UNIT if known else agrees, said.text)
    return Match(agrees, said.text)


def _match_rank(forms: list[str], given: str) -> Match:
    said = read_rank(given)
    if said is None:
        return Match(Outcome.NOTHING, given.strip())
    right = said in {read_rank(f) for f in forms}
    return Match(Outcome.FORM if right else Outcome.OTHER, str(said))


def _match_words(
    answer_type: AnswerType, forms: list[str], given: str, others: list[str], surname_enough: bool
) -> Match:
    said = bare(given)
    read_as = given.strip()
    if not said:
        return Match(Outcome.NOTHING, read_as)
    if _digits(said) not in [_digits(plain(f)) for f in forms]:
        return Match(Outcome.OTHER, read_as)  # no slip turns one figure into another
    if answer_type in (AnswerType.COUNTRY, AnswerType.NATIONALITY):
        country = _country(answer_type, given)
        if country is not None:
            same = country.code in {c.code for c in (_country(answer_type, f) for f in forms) if c}
            return Match(Outcome.FORM if same else Outcome.OTHER, country.name if same else read_as)
    wanted = [w for f in forms for w in ways(answer_type, f, surname_enough)]
    if answer_type == AnswerType.ORGANISATION:
        wanted += [acronym(w) for w in wanted if len(w.split()) > 1]
    said_ways = ways(answer_type, given, False)
    joined = {one_spelling(w).replace(" ", "") for w in wanted}
    if any(one_spelling(w).replace(" ", "") in joined for w in said_ways):
        return Match(Outcome.FORM, forms[0])
    if answer_type == AnswerType.PERSON and said == bare(forms[0]).split()[-1]:
        return Match(Outcome.LESS, read_as)
    if answer_type in _COMMON and any(is_plural(said, w) for w in wanted):
        return Match(Outcome.FORM, forms[0])
    if any(_slip(s, w, others) for s in said_ways for w in wanted):
        return Match(Outcome.SPELLING, forms[0])
    return Match(Outcome.OTHER, read_as)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", written_out(text))


def _country(answer_type: AnswerType, text: str) -> Country | None:
    name = text.strip().rstrip(".!") if text.strip().count(".") <= 1 else text.strip()
    if answer_type == AnswerType.NATIONALITY:
        return country_of_adjective(name[:1].upper() + name[1:]) or country_of_adjective(name.title())
    name = name.upper() if plain(name) in ("us", "usa", "uk", "uae", "drc", "dprk", "ussr", "prc", "rok") else name
    return country_named(name)


def _literal(text: str) -> str:
    """Case and blanks aside; signs and points count in figures."""
    return re.sub(r"\s+", " ", text.strip().rstrip(".").lower())


def _slips_allowed(length: int) -> int:
    """Slips forgiven in a name of that many letters: none below five, one to eight, two to fourteen, then three."""
    if length < 5:
        return 0
    return 1 if length <= 8 else 2 if length <= 14 else 3


def _slip(said: str, wanted: str, others: list[str]) -> bool:
    """Whether ``said`` is ``wanted`` misspelt: few letters wrong, none of them making another word or name."""
    allowed = _slips_allowed(len(wanted.replace(" ", "")))
    distance = OSA.distance(said, wanted, score_cutoff=allowed)
    if distance == 0 or distance > allowed or said[0] != wanted[0]:
        return False
    if any(OSA.distance(said, bare(o), score_cutoff=distance) <= distance for o in others if bare(o) != wanted):
        return False
    said_words, wanted_words = said.split(), wanted.split()
    if len(said_words) != len(wanted_words):
        return True  # a blank too many or too few, and little else
    for mine, right in zip(said_words, wanted_words, strict=True):
        if mine != right and (len(right) < 4 or _is_word_of_its_own(mine, right)):
            return False
    return True


def _is_word_of_its_own(said: str, right: str) -> bool:
    """A known name, or a word hardly rarer than the right one: absorption is no slip for adsorption, while
    misspellings are at least 25 times as rare (1.4 on the Zipf scale) as what they misspell."""
    return said in _known_names() or (zipf(said) > 1.5 and zipf(said) > zipf(right) - 1.4)


@functools.cache
def _known_names() -> frozenset[str]:
    names = {plain(c.name) for c in countries().values()}
    names |= {plain(a) for c in countries().values() for a in c.adjectives}
    names |= {plain(m) for group in classes.CLASSES for m in group.members}
    return frozenset(names)
