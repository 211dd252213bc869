"""What keeps a passage from reading alone: words that point at something it does not say.

``RUNNING_RULES`` hold for every sentence of a passage, ``OPENING_RULES`` for its first.
"""

from __future__ import annotations

import re

from studyapp.engine.extraction import lexicon
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.survey import YEAR
from studyapp.engine.item_writing.definite_nouns import DEFINITE_RULES
from studyapp.engine.item_writing.open_places import OPENING_PLACE_RULES, PLACE_RULES
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.item_writing.pointing_words import POINTING_RULES
from studyapp.engine.reading.gazetteers.classes import MONTH_NAMES
from studyapp.engine.reading.parser import Token

MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b")


# Examples of what, in general beside what, whose part: said in the sentence before.
ANSWERS_BEFORE = re.compile(
    r"In the meantime|Also (?:in|among|at|on)\b|Next in line|(?:An|One|Another|A [a-z]+) example (?:is|was|are|were)\b|"
    r"For (?:its|his|her|their) part\b|In general\b|Generally\b"
)
MENTIONED = re.compile(r"\b(?:already|previously|above-|afore)\s?mentioned\b", re.I)


def _discourse_opening(case: PassageCase) -> bool:
    text = case.wording.text
    if ANSWERS_BEFORE.match(text) or MENTIONED.search(text):
        return True
    if re.match(
        r"This is [A-Z][\w’' -]+['’]s first\b|These [a-z]+s who|Those who|Despite|Both [A-Z]\w+(?: [A-Z]\w+)* and\b|Both [a-z]+ and [a-z]+ |There (?:are|is|was|were)|Only (?:in|after)",
        text,
    ):
        return False
    return bool(lexicon.DISCOURSE_OPENING.match(text))


def _open_pair(case: PassageCase) -> bool:
    """the two, both, the former, each other's siblings: without two names before."""
    match = re.search(
        r"\b(?:the (?:two|three|four|pair|(?-i:former(?! [A-Z]))|latter|others?|duo|rest)|both (?!\w+ and\b)(?:[a-z]+s)|the other)\b",
        case.wording.text,
        re.I,
    )
    if not match or case.earlier:
        return False
    head = case.wording.text[: match.start()]
    return len(re.findall(r"\b(?:and|between|two)\b", head)) == 0


# "the last two games": of which row?
LAST_FEW = re.compile(
    r"\b[Tt]he (?:last|next|final) (?:two|three|four|five|six)\b(?! of\b) "
    r"(?!(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries|quarters|seasons)\b)(?:[a-z]+ )?[a-z]+s\b"
    r"(?! (?:of|in|on|at|to)\b)"
)


def _vague_of_phrase(case: PassageCase) -> bool:
    """Pointing nouns keep pointing even with an adjective: "the new building", "the resulting report"."""
    return bool(LAST_FEW.search(case.wording.text)) or bool(
        re.search(
            r"\b[Tt]he (?:new|resulting|following|latter|former|above|said|remaining|original|existing|present|current|previous|earlier|later|next|subsequent|surrounding|nearby) "
            r"(?:(?:two|three|four|five|six|seven|eight|nine|ten)\b(?! of\b)|[a-z]+\b(?! (?:of|in|for|called|named|at)\b))",
            case.wording.text,
        )
    )


FREE_COMPARATIVES = frozenset(
    "more less fewer upper lower inner outer earlier later former further better elder".split()
)


def _open_comparison(case: PassageCase) -> bool:
    """ "larger", "similar" without what it is compared with."""
    text = case.wording.text
    if case.earlier:
        return False
    if re.search(
        r"\b(?:(?<!or )similar|likewise|another|equally|as well(?=[.;,]))\b(?! (?:to|as|of|period|quarter|month|day|week|time|year)\b)",
        text,
        re.IGNORECASE,
    ):
        return True
    if re.match(r"(?:\S+ ){0,5}[Tt]he same (?!period|quarter|month|day|week|time|year)(?!.*\bas\b)", text):
        return True
    bare = any(
        t.tag == "JJR"
        and t.text.lower() not in FREE_COMPARATIVES
        and not _tells_a_rise(case, t)
        and not _tells_a_kind(case, t)
        for t in case.wording.tokens
    )
    graded = re.match(r"(?:The )?(?:[Mm]ore|[Ll]ess) [a-z]+ [a-z]+s\b", text) and case.wording.tokens[0].tag != "JJR"
    return bool(bare or graded) and not re.search(r"\bthan\b", text)


def _tells_a_kind(case: PassageCase, token: Token) -> bool:
    """ "injured smaller schools", "the younger nurses", "made it harder for Ghent to …": no two things are set side by
    side."""
    sentence = case.wording.sentence
    after = sentence.following(token)
    if token.text.lower() in {"harder", "easier"}:
        return after is not None and after.text.lower() in {"for", "to"}
    noun = sentence.parse.tokens[token.head]
    if token.dep != "amod" or token.i - case.wording.tokens[0].i < 3 or sentence.children(token, "advmod"):
        return False
    return not any(c.text.lower() in {"a", "an"} or c.dep == "nummod" for c in sentence.children(noun))


RISES = frozenset("greater higher lower wider closer longer stronger".split())


def _tells_a_rise(case: PassageCase, token: Token) -> bool:
    """ "led to greater interest", "blamed higher costs": more than before, which needs no saying."""
    noun = case.wording.sentence.parse.tokens[token.head]
    graded = case.wording.sentence.children(token, "advmod")
    return token.text.lower() in RISES and token.dep == "amod" and noun.dep in {"dobj", "pobj"} and not graded


def _without_adverbs(case: PassageCase) -> str:
    """The wording less an adverb "further": "can be further divided"."""
    adverbs = [t.span for t in case.wording.tokens if t.text.lower() == "further" and t.pos == "ADV"]
    return case.wording.without(*adverbs).text if adverbs else case.wording.text


def _open_other(case: PassageCase) -> bool:
    return (
        not case.earlier
        and bool(re.search(r"\b(?:other|others|another|else|further)\b(?! (?:than)\b)", _without_adverbs(case)))
        and not re.search(
            r"\b(?:each other|one another|and other|or other|among other|any other|every other|all other|other than|further (?:north|south|east|west|up|down|into|from))\b"
            r"|[A-Z]\w+ and [A-Z]\w+\b.*\bother [A-Z]",
            case.wording.text,
        )
    )


COUNTED_BACK = re.compile(r"(?:\w+ )?[\w-]+ (?:days|weeks|months|years|decades) (?:before|after|on),")


def _pointing_time(case: PassageCase) -> bool:
    """ "the following year", "two weeks later": a time counted from one that the passage does not give."""
    match = lexicon.POINTING_TIME.search(case.wording.lower) or COUNTED_BACK.match(case.wording.lower)
    if not match:
        return False
    if re.match(r" (?:of|in) (?:the )?(?:\w+ )?\d{4}", case.wording.lower[match.end() :]):
        return False  # "in the same period of 2003"
    head = case.wording.text[: match.start()]
    if YEAR.search(head) or YEAR.search(case.earlier_text):
        return False
    if re.search(r"\b(?:year|season|decade|century)", match.group(0)):
        return True  # a month does not say which year
    return not MONTH.search(case.earlier_text + head)


LATER = frozenset("later subsequently afterwards thereafter".split())


def _then_or_later(case: PassageCase) -> bool:
    """ "Ghent then lay in Spain", "later in 1804": after what? A time or a deed before it in the passage says so."""
    if not case.earlier and _comes_later(case):
        return True
    if case.earlier or re.search(r"\blater in (?:1|20)\d", case.wording.text):
        return bool(re.search(r"\blater in (?:1|20)\d", case.wording.text)) and not YEAR.search(case.earlier_text)
    for token in case.wording.tokens:
        if token.text.lower() != "then" or token.pos != "ADV":
            continue
        head = case.wording.sentence.source[case.wording.sentence.span.start : token.start]
        if not YEAR.search(head) and not re.search(
            r"[,;] (?:and )?$|\b(?:and|but|first|if|when|after)\b", head, re.IGNORECASE
        ):
            return True
    return False


def _comes_later(case: PassageCase) -> bool:
    """ "Ada Hale later became a judge": the main verb is later, and neither time nor deed stands before it."""
    sentence, root = case.wording.sentence, case.wording.sentence.root
    for token in case.wording.tokens:
        if token.text.lower() not in LATER or token.pos != "ADV" or root is None or token.head != root.i:
            continue
        told = [t for t in case.wording.tokens if t.i < token.i]
        after = sentence.following(token)
        if after is not None and after.pos in {"ADP", "NUM", "SCONJ"}:
            continue  # later than, later on, later in 1804
        if any(t.pos == "VERB" or YEAR.search(t.text) for t in told if t is not root):
            continue
        return True
    return False


LEAVES = frozenset("withdraw retire resign leave quit step close end depart".split())
AFTER_A_SPAN = re.compile(
    r"\bafter (?:about |nearly |almost |some )?([\w-]+) (?:days|weeks|months|years|decades)(?=[.;,]|$)"
)


def _after_a_span(case: PassageCase) -> bool:
    """ "came to Orford after four years": counted from what? A time or an earlier deed in the passage says so."""
    match, root = AFTER_A_SPAN.search(case.wording.text), case.wording.sentence.root
    if not match or YEAR.search(case.earlier_text):
        return False
    if root is not None and root.lemma.lower() in LEAVES:
        return False  # after so long in it
    head = case.wording.text[: match.start()]
    return not YEAR.search(head) and not re.search(r"\b(?:and|but|when|first|who|which)\b|;", head)


PLACED = re.compile(
    r"\b(?:next|second|third) in line\b(?! (?:to|for|of)\b)"
    r"|(?:\b(?:his|her|their|its)|['’]s?) turn (?:came|comes|had come)\b"
    r"|^(?:The )?(?:Second|Third|Fourth|Last) (?:place|prize|spot)\b(?! (?:in|of|at|for)\b)"
)
ANSWERS = frozenset("hesitate refuse comply consent oblige relent".split())


def _follows_nothing(case: PassageCase) -> bool:
    """ "The award followed in 2009", "second place went to Ghent", "Hale did not hesitate": after what?"""
    sentence, root = case.wording.sentence, case.wording.sentence.root
    if not case.earlier and PLACED.search(case.wording.text):
        return True
    if root is not None and root.lemma.lower() in ANSWERS:
        return not case.earlier and not sentence.children(root, "xcomp", "ccomp", "dobj", "prep", "auxpass", "advcl")
    if root is None or root.lemma.lower() not in {"follow", "ensue"} or sentence.children(root, "auxpass"):
        return False
    return not sentence.children(root, "dobj", "ccomp", "agent")


RUNNING_RULES: tuple[Rule[PassageCase], ...] = (
    *POINTING_RULES,
    *DEFINITE_RULES,
    *PLACE_RULES,
    Rule("pointing_time", "A time counted from one that is not given.", _pointing_time),
    Rule("open_span", "After so many years: since what?", _after_a_span),
)
OPENING_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("discourse_opening", "It opens by answering a sentence that is not shown.", _discourse_opening),
    *RUNNING_RULES,
    *OPENING_PLACE_RULES,
    Rule("open_pair", "The two, both, the latter: without the two.", _open_pair),
    Rule("open_adjective", "The new, resulting, remaining X: as opposed to what?", _vague_of_phrase),
    Rule("open_comparison", "A comparison without what it is compared with.", _open_comparison),
    Rule("open_then", "Then or later: after what?", _then_or_later),
    Rule("open_follow", "Something followed, or somebody answered: after what, to what?", _follows_nothing),
    Rule("open_other", "Other or another: than what?", _open_other),
)
