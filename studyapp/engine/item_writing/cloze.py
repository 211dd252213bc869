"""The words around a gap: what is asked for, the hint, and the forms that a typed answer may take."""

from __future__ import annotations

import re

from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.values import AnswerType

ASKS = {
    AnswerType.YEAR: "year",
    AnswerType.DECADE: "decade",
    AnswerType.CENTURY: "century",
    AnswerType.COUNT: "number",
    AnswerType.MEASURE: "figure",
    AnswerType.MONEY: "amount of money",
    AnswerType.PERCENT: "percentage",
    AnswerType.ORDINAL: "place in the order",
    AnswerType.COUNTRY: "country",
    AnswerType.NATIONALITY: "nationality",
    AnswerType.CITY: "city",
    AnswerType.REGION: "state",
    AnswerType.PERSON: "person",
    AnswerType.LANGUAGE: "language",
    AnswerType.RELIGION: "religion",
    AnswerType.ORGANISATION: "organisation",
    AnswerType.TERM: "term",
    AnswerType.NAME: "name",
}


def instruction(kind: AnswerType, with_options: bool) -> str:
    """One line that says what kind of thing is wanted."""
    if with_options:
        return f"Which {ASKS[kind]} fills the gap?"
    return f"Type the missing {ASKS[kind]}." if kind != AnswerType.PERSON else "Type the missing name of a person."


def hint(candidate: Candidate) -> str:
    """Form of a typed answer: what leaves one word possible without telling it."""
    text, kind = full_text(candidate), candidate.answer_type
    if kind == AnswerType.YEAR:
        return "four digits"
    words = text.split()
    letters = sum(ch.isalpha() for ch in text)
    if (
        kind in {AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.NAME, AnswerType.CITY, AnswerType.REGION}
        and len(words) > 1
    ):
        return "initials " + " ".join(
            f"{w[0].upper()}."
            for w in re.split(r"[\s-]+", text)
            if w[0].isalpha() and (w[0].isupper() or kind == AnswerType.PERSON)
        )
    if kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        return f"begins with {text[0].upper()}"
    if len(words) == 1:
        return f"one word of {letters} letters, beginning with {text[0]}"
    firsts = " ".join(w[0] for w in words)
    return f"{len(words)} words, beginning with {firsts}"


def full_text(candidate: Candidate) -> str:
    """The answer in full: a person's whole name also where the sentence prints the surname."""
    return candidate.value.canonical if candidate.answer_type == AnswerType.PERSON else candidate.text


def accepted(candidate: Candidate) -> tuple[str, ...]:
    """Forms that a typed answer may take, the printed one first."""
    value = candidate.value
    forms = [full_text(candidate), *value.aliases]
    if candidate.answer_type == AnswerType.COUNTRY:
        forms.append(value.canonical)
    if candidate.answer_type == AnswerType.TERM and not value.unit:
        last = candidate.sentence.at(candidate.span)[-1]
        singular = candidate.text[: len(candidate.text) - len(last.text)] + last.lemma
        forms.append(
            singular if last.tag == "NNS" else f"{candidate.text}s" if not candidate.text.endswith("s") else ""
        )
    return tuple(dict.fromkeys(f for f in forms if f))


# closed classes among the terms (metals, gases) have options, other terms are typed
TYPED = frozenset(
    {
        AnswerType.YEAR,
        AnswerType.PERSON,
        AnswerType.TERM,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.CITY,
        AnswerType.REGION,
        AnswerType.LANGUAGE,
        AnswerType.RELIGION,
    }
)
