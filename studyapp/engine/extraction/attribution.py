"""Who says so: the speaker of a claim, and how surely a sentence says what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.sentence import Sentence, Wording
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Stance
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
CAN_SPEAK = {AnswerType.PERSON, AnswerType.COUNTRY, AnswerType.ORGANISATION}
DENIALS = frozenset({"deny", "refute", "reject", "dispute"})


@dataclass(frozen=True)
class Attribution:
    """``speaker`` is the full name where the article has one; ``verb`` the reporting verb, None after "according to"."""

    speaker: str
    span: Span
    verb: Token | None
    stance: Stance


def attribution_of(wording: Wording, survey: Survey) -> Attribution | None:
    """The named speaker of a sentence's claim; None when nobody claims it or the speaker is not named."""
    sentence = wording.sentence
    match = ACCORDING.search(sentence.text)
    if match:
        start = sentence.span.start + match.end()
        named = _named_at(sentence, survey, start)
        return Attribution(named[0], named[1], None, Stance.ATTRIBUTED) if named else None
    verb = speech_verb(sentence)
    if verb is None:
        return None
    subject = sentence.subject_of(verb)
    if subject is None:
        return None
    named = named_subject(sentence, survey, subject)
    if named is None:
        return None
    stance = Stance.DENIED if verb.lemma.lower() in DENIALS else Stance.ATTRIBUTED
    return Attribution(named[0], named[1], verb, stance)


def speech_verb(sentence: Sentence) -> Token | None:
    """An active verb of saying that governs what is said."""
    for token in sentence.tokens:
        if token.pos != "VERB" or token.lemma.lower() not in lexicon.SPEECH_LEMMAS:
            continue
        if sentence.children(token, "auxpass") or token.dep in {"acl", "relcl", "amod", "pcomp", "advcl", "xcomp"}:
            continue
        subject = sentence.subject_of(token)
        if subject is None or subject.dep == "nsubjpass" or not _can_say(subject, token):
            continue
        if token.lemma.lower() in {
            "describe",
            "call",
            "write",
            "add",
            "point",
            "note",
            "report",
            "ask",
            "recall",
            "hope",
            "fear",
        }:
            says = sentence.children(token, "ccomp") or re.search(r"[\"“]", sentence.text)
        else:
            says = sentence.children(token, "ccomp", "dobj", "xcomp", "prep", "parataxis") or token.dep in {
                "ccomp",
                "parataxis",
            }
        if says:
            return token
    return None


# verbs that a thesis, a map or a law does as well as a person
ALSO_OF_THINGS = frozenset(
    "describe call explain add reply ask point recall estimate predict conclude suggest state note report stress confirm admit".split()
)
SPEAKERS = lexicon.OCCUPATIONS | frozenset(
    """people union company firm government ministry police official spokesperson council group club party court committee
    commission agency board bank team department authority resident witness expert analyst report study survey critic
    investigator observer supporter opponent fan neighbour organisation organization charity campaigner lawyer""".split()
)


def _can_say(subject: Token, verb: Token) -> bool:
    """A thing "describes" without claiming; for verbs of plain saying any subject counts as a speaker."""
    if subject.pos in {"PROPN", "PRON"} or verb.lemma.lower() not in ALSO_OF_THINGS:
        return True
    return subject.lemma.lower() in SPEAKERS


def named_subject(sentence: Sentence, survey: Survey, subject: Token) -> tuple[str, Span] | None:
    """The name that ``subject`` is or has in apposition, with its place; None for a common noun or pronoun."""
    inside = sentence.subtree_span(subject)
    best: tuple[str, Span] | None = None
    for mention in names.mentions_in(sentence):
        if not inside.contains(mention.span):
            continue
        heads = {t.i for t in mention.tokens}
        direct = subject.i in heads
        apposed = any(c.i in heads for c in sentence.children(subject, "appos"))
        if not direct and not (apposed and subject.pos == "NOUN"):
            continue
        resolved = resolve(mention.text, survey)
        if resolved:
            best = (resolved, mention.span)
            break
    return best or _institution(sentence, subject)


BODIES = frozenset("government ministry parliament army navy military embassy police court senate cabinet".split())


def _institution(sentence: Sentence, subject: Token) -> tuple[str, Span] | None:
    """ "the Belgian government": a state's institution, named by the state's adjective."""
    if subject.lemma.lower() not in BODIES:
        return None
    inside = [t for t in sentence.tokens if t.i < subject.i and sentence.subtree_span(subject).contains(t.span)]
    words = " ".join(t.text for t in inside if t.text[0].isupper() and t.text.lower() != "the")
    if not words or countries.country_of_adjective(words) is None:
        return None
    first = next(t for t in inside if t.text[0].isupper() and t.text.lower() != "the")
    span = Span(first.start, subject.end)
    return f"the {span.cut(sentence.source)}", span


def _named_at(sentence: Sentence, survey: Survey, start: int) -> tuple[str, Span] | None:
    window = Span(start, min(sentence.span.end, start + 90))
    stop = re.search(r"[,;:]|\b(?:in|on|from|at)\b", window.cut(survey.text))
    end = start + stop.start() if stop else window.end
    for mention in names.mentions_in(sentence):
        if start <= mention.span.start < end:
            resolved = resolve(mention.text, survey)
            if resolved:
                return resolved, mention.span
    return None


def resolve(text: str, survey: Survey) -> str | None:
    """The full name of somebody who can speak: a person, a country, a named organisation."""
    kind = survey.type_of(text)
    name = survey.names.get(names.key_of(text))
    owners = survey.owners_of(text) if " " not in text and kind in {None, AnswerType.NAME} else []
    if len(owners) == 1:
        return without_office(owners[0].text)
    if kind == AnswerType.NAME and name and (name.share("ORG") >= 0.5 or text.isupper() and len(text) > 2):
        return text
    if kind in CAN_SPEAK:
        return without_office(re.sub(r"['’]s$", "", text))
    if kind == AnswerType.NAME and " " in text and name and name.share("PERSON") >= 0.6:
        return without_office(text)
    if " " not in text and countries.country_of_capital(text):
        return text
    if kind == AnswerType.CITY and countries.country_of_capital(text) or text == "Kremlin":
        return text
    return text if is_known_by_one_word(text, survey) else None


def is_known_by_one_word(text: str, survey: Survey) -> bool:
    """A lone name without a type that the article comes back to: "Alder said", of a firm."""
    name = survey.names.get(names.key_of(text))
    untyped = name is not None and name.answer_type in {None, AnswerType.NAME}
    return bool(untyped and " " not in text and name.count >= 2 and name.share("PERSON") < 0.5)


OFFICE_IN_FRONT = re.compile(
    rf"^.*\b(?:MP|MEP|MSP|{'|'.join(sorted(o.title() for o in lexicon.OFFICES))}) (?=[A-Z][\w’'-]+ [A-Z])"
)


def without_office(name: str) -> str:
    """A person's name less the office in front of it: "Labour MP Anna Holt" is Anna Holt."""
    return OFFICE_IN_FRONT.sub("", name)
