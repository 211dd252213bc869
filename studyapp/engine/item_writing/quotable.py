"""A sentence made quotable: what may be left out of it without saying anything else.

Cuts follow the parse, end at commas, and always leave the main clause; conditions, reasons,
negations and speakers are never cut.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.sentence import SUBJECT_DEPS, Sentence, Wording
from studyapp.engine.extraction.surnames import surname_of
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.item_writing.loose_times import loose_times
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ON_WEEKDAY_DATE = re.compile(
    rf"(?<=\bon )(?:(?:early |late )?{WEEKDAY}(?: morning| afternoon| evening| night)?,? )(?=(?:the )?\d|[A-Z][a-z]+ \d)"
)
ON_WEEKDAY = re.compile(
    rf",? on (?:early |late )?{WEEKDAY}(?: morning| afternoon| evening| night)?(?! \d)(?!, \d)(?=[ ,.;])"
)
LEADING_WEEKDAY = re.compile(
    rf"^(?:But |And )?(?:Early |Late )?[Oo]n (?:early |late )?{WEEKDAY}(?: morning| afternoon| evening| night)?,\s+"
)
ASIDE = re.compile(r"\s\((?![A-Z]{2,8}\))[^()]*\)(?! [A-Z])")
ALSO = re.compile(r"(?<=[a-z] )also (?=[a-z])")
COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+$")
BOTH_LEADERS = re.compile(
    r"^(?:But |However, )?(?:Both|The two) (?:leaders|men|women|presidents|ministers|rivals|friends|politicians)\b"
)
BINDING = frozenset(
    "if unless when whenever until because since after before as so once where whether than although".split()
)
FREE_PREPOSITIONS = frozenset("despite unlike like along alongside together besides notwithstanding".split())
KEEPS_MEANING = re.compile(r"\b(?:not|never|no|only|n't|according|if|unless|because)\b")


def plain_wording(sentence: Sentence, survey: Survey) -> Wording:
    """The sentence less openers, asides and weekdays, with lone surnames written out."""
    if "plain wording" not in sentence.noted:
        sentence.noted["plain wording"] = _plain_wording(sentence, survey)
    return sentence.noted["plain wording"]


def _plain_wording(sentence: Sentence, survey: Survey) -> Wording:
    cuts: list[Span] = []
    opener = lexicon.FREE_OPENER.match(sentence.text)
    if opener and len(sentence.text) - opener.end() > 20:
        cuts.append(_moved(sentence, opener.start(), opener.end()))
    for pattern in (LEADING_WEEKDAY, ON_WEEKDAY_DATE, ON_WEEKDAY, ASIDE, ALSO):
        if pattern is ALSO and re.search(r"\bnot only\b", sentence.text):
            continue
        cuts += [_moved(sentence, m.start(), m.end()) for m in pattern.finditer(sentence.text)]
    cuts += [span for span in loose_times(sentence, survey) if not any(span.overlaps(cut) for cut in cuts)]
    replaced = {**surnames_written_out(sentence, survey), **pair_written_out(sentence, survey)}
    return Wording(sentence, tuple(sorted(cuts)), {**pronoun_written_out(sentence, survey), **replaced})


def pair_written_out(sentence: Sentence, survey: Survey) -> dict[Span, str]:
    """ "Both leaders" as the two names, when the paragraph has named exactly two persons before."""
    match = BOTH_LEADERS.search(sentence.text)
    if not match:
        return {}
    found: dict[str, str] = {}
    for other in survey.sentences:
        if other.draft.paragraph == sentence.draft.paragraph and other.draft.position < sentence.draft.position:
            for mention in names.mentions_in(other):
                owners = survey.owners_of(mention.text) if " " not in mention.text else []
                person = owners[0] if len(owners) == 1 else survey.persons.get(names.key_of(mention.text))
                if person:
                    found.setdefault(person.key, person.text)
    words = re.search(r"(?:Both|The two) \w+$", match.group(0))
    if len(found) != 2 or words is None:
        return {}
    return {_moved(sentence, words.start(), words.end()): " and ".join(found.values())}


def pronoun_written_out(sentence: Sentence, survey: Survey) -> dict[Span, str]:
    """The main person's name for the first "he" or "she" (his, her, him) that can be nobody else."""
    person, gender = survey.main_person, survey.main_pronoun
    if person is None or not gender or not survey.is_in_title(person):
        return {}
    for token in sentence.tokens:
        lower = token.text.lower()
        if lower in gender | OBJECTS and token.tag in {"PRP", "PRP$"}:
            others = [t for t in sentence.tokens if t.i < token.i and t.pos == "PROPN" and t.label in {"PERSON", "ORG"}]
            if (
                lower not in gender
                or others
                and not _acts_on(sentence, token, others)
                or not survey.speaks_of_main_person(sentence)
                or _is_named_beside(sentence, token, person)
            ):
                return {}
            return {token.span: person.text + ("'s" if token.tag == "PRP$" else "")}
    return {}


def _is_named_beside(sentence: Sentence, pronoun: Token, person: names.Name) -> bool:
    """ "For her thesis Ada chose …", "Ada was elected, and she served …": the sentence names her itself."""
    return any(t.i != pronoun.i and names.fold(t.text) in person.key.split() for t in sentence.tokens)


OBJECTS = frozenset({"he", "she", "his", "her", "him"})


def _acts_on(sentence: Sentence, pronoun: Token, others: list[Token]) -> bool:
    """Whether the pronoun is the object of a verb of which all the others named are the subject."""
    if pronoun.dep not in {"dobj", "dative", "nsubj"} or pronoun.tag == "PRP$":
        return False
    verb = sentence.parse.tokens[pronoun.head]
    if pronoun.dep == "nsubj":  # "made her a knight": the parser sees a small clause
        verb = sentence.parse.tokens[verb.head]
    subject = sentence.subject_of(verb)
    return subject is not None and all(sentence.subtree_span(subject).contains(o.span) for o in others)


def surnames_written_out(sentence: Sentence, survey: Survey, known: frozenset[str] = frozenset()) -> dict[Span, str]:
    """The full name in place of the first lone surname of each person whose full name the article prints."""
    replaced: dict[Span, str] = {}
    seen = set(known)
    for mention in names.mentions_in(sentence):
        text = re.sub(r"['’]s$", "", mention.text)
        if survey.type_of(text) == names.AnswerType.PERSON:
            seen.add(names.key_of(text))
        if " " in text or "-" in text:
            continue
        owners = survey.owners_of(text)
        label = next((t.label for t in mention.tokens if t.label), "")
        if names.fold(text) in {names.fold(w) for w in survey.title_words} and (
            not owners or owners[0].key not in names.fold(survey.title)
        ):
            continue
        if len(owners) != 1 or label not in {"PERSON", "", "ORG", "GPE"} or owners[0].key in seen:
            continue
        if not _is_surname(text, owners[0]) or survey.type_of(text) in {
            names.AnswerType.COUNTRY,
            names.AnswerType.NATIONALITY,
        }:
            continue
        seen.add(owners[0].key)
        courtesy = COURTESY.search(sentence.source[sentence.span.start : mention.span.start])
        start = sentence.span.start + courtesy.start() if courtesy else mention.span.start
        replaced[Span(start, mention.span.start + len(text))] = owners[0].text
    return replaced


def _is_surname(text: str, person: names.Name) -> bool:
    return not text.isupper() and names.fold(text) == names.fold(surname_of(person.text))


def wordings(sentence: Sentence, survey: Survey) -> Iterator[Wording]:
    """The plain wording first, then ever shorter ones, each still a full clause."""
    plain = plain_wording(sentence, survey)
    yield plain
    spare = list(removable(sentence))
    for size in (1, 2):
        for cuts in itertools.combinations(spare, size):
            if any(a.overlaps(b) for a, b in itertools.combinations(cuts, 2)):
                continue
            shorter = plain.without(*cuts)
            if _is_full_clause(shorter):
                yield replace(shorter, is_shortened=True)


def removable(sentence: Sentence) -> Iterator[Span]:
    """Stretches that the sentence can lose: free tails and leads, asides between commas, second predicates."""
    root = sentence.root
    if root is None:
        return
    seen: set[Span] = set()
    for token in sentence.tokens:
        span = None
        if token.dep == "relcl" or token.dep in {"advcl", "appos", "acl", "prep", "npadvmod"} and token.head != token.i:
            span = _between_commas(sentence, sentence.subtree_span(token))
        elif token.dep == "conj" and token.head == root.i and token.pos in {"VERB", "AUX"}:
            span = _second_predicate(sentence, root, token)
        if span and span not in seen and _may_go(sentence, token, span):
            seen.add(span)
            yield span
    yield from _after_semicolon(sentence)


def _between_commas(sentence: Sentence, span: Span) -> Span | None:
    """``span`` with its comma in front (or, at the start, behind), when commas or the sentence's ends bound it."""
    source, own = sentence.source, sentence.span
    behind = re.match(r"\s*([,;–—]|[.!?]+[\"”]?$)", source[span.end : own.end])
    front = re.search(r"([,–—])\s*$", source[own.start : span.start])
    if front and front.group(1) != "," and _closes_an_aside(sentence, front.start()):
        return None
    if front and behind and behind.group(1) == "," and _ends_another_aside(sentence, span):
        return Span(own.start + front.start(), span.end)
    if front and behind:
        end = span.end + behind.end() if behind.group(1) in ",–—" and not behind.group(0).endswith(".") else span.end
        return Span(own.start + front.start(), end)
    if span.start <= own.start + 1 and behind and behind.group(1) == ",":
        return Span(own.start, span.end + behind.end())
    return None


def _closes_an_aside(sentence: Sentence, place: int) -> bool:
    """Whether the dash at ``place`` of the sentence is the second of a pair."""
    return len(re.findall("[–—]", re.sub(r"(?<=\w)–(?=\w)", "-", sentence.text[:place]))) % 2 == 1


ASIDES = frozenset({"acl", "relcl", "appos", "advcl"})


def _ends_another_aside(sentence: Sentence, span: Span) -> bool:
    """Whether the comma behind ``span`` closes an aside around it, too: "located in Hale, a town in Kent, dates back"."""
    first = sentence.at(span)[0]
    for around in sentence.tokens:
        if around.dep not in ASIDES or around.i >= first.i:
            continue
        whole = sentence.subtree_span(around)
        before = sentence.source[sentence.span.start : whole.start]
        if whole.start < span.start and whole.end == span.end and re.search(r",\s*$", before):
            return True
    return False


def _second_predicate(sentence: Sentence, root: Token, verb: Token) -> Span | None:
    """From "and" to the end of the sentence, when the second verb has no part in the first clause."""
    conjunction = next(
        (c for c in sentence.children(root, "cc") if c.i < verb.i and c.text.lower() in {"and", "but"}), None
    )
    last = sentence.tokens[-1]
    end = last.start if last.pos == "PUNCT" else last.end
    if conjunction is None or sentence.subtree_span(verb).end < end:
        return None
    start = conjunction.start
    front = re.search(r",?\s*$", sentence.source[sentence.span.start : start])
    return Span(start - len(front.group(0)) if front else start, end)


def _after_semicolon(sentence: Sentence) -> Iterator[Span]:
    if sentence.text.count(";") == 1:
        place = sentence.span.start + sentence.text.index(";")
        yield Span(place, sentence.span.end - 1)


def half_with(span: Span, wording: Wording) -> Wording | None:
    """The half of a sentence with one semicolon that holds ``span``; None where it is no clause of its own."""
    sentence = wording.sentence
    if wording.text.count(";") != 1 or sentence.text.count(";") != 1:
        return None
    place = sentence.span.start + sentence.text.index(";")
    left = span.end <= place
    cut = Span(place, sentence.span.end - 1) if left else Span(sentence.span.start, place + 1)
    half = replace(wording.without(cut), is_shortened=True)
    subjects = [t for t in half.tokens if t.dep in SUBJECT_DEPS and t.pos in {"NOUN", "PROPN"}]
    return half if subjects and half.word_count >= 8 else None


def _may_go(sentence: Sentence, token: Token, span: Span) -> bool:
    words = span.cut(sentence.source).lower().replace("’", "'")
    mark = next((c.text.lower() for c in sentence.children(token, "mark", "advmod") if c.i < token.i), "")
    leads = span.start == sentence.span.start
    if token.dep == "advcl" and mark in BINDING and mark not in {"although"}:
        return False
    if token.dep in {"prep", "npadvmod"} and token.text.lower() not in FREE_PREPOSITIONS:
        return False
    if token.dep == "appos" and token.lemma == sentence.parse.tokens[token.head].lemma:
        return False  # one of a list: the Academy of Hale, the Academy of Ghent
    if token.dep == "relcl" and _tells_what_was_done(sentence, token):
        return False
    if leads and token.dep == "advcl" and mark not in {"although", "while"} and token.tag != "VBG":
        return False
    return not KEEPS_MEANING.search(words) and not re.search(r"\bit['’]?s?\b.*\bthat\b", words)


BARE_DEEDS = frozenset("pass issue publish make sign release write hold introduce adopt enact give file".split())


def _tells_what_was_done(sentence: Sentence, clause: Token) -> bool:
    """ "passed a law, which abolished the toll": without its clause the deed says nothing."""
    root = sentence.root
    if root is None or root.lemma.lower() not in BARE_DEEDS or clause.i < root.i:
        return False
    told = sentence.children(root, "dobj", "nsubjpass")
    return any(c.text.lower() in {"a", "an"} for t in told for c in sentence.children(t, "det"))


def _is_full_clause(wording: Wording) -> bool:
    sentence, shown = wording.sentence, {t.i for t in wording.tokens}
    root = sentence.root
    if root is None or root.i not in shown:
        return ";" in sentence.text and any(r.i in shown for r in sentence.roots)
    subject = sentence.subject_of(root)
    needed = [
        *sentence.children(root, "dobj", "attr", "acomp", "oprd", "aux", "auxpass", "neg", "prt", "agent", "dative")
    ]
    return subject is not None and subject.i in shown and all(n.i in shown for n in needed) and wording.word_count >= 8


def _moved(sentence: Sentence, start: int, end: int) -> Span:
    return Span(sentence.span.start + start, sentence.span.start + end)
