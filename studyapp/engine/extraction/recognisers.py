"""Typed values in a sentence: each place that a question could ask for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction import dates, names, numbers
from studyapp.engine.extraction.phrases import phrases_in
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.surnames import names_alone, surname_of
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.terms import terms_in
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.reading.gazetteers import classes, countries
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

APPROXIMATORS = (
    "more than|over|at least|no fewer than|no less than|upwards of|up to|at most|no more than|as many as|as much as|"
    "less than|fewer than|under|below|above|about|around|approximately|roughly|some|nearly|almost|close to|only|just|"
    "an estimated|exactly|another|a further|every"
)
APPROXIMATOR_BEFORE = re.compile(rf"\b({APPROXIMATORS})\s+(?:the\s+|a\s+)?$", re.IGNORECASE)
YEAR_LEAD = re.compile(
    rf"(?:\b(?:in|of|on|during)|\b(?:{classes.MONTH_NAMES})"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?,?|\b(?:spring|summer|autumn|fall|winter|season|early|mid|late)(?: of| in)?|\bthe (?:\w+ )?(?:of|in))\s+$",
    re.IGNORECASE,
)
# one year is meant, though another could stand there: since, until, about 1712, her 1911 journey
LOOSE_YEAR_LEAD = re.compile(
    r"\b(?:since|until|till|by|from|to|after|before|around|about|circa|the year|the|an?|its|his|her|their|\w['’]s) $",
    re.IGNORECASE,
)
SHORT_YEAR = re.compile(r"[1-9]\d\d")
ONE_OF_TWO_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: and| or| to|[-–]) ?$|\bbetween $")
PART_OF_A_NAME = re.compile(
    rf"\b(?!(?:{classes.MONTH_NAMES}|Spring|Summer|Autumn|Winter)\b)"
    r"[A-Z][a-z]+ of $"
)
NOT_A_YEAR_AFTER = re.compile(
    r"^\s?(?:[-–—/]\s?\d|Act\b|BCE?\b|people|men|women|[a-z]+s (?:were|was)\b(?<!was)|%|km|miles?|m\b|ft\b|Olympi|World Cup)"
)
ORDINAL_HEADS = re.compile(
    r"^\s(?:largest|biggest|tallest|longest|highest|oldest|smallest|fastest|busiest|deepest|most|president|prime minister|"
    r"edition|season|stage|symphony|king|governor|mayor|amendment|floor|attempt|title|place|city|state|country|woman|"
    r"person|man|team|club|university|bridge|battle|expedition|novel|album|goal|marriage|child|son|daughter)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A typed value at its place. ``approximator`` is the word that bends a number ("over"), lower case."""

    sentence: Sentence
    span: Span
    value: Value
    approximator: str = ""
    counted: str = ""  # the plural noun that a bare number counts, lower case
    number: numbers.PrintedNumber | None = None
    date: dates.PrintedDate | None = None
    mention: names.Mention | None = None

    @functools.cached_property
    def answer_type(self) -> AnswerType:
        return self.value.answer_type

    @property
    def text(self) -> str:
        return self.value.printed

    def before(self, characters: int = 40) -> str:
        start = max(self.sentence.span.start, self.span.start - characters)
        return self.sentence.source[start : self.span.start]

    def after(self, characters: int = 40) -> str:
        return self.sentence.source[self.span.end : min(self.sentence.span.end, self.span.end + characters)]


def candidates_in(sentence: Sentence, survey: Survey) -> list[Candidate]:
    """All typed values of the sentence in text order, none overlapping an earlier and surer one."""
    found: list[Candidate] = []
    for recognise in (_times, _loose_dates, _numbers, _ordinals, _names, terms_candidates, _phrases):
        for candidate in recognise(sentence, survey):
            if not any(candidate.span.overlaps(f.span) for f in found):
                found.append(candidate)
    return sorted(found, key=lambda c: c.span)


def _moved(sentence: Sentence, span: Span) -> Span:
    return Span(sentence.span.start + span.start, sentence.span.start + span.end)


def _times(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    for date in dates.find_dates(sentence.text):
        span = date.span
        if date.precision in {"day", "month"}:
            year = re.search(r"\b\d{4}\b", date.printed)
            if year is None:
                continue
            span = Span(span.start + year.start(), span.start + year.end())
        elif date.precision == "year":
            lead = sentence.text[: span.start]
            if PART_OF_A_NAME.search(lead):
                continue
            if (
                not (YEAR_LEAD.search(lead) or LOOSE_YEAR_LEAD.search(lead))
                or NOT_A_YEAR_AFTER.match(sentence.text[span.end :])
                or not date.printed.isdigit()
            ):
                continue
        elif date.precision not in {"decade", "century"}:
            continue
        value = date.as_value()
        if value is None:
            continue
        if value.answer_type in {AnswerType.FULL_DATE, AnswerType.MONTH_YEAR}:
            printed = sentence.text[span.start : span.end]
            value = Value(AnswerType.YEAR, printed, printed, number=float(printed), precision="year")
        yield Candidate(sentence, _moved(sentence, span), value, date=date)


def _loose_dates(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    """Days and months without a year, and years of three digits, which only their place tells from counts."""
    for date in (*dates.find_dates(sentence.text), *dates.lone_months(sentence.text)):
        if date.precision not in dates.PARTS or ONE_OF_TWO_DAYS.search(sentence.text[: date.span.start]):
            continue
        value = Value(dates.PARTS[date.precision], date.printed, date.iso, precision=date.precision)
        yield Candidate(sentence, _moved(sentence, date.span), value, date=date)
    for token in sentence.tokens:
        if SHORT_YEAR.fullmatch(token.text) and _is_short_year(sentence, token):
            iso = f"{int(token.text):04}"
            yield Candidate(
                sentence,
                token.span,
                Value(AnswerType.YEAR, token.text, iso, number=float(token.text), precision="year"),
                date=dates.PrintedDate(token.span, token.text, "year", iso, "{year}"),
            )


def _is_short_year(sentence: Sentence, token: Token) -> bool:
    """ "in 911" with nothing behind it to count."""
    before, after = sentence.previous(token), sentence.following(token)
    counts = after is not None and (
        after.pos in {"NOUN", "PROPN", "ADJ", "NUM"} or after.start == token.end and after.text in {"%", "-"}
    )
    return token.dep == "pobj" and before is not None and before.text.lower() == "in" and not counts


def _numbers(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    taken = [d.span for d in dates.find_dates(sentence.text)]
    for number in numbers.find_numbers(sentence.text):
        if any(number.span.overlaps(t) for t in taken) or number.value < 2:
            continue
        span = _moved(sentence, number.span)
        bent = APPROXIMATOR_BEFORE.search(sentence.text[: number.span.start])
        counted = "" if number.unit else _counted(sentence, span)
        if number.answer_type == AnswerType.COUNT and not counted and not _stands_alone(sentence, span):
            continue
        approximator = re.sub(r"\s+", " ", bent.group(1).lower()) if bent else ""
        yield Candidate(sentence, span, number.as_value(counted), approximator, counted, number=number)


def _stands_alone(sentence: Sentence, span: Span) -> bool:
    """ "had reached 37,500", "four of its hangers": a figure in the place of a noun."""
    words = sentence.at(span)
    return bool(words) and words[-1].pos == "NUM" and words[-1].dep in {"dobj", "pobj", "attr"}


def _counted(sentence: Sentence, span: Span) -> str:
    """The plural noun that the number at ``span`` counts, "" where the parser sees none."""
    words = sentence.at(span)
    if not words:
        return ""
    last = words[-1]
    head = sentence.parse.tokens[last.head]
    if last.dep == "nummod" and head.tag in {"NNS", "NNPS"} and last.i < head.i <= last.i + 4:
        return head.text.lower()
    after = sentence.following(last)
    return after.text.lower() if after is not None and after.tag == "NNS" else ""


def _ordinals(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    for ordinal in numbers.find_ordinals(sentence.text):
        after = sentence.text[ordinal.span.end :]
        if 2 <= ordinal.number <= 20 and ORDINAL_HEADS.match(after):
            yield Candidate(sentence, _moved(sentence, ordinal.span), ordinal.as_value())


def _names(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    for mention in names.mentions_in(sentence):
        kind = survey.type_of(mention.text)
        span, text = mention.span, mention.text
        owners = survey.owners_of(text) if kind in {None, AnswerType.NAME} and " " not in text else []
        if len(owners) == 1 and any(t.label == "PERSON" for t in mention.tokens):
            value = Value(AnswerType.PERSON, text, owners[0].text, person_aliases(owners[0].text, survey))
            yield Candidate(sentence, span, value, mention=mention)
            continue
        if text.endswith(("'s", "’s")):
            span, text = Span(span.start, span.end - 2), text[:-2]
        if kind is None:
            continue
        if kind == AnswerType.NATIONALITY and not _before_noun(sentence, mention.tokens[-1]):
            continue
        country = countries.country_named(text) if kind == AnswerType.COUNTRY else None
        aliases: tuple[str, ...] = ()
        canonical = text
        if country:
            canonical, aliases = country.name, country.aliases
        elif kind == AnswerType.PERSON:
            aliases = person_aliases(text, survey)
        yield Candidate(sentence, span, Value(kind, span.cut(sentence.source), canonical, aliases), mention=mention)
    for token in sentence.tokens:
        group = classes.class_of(token.text) if token.pos in {"NOUN", "PROPN"} and token.text.islower() else None
        counted = any(c.dep in {"det", "poss"} for c in sentence.children(token))  # "the lead" is no metal
        if group and group.name in {"metal", "gas"} and not counted:
            yield Candidate(sentence, token.span, Value(AnswerType.TERM, token.text, token.text, unit=group.name))


def _before_noun(sentence: Sentence, token: Token) -> bool:
    after = sentence.following(token)
    return after is not None and after.pos in {"NOUN", "ADJ"}


def person_aliases(text: str, survey: Survey) -> tuple[str, ...]:
    """Other forms of a full name: hyphens and blanks exchanged, the surname where it has one owner."""
    forms = [text.replace("-", " ")] if "-" in text else []
    surname = surname_of(text)
    if names_alone(surname) and len(survey.owners_of(surname)) == 1:
        forms.append(surname)
    return tuple(dict.fromkeys(f for f in forms if f != text))


def terms_candidates(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    for span, why in terms_in(sentence, survey.term_counts, survey.title_words):
        text = span.cut(sentence.source)
        yield Candidate(
            sentence, span, Value(AnswerType.TERM, text, text.lower(), unit=""), approximator="", counted=why
        )


PHRASE = "phrase"  # what a common noun phrase is marked with beside the reasons of terms


def _phrases(sentence: Sentence, survey: Survey) -> Iterator[Candidate]:
    for span in phrases_in(sentence):
        text = span.cut(sentence.source)
        yield Candidate(sentence, span, Value(AnswerType.TERM, text, text.lower()), counted=PHRASE)
