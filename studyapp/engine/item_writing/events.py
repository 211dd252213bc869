"""Dated events in words that do not tell the date: "Egypt nationalised the canal", 26 July 1956.

The words are the sentence less its date. What is left must be a plain clause about one thing that happened once,
and it must read alone; whatever is unsure is no event.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studyapp.engine.extraction import dates, names
from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.sentence import SUBJECT_DEPS, Sentence, Wording, is_finite
from studyapp.engine.extraction.sentence_rules import is_sound
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Stance
from studyapp.engine.item_writing import quotable
from studyapp.engine.item_writing.flaws.case import content_words
from studyapp.engine.item_writing.passages import passage_for
from studyapp.engine.reading.gazetteers.classes import MONTHS_BUT_MAY
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

SHORTEST, LONGEST = 4, 20  # words of an event
WORDINGS_TRIED = 12  # of one sentence; the plainest come first
PRECISIONS = frozenset({"year", "month", "day"})
LEADS = {"year": {"in"}, "month": {"in"}, "day": {"on"}}
# what lasts, or is done again and again: no event with one date
STATES = frozenset(
    """be have remain live reside contain consist include exist stand lie own belong know believe cover employ number
    total attend work serve study teach continue stay keep seem appear grow rise fall increase decrease decline
    double triple drop reach account average cost earn carry produce export import sell spend do want hope plan intend
    consider regard call describe see use need mean depend differ vary""".split()
)
REPEATED = frozenset(
    """win lose beat play score compete visit travel meet host hold say tell state report announce warn note add
    record perform appear tour celebrate vote speak talk agree discuss come go return try help""".split()
)
LIVES = frozenset({"bear", "die"})  # everybody knows which of these comes first
ALONE = frozenset("open close end begin start merge collapse disband resign retire dissolve reopen crash sink".split())
OBJECTS = frozenset({"dobj", "attr", "oprd", "agent", "prep", "acomp", "xcomp", "dative", "ccomp", "prt"})
# words that place an event beside another one, which is not shown
BESIDE = re.compile(
    r"\b(?:(?i:later|then|subsequently|afterwards?|meanwhile|again|also|too|still|eventually|finally|soon|already|since|until|"
    r"before|after|following|previous(?:ly)?|next|earlier|same|another|former(?:ly)?|latter|thereafter|once more|"
    r"annual(?:ly)?|every|often|usually|repeatedly|twice|regularly|aged?|anniversary|century)|"
    rf"{'|'.join(MONTHS_BUT_MAY)}|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
OPEN_WORDS = frozenset("he she it they i we you this that these those there here both such who which".split())
ORDINALS = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|initial|original|reopened|rebuilt|"
    r"\d+(?:st|nd|rd|th))\b"
)


@dataclass(frozen=True)
class Event:
    """``text`` is a clause without its date and full stop; ``span`` is where ``date`` stands in the article."""

    text: str
    date: dates.PrintedDate
    span: Span
    sentence: Sentence
    fact: FactDraft

    @property
    def year(self) -> int:
        return int(self.date.iso[:4])

    @property
    def words(self) -> set[str]:
        return content_words(self.text)


def events_in(facts: Sequence[FactDraft], survey: Survey) -> list[Event]:
    """The events behind those of ``facts`` that tell a year and stand alone, in text order; one of a sentence."""
    sentences = {s.draft.position: s for s in survey.sentences}
    found: dict[int, Event] = {}
    for fact in sorted(facts, key=lambda f: f.span):
        if fact.sentence not in found and fact.value.answer_type == AnswerType.YEAR and _is_told_plainly(fact):
            event = _event(fact, sentences[fact.sentence], survey)
            if event is not None:
                found[fact.sentence] = event
    return [e for e in found.values() if not any(_told_twice(e, o) for o in found.values() if o is not e)]


def _is_told_plainly(fact: FactDraft) -> bool:
    return fact.speaker is None and fact.stance == Stance.ASSERTED


def _event(fact: FactDraft, sentence: Sentence, survey: Survey) -> Event | None:
    """The event in the first wording of ``sentence`` that can lose its date; None where none can."""
    date = _date_at(sentence, fact.span)
    if date is None:
        return None
    span = _moved(sentence, date.span)
    for wording in itertools.islice(quotable.wordings(sentence, survey), WORDINGS_TRIED):
        clause = without_date(_first_predicate(wording), date, span)
        if clause is not None and is_sound(wording, survey) and _reads_alone(clause, survey):
            return Event(clause.text.rstrip(". "), date, span, sentence, fact)
    return None


def _date_at(sentence: Sentence, place: Span) -> dates.PrintedDate | None:
    """The date of which the year at ``place`` is a part."""
    for date in dates.find_dates(sentence.text):
        if _moved(sentence, date.span).contains(place):
            return date if date.precision in PRECISIONS and date.iso[0].isdigit() else None
    return None


def _moved(sentence: Sentence, span: Span) -> Span:
    return Span(sentence.span.start + span.start, sentence.span.start + span.end)


def _first_predicate(wording: Wording) -> Wording:
    """``wording`` up to the "and" before its second predicate, where that runs to the end of the sentence."""
    sentence, root = wording.sentence, wording.sentence.root
    if root is None:
        return wording
    last = sentence.tokens[-1]
    end = last.start if last.pos == "PUNCT" else last.end
    for verb in sentence.children(root, "conj"):
        joints = [c for c in sentence.children(root, "cc") if c.i < verb.i and c.text.lower() in {"and", "but"}]
        if joints and verb.pos in {"VERB", "AUX"} and sentence.subtree_span(verb).end >= end:
            return replace(wording.without(Span(joints[-1].start, end)), is_shortened=True)
    return wording


def without_date(wording: Wording, date: dates.PrintedDate, span: Span) -> Wording | None:
    """``wording`` less "in 1956" or "on 26 July 1956" at ``span``; None where no plain event would be left."""
    sentence, root = wording.sentence, wording.sentence.root
    if root is None or not wording.shows(span) or not _is_event_verb(sentence, root):
        return None
    subject = _plain_subject(wording, root)
    lead = next((t for t in sentence.tokens if t.end == span.start - 1), None)
    if subject is None or lead is None or not _dates_the_verb(wording, lead, root, date, span):
        return None
    cut = _cut(wording, lead, subject, span)
    clause = wording.without(cut) if cut is not None else None
    return clause if clause is not None and _is_told_well(clause, root) else None


def _dates_the_verb(wording: Wording, lead: Token, root: Token, date: dates.PrintedDate, span: Span) -> bool:
    """ "in" or "on" that says when the verb happened: it hangs on the verb, or opens the sentence, or ends it behind
    a name, where the parser may take it for a part of that name."""
    sentence = wording.sentence
    if lead.text.lower() not in LEADS[date.precision] or lead.dep != "prep":
        return False
    if not Span(lead.start, span.end).contains(sentence.subtree_span(lead)):
        return False
    head = sentence.parse.tokens[lead.head]
    opens = lead.i == wording.tokens[0].i and sentence.source[span.end : span.end + 1] == ","
    rest = [t for t in wording.tokens if t.start >= span.end and t.pos != "PUNCT"]
    ends = not rest and head.pos == "PROPN" and root.i < head.i < lead.i
    return head.i == root.i or opens or ends


def _is_event_verb(sentence: Sentence, root: Token) -> bool:
    """A verb in the simple past, active or passive, that tells of something done once."""
    if root.pos != "VERB" or root.lemma.lower() in STATES | REPEATED | LIVES or sentence.children(root, "neg", "expl"):
        return False
    helpers = [t.text.lower() for t in sentence.children(root, "aux", "auxpass")]
    return helpers == [] if root.tag == "VBD" else root.tag == "VBN" and helpers in (["was"], ["were"])


def _cut(wording: Wording, lead: Token, subject: Token, span: Span) -> Span | None:
    """The stretch from "in" to the end of the date; before the subject with its comma. None for one between commas."""
    source, own = wording.sentence.source, wording.sentence.span
    comma = re.match(r"\s*,", source[span.end : own.end])
    before = [t for t in wording.tokens if t.end <= lead.start]
    if before and before[-1].text.lower() in {"and", "or", "but", "early", "late", "only"}:
        return None
    if lead.i < subject.i:
        return Span(lead.start, span.end + comma.end()) if comma else Span(lead.start, span.end)
    american = bool(re.search(r"\d, \d{4}$", source[lead.start : span.end]))
    return None if before[-1].pos == "PUNCT" or american and comma else Span(lead.start, span.end)


def _plain_subject(wording: Wording, root: Token) -> Token | None:
    """The noun before the verb, where it is the sentence's only predicate and no clause gives another time."""
    sentence = wording.sentence
    subject = sentence.subject_of(root)
    if subject is None or subject.dep not in SUBJECT_DEPS - {"expl", "csubj", "csubjpass"}:
        return None
    if subject.pos == "PRON" and not _is_written_out(wording, subject):
        return None
    if subject.i > root.i or not wording.shows(subject.span):
        return None
    for token in wording.tokens:
        joined = token.dep in {"conj", "parataxis"} and token.pos in {"VERB", "AUX"} and token.head == root.i
        if joined or token.dep == "advcl" and is_finite(sentence, token):
            return None
    return subject


def _is_written_out(wording: Wording, token: Token) -> bool:
    """Whether a name is shown in the place of ``token``."""
    return any(span.overlaps(token.span) for span in wording.replaced)


def _is_told_well(clause: Wording, root: Token) -> bool:
    """Short, with a name, with what its verb needs, without other times, pronouns that point out, or quotations."""
    text = clause.text.rstrip(". ")
    words = text.split()
    if not SHORTEST <= len(words) <= LONGEST or re.search(r"\d{3,4}|[\"“”;:()–—]", text) or BESIDE.search(text):
        return False
    if any(t.text.lower() in OPEN_WORDS and not _is_written_out(clause, t) for t in clause.tokens if t.tag != "WDT"):
        return False
    if not clause.replaced and not any(clause.shows(m.span) for m in names.mentions_in(clause.sentence)):
        return False
    complements = [t for t in clause.tokens if t.head == root.i and t.dep in OBJECTS]
    return bool(complements) or root.tag == "VBN" or root.lemma.lower() in ALONE


def _reads_alone(clause: Wording, survey: Survey) -> bool:
    passage, _ = passage_for(clause, survey)
    return passage is not None and not passage.before


def _told_twice(event: Event, other: Event) -> bool:
    """One event in words that hold all of the other's: nobody could tell which date is which's."""
    return event.words <= other.words or other.words <= event.words


def pick(events: Sequence[Event], least: int, most: int, *, by_year: bool) -> list[Event]:
    """Up to ``most`` events that may stand in one set, in the order of their dates; [] when fewer than ``least``.

    ``by_year`` wants another year for each; else days and months of one year may tell them apart.
    """
    chosen: list[Event] = []
    for event in events:
        if len(chosen) < most and all(_fits(event, other, by_year) for other in chosen):
            chosen.append(event)
    return sorted(chosen, key=lambda e: e.date.iso) if len(chosen) >= least else []


def _fits(event: Event, other: Event, by_year: bool) -> bool:
    """Dates that can be told apart, and at most one of the two with a word such as "first" that tells its place."""
    known = 4 if by_year else min(len(event.date.iso), len(other.date.iso))
    tells = bool(ORDINALS.search(event.text)) and bool(ORDINALS.search(other.text))
    return event.date.iso[:known] != other.date.iso[:known] and not tells
