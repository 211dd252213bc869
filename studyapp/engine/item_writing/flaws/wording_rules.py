"""Rules about what is read, whatever the kind: question, passage with a gap, statement."""

from __future__ import annotations

import re

from studyapp.engine.extraction.dates import find_dates, parse_date
from studyapp.engine.extraction.numbers import find_numbers, parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.flaws.case import (
    FIGURE_TYPES,
    TIME_TYPES,
    Case,
    Rule,
    Severity,
    content_words,
    holds,
    without_quotes,
    word_count,
)
from studyapp.engine.item_writing.flaws.suffering import touches_suffering
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.countries import country_named, gives_away
from studyapp.engine.reading.gazetteers.rarity import zipf

NEGATIVE = re.compile(r"\b(?:not|except|least|never|false|incorrect|untrue|neither|nor|cannot)\b|n['’]t\b", re.I)
_QUESTION = re.compile(r"\b(?:who|whom|whose|which|what|when|where|why|how)\b", re.I)
_DANGLING = re.compile(
    r"^(?:He|She|They|These|Those(?! who\b)|This(?! is [A-Z][^.]*['’]s first\b)|Such|Both|The (?:former|latter|two|three|other|same))\b"
    r"|^It\b(?! (?:is|was) (?:not |only )?(?:in|on|the|until|at|by|during)\b)"
    r"|\b(?:the former(?=[,.;:?]| (?:is|was|are|were|has|had|being|and)\b)"
    r"|the latter(?! (?:half|part|days|years|stages?)\b)"
    r"|both (?:leaders|countries|sides|men|women|nations)\b)"
)
# The patterns up to _OPINION read small letters: minding no case takes three times as long.
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|recently|currently|nowadays|now|so far|to date|at present|presently"
    r"|(?:last|next|this|past|coming) (?:week|month|year|night|summer|winter|spring|autumn|fall|decade|century|weekend"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:days?|weeks?|months?|years?|decades?) ago)\b"
)
_JUNK = re.compile(
    r"(?=[hw©arcspin])(?:https?://|www\.|©|\ball rights reserved\b|\bread (?:also|more)\b|\bclick here\b|\bsubscribe\b"
    r"|\bphoto(?:graph)? by\b|\bimage:|\bnewsletter\b|\bshare on\b)"
)
_OPINION = re.compile(
    r"\b(?:unfortunately|interestingly|surprisingly|arguably|of course|obviously|clearly|undoubtedly|remarkabl[ey]"
    r"|stunning|breathtaking|shameful|brilliant|disgraceful)\b"
)
_HEDGES = re.compile(
    r"\b(?:may|might|could|would|should|likely|unlikely|expected|expects?|plans?|planned|intends?|reportedly|allegedly"
    r"|alleged(?:ly)?|claims?|claimed|seems?|appears?|suggests?|believed|possibly|perhaps|probably|estimated|said|says"
    r"|according|aims?|hopes?|set to|due to|accus\w+|denie[sd]|warn\w*|announc\w+|propos\w+)\b",
    re.I,
)
_MOST_PASSAGE_WORDS, _MOST_STEM_WORDS = 75, 35


def _negative_question(case: Case) -> bool:
    return case.is_question and bool(NEGATIVE.search(without_quotes(case.item.stem)))


def _no_real_question(case: Case) -> bool:
    stem = case.item.stem.strip()
    return case.is_question and (
        not stem.endswith("?") or not _QUESTION.search(stem) or GAP in stem or len(content_words(stem)) < 3
    )


def _too_long(case: Case) -> bool:
    return word_count(case.shown) > _MOST_PASSAGE_WORDS or (case.is_question and _long_stem(case))


def _long_stem(case: Case) -> bool:
    return word_count(case.item.stem) > _MOST_STEM_WORDS


def _dangling(case: Case) -> bool:
    return bool(_DANGLING.search(case.shown.strip())) and not re.match(r"(?:Both|Such) [A-Z]", case.shown.strip())


def _relative_time(case: Case) -> bool:
    return bool(_RELATIVE.search(case.unquoted))


def _key_is_shown(case: Case) -> bool:
    """The key, a form of it, or what everybody knows to stand for it."""
    if case.is_statement:
        return False
    if any(holds(case.shown, form) for form in case.key_forms if len(form) > 1):
        return True
    answer = case.item.answer
    kind = case.item.answer_type
    if kind in FIGURE_TYPES:
        number = parse_number(answer)
        return number is not None and any(n.value == number.value for n in find_numbers(case.shown))
    if kind in TIME_TYPES:
        date = parse_date(answer)
        return date is not None and any(d.iso.startswith(date.iso) for d in find_dates(case.shown))
    if kind in (AnswerType.COUNTRY, AnswerType.NATIONALITY):
        country = country_named(case.item.fact.value.canonical) or country_named(answer)
        return country is not None and gives_away(case.shown, country.code)
    return kind == AnswerType.PERSON and holds(case.shown, answer.split()[-1])


_ROOT_TYPES = frozenset(
    [
        AnswerType.TERM,
        AnswerType.NAME,
        AnswerType.CITY,
        AnswerType.REGION,
        AnswerType.LANGUAGE,
        AnswerType.RELIGION,
    ]
)


def _root_is_shown(case: Case) -> bool:
    """A rare word of the passage begins like one of the key: Normans for Normandy."""
    if case.is_statement or case.item.answer_type not in _ROOT_TYPES:
        return False
    roots = {w[:5] for w in content_words(case.item.answer) if len(w) >= 5 and zipf(w) < 5.2}
    return any(w[:5] in roots for w in content_words(case.shown) if len(w) >= 5)


_NAMES = _ROOT_TYPES | {AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.COUNTRY, AnswerType.NATIONALITY}


def _key_is_the_subject(case: Case) -> bool:
    kind = case.item.answer_type
    return bool(case.title) and kind in _NAMES and any(holds(case.title, f) for f in case.key_forms if len(f) > 2)


def _untidy(case: Case) -> bool:
    shown = case.shown
    doubled = re.search(r"\b(\w{2,}) \1\b", shown, re.I)
    doubled_fine = doubled and doubled[1].lower() in ("had", "that", "very")
    return bool(
        (doubled and not doubled_fine)
        or "  " in case.item.stem
        or shown.count("(") != shown.count(")")
        or shown.count("“") != shown.count("”")
        or shown.count('"') % 2
    )


def _second_year(case: Case) -> bool:
    """ "In which year did she go to Italy and to Japan in 1964?" """
    if not case.is_question or case.item.answer_type != AnswerType.YEAR:
        return False
    return bool(re.search(r"\b(?:in|on|by|since|until) (?:\w+ )?(?:1\d|20)\d\d\b", case.item.stem))


def _capital_the(case: Case) -> bool:
    """A sentence's first word was moved inside without its capital taken off."""
    return bool(re.search(r"\b(?:did|does|do|was|were|is|are|has|had|which|who) (?:The|A|An|In|On) ", case.item.stem))


def _junk(case: Case) -> bool:
    return bool(_JUNK.search(case.lower))


def _opinion(case: Case) -> bool:
    return bool(_OPINION.search(case.unquoted)) and not case.item.attributed_to


def _sensitive(case: Case) -> bool:
    return touches_suffering(case.shown, case.title)


def _speaker_lost(case: Case) -> bool:
    speaker = case.item.attributed_to or case.item.fact.speaker
    if not speaker or holds(speaker, case.item.answer) or holds(case.item.answer, speaker):
        return False
    return not any(holds(case.shown, part) for part in (speaker, speaker.split()[-1]))


def _stance_lost(case: Case) -> bool:
    return case.item.fact.stance in ("hedged", "planned") and not _HEDGES.search(case.shown)


def _hedge_dropped(case: Case) -> bool:
    strong = re.compile(r"\b(?:may|might|could|reportedly|allegedly|alleged|likely|possibly|perhaps|probably)\b(?! \d)")
    return bool(strong.search(case.evidence)) and not _HEDGES.search(case.shown)


B, W = Severity.BLOCKS, Severity.WARNS
WORDING_RULES: tuple[Rule, ...] = (
    Rule("MC-08", B, "Ask positively; a negative stem tests care, not knowledge.", _negative_question),
    Rule("MC-09", B, "Ask a full question with a question word and enough content.", _no_real_question),
    Rule("MC-22a", B, "Shorten: a passage has at most 75 words, a question at most 35.", _too_long),
    Rule("MC-22b", W, "The stem has more than 35 words.", _long_stem),
    Rule("MC-22c", B, "A question for a year must not name another year.", _second_year),
    Rule("MC-23", B, "Say who or what is meant; the passage points outside itself.", _dangling),
    Rule("EV-04", B, "Replace words such as yesterday or now by a date.", _relative_time),
    Rule("MC-24a", B, "The key or another name for it is printed in the passage.", _key_is_shown),
    Rule("MC-24b", B, "A word of the passage begins like the key and gives it away.", _root_is_shown),
    Rule("MC-24c", B, "The key is in the article's title, which learners see.", _key_is_the_subject),
    Rule("MC-25", W, "Mend doubled words, blanks, quotation marks or brackets.", _untidy),
    Rule("MC-25b", B, "Take the capital letter off a word moved inside the sentence.", _capital_the),
    Rule("MC-26a", B, "Links, captions and notices are not worth asking.", _junk),
    Rule("MC-26b", W, "An opinion is told as a fact.", _opinion),
    Rule("MC-26c", W, "The passage touches on suffering; ask only with reason.", _sensitive),
    Rule("EV-03a", B, "Name the speaker; the claim is somebody's.", _speaker_lost),
    Rule("EV-03b", B, "Keep the may, reportedly or plans to of the source.", _stance_lost),
    Rule("EV-03c", W, "The source hedges and the question does not.", _hedge_dropped),
)
