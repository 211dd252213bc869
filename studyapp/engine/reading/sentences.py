"""Sentence ends, by rules, within one line of article. Offsets are those of the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.engine.reading.cleaning import BULLET
from studyapp.engine.reading.spans import Span

# A stop with what closes behind it, note and page marks included: ." ?” .) .[2] .[citation needed] .:1–4
STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’)\]]*(?:\s?\[[\w ]{1,20}\]|:\d+(?:[–-]\d+)?)*)(?P<blank>\s*)(?=\S)"
)
# Never the last word of a sentence, because a name or number follows.
TITLES = frozenset(
    "mr mrs ms mx dr prof st ste gen col lt sgt maj capt cmdr adm gov sen rep rev hon pres fr sir messrs mt ft no nos "
    "vol vols pp fig figs eq ch sec art op ca cf vs viz approx e.g i.e eg ie al.g esp incl arch dist".split()
)
# May end a sentence: the next word decides.
ABBREVIATIONS = frozenset(
    "inc ltd co corp jr sr etc al dept univ inst assn bros plc ave blvd rd st est min max avg jan feb mar apr jun jul "
    "aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hr hrs lb lbs oz in cm km kg mi sq cu ed eds "
    "b d r fl trans repr cont ph.d".split()
)
STARTERS = frozenset(
    "a an the this that these those it its he she they we you i his her their our my there here in on at by for from "
    "to with within without under over after before during since until when while where as if although though because "
    "but and or so yet however nevertheless meanwhile moreover furthermore instead later then today despite both each "
    "every some many most several all no one two three four five six seven other another such what who why how which "
    "not only once now according among between through thus therefore additionally finally overall".split()
)
NUMBER_AFTER = frozenset("no nos vol vols pp p fig figs ch sec art op eq".split())
LONGEST_ASIDE = 800  # characters that a bracket or quotation may stay open across stops
PAIRS = {"(": ")", "[": "]", "“": "”"}


def split(text: str, line: Span) -> Iterator[Span]:
    """Spans of the sentences of one line: ordered, disjoint, trimmed, each with a letter or digit in it."""
    body = line.cut(text)
    start = len(bullet[0]) if (bullet := BULLET.match(body)) else 0
    for found in STOP.finditer(body, start):
        end = found.end("close")
        if _ends(body, start, found):
            yield from _trimmed(body, start, end, line.start)
            start = found.end()
    yield from _trimmed(body, start, len(body), line.start)


def _trimmed(body: str, start: int, end: int, offset: int) -> Iterator[Span]:
    piece = body[start:end]
    if any(c.isalnum() for c in piece):
        lead = len(piece) - len(piece.lstrip())
        yield Span(offset + start + lead, offset + start + len(piece.rstrip()))


def _ends(body: str, start: int, found: re.Match[str]) -> bool:
    """Whether the stop at ``found`` ends the sentence that began at ``start``."""
    after = body[found.end() : found.end() + 40]
    if not found["blank"]:
        if not _run_together(body, found, after):
            return False
    elif not re.match(r"[\"'“‘(\[¿]*(?:[A-Z0-9À-ÞĀ-Ž$€£]|[•▪●-]\s)", after):
        return False
    if found["stop"] == "." and not found["close"] and not _plain_word(body, start, found.start(), after):
        return False
    return not _open_aside(body, start, found)


def _run_together(body: str, found: re.Match[str], after: str) -> bool:
    """``areas.Early``: a word, a stop, and a capitalised word without a blank; no address, no ``Ph.D``."""
    before = re.search(r"\S*$", body[max(0, found.start() - 60) : found.start()])[0]
    if re.search(r"[./@:_]|^www", before) or not re.match(r"[“\"]?(?:[A-Z][a-z]+(?=[\s,;:.'’\"”)-]|$)|[AI]\s)", after):
        return False
    first = re.match(r"[“\"]?(\w+)", after)[1].lower()
    return bool(re.search(r"[a-z]{2}[)”\"’]?$", before)) or (before[-1:].isalnum() and first in STARTERS)


def _plain_word(body: str, start: int, stop: int, after: str) -> bool:
    """False where the word before the stop is an abbreviation or an initial that goes on."""
    word = re.search(r"[\w.&'’-]*$", body[max(start, stop - 30) : stop])[0].strip("'’").lower()
    follower = re.match(r"[\"'“‘(\[]*([\w’']*)", after)[1].lower()
    if word in NUMBER_AFTER:
        return not follower[:1].isdigit() and (word == "no" or follower in STARTERS)
    if word in TITLES and word not in ABBREVIATIONS:
        return False
    short = word in ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word)
    return not short or re.split(r"[’']", follower)[0] in STARTERS or not follower


def _open_aside(body: str, start: int, found: re.Match[str]) -> bool:
    """An open bracket or quotation that is closed soon after: the sentence goes on to its end."""
    inside, end = body[start : found.end("close")], found.end("close")
    ahead = body[end : end + LONGEST_ASIDE]
    for opening, closing in PAIRS.items():
        if inside.count(opening) > inside.count(closing):
            begins, closes = ahead.find(opening), ahead.find(closing)
            if closes >= 0 and (begins < 0 or closes < begins):
                return True
    return inside.count('"') % 2 == 1 and '"' in ahead
