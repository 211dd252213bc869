""" "The pump" and "profits" of what the passage does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.engine.extraction import lexicon
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token

SET_PHRASES = re.compile(
    r"\b(?:in the (?:end|process|world|past|future|wild|open|meantime|first place|hope|wake)|on the (?:other hand|ground|whole|market|spot)|"
    r"at the (?:time|expense|age|end|beginning|start|turn|height|same time)|by the (?:time|end)|for the (?:first|second|third|last) time|"
    r"all over the|around the (?:world|clock)|the (?:following|same)|to the (?:north|south|east|west)|the rest of|the number of)\b"
)


IDIOMS = re.compile(
    r"\b(?:tak(?:e|es|en|ing)|took|g[ai]ve|cut|score[ds]?|scoring|wins?|won|lost|reach\w*|open\w*|pass\w*|lead|led|set) the "
    r"(?:lead|ribbon|winner|equaliser|title|throne|vote|way|stage|record|opening|final|score|tone|championship|league|cup|office)\b"
)


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


DEFINITE_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_definite", "The-noun of which nothing was said before.", _open_definite),
    Rule("open_relational", "A part or property without its whole.", _open_relational),
)
