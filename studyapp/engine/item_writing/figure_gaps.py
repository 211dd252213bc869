"""Gaps on years and figures that no reader could fill for the right reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.engine.extraction import lexicon
from studyapp.engine.extraction.claims import governing_verb
from studyapp.engine.extraction.numbers import find_numbers
from studyapp.engine.extraction.recognisers import YEAR_LEAD
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import YEAR
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.distractors import computable
from studyapp.engine.item_writing.gap_case import FIGURES, TIMES, GapCase
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.classes import MONTH_NAMES, MONTHS_BUT_MAY
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

TRIVIAL_COUNTS = frozenset(
    """horses books pages seats rooms chapters photographs photos articles pictures paragraphs windows doors tables chairs
        children sons daughters brothers sisters siblings things times ways cases others parts people's minutes""".split()
)


SMALL = 6  # a number up to which a list is counted off at a glance
REST = re.compile(r"\b(?:other|remaining) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b")
BARE_DEALINGS = frozenset(
    """demand propose pay offer want ask request seek promise get receive accept reject give contribute donate grant lend
    provide pledge add put spend invest""".split()
)
SUM_OF = frozenset({"sum", "total", "amount", "grant", "gift", "donation"})
FOR_SOMETHING = frozenset({"to", "for", "towards", "toward", "on", "into", "in", "from", "against", "as"})


def _counts_a_list(case: GapCase) -> bool:
    """A small number whose members follow one by one."""
    number = case.candidate.value.number
    if case.kind != AnswerType.COUNT or number is None:
        return False
    if number <= 20 and (REST.search(case.stem) or re.search(r"\b(?:other|remaining)\s$", case.candidate.before(12))):
        return True  # "of the nine, A refused, B agreed and the other seven abstained"
    if number <= 12 and number in {_members_behind(case.stem), _members_before(case.stem)}:
        return True
    return number <= SMALL and ":" in case.stem.split(GAP, 1)[1]


def _small_count(case: GapCase) -> bool:
    """A pair, or a few with what may be their list behind them; or a figure without the word that it counts."""
    number = case.candidate.value.number
    if case.kind != AnswerType.COUNT or number is None:
        return False
    after = case.stem.split(GAP, 1)[1]
    few = number < 3 or number <= SMALL and after.count(",") >= 1 and " and " in after
    return few or not case.candidate.counted


LIST_BEHIND = re.compile(rf"{GAP}.*?(?::|\b(?:including|namely|called|named|comprising|consisting of)) ([^;.]+)")
LIST_BEFORE = re.compile(rf"^([^;:.]+?,? and [^,;:.]+?) (?:are|were|make up|made up|became) (?:the |its |their )?{GAP}")


def _members_behind(stem: str) -> int:
    """How many members the list behind the gap has; 0 without a list."""
    match = LIST_BEHIND.search(stem)
    return _members(match.group(1)) if match else 0


def _members_before(stem: str) -> int:
    """How many members the list has that is the subject of the gap; 0 without a list."""
    match = LIST_BEFORE.search(stem)
    return _members(match.group(1)) if match else 0


def _members(listed: str) -> int:
    return len([m for m in re.split(r",? and |, ", listed) if m.strip()])


def _trivial_count(case: GapCase) -> bool:
    return case.kind == AnswerType.COUNT and case.candidate.counted in TRIVIAL_COUNTS


THERE_ARE = re.compile(rf"\b[Tt]here (?:are|were|had been|have been) (?:\w+ ){{0,2}}{GAP}(?! of| between| from)")


def _figure_of_nothing(case: GapCase) -> bool:
    """A number word in an idiom, a page, a version, a clock time, a score; "nine yards" that are no length."""
    if case.kind not in FIGURES:
        return False
    before, after = case.candidate.before(16), case.candidate.after(14)
    if re.search(
        r"(?:\b(?:No|Nos|number|chapter|section|article|page|version|act|phase|level|type|class|mark|grade|route|line|form|channel|platform|day|part|volume)\.?\s+|[-–/:.]\s?)$",
        before,
        re.I,
    ):
        return True
    if case.kind == AnswerType.COUNT and re.match(r"\s[A-Z][a-z]", after) and case.candidate.text[0].isupper():
        return True  # the Six Nations
    if re.match(r"\s?(?:[-–/:]\s?\d|(?:am|pm|a\.m|p\.m|o'clock)\b|-year-old)", after):
        return True
    if case.kind == AnswerType.MONEY and re.search(rf", {GAP}\.$", case.stem):
        return True  # the price behind what is for sale
    if case.kind == AnswerType.MEASURE and THERE_ARE.search(case.stem):
        return True
    previous = case.candidate.sentence.previous(case.tokens[0])
    return previous is not None and previous.pos == "PROPN" and case.kind == AnswerType.COUNT


ONE_END = re.compile(
    rf"\b(?:between|from|either)\s+(?:(?:about|around|some|roughly|early|late|mid|the|\d{{1,2}}|{MONTH_NAMES})[\s-]+){{0,2}}$",
    re.IGNORECASE,
)


def _range_of_figures(case: GapCase) -> bool:
    before, after = case.candidate.before(30), case.candidate.after(20)
    if case.kind not in FIGURES | TIMES:
        return False
    if ONE_END.search(before) and re.search(r"\b(?:and|to|or|until)\b", case.candidate.after(60)):
        return True
    if re.match(r"\s?(?:to|or|and)\s+[$£€]?\d", after) and _goes_on_alike(case):
        return True
    if re.search(r"\d[\w%]*\s(?:to|or|and|by)\s[$£€]?$", before):
        return True
    if case.kind in FIGURES and re.search(r"\b\w+ (?:to|or)\s$", before):
        words = before.split()
        return len(words) > 1 and bool(find_numbers(words[-2]))
    return False


def _goes_on_alike(case: GapCase) -> bool:
    """The figure behind "to" is of the same kind: not "by 7 per cent to £3 million"."""
    follows = find_numbers(case.candidate.after(40))
    return not follows or case.kind in TIMES or follows[0].answer_type == case.kind


def _year_beside_year(case: GapCase) -> bool:
    """The year before or after is printed, or a span of years from which the key follows."""
    if case.kind != AnswerType.YEAR:
        return False
    year = int(case.candidate.value.number or 0)
    printed = [int(y) for y in YEAR.findall(case.shown)]
    counted = re.search(
        r"\b(?:days|weeks|months|years|decades|centuries|century|year|month) (?:after|before|later|earlier)\b",
        case.shown,
    )
    if counted or any(abs(year - y) <= 1 for y in printed):
        return True
    dated = printed or case.survey.article.metadata.published_on
    return bool(dated and lexicon.POINTING_TIME.search(case.shown.lower()))


LOOSE_LEAD = re.compile(r"\b(?:since|until|till|by|from|to|after|around|about|circa) $", re.IGNORECASE)


def is_loose_time(case: GapCase) -> bool:
    """A day or month without a year, or a year that other words than "in" lead to: one is printed, others may be true."""
    if case.kind in {AnswerType.FULL_DATE, AnswerType.MONTH_YEAR}:
        return True
    if case.kind != AnswerType.YEAR or case.candidate.date is None:
        return False
    before = case.candidate.before(60)
    if case.candidate.date.precision != "year":
        return _leads_to_a_month(before, ONE_SIDED)
    return len(case.candidate.text) < 4 or bool(LOOSE_LEAD.search(before)) or not YEAR_LEAD.search(before)


def _bounded_time(case: GapCase) -> bool:
    """before, between, early, late: other years would be true as well."""
    if case.kind not in TIMES or is_loose_time(case) and not re.search(r"\bbefore $", case.candidate.before(8)):
        return False
    before = case.candidate.before(40)
    sentence = case.passage.asked.text
    if re.search(
        r"\b(?:by|before|since|after|until|till|from|to|between|about|around|circa|c\.|late|early|mid|as of|prior to|and|than)(?: the)?(?: (?:late|early|mid|middle of the|end of the|beginning of the|start of the))?[- ]$",
        before,
        re.I,
    ):
        if re.search(r"\bsince $", before) and re.search(r"\b(?:first|has|have)\b", sentence):
            return False
        return case.kind == AnswerType.YEAR or not re.search(r"\b(?:late|early|mid)(?:dle of the)?[- ]$", before)
    return _leads_to_a_month(before, TWO_SIDED)


ONE_SIDED = frozenset({"by", "since", "after", "until", "till", "from", "to"})  # the source means the one it prints
TWO_SIDED = frozenset({"before", "between", "and"})
BOUND_MONTH = re.compile(
    rf"\b(\w+)\s+(?:the\s+)?(?:end of |beginning of |start of )?(?:\d{{1,2}} )?(?:{MONTH_NAMES})(?: \d{{1,2}})?,? $"
)


def _leads_to_a_month(before: str, words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands before the month: "until February _____", "by 22 December _____"."""
    match = BOUND_MONTH.search(before)
    return bool(match and match.group(1).lower() in words)


def _computable(case: GapCase) -> bool:
    if case.kind not in FIGURES or case.candidate.number is None:
        return False
    printed = [n.value for n in find_numbers(case.shown)]
    return computable(case.candidate.number.value, printed)


def _everyday_measure(case: GapCase) -> bool:
    """ "two years", "three times": a span everybody uses and nobody remembers."""
    number = case.candidate.value.number or 0
    return (
        case.kind == AnswerType.MEASURE
        and number <= 2
        and case.candidate.value.unit in {"years", "months", "weeks", "days", "hours", "minutes"}
    )


def _relative_of(case: GapCase) -> bool:
    return bool(
        re.match(
            r",? (?:of|two of|three of|some of|most of) (?:which|whom)\b|, (?:most|some|many|half) of",
            case.candidate.after(30),
        )
    )


def _sum_for_nothing(case: GapCase) -> bool:
    """ "had demanded 900 euros", "gave £5,000": the sum of what, or to whom, the passage does not say."""
    if case.passage.before:
        return False
    if case.kind == AnswerType.PERCENT:
        return _is_bare(case, case.tokens)
    sums = (n.span for n in find_numbers(case.candidate.sentence.text) if n.answer_type == AnswerType.MONEY)
    start = case.candidate.sentence.span.start
    places = [Span(start + s.start, start + s.end) for s in sums]
    return any(_is_bare(case, case.candidate.sentence.at(p)) for p in places if case.passage.asked.shows(p))


def _is_bare(case: GapCase, figure: Sequence[Token]) -> bool:
    """Whether the sum or share is dealt out without a word on who gets it or what for."""
    sentence = case.candidate.sentence
    mine = {t.i for t in figure}
    dealt = _sum_named(sentence, figure)
    verb = sentence.parse.tokens[dealt.head]
    if verb.lemma.lower() not in BARE_DEALINGS:
        return False
    shown = {t.i for t in case.passage.asked.tokens}
    told = [
        c
        for c in (
            *sentence.children(verb, "prep", "xcomp", "advcl", "dative", "dobj"),
            *sentence.children(dealt, "prep"),
        )
        if c.i in shown and c.i not in mine and c.i > verb.i and c.i != dealt.i
    ]
    return not any(c.dep != "prep" or c.text.lower() in FOR_SOMETHING and _is_no_date(sentence, c) for c in told)


def _sum_named(sentence: Sentence, figure: Sequence[Token]) -> Token:
    """The head of the sum: "sum" in "a sum of £5,000", else the figure's own."""
    mine = {t.i for t in figure}
    head = next((t for t in figure if t.head not in mine), figure[-1])
    of = sentence.parse.tokens[head.head]
    noun = sentence.parse.tokens[of.head]
    return noun if of.text == "of" and noun.lemma.lower() in SUM_OF else head


def _is_no_date(sentence: Sentence, preposition: Token) -> bool:
    """ "in Leeds", not "in 2004" or "in March"."""
    return not any(
        c.label in {"DATE", "TIME"} or c.text.lower() in lexicon.MONTHS for c in sentence.children(preposition, "pobj")
    )


def _no_anchor(case: GapCase) -> bool:
    """A figure or a time of something that has no name: neither the title's words nor any name is in the passage."""
    if case.kind not in FIGURES | TIMES or case.speaks_of_the_topic:
        return False
    return not case.other_names


UPS_AND_DOWNS = frozenset(
    "rise fall gain climb add slip edge jump drop lose slide advance decline ease soar tumble surge report post".split()
)
CHANGES = "increase|rise|gain|growth|fall|drop|decline|decrease"
DATED = re.compile(rf"(?<!since )(?<!since \w{{3}} )\b(?:1\d{{3}}|20\d\d|{'|'.join(MONTHS_BUT_MAY)})\b")


def _undated_change(case: GapCase) -> bool:
    """ "The index rose 1.8 percent": on which day?"""
    if case.kind not in FIGURES or DATED.search(re.sub(r"\bsince (?:\w+ )?\d{4}", "", case.shown)):
        return False
    verb = governing_verb(case.candidate.sentence, case.candidate)
    past = verb is not None and verb.tag in {"VBD", "VBG"} and verb.lemma.lower() in UPS_AND_DOWNS
    past = past or bool(re.search(rf"\b(?:was|were) (?:up|down)\b|\ban? (?:{CHANGES}) of {GAP}", case.shown))
    return past and (case.kind == AnswerType.PERCENT or bool(re.search(r"percent|per cent|%", case.shown)))


def _life_dates(case: GapCase) -> bool:
    """Whoever died or was born when is not worth a quiz, unless the article is about the person."""
    if case.kind != AnswerType.YEAR:
        return False
    life = (
        r"\b(?:born|died|death|dies|buried|funeral)\b"
        if case.survey.is_news
        else r"\b(?:died|death|dies|buried|funeral)\b"
    )
    return bool(re.search(life, case.stem)) and case.survey.main_person is None


HEADS = r"(?:population|inhabitants|residents|attendance|turnout|enrolment|enrollment|membership)"
STATISTIC = re.compile(
    rf"\b{HEADS} (?:of|was|stood at|reached|rose to|fell to) (?:about |around |some )?[\d.,]+|[\d.,]+ {HEADS}\b"
)


def _year_of_a_statistic(case: GapCase) -> bool:
    """In which year a town had 1,345,596 people, or an institute published a figure, is of use to nobody."""
    reported = f"In {GAP}" in case.stem or re.search(rf"^In [A-Z][a-z]+ {GAP}", case.stem)
    return case.kind == AnswerType.YEAR and bool(
        STATISTIC.search(case.stem) or reported and re.search(r"\baccording to\b", case.stem)
    )


CENSUS = re.compile(
    rf"\b(?:home (?:of|to)|population (?:of|was|is)|inhabited by) (?:\w+ ){{0,2}}{GAP}|"
    rf"{GAP} (?:inhabitants|residents|souls|people (?:live|lived|living|reside|resided)\b)"
)


def _head_count(case: GapCase) -> bool:
    """How many came to a meeting or a match, or live somewhere as of no year."""
    if case.kind != AnswerType.COUNT:
        return False
    undated = not YEAR.search(case.shown) and (case.candidate.value.number or 0) >= 1000
    return undated and bool(CENSUS.search(case.stem)) or bool(re.search(r"\b(?:[Aa]ttendance|[Tt]urnout)\b", case.stem))


def _year_of_the_news(case: GapCase) -> bool:
    """A report's own year, or the one before: whoever knows when it was written can tell it."""
    if case.kind != AnswerType.YEAR or not case.survey.is_news:
        return False
    metadata, year = case.survey.article.metadata, int(case.candidate.value.number or 0)
    dated = metadata.published_on or metadata.as_of
    if dated:
        return dated.year - 1 <= year <= dated.year
    by_itself = case.candidate.date is not None and case.candidate.date.precision == "year"
    latest = case.survey.latest_year
    return by_itself and latest is not None and latest - 1 <= year <= latest


FIGURE_RULES: tuple[Rule[GapCase], ...] = (
    Rule("relative_of", "The number is told again by its parts.", _relative_of),
    Rule("counts_a_list", "A small number can be counted off the list beside it.", _counts_a_list),
    Rule("small_count", "A pair, a few, or a figure that stands alone.", _small_count),
    Rule("trivial_count", "The number of such things is not worth asking.", _trivial_count),
    Rule("figure_of_nothing", "The number belongs to a name, a score, a clock or an idiom.", _figure_of_nothing),
    Rule("range", "The figure is one end of a range.", _range_of_figures),
    Rule("neighbour_year", "Another time in the passage tells the year.", _year_beside_year),
    Rule("bounded_time", "Before, since, until: other times would be true as well.", _bounded_time),
    Rule("loose_date", "A time that only the source says so: others may be true as well.", is_loose_time),
    Rule("computable", "The figure follows from others that are printed.", _computable),
    Rule("everyday_measure", "A span that everybody uses and nobody remembers.", _everyday_measure),
    Rule("no_anchor", "Neither the title's words nor any name say what the figure is of.", _no_anchor),
    Rule("sum_for_nothing", "The sum stands for something the passage does not say.", _sum_for_nothing),
    Rule("undated_change", "Up or down by so much, on a day that is not named.", _undated_change),
    Rule("year_of_a_statistic", "The year of a count of people is not worth asking.", _year_of_a_statistic),
    Rule("head_count", "How many attended is not worth asking.", _head_count),
    Rule("year_of_the_news", "The year of the report itself or the one before.", _year_of_the_news),
    Rule("life_dates", "Dates of birth or death of passers-by are not worth asking.", _life_dates),
)
