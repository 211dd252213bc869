"""A typed value in its sentence becomes a fact: what is claimed, by whom, as of when."""

from __future__ import annotations

import re
from dataclasses import replace

from studyapp.engine.extraction import dates, lexicon
from studyapp.engine.extraction.attribution import attribution_of
from studyapp.engine.extraction.facts import EventTime, FactDraft
from studyapp.engine.extraction.labels import label_of
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.sentence import Sentence, Wording, content_lemmas
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Stance
from studyapp.engine.reading.parser import Token

TIMES = frozenset({AnswerType.YEAR, AnswerType.DECADE, AnswerType.CENTURY})


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
    """What is claimed without the value: type, verb, and the heads of its subject and object.

    Word order, tense, adjectives and asides do not change it, so a reworded sentence keeps its key.
    """
    sentence = candidate.sentence
    parts = [candidate.answer_type.value, verb.lemma.lower() if verb is not None else ""]
    if verb is not None:
        for role in (("nsubj", "nsubjpass", "expl"), ("dobj", "attr", "oprd", "dative"), ("agent", "prep")):
            found = set()
            for child in sentence.children(verb, *role):
                found |= _heads(sentence, child, candidate, survey)
            parts.append("+".join(sorted(found)))
    if not any(parts[2:4]):  # "was replaced by X": only the sentence's words say of what
        shown = content_lemmas(t for t in sentence.tokens if not t.span.overlaps(candidate.span))
        parts.append("+".join(sorted(shown)[:6]))
    parts.append(candidate.value.unit.lower() if candidate.answer_type != AnswerType.TERM else "")
    return "|".join(parts)[:200]


def _heads(sentence: Sentence, token: Token, candidate: Candidate, survey: Survey) -> set[str]:
    """Lemmas of a phrase's head and of the names that belong to it, the value left out."""
    found: set[str] = set()
    nodes = [token, *(c for c in sentence.children(token, "pobj", "compound", "poss", "pcomp", "nmod"))]
    for node in nodes:
        if node.span.overlaps(candidate.span) or node.pos not in {"NOUN", "PROPN", "PRON"} or node.text.isdigit():
            continue
        if token.dep == "prep" and node.pos != "PROPN":
            continue  # where and with whom tell events apart; "in stone", "for a time" come and go
        if node.pos == "PRON":
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
