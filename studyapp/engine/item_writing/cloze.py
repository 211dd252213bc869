"""The words around a gap: what is asked for, the hint, and the forms that a typed answer may take."""

from __future__ import annotations

import re
from collections.abc import Collection

from studyapp.engine.extraction import acronyms
from studyapp.engine.extraction.lexicon import is_occupation
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.rounding import Tolerance, tolerance_of
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in

ASKS = {
    AnswerType.YEAR: "year",
    AnswerType.FULL_DATE: "date",
    AnswerType.MONTH_YEAR: "month",
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


DATE_HINTS = {AnswerType.FULL_DATE: "day and month", AnswerType.MONTH_YEAR: "the name of a month"}
INITIALLED = frozenset(
    {AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.NAME, AnswerType.CITY, AnswerType.REGION}
)
FORMS_OF_ADDRESS = frozenset({"Dr", "Sir", "Dame", "Lord", "Lady", "Professor", "Mr", "Mrs", "Ms"})
NUMERAL = re.compile(r"[IVX]+|\d+")
SINGULAR_UNIT = re.compile(r"[ -][a-z]{4,}(?<!s)$")
LONG_TERM = 6  # letters from which a term's hint also tells its last one


def instruction(kind: AnswerType, with_options: bool) -> str:
    """One line that says what kind of thing is wanted."""
    if with_options:
        return f"Which {ASKS[kind]} fills the gap?"
    return f"Type the missing {ASKS[kind]}." if kind != AnswerType.PERSON else "Type the missing name of a person."


def hint(candidate: Candidate, rivals: Collection[str] = ()) -> str:
    """Form of a typed answer: what leaves one word possible without telling it.

    ``rivals`` are words of the article that would fit a term's gap: its hint tells one letter more than they share.
    """
    text, kind = full_text(candidate), candidate.answer_type
    if kind == AnswerType.YEAR:
        return "four digits" if len(text) == 4 else "three digits"
    if kind in DATE_HINTS:
        return DATE_HINTS[kind]
    words = text.split()
    if kind in INITIALLED and len(words) > 1:
        return initials(text, kind == AnswerType.PERSON)
    if kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        return f"begins with {text[0].upper()}"
    if len(words) == 1:
        letters = sum(ch.isalpha() for ch in text)
        start = (telling_start(text, rivals) if kind == AnswerType.TERM else None) or text[0]
        ending = f" and ending in {text[-1]}" if kind == AnswerType.TERM and letters >= LONG_TERM else ""
        return f"one word of {letters} letters, beginning with {start}{ending}"
    firsts = " ".join(w[0] for w in words)
    return f"{len(words)} words, beginning with {firsts}"


def tolerance(candidate: Candidate) -> Tolerance | None:
    """How near a typed figure must come; None for what is no figure, and for exact ones, which are not typed.

    Nor is a figure with a unit in the singular ("a ten million dollar bridge"): nobody could be told the unit.
    """
    number = candidate.number
    if number is None or SINGULAR_UNIT.search(number.shape.suffix):
        return None
    return tolerance_of(number, candidate.approximator)


def figure_hint(candidate: Candidate, near: Tolerance) -> str:
    """The unit as printed, and how near the answer must come: "in kilometres, to the nearest 0.1"."""
    shape = candidate.number.shape if candidate.number else None
    unit = (shape.suffix or shape.prefix).strip(" -") if shape else ""
    return f"in {unit}, {near.said}" if unit else near.said


def telling_start(text: str, rivals: Collection[str]) -> str | None:
    """The first letters of ``text`` that none of ``rivals`` shares, at most half of it; None where half is not enough."""
    for length in range(1, max(1, len(text) // 2) + 1):
        if not any(r.startswith(text[:length].lower()) and r[-1] == text[-1].lower() for r in rivals):
            return text[:length]
    return None


def initials(text: str, small_too: bool) -> str:
    """ "initials J. H."; a Roman numeral or figure is announced, never cut to a letter. ``small_too``: "de", "van"."""
    parts = [p for p in re.split(r"[\s-]+", text) if p]
    numbered = len(parts) > 1 and is_numeral(parts[-1])
    letters = [
        p[0].upper() for p in parts[: -1 if numbered else None] if p[0].isalpha() and (p[0].isupper() or small_too)
    ]
    said = "initials " + " ".join(f"{letter}." for letter in letters)
    return f"{said} and a number" if numbered else said


def is_numeral(word: str) -> bool:
    """A Roman numeral or a figure at the end of a name: "Henry VIII", "Apollo 11"."""
    return bool(NUMERAL.fullmatch(word))


def full_text(candidate: Candidate) -> str:
    """The answer in full: a person's whole name also where the sentence prints the surname."""
    return candidate.value.canonical if candidate.answer_type == AnswerType.PERSON else candidate.text


def accepted(candidate: Candidate) -> tuple[str, ...]:
    """Forms that a typed answer may take, the printed one first."""
    value = candidate.value
    forms = [full_text(candidate), *value.aliases]
    title = candidate.mention.title if candidate.answer_type == AnswerType.PERSON and candidate.mention else ""
    if title and (is_occupation(title.split()[-1].lower()) or title.rstrip(".") in FORMS_OF_ADDRESS):
        forms.append(f"{title} {full_text(candidate)}")
    if candidate.answer_type == AnswerType.COUNTRY:
        forms.append(value.canonical)
    if candidate.answer_type in {AnswerType.ORGANISATION, AnswerType.NAME}:
        beside = (
            candidate.before(400) + " " + candidate.after(400)
        )  # letters that are printed beside the gap answer nothing
        others = acronyms.other_forms(candidate.text, candidate.sentence.source)
        forms += [f for f in others if not stands_in(f.replace(".", ""), beside)]
    if candidate.answer_type == AnswerType.TERM and not value.unit:
        last = candidate.sentence.at(candidate.span)[-1]
        singular = candidate.text[: len(candidate.text) - len(last.text)] + last.lemma
        forms.append(
            singular if last.tag == "NNS" else f"{candidate.text}s" if not candidate.text.endswith(("s", "y")) else ""
        )
    return tuple(dict.fromkeys(f for f in forms if f))


# closed classes among the terms (metals, gases) have options, other terms are typed
TYPED = frozenset(
    {
        AnswerType.YEAR,
        AnswerType.FULL_DATE,
        AnswerType.MONTH_YEAR,
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
