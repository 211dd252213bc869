"""What the facts of a text add up to: whom and what it names, what happened when, which words it explains.

Built from key facts alone, so every entry leads to its sentence. No query.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.engine.extraction.values import AnswerType

MARK = "…"  # stands in a label where the value stood
DATED = frozenset({AnswerType.YEAR, AnswerType.MONTH_YEAR, AnswerType.FULL_DATE, AnswerType.DECADE, AnswerType.CENTURY})
UNTYPED = frozenset({AnswerType.NAME, AnswerType.OFFICE})
ENOUGH = 2  # facts: a name of no known type that stands in one alone is often no name ("Sundays")
ENDINGS = ".!?”\"’')"
RECKONED = r"\b(?:since|until|till|before|after|by)\s+(?:(?!in\b|on\b)[\w’',–-]+\s+){0,6}"
EXPLAINED = r"(?:In [^,]{2,40}, )?(?:an? |the )?\W?%s\W? (?:is|are|was|were|means?|refers?)\b"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence to go to."""

    anchor: str
    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person, place, organisation or other name. ``type`` is empty where it is not known for certain."""

    name: str
    type: str
    facts: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class When:
    """An ISO date (``2023``, ``2023-09``, ``2023-09-04``, ``1939/1940``), decade ``199x`` or century ``c19``.

    ``printed`` is how the text prints it, where the date is itself an answer.
    """

    iso: str
    printed: str = ""

    @property
    def order(self) -> tuple[int, int, int] | None:
        """Year, month, day to sort by, zeros for what is not known; None where there is no year."""
        if century := re.fullmatch(r"c(-?\d+)", self.iso):
            number = int(century[1])
            return (100 * number - 99 if number > 0 else 100 * number, 0, 0)
        if decade := re.fullmatch(r"(\d{3})x", self.iso):
            return (10 * int(decade[1]), 0, 0)
        date = re.fullmatch(r"(-?\d{1,4})(?:-(\d\d))?(?:-(\d\d))?(?:/-?\d+)?", self.iso)
        return (int(date[1]), int(date[2] or 0), int(date[3] or 0)) if date else None

    @property
    def day(self) -> dt.date | None:
        """The day, or the first day of a month; None for anything less exact."""
        year, month, day = self.order or (0, 0, 0)
        return dt.date(year, month, day or 1) if year > 0 and month else None

    @property
    def has_day(self) -> bool:
        return bool(self.order and self.order[2])


@dataclass(frozen=True, slots=True)
class Event:
    """``claim`` is a fact in a sentence of its own; ``says_so`` empty means the article itself."""

    when: When
    claim: str
    says_so: str
    place: Place


@dataclass(frozen=True, slots=True)
class Word:
    term: str
    claim: str
    place: Place


def claim_of(label: str, printed: str, sentence: str, *, is_date: bool) -> str:
    """A label with its value put back, as a sentence without its full stop; the whole sentence where a label is cut."""
    said = label.replace(MARK, printed, 1)
    if MARK not in label:
        when = re.match(r"When (?=\S)", label)
        if not (is_date and when):
            return f"{label}: {printed}"
        said = label[when.end() :]
    elif not sentence.rstrip(ENDINGS).endswith(said.rstrip(ENDINGS)[-12:]):
        return " ".join(sentence.split()).removesuffix(".")
    return said[0].upper() + said[1:]


def names_in(facts: Iterable) -> tuple[Named, ...]:
    """Whom and what the facts are about or name, those with most facts first.

    A name of which the type is not known is listed where more than one fact tells of it.
    """
    told: dict[int, tuple] = {}
    for fact in facts:
        for entity in fact.entities:
            if entity.type in UNTYPED and entity.name == fact.label:
                continue  # the label of an office is no name
            told.setdefault(entity.pk, (entity, []))[1].append(fact)
    found = [
        Named(
            entity.name,
            "" if entity.type in UNTYPED else entity.type,
            len(about),
            tuple(dict.fromkeys(fact.place for fact in about)),
        )
        for entity, about in told.values()
        if entity.type not in UNTYPED or len(about) >= ENOUGH
    ]
    return tuple(sorted(found, key=lambda named: (-named.facts, named.places[0].number)))


def timeline_of(facts: Iterable) -> tuple[Event, ...]:
    """What happened when, earliest first: one entry per sentence and time. What has no sure time is left out.

    The time is that of the event where the text prints it, else the answer, where it is the sentence's only date.
    """
    facts = list(facts)
    answers: dict[Place, set[str]] = {}
    for fact in facts:
        if fact.answer_type in DATED:
            answers.setdefault(fact.place, set()).add(fact.date.iso)
    events: dict[tuple, Event] = {}
    for fact in facts:
        when = fact.event or (fact.date if len(answers.get(fact.place, ())) == 1 else None)
        if when and when.order and not _reckoned_from(when, fact.claim):
            key = (fact.place, when.iso)
            events.setdefault(key, Event(when, fact.claim, fact.says_so, fact.place))
    return tuple(sorted(events.values(), key=lambda event: (event.when.order, event.place.number)))


def _reckoned_from(when: When, claim: str) -> bool:
    """Whether the date only says since, until, before or after when."""
    date = re.escape(when.printed or str(when.order[0]))
    return bool(re.search(RECKONED + date, claim, re.IGNORECASE))


def words_in(facts: Iterable) -> tuple[Word, ...]:
    """The terms of which the text says what they are, each once, in the order of the text."""
    found: dict[str, Word] = {}
    for fact in facts:
        explained = re.match(EXPLAINED % re.escape(fact.value), fact.claim, re.IGNORECASE)
        if fact.answer_type == AnswerType.TERM and explained:
            found.setdefault(fact.value.casefold(), Word(fact.value, fact.claim, fact.place))
    return tuple(found.values())
