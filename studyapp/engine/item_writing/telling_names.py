"""Names that their hint, their grammar or the words beside them tell: typing them shows nothing."""

from __future__ import annotations

import re

from studyapp.engine.extraction.acronyms import letters_of
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.gap_case import TIMES, TYPED_NAMES, GapCase
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers import classes, countries
from studyapp.engine.reading.parser import Token

COMPASS = re.compile(
    r"(?i)(?:the )?(?:(?:north|south|east|west|central|upper|lower|mid)(?:ern)?[- ]?)+(?:north|south|east|west)?(?:ern)?"
)
# initials that everybody reads as the name itself
READ_AS_NAMES = frozenset("US USA UK EU UN LA NY DC NYC SF UAE NZ GB HK SA RC MP PM PR TV IT".split())
CALENDAR_WORDS = frozenset(name.lower() for name in (*classes.MONTHS_BUT_MAY, *classes.WEEKDAYS))
# names that stand for one of a handful: whoever knows the field fills them without the article
SIDES = frozenset(
    "labour tory conservative liberal democrat democratic republican union confederate allied axis christian muslim".split()
)


def _adjective(case: GapCase) -> bool:
    """ "the _____ giant Unilever": Anglo-Dutch. What only describes a noun is no name."""
    if case.kind not in TYPED_NAMES or case.kind == AnswerType.PERSON:
        return False
    last, after = case.tokens[-1], case.candidate.sentence.following(case.tokens[-1])
    describes = last.dep in {"amod", "compound", "nmod"} and last.head > last.i
    return describes and (last.tag == "JJ" or last.label == "NORP") and after is not None and after.text[0].islower()


def _compass(case: GapCase) -> bool:
    return case.kind in TYPED_NAMES and bool(COMPASS.fullmatch(case.candidate.text))


def _read_as_name(case: GapCase) -> bool:
    """ "(initials L. A.)", or an abbreviation that the title writes out."""
    if case.kind not in TYPED_NAMES:
        return False
    text = case.candidate.text
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?i)^the ", "", text))
    initials = "".join(w[0] for w in words if w[0].isupper())
    if len(words) > 1 and initials in READ_AS_NAMES:
        return True
    if not text.isupper() or len(text) > 6:
        return False
    title = "".join(w[0] for w in re.findall(r"[^\W\d_]+", case.survey.title) if w[0].isupper())
    return text in READ_AS_NAMES or bool(title) and text in title


def _glued(case: GapCase) -> bool:
    """ "December BT", "Sky+": two things in one, or not all of one."""
    if case.kind not in TYPED_NAMES:
        return False
    words = case.candidate.text.split()
    return (len(words) > 1 and any(w.lower() in CALENDAR_WORDS for w in words)) or bool(
        re.search(r"[+@#*]", case.candidate.text)
    )


def _one_of_the_sides(case: GapCase) -> bool:
    """A party, an army, a faith: one of two or three, told by the first letter."""
    if case.kind not in TYPED_NAMES:
        return False
    words = {w.lower() for w in case.candidate.text.split()}
    return bool(words) and words <= SIDES


# "the Academy for Science and the _____"
FOR_TWO = re.compile(r"\b[A-Z]\w+ for (?:the )?(?:[A-Z]\w+ )+and (?:the )?$")
QUALIFIES = frozenset({"amod", "compound", "nmod"})


def _half_a_name(case: GapCase) -> bool:
    """ "the Economist _____", "Central and _____": what stands before the gap is the same name's."""
    if case.kind not in TYPED_NAMES:
        return False
    sentence, first = case.candidate.sentence, case.tokens[0]
    before = sentence.previous(first)
    if before is None:
        return False
    title = case.candidate.mention.title if case.candidate.mention else ""
    if title and before.text[0].isupper() and countries.country_of_adjective(title) is None:
        return case.kind != AnswerType.PERSON and _are_one(before, first)
    if FOR_TWO.search(case.candidate.before(60)):
        return " " not in case.candidate.text
    return before.text in {"and", "&"} and (
        _are_one(before, first) or _shares_its_noun(case, sentence.previous(before))
    )


def _are_one(left: Token, right: Token) -> bool:
    """The language model reads both as words of one name, which is no person's."""
    return bool(left.label) and left.label == right.label and left.label != "PERSON"


def _shares_its_noun(case: GapCase, word: Token | None) -> bool:
    """ "the Orford Harbour and _____": a capital before "and" that only qualifies, or a partner of a firm."""
    if word is None or not word.text[0].isupper():
        return False
    if word.dep in QUALIFIES and word.head in {t.i for t in case.tokens}:
        return True
    house = case.candidate.sentence.previous(word)
    firm = house is not None and house.text.lower() in {"of", "at", "firm", "partners"}
    return firm and not word.label and " " not in case.candidate.text and case.head.label == "ORG"


def _nothing_owned(case: GapCase) -> bool:
    """ "St Anne's and the Royal Hospital", "the Officers' desk": the possessive is part of the name."""
    after = case.candidate.after(8)
    bare = re.match(r"['’]s(?:[,.;:)]|$| (?:and|or)\b)", after)
    many = case.kind != AnswerType.PERSON and " " in case.candidate.text and re.match(r"['’] ", after)
    return case.kind in TYPED_NAMES and bool(bare or many)


def _letters_beside(case: GapCase) -> bool:
    """ "_____ (LCD)": its letters follow in brackets."""
    letters = re.search(rf"{GAP} \((?:the |or )?[\"“]?([A-Z][A-Za-z.&]{{1,7}})[\"”]?[,;)]", case.stem)
    if case.kind not in TYPED_NAMES | {AnswerType.TERM} or letters is None:
        return False
    return letters_of(case.candidate.text).endswith(letters.group(1).replace(".", "").replace("&", "").upper())


def _in_the_title(case: GapCase) -> bool:
    """The title prints the answer in full."""
    asked = case.kind in TYPED_NAMES | TIMES | {AnswerType.TERM}
    return asked and stands_in(case.candidate.text.lower(), case.survey.title.lower())


TELLING_RULES: tuple[Rule[GapCase], ...] = (
    Rule("adjective", "The word describes another noun and names nothing.", _adjective),
    Rule("compass", "A direction is no name.", _compass),
    Rule("read_as_name", "The initials given as a hint are the name.", _read_as_name),
    Rule("glued", "The answer holds two things, or part of one.", _glued),
    Rule("half_a_name", "Words beside the gap belong to the same name.", _half_a_name),
    Rule("nothing_owned", "A possessive that owns nothing is part of the name.", _nothing_owned),
    Rule("letters_beside", "The letters of the name follow in brackets.", _letters_beside),
    Rule("in_the_title", "The title prints the answer.", _in_the_title),
    Rule("one_of_the_sides", "One of two or three sides, told by its first letter.", _one_of_the_sides),
)
