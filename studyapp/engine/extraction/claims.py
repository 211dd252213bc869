"""A typed value in its sentence becomes a fact: what is claimed, by whom, as of when."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from studyapp.engine.extraction import dates, lexicon, names
from studyapp.engine.extraction.attribution import attribution_of
from studyapp.engine.extraction.facts import EventTime, FactDraft
from studyapp.engine.extraction.labels import label_of
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.sentence import Sentence, Wording, content_lemmas
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Stance
from studyapp.engine.reading.parser import Token

KEY_LENGTH = 80  # characters of a claim key
TIMES = frozenset({AnswerType.YEAR, AnswerType.DECADE, AnswerType.CENTURY})
FIGURES = frozenset({AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT})
ONCE = frozenset("abolish bear build complete die discover establish found invent open".split())  # lemmas
SMALL = 100  # things that are counted one by one
ROUNDING = 0.025  # share by which a rounded figure may lie off
ASIDES = frozenset("relcl advcl acl appos parataxis ccomp punct".split())


def fact_of(candidate: Candidate, wording: Wording, survey: Survey) -> FactDraft:
    """The fact that ``candidate`` states in ``wording`` of its sentence."""
    sentence = candidate.sentence
    verb = governing_verb(sentence, candidate)
    said = attribution_of(wording, survey)
    stance = said.stance if said else Stance.ASSERTED
    if said and lexicon.HEDGE.search(wording.lower):
        stance = Stance.DENIED if stance == Stance.DENIED else Stance.HEDGED
    metadata = survey.article.metadata
    return FactDraft(
        sentence=sentence.draft.position,
        span=candidate.span,
        value=replace(candidate.value, printed=candidate.span.cut(survey.text)),
        label=label_of(candidate, wording),
        claim_key=claim_key(candidate, verb, survey),
        subject=subject_text(sentence, verb),
        speaker=said.speaker if said else None,
        stance=stance,
        event_time=event_time(sentence),
        as_of=metadata.as_of or (metadata.published_on if in_present(sentence, verb) else None),
    )


def governing_verb(sentence: Sentence, candidate: Candidate) -> Token | None:
    """The verb of the clause in which the value stands."""
    tokens = sentence.at(candidate.span)
    if not tokens:
        return sentence.root
    token, steps = tokens[-1], 0
    mine = {t.i for t in sentence.tokens}
    while token.pos not in {"VERB", "AUX"} and token.head != token.i and token.head in mine and steps < 12:
        token, steps = sentence.parse.tokens[token.head], steps + 1
    return token if token.pos in {"VERB", "AUX"} else sentence.root


def subject_text(sentence: Sentence, verb: Token | None) -> str:
    """The subject of the clause as printed, without what follows a comma; "" where there is none."""
    subject = sentence.subject_of(verb) if verb is not None else None
    if subject is None:
        return ""
    text = re.sub(r"\s+", " ", sentence.subtree_span(subject).cut(sentence.source))
    return text.split(",")[0][:200]


def claim_key(candidate: Candidate, verb: Token | None, survey: Survey) -> str:
    """What is claimed without the value: type, verb, names, subject, object, year and unit, at most ``KEY_LENGTH`` long.

    Word order, tense, adjectives, asides and who says so do not change it, so a reworded sentence keeps its key
    and two speakers who give one thing different values have one key between them.
    """
    sentence = candidate.sentence
    clause = _clause(sentence, verb) if verb is not None else []
    named = _named(sentence, clause, candidate, survey)
    parts = [candidate.answer_type.value, verb.lemma.lower() if verb is not None else ""]
    parts.append("+".join(sorted({name for name in named.values() if name})))
    said = []
    for roles in (("nsubj", "nsubjpass", "expl"), ("dobj", "attr", "oprd", "dative")):
        heads = set()
        for child in sentence.children(verb, *roles) if verb is not None else ():
            heads |= _heads(sentence, child, candidate, survey, named)
        said.append("+".join(sorted(heads)))
    parts += said if said[0] else said[::-1]  # "there were 500 ships" says the same as "500 ships were"
    if not any(parts[3:5]):  # "was replaced by X": only the sentence's words say of what
        shown = content_lemmas(t for t in sentence.tokens if not t.span.overlaps(candidate.span))
        parts.append("+".join(sorted(shown)[:6]))
    if candidate.answer_type not in TIMES:
        time = event_time(sentence)
        parts.append(time.value[:4] if time else "")
    parts.append(candidate.value.unit.lower() if candidate.answer_type != AnswerType.TERM else "")
    return _short("|".join(parts))


def names_of_key(key: str) -> str:
    """The names of a claim, joined by "+"; "" for a claim that says of nothing by name what it claims."""
    parts = key.split("|")
    return parts[2] if len(parts) > 3 else ""


def says_of_what(key: str) -> bool:
    """Whether a claim means the same in another text: it names something, or is made another way (an office)."""
    return bool(names_of_key(key)) or key.count("|") < 3


def has_one_value(key: str) -> bool:
    """Whether two values of a claim can't both be right: a figure told of something by name, or when it once happened."""
    if not names_of_key(key):
        return False
    kind, verb = key.split("|")[:2]
    return kind in FIGURES or kind in {t.value for t in TIMES} and verb in ONCE


def same_figure(kind: str, one: float, other: float) -> bool:
    """Whether two numbers of one unit say the same: small counts and times to the unit, others as closely as people round."""
    exact = kind not in FIGURES or kind == AnswerType.COUNT and max(abs(one), abs(other)) < SMALL
    return one == other if exact else abs(one - other) <= ROUNDING * max(abs(one), abs(other))


def _short(key: str) -> str:
    """A key as it is, or its beginning with a digest of all of it."""
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    return f"{key[: KEY_LENGTH - 17]}#{digest}"


def _clause(sentence: Sentence, verb: Token) -> list[Token]:
    """The words of a verb's clause without asides, clauses hung on it, and "according to"."""
    found, open_ = [], [verb]
    while open_:
        token = open_.pop()
        found.append(token)
        for child in sentence.parse.children(token):
            verbal = child.dep == "conj" and child.pos in {"VERB", "AUX"}
            if child.dep in ASIDES or verbal or child.text.lower() == "according":
                continue
            if sentence.span.contains(child.span):
                open_.append(child)
    return found


def _named(sentence: Sentence, clause: list[Token], candidate: Candidate, survey: Survey) -> dict[int, str]:
    """By token: the name it belongs to, folded, of a person the last part; "" for the value's own words."""
    mine = {t.i for t in clause}
    found: dict[int, str] = {}
    for mention in names.mentions_in(sentence):
        inside = [t for t in mention.tokens if t.i in mine]
        if not inside or all(t.text.lower().rstrip(".") in lexicon.MONTHS for t in mention.tokens):
            continue
        name = names.key_of(mention.text)
        if survey.type_of(mention.text) == AnswerType.PERSON:
            name = name.split()[-1]
        if mention.span.overlaps(candidate.span):
            name = ""
        found.update((t.i, name) for t in inside)
    return found


def _heads(sentence: Sentence, token: Token, candidate: Candidate, survey: Survey, named: dict[int, str]) -> set[str]:
    """Lemmas of a phrase's head and of what it is made up of, names as names; the value is left out."""
    found: set[str] = set()
    for node in (token, *sentence.children(token, "pobj", "compound", "poss", "pcomp", "nmod")):
        if node.span.overlaps(candidate.span) or node.pos not in {"NOUN", "PROPN", "PRON"} or node.text.isdigit():
            continue
        if node.i in named:
            found.add(named[node.i])
        elif node.pos == "PRON":
            person = survey.main_person
            found.add(person.key.split()[-1] if person and node.text.lower() in {"he", "she"} else "")
        else:
            found.add(node.lemma.lower())
    return {f for f in found if f}


def event_time(sentence: Sentence) -> EventTime | None:
    """The one date with a year that the sentence prints."""
    found = [
        d
        for d in dates.find_dates(sentence.text)
        if d.precision in {"day", "month", "year"} and d.year and d.iso[0].isdigit()
    ]
    if len({d.year for d in found}) != 1:
        return None
    best = max(found, key=lambda d: len(d.iso))
    if best.precision == "year" and not re.search(
        r"\b(?:[Ii]n|[Oo]f|[Dd]uring|[Ss]ince|[Bb]y|[Aa]fter|[Ff]rom)\s$", sentence.text[: best.span.start]
    ):
        return None
    return EventTime(best.iso, best.precision)


def in_present(sentence: Sentence, verb: Token | None) -> bool:
    """Whether the clause tells a state that lasts until the article's date."""
    if verb is None:
        return False
    return verb.tag in {"VBZ", "VBP"} or any(a.tag in {"VBZ", "VBP"} for a in sentence.children(verb, "aux", "auxpass"))
