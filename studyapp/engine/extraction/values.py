"""Typed answers: what kind of thing a value is, and its normal form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnswerType(StrEnum):
    """Our own type layer over the language model's labels."""

    YEAR = "year"
    FULL_DATE = "full_date"
    MONTH_YEAR = "month_year"
    DECADE = "decade"
    CENTURY = "century"
    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    PERSON = "person"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    REGION = "region"
    CITY = "city"
    ORGANISATION = "organisation"
    OFFICE = "office"
    LANGUAGE = "language"
    RELIGION = "religion"
    TERM = "term"
    NAME = "name"
    TRUTH = "truth"


class Stance(StrEnum):
    """How surely a sentence says what it says."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    HEDGED = "hedged"
    PLANNED = "planned"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value.

    ``printed`` is the text as it stands in the source; ``canonical`` its normal form
    (ISO date ``2019``/``2019-04``/``2019-04-25`` for times, a plain decimal for numbers,
    the full name for names). ``number`` is in units of ``unit`` ("%", "USD", "km", "shells", …).
    ``precision`` is year, month, day, decade or century for times, else empty.
    """

    answer_type: AnswerType
    printed: str
    canonical: str
    aliases: tuple[str, ...] = ()
    number: float | None = None
    unit: str = ""
    precision: str = ""
