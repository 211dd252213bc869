"""Questions proper: "In which year …?", "Who …?", "Which country …?".

They are a change of clothes for a plain clause: the words of the predicate stay as they are printed and
in their order. Where a clause is not plain the passage keeps its gap instead.
"""

from __future__ import annotations

import re

from studyapp.engine.extraction.lexicon import MONTHS
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.sentence import SUBJECT_DEPS, Sentence, Wording
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

LONGEST = 32  # words of a question
VERB_PARTS = frozenset({"aux", "auxpass", "neg"})
PRONOUNS = frozenset("he she it they his her its their him them this these those that who which i we".split())


def year_question(wording: Wording, candidate: Candidate) -> str | None:
    """ "In which year was X founded?" for one plain clause whose verb the year hangs on by "in"; else None."""
    sentence, root = wording.sentence, wording.sentence.root
    place = sentence.at(candidate.span)
    if root is None or not place or root.pos != "VERB" or candidate.text != place[-1].text:
        return None
    lead = sentence.parse.tokens[place[-1].head]
    if lead.text.lower() != "in" or lead.head != root.i or sentence.children(lead, "pcomp"):
        return None
    subject = sentence.subject_of(root)
    if subject is None or subject.dep not in {"nsubj", "nsubjpass"} or not _is_plain(wording, root, place[-1]):
        return None
    cut = _with_comma(sentence, Span(lead.start, candidate.span.end))
    rest = wording.without(cut)
    parts = _parts(rest, subject, root)
    if parts is None:
        return None
    said_subject, auxiliaries, verb, tail = parts
    if not _named(said_subject) or [t.text.lower() for t in auxiliaries] not in ([], ["was"], ["were"]):
        return None
    if auxiliaries and root.tag == "VBN":
        question = f"In which year {auxiliaries[0].text.lower()} {said_subject} {verb} {tail}"
    elif not auxiliaries and root.tag == "VBD" and root.lemma.lower() not in {"be", "have"}:
        question = f"In which year did {said_subject} {root.lemma.lower()} {tail}"
    else:
        return None
    return _finished(question)


def _is_plain(wording: Wording, root: Token, year: Token) -> bool:
    """One finite verb, no comma but the one after a leading year, no second clause, no other time."""
    text = re.sub(rf"^In {year.text}, ", "", wording.text)
    if re.search(r"[,;:()\"“–—]", text):
        return False
    for token in wording.tokens:
        if (
            token.dep in {"relcl", "advcl", "ccomp", "parataxis", "csubj"}
            or token.dep == "conj"
            and token.pos in {"VERB", "AUX"}
        ):
            return False
        if token.text.lower() in PRONOUNS or token.text.lower() in MONTHS or token.dep == "neg":
            return False
        if token.pos == "ADV" and token.head == root.i and token.i < root.i:
            return False
    return True


def _parts(wording: Wording, subject: Token, root: Token) -> tuple[str, list[Token], str, str] | None:
    """(subject, auxiliaries, verb, rest) of a clause in this order; None when anything else comes between."""
    sentence = wording.sentence
    body = [t for t in wording.tokens if t.pos != "PUNCT" or t.i < root.i or t.i < wording.tokens[-1].i]
    noun = sentence.subtree_span(subject)
    if not body or body[0].start < noun.start:
        return None
    between = [t for t in body if noun.end <= t.start and t.i < root.i]
    if any(t.dep not in VERB_PARTS for t in between) or any(t.dep == "neg" for t in between):
        return None
    end = sentence.tokens[-1].start if sentence.tokens[-1].pos == "PUNCT" else sentence.span.end
    said = wording.piece(noun).strip(" ,")
    first = sentence.at(noun)[0].pos if said else ""
    if first == "DET" or (said and subject.pos != "PROPN" and first != "PROPN"):
        said = said[0].lower() + said[1:]
    return said, between, root.text, wording.piece(Span(root.end, max(root.end, end))).strip()


def _named(subject: str) -> bool:
    words = subject.split()
    return len(words) <= 12 and any(w[0].isupper() for w in words) and words[0].lower() not in PRONOUNS


def _with_comma(sentence: Sentence, span: Span) -> Span:
    after = sentence.source[span.end : span.end + 1]
    if span.start == sentence.span.start and after == ",":
        return Span(span.start, span.end + 1)
    return span


def _finished(question: str) -> str | None:
    question = re.sub(r"\s+", " ", question).strip(" ,;:.")
    question = re.sub(r"\s+([,;:.!?])", r"\1", question)
    if not 6 <= len(question.split()) <= LONGEST or re.search(
        r"\b(?:of|in|at|on|by|for|with|to|the|a|an|and|from|as)$", question
    ):
        return None
    return question + "?"


def subject_question(wording: Wording, candidate: Candidate, survey: Survey) -> str | None:
    """ "Who …?" / "Which country …?" with the printed predicate, where the name is the whole subject; else None."""
    sentence, root = wording.sentence, wording.sentence.root
    if root is None or candidate.mention is None:
        return None
    subject = sentence.subject_of(root)
    mine = {t.i for t in sentence.at(candidate.span)}
    if (
        subject is None
        or subject.dep not in {"nsubj", "nsubjpass"}
        or not _stands_for(sentence, subject, mine, candidate)
        or _second_subject(wording, root)
    ):
        return None
    noun = sentence.subtree_span(subject)
    shown = [t for t in wording.tokens if noun.contains(t.span)]
    if any(t.dep in {"conj", "cc"} and sentence.parse.tokens[t.head].i in {subject.i, *mine} for t in shown):
        return None
    who = _question_word(candidate)
    end = sentence.tokens[-1].start if sentence.tokens[-1].pos == "PUNCT" else sentence.span.end
    lead = wording.piece(Span(sentence.span.start, noun.start)).strip()
    tail = wording.piece(Span(noun.end, max(noun.end, end))).strip(" ,")
    verbs = [t for t in wording.tokens if t.i == root.i or t.head == root.i and t.dep in {"aux", "auxpass"}]
    first = min(verbs, key=lambda t: t.i)
    if (
        who is None
        or not _agrees(first)
        or re.search(r"\b(?:himself|herself|his|her|he|she|its|it|their|they)\b", lead)
    ):
        return None
    if lead and not re.fullmatch(r"(?:In|On|During|By|After|At)\b[^,;]{2,40},", lead):
        return None
    lead = lead.rstrip(",")
    if lead and any(c in tail for c in ",;"):
        return None
    if first.tag in {"VBZ", "VBP"} and first.lemma == "be" and re.search(r"\bsince\b", tail):
        return None  # "is the chair since 2015": no English, and perhaps no longer true
    if lead:
        tail = f"{tail} {lead[0].lower()}{lead[1:]}"
    if candidate.answer_type != AnswerType.PERSON and re.search(r"\b(?:his|her|he|she)\b", tail):
        return None
    return _finished(f"{who} {tail}")


def _second_subject(wording: Wording, root: Token) -> bool:
    """ "Ada scored but late goals settled the match": the clause behind has a subject of its own."""
    second = [t for t in wording.tokens if t.dep == "conj" and t.head == root.i and t.i > root.i]
    return any(set(wording.sentence.children(t, *SUBJECT_DEPS)) & set(wording.tokens) for t in second)


def _stands_for(sentence: Sentence, subject: Token, mine: set[int], candidate: Candidate) -> bool:
    """The subject is the name itself (titles before it, an apposition behind it), or an office with the name apposed."""
    if subject.i in mine:
        return not any(c.dep in {"relcl", "acl", "poss", "prep"} for c in sentence.children(subject))
    apposed = [c for c in sentence.children(subject, "appos") if c.i in mine]
    return bool(apposed) and candidate.answer_type == AnswerType.PERSON


def _question_word(candidate: Candidate) -> str | None:
    kind = candidate.answer_type
    if kind == AnswerType.PERSON:
        return "Who"
    if kind == AnswerType.COUNTRY:
        return "Which country"
    if kind == AnswerType.ORGANISATION:
        return f"Which {body_noun(candidate.text) or 'organisation'}"
    return None


BODY_NOUN = re.compile(
    r"\b(University|College|School|Club|Company|Museum|Council|Committee|Commission|Bank|Agency|Party|Ministry|Union|Society|"
    r"Institute|Foundation|Board|Department|Association)\b"
)


def body_noun(name: str) -> str:
    """What a body is by its own name: "commission" for the Harbour Commission; "" where the name does not say."""
    noun = BODY_NOUN.search(name)
    return noun.group(1).lower() if noun else ""


def _agrees(verb: Token) -> bool:
    """Singular or without number, so that who and which can take it."""
    return (
        verb.tag in {"VBD", "VBZ", "MD"}
        and verb.text.lower() not in {"were"}
        or verb.text.lower() in {"was", "is", "has", "had"}
    )


# what many people are or did: no question on one of them without a date
COMMON_LOT = re.compile(
    r"^Who (?:(?:is|was) an? |(?:was |had )?(?:liv|marri|defect|attend|join|serv|work|visit|stud|met |meet|travel|mov|return|belong|"
    r"remain|play|stay|commence|beg[au]n|start|continu|tr(?:y|ied)|help|support|us(?:es|ed)|want))"
)


def is_common_lot(question: str) -> bool:
    """ "Who lived in Orford?": true of many, and no date says of whom."""
    return bool(COMMON_LOT.match(question)) and not re.search(r"\d", question)


# told after something else, or told with a judgement: by itself no ground for who or which
POINTS_BACK = re.compile(
    r"\b(?:immediately|subsequently|later|soon|meanwhile|previously|eventually|afterwards|again|too)\b"
)
VALUING = re.compile(
    r"\b(?:passionate|dedicated|fervent|devoted|keen|committed|talented|gifted|tireless|outspoken|enthusiastic)\b"
)


# what a country is or goes on doing may hold of others too, and is known without the article
LASTING = re.compile(r"country (?:has (?:long |always |traditionally )?been|remains|is (?!the (?:first|only)\b))")


def is_specific(question: str, candidate: Candidate) -> bool:
    """A date, a figure or another name ties the question to one answer; the common lot of people needs a date."""
    body = question.split(" ", 1)[1]
    if VALUING.search(body) or POINTS_BACK.search(body) and not YEAR.search(body):
        return False
    if candidate.answer_type == AnswerType.COUNTRY and LASTING.match(body) and not YEAR.search(body):
        return False
    if re.search(r"\d", body):
        return True
    named = bool(re.search(r"(?<!^)\b[A-Z][a-z]+", body))
    return named and len(body.split()) >= 7 and not is_common_lot(question)
