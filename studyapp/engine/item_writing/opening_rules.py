"""What keeps a passage from reading alone: words that point at something it does not say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token

HE_SHE = frozenset({"he", "she", "him", "his", "her", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SET_PHRASES = re.compile(
    r"\b(?:in the (?:end|process|world|past|future|wild|open|meantime|first place|hope|wake)|on the (?:other hand|ground|whole|market|spot)|"
    r"at the (?:time|expense|age|end|beginning|start|turn|height|same time)|by the (?:time|end)|for the (?:first|second|third|last) time|"
    r"all over the|around the (?:world|clock)|the (?:following|same)|to the (?:north|south|east|west)|the rest of|the number of)\b"
)
BARE_ADJECTIVE = frozenset(
    "first last only second third fourth fifth next same other new current present whole entire main".split()
)


@dataclass(frozen=True)
class PassageCase:
    """One wording of a passage and what stands before it there."""

    wording: Wording
    earlier: tuple[Wording, ...]
    survey: Survey

    @functools.cached_property
    def earlier_lemmas(self) -> frozenset[str]:
        return frozenset(t.lemma.lower() for w in self.earlier for t in w.tokens)

    @functools.cached_property
    def earlier_text(self) -> str:
        return " ".join(w.text for w in self.earlier)

    def tokens_before(self, token: Token) -> list[Token]:
        return [t for w in self.earlier for t in w.tokens] + [t for t in self.wording.tokens if t.i < token.i]


def _discourse_opening(case: PassageCase) -> bool:
    text = case.wording.text
    if re.match(
        r"This is [A-Z][\w’' -]+['’]s first\b|These [a-z]+s who|Those who|Despite|Both [A-Z]\w+(?: [A-Z]\w+)* and\b|There (?:are|is|was|were)|Only (?:in|after)",
        text,
    ):
        return False
    return bool(lexicon.DISCOURSE_OPENING.match(text))


def _person_mentions(case: PassageCase, token: Token) -> set[str]:
    """Keys of persons named in the passage before ``token``."""
    found = set()
    for wording in (*case.earlier, case.wording):
        for mention in names.mentions_in(wording.sentence):
            if mention.span.start >= token.start:
                break
            kind = case.survey.type_of(mention.text)
            if kind == AnswerType.PERSON:
                found.add(names.key_of(mention.text))
            elif any(t.label == "PERSON" for t in mention.tokens):
                owners = case.survey.owners_of(re.sub(r"['’]s$", "", mention.text))
                found.add(owners[0].key if len(owners) == 1 else names.key_of(mention.text))
    return found


def _open_he_she(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        replaced = any(s.contains(token.span) for s in case.wording.replaced)
        if token.text.lower() in HE_SHE and token.tag in {"PRP", "PRP$"} and not replaced:
            named = _person_mentions(case, token) - _clause_mates(case, token)
            if not named and not _noun_before(case, token, lexicon.OCCUPATIONS) or len(named) > 2:
                return not _leads_to_name(case, token, {AnswerType.PERSON})
    return False


def _clause_mates(case: PassageCase, token: Token) -> set[str]:
    """The subject of the verb that "him" or "her" is the object of: nobody makes himself "him"."""
    sentence, after = case.wording.sentence, case.wording.sentence.following(token)
    small_clause = token.text.lower() in {"her", "him"} and after is not None and after.tag == "DT"  # made her a knight
    if not small_clause and (token.tag != "PRP" or token.dep not in {"dobj", "dative"}):
        return set()
    verbs = [t for t in sentence.tokens if t.i < token.i and t.pos == "VERB"]
    subject = sentence.subject_of(verbs[-1]) if verbs else None
    if subject is None:
        return set()
    return {names.key_of(m.text) for m in names.mentions_in(sentence) if m.span.contains(subject.span)}


def _noun_before(case: PassageCase, token: Token, among: frozenset[str]) -> bool:
    return any(t.lemma.lower() in among for t in case.tokens_before(token))


def _leads_to_name(case: PassageCase, token: Token, kinds: set[AnswerType] | None = None) -> bool:
    """ "Throughout its history, North Korea …": the pronoun's noun follows as the subject."""
    sentence = case.wording.sentence
    root = sentence.root
    subject = sentence.subject_of(root) if root is not None else None
    if subject is None or subject.i < token.i or subject.pos != "PROPN":
        return False
    return kinds is None or any(
        m.span.contains(subject.span) and case.survey.type_of(m.text) in kinds for m in names.mentions_in(sentence)
    )


def _open_it(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        if token.text.lower() not in IT or token.tag not in {"PRP", "PRP$"} or token.dep == "expl":
            continue
        before = [t for t in case.tokens_before(token) if t.pos in {"NOUN", "PROPN"} and t.tag in {"NN", "NNP", "NNPS"}]
        if not case.earlier and _is_main_subject(case, token):
            before = [t for t in before if t.dep in {"nsubj", "nsubjpass"}]
        if not before and not _leads_to_name(case, token):
            return True
    return False


def _is_main_subject(case: PassageCase, token: Token) -> bool:
    root = case.wording.sentence.root
    return root is not None and token.dep in {"nsubj", "nsubjpass"} and token.head == root.i


QUANTIFIERS = frozenset("many most some several few others all both none much".split())


def _open_one(case: PassageCase) -> bool:
    """ "had scanned one", "many were sold": a number word or quantifier whose noun is missing."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        lower, tail = token.text.lower(), {c.dep for c in sentence.children(token)}
        bare_one = lower in {"one", "ones"} and token.dep in {"dobj", "pobj", "attr", "nsubj", "nsubjpass", "conj"}
        bare_many = not case.earlier and lower in QUANTIFIERS and token.dep in {"nsubj", "nsubjpass"}
        if bare_one and not tail & {"prep", "relcl", "acl"} or bare_many and "prep" not in tail:
            return True
    return False


def _open_they(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        if token.text.lower() not in THEY or token.tag not in {"PRP", "PRP$"}:
            continue
        before = case.tokens_before(token)
        if not case.earlier and _is_main_subject(case, token):
            before = [t for t in before if t.dep in {"nsubj", "nsubjpass"}]
        plural = any(
            t.tag in {"NNS", "NNPS"} or t.lemma in {"people", "team", "family", "group", "band", "police"}
            for t in before
        )
        if not plural and not any(t.dep == "conj" and t.pos in {"NOUN", "PROPN"} for t in before):
            return True
    return False


def _open_demonstrative(case: PassageCase) -> bool:
    """this, these, those, that, such before a noun not named earlier in the passage, or alone."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        lower = token.text.lower()
        if (
            lower not in {"this", "these", "those", "that", "such"}
            or token.tag not in {"DT", "PDT", "JJ"}
            or token.dep == "mark"
        ):
            continue
        if lower == "such" and re.match(r"\s+(?:as|that|a|an)\b", sentence.source[token.end : token.end + 6]):
            continue
        head = sentence.parse.tokens[token.head]
        if lower in {"those", "that"} and any(
            c.dep in {"relcl", "acl", "prep"} for c in (*sentence.children(token), *sentence.children(head))
        ):
            continue
        if any(t.lemma.lower() == head.lemma.lower() for t in case.tokens_before(token)):
            continue
        if re.match(r"This is [A-Z][\w' ]+'s first|This is [A-Z][\w’ ]+’s first", case.wording.text):
            continue
        if (
            not case.earlier
            or head.lemma.lower() not in case.earlier_lemmas
            and case.earlier
            and head.pos != "NOUN"
            and token.dep != "nsubj"
        ):
            return True
    return False


def _open_pair(case: PassageCase) -> bool:
    """the two, both, the former, each other's siblings: without two names before."""
    match = re.search(
        r"\b(?:the (?:two|three|four|pair|former|latter|others?|duo|rest)|both (?!\w+ and\b)(?:[a-z]+s)|the other)\b",
        case.wording.text,
        re.I,
    )
    if not match or case.earlier:
        return False
    head = case.wording.text[: match.start()]
    return len(re.findall(r"\b(?:and|between|two)\b", head)) == 0


def definite_nouns(case: PassageCase) -> Iterator[tuple[Token, str]]:
    """Common nouns with "the" or a possessive pronoun, and the determiner."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if token.pos not in {"NOUN", "PROPN"} or token.dep == "compound":
            continue
        for child in sentence.children(token, "det"):
            if child.text.lower() == "the":
                yield token, "the"


def _is_introduced(case: PassageCase, noun: Token) -> bool:
    """In the title, the topic, unique in the world, named before, or said which by its own phrase."""
    sentence, survey = case.wording.sentence, case.survey
    lemma = noun.lemma.lower()
    if lemma in lexicon.UNIQUE_NOUNS or lemma in survey.topic_nouns or noun.text.lower() in survey.title_words:
        return True
    before = case.tokens_before(noun)
    if any(t.lemma.lower() == lemma and t.pos in {"NOUN", "PROPN", "VERB"} for t in before):
        return True
    if len(lemma) >= 6 and any(t.lemma.lower()[:6] == lemma[:6] for t in before):
        return True
    for child in sentence.children(noun):
        if child.dep in {"relcl", "acl", "appos", "nummod"} and child in case.wording.tokens:
            return True
        if (
            child.dep == "prep"
            and child in case.wording.tokens
            and child.text.lower()
            in {"of", "in", "for", "between", "at", "from", "to", "on", "against", "with", "about", "near", "behind"}
        ):
            return True
        if child.tag in {"JJS", "RBS"} or child.text.lower() in {"first", "only", "last", "second", "third", "fourth"}:
            return True
        if child.dep in {"compound", "amod", "poss", "nmod"} and (child.text[0].isupper() or child.text[0].isdigit()):
            return True
    phrase = sentence.source[max(sentence.span.start, noun.start - 30) : noun.end + 12]
    return bool(SET_PHRASES.search(phrase) or IDIOMS.search(phrase))


IDIOMS = re.compile(
    r"\b(?:tak(?:e|es|en|ing)|took|g[ai]ve|cut|score[ds]?|scoring|wins?|won|lost|reach\w*|open\w*|pass\w*|lead|led|set) the "
    r"(?:lead|ribbon|winner|equaliser|title|throne|vote|way|stage|record|opening|final|score|tone|championship|league|cup|office)\b"
)


def _open_definite(case: PassageCase) -> bool:
    """ "the pump" where no pump was spoken of.

    Behind a context sentence a the-noun may belong to what was said ("a factory … the workers"), so only
    subjects and nouns that always point back are refused there.
    """
    subjects = {"nsubj", "nsubjpass"}
    for noun, _ in definite_nouns(case):
        if noun.pos == "PROPN" and noun.text.endswith("s") and noun.text[0].isupper():
            continue  # the Turks, the Andes
        if noun.pos == "PROPN" and not _is_bare_capital(case, noun) or _is_introduced(case, noun):
            continue
        if case.earlier and noun.dep not in subjects and noun.lemma.lower() not in lexicon.POINTING_NOUNS:
            continue
        return True
    return False


def _is_bare_capital(case: PassageCase, noun: Token) -> bool:
    """ "the Act", "the College": a common noun in capitals, alone after "the"."""
    before = case.wording.sentence.previous(noun)
    after = case.wording.sentence.following(noun)
    behind_name = (
        before is not None and (named := case.wording.sentence.previous(before)) is not None and named.pos == "PROPN"
    )
    alone = (
        before is not None
        and before.text.lower() == "the"
        and not behind_name  # Henry the Lion
        and not (after is not None and after.text[0].isupper() and after.pos == "PROPN")
    )
    return (
        alone
        and noun.text.isalpha()
        and not noun.text.isupper()
        and zipf(noun.text) > 4.0
        and not countries.country_of_adjective(noun.text)
    )


def _vague_of_phrase(case: PassageCase) -> bool:
    """Pointing nouns keep pointing even with an adjective: "the new building", "the resulting report"."""
    return bool(
        re.search(
            r"\b[Tt]he (?:new|resulting|following|latter|former|above|said|remaining|original|existing|present|current|previous|earlier|later|next|subsequent|surrounding|nearby) "
            r"[a-z]+\b(?! (?:of|in|for|called|named|at)\b)",
            case.wording.text,
        )
    )


def _open_relational(case: PassageCase) -> bool:
    """A part or property without its whole: "Early versions were …", "Construction began …", "Profits fell …"."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if (
            token.dep not in {"nsubj", "nsubjpass"}
            or token.pos not in {"NOUN", "PROPN"}
            or token.text.isupper()
            or token.lemma.lower() not in lexicon.RELATIONAL_NOUNS
        ):
            continue
        children = [c for c in sentence.children(token) if c in case.wording.tokens]
        if any(c.dep in {"poss", "relcl", "acl", "compound", "prep"} for c in children):
            continue
        if (
            any(c.dep == "nummod" or c.text.lower() in {"a", "an"} for c in children)
            or token.lemma.lower() in case.earlier_lemmas
        ):
            continue
        return True
    return False


def _open_possessive(case: PassageCase) -> bool:
    """its, his, their before anything is named is an open pronoun; tested with the pronouns."""
    return False


def _lone_surname(case: PassageCase) -> bool:
    """A single name whose owner the passage does not introduce and a reader need not know."""
    survey = case.survey
    full = {
        names.key_of(m.text)
        for w in (*case.earlier, case.wording)
        for m in names.mentions_in(w.sentence)
        if " " in m.text
    }
    full |= {names.fold(v) for w in (*case.earlier, case.wording) for v in w.replaced.values()}
    for mention in names.mentions_in(case.wording.sentence):
        text = re.sub(r"['’]s$", "", mention.text)
        if " " in text or "-" in text or mention.title or not any(t in case.wording.tokens for t in mention.tokens):
            continue
        if not _seems_a_person(survey, text, mention) or mention.span in case.wording.replaced:
            continue
        key = names.fold(text)
        if any(s.start == mention.span.start for s in case.wording.replaced) or key in {
            names.fold(w) for w in survey.title_words
        }:
            continue
        if any(key in f.split() for f in full) or survey.type_of(text) in {
            AnswerType.COUNTRY,
            AnswerType.CITY,
            AnswerType.NATIONALITY,
        }:
            continue
        if countries_know(text) or text.lower() in survey.title_words:
            continue
        return True
    return False


def _seems_a_person(survey: Survey, text: str, mention: names.Mention) -> bool:
    """Called a person by most labels, and acting as one somewhere or part of a full name."""
    name = survey.names.get(names.key_of(text))
    if name is None or name.share("PERSON") < 0.5:
        return False
    return bool(name.acts or survey.owners_of(text) or any(t.dep == "nsubj" for t in mention.tokens))


def countries_know(surname: str) -> bool:
    """Whether the gazetteer lists the name among leaders everybody knows."""
    from studyapp.engine.reading.gazetteers import country_names

    return any(surname in leaders for leaders in country_names.LEADERS.values())


FREE_COMPARATIVES = frozenset(
    "more less fewer upper lower inner outer earlier later former further better elder".split()
)


def _open_comparison(case: PassageCase) -> bool:
    """ "larger", "similar" without what it is compared with."""
    text = case.wording.text
    if case.earlier:
        return False
    if re.search(r"\b(?:similar|likewise|the same|another|equally|as well)\b(?! (?:to|as|of)\b)", text, re.IGNORECASE):
        return True
    bare = any(t.tag == "JJR" and t.text.lower() not in FREE_COMPARATIVES for t in case.wording.tokens)
    return bare and not re.search(r"\bthan\b", text)


def _open_other(case: PassageCase) -> bool:
    return (
        not case.earlier
        and bool(re.search(r"\b(?:other|others|another|else|further|additional)\b(?! (?:than)\b)", case.wording.text))
        and not re.search(
            r"\b(?:each other|one another|and other|or other|among other|any other|every other|all other|other than)\b",
            case.wording.text,
        )
    )


def _pointing_time(case: PassageCase) -> bool:
    """ "the following year", "two weeks later": a time counted from one that the passage does not give."""
    match = lexicon.POINTING_TIME.search(case.wording.lower)
    if not match:
        return False
    head = case.wording.text[: match.start()]
    return not (
        YEAR.search(head)
        or YEAR.search(case.earlier_text)
        or re.search(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            case.earlier_text + head,
        )
    )


RUNNING_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_he_she", "He or she: nobody or several could be meant.", _open_he_she),
    Rule("open_it", "It or its: nothing named before could be meant.", _open_it),
    Rule("open_they", "They or their: nothing plural stands before.", _open_they),
    Rule("open_one", "One, many, most: of what?", _open_one),
    Rule("open_demonstrative", "This or these points at what is not said.", _open_demonstrative),
    Rule("open_definite", "The-noun of which nothing was said before.", _open_definite),
    Rule("open_relational", "A part or property without its whole.", _open_relational),
    Rule("lone_surname", "A surname whose owner is not introduced.", _lone_surname),
    Rule("pointing_time", "A time counted from one that is not given.", _pointing_time),
)
OPENING_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("discourse_opening", "It opens by answering a sentence that is not shown.", _discourse_opening),
    *RUNNING_RULES,
    Rule("open_pair", "The two, both, the latter: without the two.", _open_pair),
    Rule("open_adjective", "The new, resulting, remaining X: as opposed to what?", _vague_of_phrase),
    Rule("open_comparison", "A comparison without what it is compared with.", _open_comparison),
    Rule("open_other", "Other or another: than what?", _open_other),
)
