"""Places, samples and occasions that a passage speaks of without having said which."""

from __future__ import annotations

import re

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.reading.parser import Token

PLACE_ADVERBS = frozenset("there here nearby locally".split())
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACES = frozenset(
    """island river lake valley mountain city town village country region area district street square harbour port
    building church castle house palace school college university museum theatre station factory farm mine prison
    camp hospital desert forest coast studio hotel""".split()
)
CONTRASTS = frozenset({"though", "however", "too", "instead", "therefore", "likewise"})
SAMPLES = frozenset(
    "example instance exception variant alternative sort kind type category sample representative".split()
)
EVERYBODY = frozenset(
    """people person animal human plant cell country mammal bird fish insect child adult man woman language state
    year day month week morning evening spring summer autumn winter organism household""".split()
)
SHARES = frozenset({"most", "several", "few", "many", "some", "each", "every", "all", "both", "other", "various"})


def _open_place(case: PassageCase) -> bool:
    """ "opened nearby", "was born there": near what, where?"""
    for token in case.wording.tokens:
        if token.text.lower() not in PLACE_ADVERBS or token.pos != "ADV" or token.dep == "expl":
            continue
        following = case.wording.sentence.following(token)
        if token.text.lower() == "nearby" and following is not None and following.pos == "PROPN":
            continue  # "Orford and nearby Hale"
        if not any(_names_a_place(case, t) for t in case.tokens_before(token)):
            return True
    return False


def _comes_from(case: PassageCase, token: Token) -> bool:
    """ "Hale from the town of Orford": where somebody is from, which "there" does not mean."""
    tokens = case.wording.sentence.parse.tokens
    while token.head != token.i and token.pos in {"NOUN", "PROPN", "ADP"}:
        over = tokens[token.head]
        if token.text.lower() == "from":
            return over.pos == "PROPN"
        token = over
    return False


def _names_a_place(case: PassageCase, token: Token) -> bool:
    """A place by its label or kind, or anything that something is inside of or at."""
    if _comes_from(case, token):
        return False
    if token.label in PLACE_LABELS or token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in PLACES:
        return True
    lead = case.wording.sentence.parse.tokens[token.head]
    if token.dep != "pobj":
        return False
    inside = {"inside", "at", "within", "onto", "into"}
    return lead.text.lower() in ({*inside, "in", "near", "to"} if token.pos == "PROPN" else inside)


def _open_contrast(case: PassageCase) -> bool:
    """ "Orford, though, won", "Orford did win", "Orford was even sold": set against what is not shown."""
    if case.earlier:
        return False
    return any(
        t.text.lower() in CONTRASTS and t.pos == "ADV" and re.search(r",\s*$", _before(case, t)) or _insists(case, t)
        for t in case.wording.tokens
    )


def _insists(case: PassageCase, token: Token) -> bool:
    """An emphatic "did", or "even", at the main verb, with no other clause before it to be set against."""
    sentence, root = case.wording.sentence, case.wording.sentence.root
    if root is None or token.head != root.i or token.i >= root.i:
        return False
    if any(t.pos == "VERB" for t in case.wording.tokens if t.i < token.i):
        return False
    if token.text.lower() == "even":
        return token.dep == "advmod"
    subject = sentence.subject_of(root)
    is_do = token.text.lower() in {"do", "does", "did"} and token.dep == "aux"
    return is_do and subject is not None and subject.i < token.i and not sentence.children(root, "neg")


def _before(case: PassageCase, token: Token) -> str:
    sentence = case.wording.sentence
    return sentence.source[sentence.span.start : token.start]


def _open_sample(case: PassageCase) -> bool:
    """ "The textbook examples are …": examples of what?"""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if token.dep not in {"nsubj", "nsubjpass"} or token.lemma.lower() not in SAMPLES:
            continue
        children = sentence.children(token)
        if any(c.dep in {"prep", "relcl", "acl"} and c in case.wording.tokens for c in children):
            continue
        if any(c.text.lower() in {"the", "one", "another"} for c in children) and not _spoken_of(case, token):
            return True
    return False


def _open_share(case: PassageCase) -> bool:
    """ "Most juries consist of …": which juries? A share of a kind that neither title nor passage has spoken of."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if token.dep not in {"nsubj", "nsubjpass"} or token.pos != "NOUN" or token.lemma.lower() in EVERYBODY:
            continue
        if lexicon.is_occupation(token.lemma.lower()):
            continue  # "many mathematicians", of the time or place told
        children = [c for c in sentence.children(token) if c in case.wording.tokens]
        if not any(c.text.lower() in SHARES and c.i < token.i for c in children):
            continue
        told = any(
            c.dep in {"prep", "relcl", "acl", "amod", "compound", "nmod", "poss"} and c.text.lower() not in SHARES
            for c in children
        )
        if not told and not _spoken_of(case, token):
            return True
    return False


def _spoken_of(case: PassageCase, token: Token) -> bool:
    lemma = token.lemma.lower()
    return _in_title(case, token) or any(t.lemma.lower() == lemma for t in case.tokens_before(token))


def _in_title(case: PassageCase, token: Token) -> bool:
    """Of the title's kind, or a noun that the article comes back to."""
    survey = case.survey
    return token.lemma.lower() in {
        w.removesuffix("s") for w in survey.title_words | survey.topic_nouns | survey.vocabulary
    }


def _open_occasion(case: PassageCase) -> bool:
    """ "the 2003 meeting": one of a row of which the passage does not say what row it is."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if token.lemma.lower() not in lexicon.POINTING_NOUNS or token.pos != "NOUN":
            continue
        children = [c for c in sentence.children(token) if c in case.wording.tokens]
        numbered = [c for c in children if c.dep == "nummod" and re.fullmatch(r"(?:1\d|20)\d\d", c.text)]
        others = [c for c in children if c.dep not in {"det", "nummod", "punct"}]
        before = [t for t in case.tokens_before(token) if t.lemma.lower() == token.lemma.lower() and t.tag == "NN"]
        if numbered and not others and not before and not _in_title(case, token):
            return True
    return False


def _the_short_name(case: PassageCase) -> bool:
    """ "the Dependency" where the article has a Ross Dependency that the passage does not name."""
    survey, sentence = case.survey, case.wording.sentence
    shown = names.fold(f"{survey.title} {case.earlier_text} {case.wording.text}")
    for mention in names.mentions_in(sentence):
        text = re.sub(r"['’]s$", "", mention.text)
        if (
            " " in text
            or not text[0].isupper()
            or text.isupper()
            or not re.search(r"\b[Tt]he $", _text_before(case, mention))
        ):
            continue
        after = sentence.source[mention.span.end : sentence.span.end]
        if mention.tokens[-1].dep in {"compound", "amod", "nmod"} or re.search(
            r"[A-Z]\w* the $", _text_before(case, mention)
        ):
            continue  # the Cambridge campus, Canute the Great
        if text.endswith("s") or re.match(r" (?:of|on|for|in) (?:the )?[A-Z]| [a-z]+(?:y|ty|ies|ment|ness)\b", after):
            continue  # the Turks, the Treaty on Trade, the Song dynasty
        if mention.tokens[0] not in case.wording.tokens or survey.type_of(text) in {
            AnswerType.COUNTRY,
            AnswerType.PERSON,
        }:
            continue
        word = names.fold(text)
        longer = survey.longer_names.get(word, ())
        if longer and not any(key in shown for key in longer) and word not in names.fold(survey.title).split():
            return True
    return False


def _text_before(case: PassageCase, mention: names.Mention) -> str:
    sentence = case.wording.sentence
    return sentence.source[sentence.span.start : mention.span.start]


PLACE_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_place", "There, nearby: a place that is not named before.", _open_place),
    Rule("open_sample", "The example, the exception: of what?", _open_sample),
    Rule("open_occasion", "The 2003 meeting: one of a row that is not named.", _open_occasion),
    Rule("short_name", "The short form of a name that the passage does not give in full.", _the_short_name),
)
OPENING_PLACE_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_contrast", "Though, too: set against what is not shown.", _open_contrast),
    Rule("open_share", "Most or each of a kind that was not spoken of.", _open_share),
)
