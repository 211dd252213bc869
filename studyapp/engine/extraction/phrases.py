"""Common noun phrases that a sentence turns on: "ballistic missile", "humanitarian aid", "capillaries".

No vocabulary as terms are: whether one is worth asking for is left to the score and to a reviewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from studyapp.engine.extraction.lexicon import EVERYDAY_TERMS
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.terms import ABSTRACT, MEASURE_WORD
from studyapp.engine.extraction.units import unit_named
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

MOST = 3  # phrases of one sentence
LONGEST = 3  # words of a phrase
COMMON_ALONE = 5.3  # Zipf frequency from which a noun by itself is anybody's guess
COMMON_HEAD = 5.5  # and from which not even a modifier makes it a thing
TELLING = 4.6  # Zipf frequency below which a noun by itself is a thing of its own
COMMON_MODIFIER = 5.3  # Zipf frequency from which an adjective only grades or points
# how near a role is to what its sentence tells, nearest first
ROLES = {"attr": 0, "oprd": 0, "appos": 0, "dobj": 1, "pobj": 2, "nsubjpass": 2, "conj": 3, "nsubj": 3}
NOUNS = frozenset({"NOUN", "PROPN"})  # in small letters a name is a noun that the model does not know
# nouns of time and of everybody, whose place any other could take
PASSING = frozenset(
    """time year month week day night morning evening hour minute moment decade century period date season today
    people person man woman thing way lot bit part end place side member group kind course view while sort piece
    majority minority half rest total other one number name word term life""".split()
)
GRADING = frozenset(
    """several many few various certain different similar same such other another own main major minor large small
    big great little new old young early late recent current former past present next last first second third
    only entire whole full total further additional possible likely important significant good bad high low long
    short strong enormous huge vast considerable modest further""".split()
)


def phrases_in(sentence: Sentence) -> list[Span]:
    """Places of the noun phrases most worth asking for, at most ``MOST``, best first: telling ones, near to the claim."""
    found = sorted(_phrases(sentence), key=lambda words: (_is_vague(words), ROLES[words[-1].dep], words[0].start))
    return [Span(words[0].start, words[-1].end) for words in found[:MOST]]


def _phrases(sentence: Sentence) -> Iterator[list[Token]]:
    times = Counter(t.lemma.lower() for t in sentence.tokens)
    for token in sentence.tokens:
        if token.pos not in NOUNS or token.dep not in ROLES or not _is_plain(sentence, token) or _is_passing(token):
            continue
        if _goes_on(sentence, token):
            continue
        words = [*_modifiers(sentence, token), token]
        told_twice = any(times[w.lemma.lower()] > 1 for w in words)
        if not told_twice and zipf(token.text) < (COMMON_ALONE if len(words) == 1 else COMMON_HEAD):
            yield words


def _is_vague(words: list[Token]) -> bool:
    return len(words) == 1 and zipf(words[0].text) >= TELLING


def _goes_on(sentence: Sentence, token: Token) -> bool:
    """Whether the word is part of a longer one, owns the next, or stands before the head of its phrase."""
    after = sentence.following(token)
    if after is None:
        return False
    tied = after.start == token.end and after.text in {"-", "–", "'s", "’s"}
    return tied or after.pos in {"NOUN", "PROPN"}


def _modifiers(sentence: Sentence, head: Token) -> list[Token]:
    """Nouns and classifying adjectives directly before ``head``, in text order."""
    words: list[Token] = []
    place = sentence.previous(head)
    while place is not None and len(words) < LONGEST - 1 and _classifies(sentence, place, head):
        words.insert(0, place)
        place = sentence.previous(place)
    cut = place is not None and words and place.end == words[0].start  # "large-scale production"
    return words[1:] if cut else words


def _classifies(sentence: Sentence, token: Token, head: Token) -> bool:
    if token.dep not in {"compound", "amod", "nmod"} or not _is_plain(sentence, token) or token.head > head.i:
        return False
    if token.pos in NOUNS:
        return True
    fits = token.pos == "ADJ" and token.tag == "JJ" or token.tag in {"VBN", "VBG"}
    return fits and token.text.lower() not in GRADING and zipf(token.text) < COMMON_MODIFIER


def _is_plain(sentence: Sentence, token: Token) -> bool:
    """A word in small letters, but for the first of the sentence."""
    small = token.text.islower() or token.i == sentence.tokens[0].i and token.text[1:].islower()
    return small and token.text.isalpha() and not countries.country_of_adjective(token.text)


def _is_passing(token: Token) -> bool:
    lemma = token.lemma.lower()
    if len(lemma) < 3 or lemma in PASSING or not {lemma, token.text.lower()}.isdisjoint(ABSTRACT | EVERYDAY_TERMS):
        return True
    return bool(MEASURE_WORD.fullmatch(lemma) or unit_named(token.text))
