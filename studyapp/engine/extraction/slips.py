"""Slips of grammar that show a garbled source."""

from __future__ import annotations

import re

from studyapp.engine.extraction.sentence import Wording
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token


def present_since(wording: Wording) -> bool:
    """ "is the chair since 2015": the present tense cannot take since with a date."""
    sentence = wording.sentence
    for token in wording.tokens:
        if token.text.lower() != "since" or token.dep not in {"prep", "mark"}:
            continue
        verb = _verb_over(wording, token)
        if verb is None or verb.tag not in {"VBZ", "VBP"} or sentence.children(verb, "aux"):
            continue
        if re.match(r"\s+(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?\d{4}\b", sentence.source[token.end : token.end + 24]):
            return not re.search(r"\b(?:has|have|had|first|only)\b", wording.lower)
    return False


def _verb_over(wording: Wording, token: Token) -> Token | None:
    tokens, steps = wording.sentence.parse.tokens, 0
    while token.pos not in {"VERB", "AUX"} and steps < 8 and token.head != token.i:
        token, steps = tokens[token.head], steps + 1
    return token if token.pos in {"VERB", "AUX"} else None


CAPITALISED = re.compile(r"[A-Z][a-z]{2,}")
COMMA = re.compile(r"[a-z)\d],\s$")
GOES_ON = re.compile(r" (?:of|is|are|was|were|has|have|had|will|in|the)\b")


def stray_capital(wording: Wording) -> bool:
    """ ", Costs of the office are": a comma where a full stop belongs, and a new sentence behind it."""
    sentence = wording.sentence
    for token in wording.tokens[3:]:
        before = sentence.source[sentence.span.start : token.start]
        if before[-2:-1] != "," or not CAPITALISED.fullmatch(token.text) or token.label:
            continue
        after = sentence.source[token.end : sentence.span.end]
        if COMMA.search(before) and GOES_ON.match(after) and zipf(token.text.lower()) >= 4.2:
            return True
    return False


SLIPPED = re.compile(
    r"\band well as\b|\band or\b(?! else\b)|\b(?:is|are|was|were|been|being|be) used an? \w+ (?:for|of|in|to|by)\b"
    r"|^Percent(?:age)? of\b"
)


def slipped_word(wording: Wording) -> bool:
    """ "tea and well as wool", "wool and or tea", "was used a basis for": a word is missing or wrong."""
    return bool(SLIPPED.search(wording.text))
