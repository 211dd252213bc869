"""Figures that hold for a time only: no question without the time."""

from __future__ import annotations

import re

from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.survey import YEAR
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.gap_case import FIGURES, GapCase

# what is counted anew every year
COUNTED_ANEW = re.compile(
    r"\b(?:member states?|members|students?|pupils|undergraduates|postgraduates|employees|workers|staff|inhabitants|"
    r"residents|population|people|jurors|judges|seats|branches|campuses|schools|hospitals|shops|stores|outlets|volumes|"
    r"libraries|visitors|passengers|subscribers|users|customers|countries|languages|clubs|teams|homes|households|"
    r"speakers|followers|stations|fleet|aircraft|cases)\b"
)
SET_ANEW = re.compile(
    r"\b(?:fines?|fined|fees?|tax|wages?|salar(?:y|ies)|tuition|rent|price[sd]?|costs?|paid|endowment|budget|revenues?|"
    r"honorarium|prize money|benefits?|pensions?|interest rate|unemployment|turnover|imprisonment)\b"
)


def _undated_state(case: GapCase) -> bool:
    """A present figure that next year may be another, in an article without a date and a passage without a year."""
    if case.kind not in FIGURES or YEAR.search(case.shown):
        return False
    metadata = case.survey.article.metadata
    if metadata.published_on or metadata.as_of:
        return False
    verbs = {t.tag for t in case.passage.asked.tokens if t.pos in {"VERB", "AUX"}}
    if "VBD" in verbs or not verbs & {"VBZ", "VBP"}:
        return False
    around = case.candidate.after(40)
    if case.kind in {AnswerType.MONEY, AnswerType.PERCENT}:
        return bool(SET_ANEW.search(case.stem) or COUNTED_ANEW.search(case.stem))
    return bool(COUNTED_ANEW.search(re.split(r"[,;.]", around)[0]) or SET_ANEW.search(case.stem))


PASSING_RULES: tuple[Rule[GapCase], ...] = (
    Rule("undated_state", "A figure that changes, as of no date.", _undated_state),
)
