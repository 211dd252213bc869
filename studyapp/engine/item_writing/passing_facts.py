"""What holds for a time only, and what a report tells in passing: nobody is taught it."""

from __future__ import annotations

import re

from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.survey import YEAR
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.gap_case import FIGURES, TYPED_NAMES, GapCase
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.classes import MONTH_NAMES

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


# when somebody looked, compared, cited or advertised, not when anything happened
NO_EVENT = re.compile(
    rf"\b[Aa]s (?:of|at) (?:the end of )?(?:\d{{1,2}} )?(?:{MONTH_NAMES})?(?: \d{{1,2}},?)? ?{GAP}"
    rf"|\b(?:cited|quoted|given|listed) (?:as|at) [^.;]*\b(?:in|from) {GAP}"
    rf"|\b(?:the )?same (?:period|quarter|month|time|half)(?: of| in)? {GAP}"
    r"|\b(?:advertising|ad|marketing) campaigns?\b|\b(?:TV|television|radio) (?:advert|commercial)"
)
BOILERPLATE = re.compile(
    r"\b(?:shares|stock|securities|units) (?:are|is) (?:listed|traded|quoted)\b|\bresults\b[^.;,]{0,40} (?:are|were) due (?:on|in|by)\b"
    r"|\b(?:annual general meeting|conference call|webcast|ticker symbol|dividend (?:will be|is) paid)\b"
)


def _year_of_no_event(case: GapCase) -> bool:
    """ "As of 31 March _____", "cited as 1,232 kilometres in _____": the year of a look or a campaign."""
    return case.kind == AnswerType.YEAR and bool(NO_EVENT.search(case.stem))


def _boilerplate(case: GapCase) -> bool:
    """Where shares are listed, when results are due: the small print of a company's news."""
    return bool(BOILERPLATE.search(case.stem))


ROLES = r"matron|counsel|analysts?|correspondent|economist|strategist|spokes\w+|onlooker|bystander|passer-by|resident|shopper"
IN_PASSING = re.compile(
    rf"\b(?:\d{{1,2}}-year-old|{ROLES}),? {GAP}"
    rf"|{GAP}, (?:an? |the )?(?:[\w’'&-]+ ){{0,3}}(?:{ROLES})\b"
)


def _passer_by(case: GapCase) -> bool:
    """Somebody whom a report meets, told by age or by whom they comment for."""
    return case.kind in TYPED_NAMES and case.survey.is_news and bool(IN_PASSING.search(case.stem))


SOURCE = re.compile(
    rf"\b(?:[Aa]ccording to|by|in|from) (?:an? |the )?(?:[\w-]+ )?{GAP} (?:analysis|survey|poll|study|investigation|review)\b"
    rf"|\b\d{{4}} {GAP} (?:survey|poll|study)\b"
)


def _source_of_a_figure(case: GapCase) -> bool:
    """ "According to a _____ survey": who counted is not what was found."""
    return case.kind in TYPED_NAMES and bool(SOURCE.search(case.stem))


HABIT = re.compile(r"\b(?:typically|usually|often|generally)\b")


def _habit(case: GapCase) -> bool:
    """ "When _____ meets his rival, talks typically last": what a commentator makes of a person."""
    return (
        case.kind == AnswerType.PERSON
        and bool(re.match(rf"[Ww]hen(?:ever)? {GAP}", case.stem))
        and (bool(HABIT.search(case.stem)))
    )


LEDGER = frozenset(
    """sale debt profit loss revenue turnover income earning cost expense dividend margin cash capital borrowing shipment
    order donation total""".split()
)


RECORD = re.compile(
    r"\b[Tt]he (?:largest|biggest|highest|lowest|smallest) (?:\w+ )?(?:donations?|gifts?|sales?|orders?|loss|profit)\b"
)


def _whose_figure(case: GapCase) -> bool:
    """ "Net debt stood at £143 million": whose? "The largest donation": of when?"""
    if case.survey.is_news and RECORD.search(case.stem) and not YEAR.search(case.shown):
        return True
    if case.kind not in FIGURES or case.other_names or _title_names_somebody(case):
        return False
    root = case.passage.asked.sentence.root
    subject = case.passage.asked.sentence.subject_of(root) if root is not None else None
    if subject is None or subject.lemma.lower() not in LEDGER:
        return False
    sentence = case.passage.asked.sentence
    return not sentence.children(subject, "poss", "prep", "relcl", "acl")


def _title_names_somebody(case: GapCase) -> bool:
    title = case.survey.title
    known = (name.text for name in case.survey.names.values() if name.answer_type is not None)
    return any(stands_in(text, title) for text in known)


PASSING_RULES: tuple[Rule[GapCase], ...] = (
    Rule("year_of_no_event", "The year of a look, a citation or a campaign.", _year_of_no_event),
    Rule("boilerplate", "The small print of a company's news.", _boilerplate),
    Rule("passer_by", "Somebody whom a report meets in passing.", _passer_by),
    Rule("source_of_a_figure", "Who counted is not what was found.", _source_of_a_figure),
    Rule("habit", "What somebody makes of a person's ways.", _habit),
    Rule("whose_figure", "Nobody says whose figure it is, or of when.", _whose_figure),
    Rule("undated_state", "A figure that changes, as of no date.", _undated_state),
)
