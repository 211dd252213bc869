"""Names that their hint, their grammar or the words beside them tell: typing them shows nothing."""

from __future__ import annotations

import re

from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.gap_case import TYPED_NAMES, GapCase

COMPASS = re.compile(
    r"(?i)(?:the )?(?:(?:north|south|east|west|central|upper|lower|mid)(?:ern)?[- ]?)+(?:north|south|east|west)?(?:ern)?"
)
# initials that everybody reads as the name itself
READ_AS_NAMES = frozenset("US USA UK EU UN LA NY DC NYC SF UAE NZ GB HK SA RC MP PM PR TV IT".split())
MONTHS = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
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
    return (len(words) > 1 and any(w.lower() in MONTHS for w in words)) or bool(
        re.search(r"[+@#*]", case.candidate.text)
    )


def _one_of_the_sides(case: GapCase) -> bool:
    """A party, an army, a faith: one of two or three, told by the first letter."""
    if case.kind not in TYPED_NAMES:
        return False
    words = {w.lower() for w in case.candidate.text.split()}
    return bool(words) and words <= SIDES


TELLING_RULES: tuple[Rule[GapCase], ...] = (
    Rule("adjective", "The word describes another noun and names nothing.", _adjective),
    Rule("compass", "A direction is no name.", _compass),
    Rule("read_as_name", "The initials given as a hint are the name.", _read_as_name),
    Rule("glued", "The answer holds two things, or part of one.", _glued),
    Rule("one_of_the_sides", "One of two or three sides, told by its first letter.", _one_of_the_sides),
)
