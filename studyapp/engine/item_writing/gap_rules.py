"""Gaps that no reader could fill for the right reason: refused one by one, each with its reason."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.numbers import find_numbers
from studyapp.engine.extraction.recognisers import Candidate
from studyapp.engine.extraction.rules import Rule, broken
from studyapp.engine.extraction.sentence import is_finite
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.distractors import computable
from studyapp.engine.item_writing.passages import Passage
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf

NAMES = frozenset(
    {
        AnswerType.PERSON,
        AnswerType.COUNTRY,
        AnswerType.CITY,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.REGION,
        AnswerType.NATIONALITY,
        AnswerType.LANGUAGE,
        AnswerType.RELIGION,
    }
)
WORDS = NAMES | {AnswerType.TERM}
TIMES = frozenset({AnswerType.YEAR, AnswerType.DECADE, AnswerType.CENTURY})
FIGURES = frozenset({AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT})
TRIVIAL_COUNTS = frozenset(
    """horses books pages seats rooms chapters photographs photos articles pictures paragraphs windows doors tables chairs
        children sons daughters brothers sisters siblings things times ways cases others parts people's minutes""".split()
)
MAX_CONTEXT_LETTERS = 5  # letters that two words may share at the start before one gives the other away
GENERAL_PRESENT = re.compile(
    r"\b(?:typically|usually|often|generally|commonly|sometimes|relations|relationship|ties|traditionally)\b"
)


@dataclass(frozen=True)
class GapCase:
    """A candidate in its passage."""

    candidate: Candidate
    passage: Passage
    survey: Survey

    @functools.cached_property
    def stem(self) -> str:
        return self.passage.asked.show(self.candidate.span, GAP)

    @functools.cached_property
    def shown(self) -> str:
        """Everything printed before the answer, the gap in it."""
        return f"{self.passage.context} {self.stem}".strip()

    @property
    def kind(self) -> AnswerType:
        return self.candidate.answer_type

    @functools.cached_property
    def tokens(self):
        return self.candidate.sentence.at(self.candidate.span)

    @functools.cached_property
    def head(self):
        mine = {t.i for t in self.tokens}
        return next((t for t in self.tokens if t.head not in mine or t.head == t.i), self.tokens[-1])


def _gap_count(case: GapCase) -> bool:
    return case.shown.count(GAP) != 1 or not case.passage.asked.shows(case.candidate.span)


def _answer_words(text: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3]


def _printed_elsewhere(case: GapCase) -> bool:
    """The answer, an alias, or a word with the same beginning stands in the passage."""
    rest = case.shown
    for form in (case.candidate.text, *case.candidate.value.aliases):
        if len(form) > 1 and re.search(
            rf"(?<!\w){re.escape(form)}(?!\w)", rest, re.IGNORECASE if case.kind in WORDS else 0
        ):
            return True
    if case.kind not in WORDS:
        return False
    lower = names.fold(rest)
    for word in _answer_words(names.fold(case.candidate.text)):
        stem = word[: max(4, min(MAX_CONTEXT_LETTERS, len(word)))]
        if re.search(rf"\b{re.escape(stem)}", lower) or len(word) >= 5 and word[:5] in lower:
            return True
    return False


def _given_away(case: GapCase) -> bool:
    """An adjective, a capital, a leader in the passage tells the country."""
    if case.kind not in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        return False
    country = countries.country_named(case.candidate.text) or countries.country_of_adjective(case.candidate.text)
    return country is None or countries.gives_away(case.shown.replace(GAP, "~"), country.code)


def _own_subject(case: GapCase) -> bool:
    """The answer is what the article is about: its title, main country, main person, chief city."""
    survey, text = case.survey, case.candidate.text
    if case.kind in TIMES | FIGURES | {AnswerType.ORDINAL}:
        return bool(re.search(rf"\b{re.escape(text)}\b", survey.title))
    if case.kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        country = countries.country_named(text) or countries.country_of_adjective(text)
        return country is None or country.code in survey.main_countries
    folded = names.fold(text)
    words = set(folded.split())
    titles = {names.fold(w) for w in survey.title_words}
    if case.kind == AnswerType.TERM and {t.lemma.lower() for t in case.tokens} & case.survey.topic_nouns:
        return True
    if words & titles or any(len(t) >= 5 and t[:5] in folded for t in titles):
        return True
    if case.kind == AnswerType.PERSON:
        main = survey.main_person
        return bool(main and (main.key == names.key_of(text) or words & set(main.key.split())))
    if case.kind in {AnswerType.NAME, AnswerType.CITY, AnswerType.ORGANISATION, AnswerType.REGION}:
        name = survey.names.get(names.key_of(text))
        subject = {names.fold(w) for w in survey.defined_subject}
        return bool(name and name.count >= 6) or bool(words & subject)
    return False


def _in_a_list(case: GapCase) -> bool:
    """One of several: "A, B and C", "A as well as B", "such as A"."""
    sentence, head = case.candidate.sentence, case.head
    if case.kind in FIGURES:
        noun = sentence.parse.tokens[head.head]
        checked = [head] if head.dep != "nummod" else [head, noun] if case.kind != AnswerType.COUNT else [head]
    else:
        checked = [head]
    before, after = case.candidate.before(24), case.candidate.after(24)
    if re.search(
        r"(?:\b(?:and|or|both|either|neither|nor|including|such as|alongside|especially|particularly|namely|like),?\s+(?:the\s+|an?\s+)?)$",
        before,
    ):
        return True
    if re.match(
        r"\s*(?:,? (?:and|or)\b(?! (?:was|were|had|has|is|are|became|then|later|in|it|he|she|they|the \w+ (?:was|were|had|is)))|and [A-Z]|–|—|-\w|/)",
        after,
    ):
        return case.kind not in TIMES or bool(re.match(r"\s*(?:and|or|–|-|/)\s*\d", after))
    return any(
        t.dep == "conj" and t.pos not in {"VERB", "AUX"} or sentence.children(t, "conj", "preconj")
        for t in checked
        if t.pos not in {"VERB", "AUX"}
    )


def _in_parentheses(case: GapCase) -> bool:
    head = case.passage.asked.text
    place = case.stem.find(GAP)
    left = case.stem[:place]
    return left.count("(") > left.count(")") or not head


def _relative_of(case: GapCase) -> bool:
    return bool(
        re.match(
            r",? (?:of|two of|three of|some of|most of) (?:which|whom)\b|, (?:most|some|many|half) of",
            case.candidate.after(30),
        )
    )


def _counts_a_list(case: GapCase) -> bool:
    """A small number whose members follow one by one."""
    number = case.candidate.value.number
    if case.kind != AnswerType.COUNT or number is None or number > 6:
        return False
    after = case.stem.split(GAP, 1)[1]
    return after.count(",") >= 1 and " and " in after or ":" in after or number < 3


def _trivial_count(case: GapCase) -> bool:
    return case.kind == AnswerType.COUNT and case.candidate.counted in TRIVIAL_COUNTS


def _figure_of_nothing(case: GapCase) -> bool:
    """A number word in an idiom, a page, a version, a clock time, a score."""
    if case.kind not in FIGURES:
        return False
    before, after = case.candidate.before(16), case.candidate.after(14)
    if re.search(
        r"(?:\b(?:No|Nos|number|chapter|section|article|page|version|act|phase|level|type|class|mark|grade|route|line|form|channel|platform|day|part|volume)\.?\s+|[-–/:.]\s?)$",
        before,
        re.I,
    ):
        return True
    if re.match(r"\s?(?:[-–/:]\s?\d|(?:am|pm|a\.m|p\.m|o'clock)\b|-year-old)", after):
        return True
    previous = case.candidate.sentence.previous(case.tokens[0])
    return previous is not None and previous.pos == "PROPN" and case.kind == AnswerType.COUNT


def _range_of_figures(case: GapCase) -> bool:
    before, after = case.candidate.before(30), case.candidate.after(20)
    if case.kind not in FIGURES | TIMES:
        return False
    if re.search(r"\b(?:between|from|either)\s+(?:\w+\s+){0,2}$", before, re.I) and re.search(
        r"\b(?:and|to|or|until)\b", case.candidate.after(60)
    ):
        return True
    if re.match(r"\s?(?:to|or|and)\s+[$£€]?\d", after) or re.search(r"\d[\w%]*\s(?:to|or|and|by)\s[$£€]?$", before):
        return True
    if case.kind in FIGURES and re.search(r"\b\w+ (?:to|or)\s$", before):
        words = before.split()
        return len(words) > 1 and bool(find_numbers(words[-2]))
    return False


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


def _bounded_time(case: GapCase) -> bool:
    """before, since, until, by, after: other years would be true as well."""
    if case.kind not in TIMES:
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
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    match = re.search(
        rf"\b(\w+)\s+(?:the\s+)?(?:end of |beginning of |start of )?(?:\d{{1,2}} )?(?:{months})(?: \d{{1,2}})?,? $",
        before,
    )
    return bool(
        match and match.group(1).lower() in {"by", "before", "since", "after", "until", "from", "between", "to", "and"}
    )


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


def _modifier(case: GapCase) -> bool:
    """A name that only qualifies another noun ("the Lisbon office"), or is possessive."""
    if case.kind not in {
        AnswerType.COUNTRY,
        AnswerType.CITY,
        AnswerType.PERSON,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.REGION,
    }:
        return False
    sentence, head = case.candidate.sentence, case.head
    after = sentence.following(case.tokens[-1])
    if head.dep in {"compound", "amod", "nmod"} and head.head > case.tokens[-1].i:
        return True
    return after is not None and (
        after.text in {"-", "–"}
        or after.pos in {"NOUN", "PROPN"}
        and case.kind != AnswerType.PERSON
        and after.head == head.head
        and head.dep == "compound"
    )


def _cuts_a_name(case: GapCase) -> bool:
    """Capitals or a number beside the gap belong to the same name."""
    if case.kind not in WORDS:
        return False
    before, after = case.candidate.before(24), case.candidate.after(24)
    title = case.candidate.mention.title if case.candidate.mention else ""
    if case.kind != AnswerType.NATIONALITY and re.match(
        r"\s(?:[A-Z][a-z]|No\.|\d|(?:of|for) (?:the )?[A-Z]|[IVX]+\b)|['’][a-z]?\s?[A-Z]|-\w", after
    ):
        return case.kind != AnswerType.TERM or not re.match(r"\s[A-Z]", after)
    if title or case.kind in {AnswerType.COUNTRY, AnswerType.TERM}:
        return bool(re.search(r"[A-Za-z]-$", before)) or bool(
            re.search(
                r"\b(?:University|Republic|Kingdom|Bank|Duke|King|Queen|Bishop|Earl|Institute|Museum|Treaty|Battle|Duchy|Parliament|Congress|Government|History) of (?:the )?$",
                before,
            )
        )
    return bool(
        re.search(r"(?<![.!?] )\b[A-Z][a-z]+ (?:of |for |de |van |von |of the )?$|[A-Za-z]-$", before)
    ) and not re.match(
        r"^(?:In|On|At|By|From|To|With|After|Before|When|The|For|During|Under|Between|Near)\s(?:the )?$",
        before.strip().split(". ")[-1] + " ",
    )


def _trivial_name(case: GapCase) -> bool:
    if case.kind not in {AnswerType.NAME, AnswerType.ORGANISATION, AnswerType.CITY}:
        return False
    return (
        bool(names.TRIVIAL_PLACE.search(case.candidate.text))
        or len(case.candidate.text) < 4
        and not case.candidate.text.isupper()
    )


def _weak_name(case: GapCase) -> bool:
    """A "name" that also occurs in small letters, starts the sentence only, or that no label supports."""
    if case.kind not in {AnswerType.NAME, AnswerType.ORGANISATION}:
        return False
    text = case.candidate.text
    if text.lower() in case.survey.text or text.isdigit():
        return True
    name = case.survey.names.get(names.key_of(text))
    first = case.candidate.sentence.tokens[0].i
    only_first = name is not None and all(m.tokens[0].i == m.sentence.tokens[0].i for m in name.mentions)
    single = " " not in text
    if re.match(r"['’]s\b", case.candidate.after(3)):
        return True
    if single and (zipf(text) > 3.9 or len(text) < 5):
        return True
    if text.isupper() or re.search(r"\d|[A-Z]\.", text):
        return True
    return only_first and case.tokens[0].i == first and single


def _general_present(case: GapCase) -> bool:
    """Names and countries need a past event, a date, a figure or another name to be fixed by."""
    if case.kind not in {
        AnswerType.PERSON,
        AnswerType.COUNTRY,
        AnswerType.NATIONALITY,
        AnswerType.CITY,
        AnswerType.NAME,
        AnswerType.ORGANISATION,
        AnswerType.REGION,
    }:
        return False
    if GENERAL_PRESENT.search(case.stem):
        return True
    sentence = case.candidate.sentence
    past = any(t.tag == "VBD" for t in case.passage.asked.tokens if t.pos in {"VERB", "AUX"})
    others = [m for m in names.mentions_in(sentence) if not m.span.overlaps(case.candidate.span)]
    figures = bool(re.search(r"\d", case.stem))
    return not (figures or past and others)


def _lone_person_guess(case: GapCase) -> bool:
    """A person whom nothing in the sentence fixes: in a list, an aside, without a deed or an office."""
    if case.kind != AnswerType.PERSON:
        return False
    text = case.candidate.text
    parts = text.split()
    return len(parts) < 2 or len(case.stem.split()) < 9 or bool(re.search(r"\b(?:his|her)\b", "")) or text.isupper()


def _weak_term(case: GapCase) -> bool:
    """A rare word that the article neither explains nor uses again is no vocabulary of its subject."""
    if case.kind != AnswerType.TERM or case.candidate.value.unit:
        return False
    text = case.candidate.text
    used = max(case.survey.term_counts.get(t.lemma.lower(), 0) for t in case.tokens)
    if case.candidate.counted == "rare" and (used < 2 or case.head.dep in {"npadvmod", "amod"}):
        return True
    if case.survey.is_news and case.candidate.counted != "named":
        return True
    capital_title = text[0].isupper() and case.tokens[0].i != case.candidate.sentence.tokens[0].i
    return "-" in text or any(ch.isdigit() for ch in text) or capital_title


def _nothing_to_hold(case: GapCase) -> bool:
    """Too little is left beside the gap to know what is asked."""
    words = [
        t
        for t in case.passage.asked.tokens
        if t not in case.tokens and t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    ]
    return len(words) < 3 or len(case.shown.split()) < 8


def _no_anchor(case: GapCase) -> bool:
    """A figure or a time of something that has no name: neither the title's words nor any name is in the passage."""
    if case.kind not in FIGURES | TIMES:
        return False
    words = {w.removesuffix("s") for w in re.findall(r"[^\W_]+", case.shown.lower())}
    if words & {w.removesuffix("s") for w in case.survey.title_words | case.survey.topic_nouns}:
        return False
    shown = (*case.passage.before, case.passage.asked.sentence)
    return not any(
        not m.span.overlaps(case.candidate.span) and m.text.lower() not in lexicon.MONTHS
        for s in shown
        for m in names.mentions_in(s)
        if s is not case.passage.asked.sentence or case.passage.asked.shows(m.span)
    )


def _no_verb_beside(case: GapCase) -> bool:
    sentence = case.candidate.sentence
    return not any(is_finite(sentence, t) for t in case.passage.asked.tokens if t.pos in {"VERB", "AUX"})


BARE_DEALINGS = frozenset("demand propose pay offer want ask request seek promise get receive accept reject".split())


def _sum_for_nothing(case: GapCase) -> bool:
    """ "had demanded 900 euros": the sum of what the passage does not say."""
    if case.kind not in {AnswerType.MONEY, AnswerType.PERCENT} or case.passage.before:
        return False
    sentence, head = case.candidate.sentence, case.head
    mine = {t.i for t in case.tokens}
    verb = sentence.parse.tokens[head.head]
    if verb.lemma.lower() not in BARE_DEALINGS:
        return False
    return not [
        c for c in sentence.children(verb, "prep", "xcomp", "advcl", "dative") if c.i not in mine and c.i > verb.i
    ]


def _life_dates(case: GapCase) -> bool:
    """Whoever died or was born when is not worth a quiz, unless the article is about the person."""
    if case.kind != AnswerType.YEAR:
        return False
    return bool(re.search(r"\b(?:died|death|dies|buried|funeral)\b", case.stem)) and case.survey.main_person is None


GAP_RULES: tuple[Rule[GapCase], ...] = (
    Rule("gap_count", "The passage must show exactly one gap.", _gap_count),
    Rule("answer_printed", "The answer or its beginning stands elsewhere in the passage.", _printed_elsewhere),
    Rule("given_away", "A capital, leader or adjective in the passage tells the country.", _given_away),
    Rule("own_subject", "The answer is what the whole article is about.", _own_subject),
    Rule("in_a_list", "The answer is one of several that stand side by side.", _in_a_list),
    Rule("in_parentheses", "The gap stands in an aside.", _in_parentheses),
    Rule("relative_of", "The number is told again by its parts.", _relative_of),
    Rule("counts_a_list", "A small number can be counted off the list beside it.", _counts_a_list),
    Rule("trivial_count", "The number of such things is not worth asking.", _trivial_count),
    Rule("figure_of_nothing", "The number belongs to a name, a score, a clock or an idiom.", _figure_of_nothing),
    Rule("range", "The figure is one end of a range.", _range_of_figures),
    Rule("neighbour_year", "Another time in the passage tells the year.", _year_beside_year),
    Rule("bounded_time", "Before, since, until: other times would be true as well.", _bounded_time),
    Rule("computable", "The figure follows from others that are printed.", _computable),
    Rule("everyday_measure", "A span that everybody uses and nobody remembers.", _everyday_measure),
    Rule("modifier", "The name only qualifies another noun.", _modifier),
    Rule("cut_name", "The gap would cut a name apart.", _cuts_a_name),
    Rule("trivial_name", "A street, hall or river is not worth asking.", _trivial_name),
    Rule("weak_name", "Perhaps no name at all.", _weak_name),
    Rule("general_present", "Nothing in the sentence fixes which name is meant.", _general_present),
    Rule("weak_person", "Nothing in the sentence fixes which person is meant.", _lone_person_guess),
    Rule("weak_term", "The word is no vocabulary of the subject.", _weak_term),
    Rule("nothing_to_hold", "Too little is left beside the gap.", _nothing_to_hold),
    Rule("no_anchor", "Neither the title's words nor any name say what the figure is of.", _no_anchor),
    Rule("sum_for_nothing", "The sum stands for something the passage does not say.", _sum_for_nothing),
    Rule("life_dates", "Dates of death of passers-by are not worth asking.", _life_dates),
)


def gap_refusals(case: GapCase) -> tuple[str, ...]:
    """Codes of the gap rules that the case breaks."""
    return broken(GAP_RULES, case)
