"""Gaps that no reader could fill for the right reason: refused one by one, each with its reason.

The rules of any gap stand here, those of figures and of names beside it; ``GAP_RULES`` is the one table.
"""

from __future__ import annotations

import re

from studyapp.engine.extraction import names
from studyapp.engine.extraction.acronyms import written_out
from studyapp.engine.extraction.name_cues import ORGANISATION
from studyapp.engine.extraction.numbers import find_numbers
from studyapp.engine.extraction.rules import Rule, broken
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import begins_a_word, stands_in
from studyapp.engine.item_writing.figure_gaps import FIGURE_RULES
from studyapp.engine.item_writing.gap_case import FIGURES, NAMES, TIMES, TYPED_NAMES, WORDS, GapCase
from studyapp.engine.item_writing.name_gaps import NAME_RULES, is_one_of_a_kind
from studyapp.engine.item_writing.passing_facts import PASSING_RULES
from studyapp.engine.item_writing.telling_names import TELLING_RULES
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers import countries

ROUNDED = 30  # a figure within a thirtieth of another is the same one rounded
LONG_WORD = 8  # letters up to which five at the start give a word away, in longer ones six


def _gap_count(case: GapCase) -> bool:
    return case.shown.count(GAP) != 1 or not case.passage.asked.shows(case.candidate.span)


def _printed_elsewhere(case: GapCase) -> bool:
    """The answer, an alias, or a word with the same beginning stands in the passage."""
    rest = case.shown
    for form in (case.candidate.text, *case.candidate.value.aliases):
        if len(form) > 1 and (stands_in(form.lower(), rest.lower()) if case.kind in WORDS else stands_in(form, rest)):
            return True
    if case.kind not in WORDS:
        return False
    full = written_out(case.candidate.text, case.survey.text) if case.candidate.text.isupper() else None
    if full and stands_in(full.lower(), rest.lower()):
        return True
    lower = names.fold(rest)
    for word in _telling_words(case.candidate.text):
        stem = word[:5] if len(word) <= LONG_WORD else word[:6]
        if begins_a_word(stem, lower) or len(word) >= 5 and stem in lower:
            return True
    return False


def _telling_words(answer: str) -> list[str]:
    """The answer's words that tell it: not "College" where another word says which one."""
    words = [w for w in re.findall(r"[^\W\d_]+", answer) if len(w) > 3]
    own = [w for w in words if not (w[0].isupper() and ORGANISATION.fullmatch(w))]
    return [names.fold(w) for w in own or words]


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
        figure = (
            text.split()[0] if case.kind in FIGURES and len(text.split()[0]) > 1 else text
        )  # "four years", "four year high"
        return stands_in(figure.lower(), survey.title.lower()) or _is_rounded_in(case, survey.title)
    if case.kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY}:
        country = countries.country_named(text) or countries.country_of_adjective(text)
        return country is None or country.code in survey.main_countries
    folded = names.fold(text)
    words = set(folded.split())
    titles = {names.fold(w) for w in survey.title_words}
    if case.kind == AnswerType.TERM and {t.lemma.lower() for t in case.tokens} & survey.title_words:
        return True
    if is_one_of_a_kind(case) and words - titles and titles - words:
        return False  # "The European Court of …" in an article on European law
    if words & titles or any(len(t) >= 5 and t[:5] in folded for t in titles):
        return True
    if case.kind == AnswerType.PERSON:
        main = survey.main_person
        return bool(main and (main.key == names.key_of(text) or words & set(main.key.split())))
    if case.kind == AnswerType.REGION:
        name = survey.names.get(names.key_of(text))
        subject = {names.fold(w) for w in survey.defined_subject}
        return bool(name and name.count >= 6) or bool(words & subject)
    return False


def _is_rounded_in(case: GapCase, title: str) -> bool:
    """ "$28bn" in the title beside "$28.3bn" in the text."""
    own = case.candidate.number
    if own is None or case.kind not in FIGURES:
        return False
    near = [n for n in find_numbers(title) if n.answer_type == case.kind and n.unit == own.unit]
    return any(abs(n.value - own.value) * ROUNDED <= abs(own.value) for n in near)


OPENS_EXAMPLES = re.compile(
    r"\b(?:including|such as|especially|particularly|namely|like|among (?:them|others))\b[^.;]*$"
)
LONG_ROW = 4  # members from which one of them is any of them


def _is_one_of_many(case: GapCase) -> bool:
    """A typed answer in a long row, among examples, or one side of an "or": its hint alone would tell it."""
    before, after = case.candidate.before(120), case.candidate.after(120)
    if re.match(r",? or\b", after) or re.search(r"\b(?:or|either|neither|nor) (?:the |an? )?$", before):
        return True
    if re.match(r",? among (?:the )?(?:other|others)\b", after):
        return True
    size = max(_row_size(case), _members_beside(before, after))
    return size >= LONG_ROW or size == LONG_ROW - 1 and bool(OPENS_EXAMPLES.search(before))


def _members_beside(before: str, after: str) -> int:
    """How many members a row with the gap has by its commas: the last one follows none."""
    behind, ahead = _commas_behind(after), _commas_before(before)
    return behind + ahead + (1 if ahead and not behind else 0)


MEMBER = r"(?:the )?[\w’'.-]+(?: [\w’'.-]+){0,3}"


def _commas_behind(after: str) -> int:
    match = re.match(rf"((?:, {MEMBER})*),? (?:and|as well as) (?:the )?\w", after)
    return match.group(1).count(",") + 2 if match else 0


def _commas_before(before: str) -> int:
    match = re.search(rf"((?:{MEMBER}, )+)(?:and |as well as )?(?:the )?$", before)
    return match.group(1).count(",") if match else 0


def _row_size(case: GapCase) -> int:
    """How many words the parser ties together by "and" with the answer."""
    sentence, first = case.candidate.sentence, case.head
    while first.dep == "conj":
        first = sentence.parse.tokens[first.head]
    size, last = 1, [first]
    while last:
        last = [c for token in last for c in sentence.children(token, "conj")]
        size += len(last)
    return size


def _in_a_list(case: GapCase) -> bool:
    """One of several: "A, B and C", "A as well as B", "such as A"."""
    if case.kind in TYPED_NAMES | {AnswerType.TERM} and not case.candidate.value.unit:
        return _is_one_of_many(case)
    sentence, head = case.candidate.sentence, case.head
    if case.kind in FIGURES:
        noun = sentence.parse.tokens[head.head]
        checked = [head] if head.dep != "nummod" else [head, noun] if case.kind != AnswerType.COUNT else [head]
    else:
        checked = [head]
    before, after = case.candidate.before(24), case.candidate.after(24)
    if re.match(r",? among (?:the )?(?:other|others)\b", after):
        return True
    if re.match(
        r",? (?:the )?[A-Z]\w+(?: [A-Z]\w+)*(?:, [^,]{3,40})?,? (?:and|or) (?:the )?[A-Z]",
        after + case.candidate.after(90)[24:],
    ):
        return case.kind in NAMES
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


def _nothing_to_hold(case: GapCase) -> bool:
    """Too little is left beside the gap to know what is asked."""
    words = [
        t
        for t in case.passage.asked.tokens
        if t not in case.tokens and t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    ]
    return len(words) < 3 or len(case.shown.split()) < 8


GAP_RULES: tuple[Rule[GapCase], ...] = (
    Rule("gap_count", "The passage must show exactly one gap.", _gap_count),
    Rule("answer_printed", "The answer or its beginning stands elsewhere in the passage.", _printed_elsewhere),
    Rule("given_away", "A capital, leader or adjective in the passage tells the country.", _given_away),
    Rule("own_subject", "The answer is what the whole article is about.", _own_subject),
    Rule("in_a_list", "The answer is one of several that stand side by side.", _in_a_list),
    Rule("in_parentheses", "The gap stands in an aside.", _in_parentheses),
    Rule("nothing_to_hold", "Too little is left beside the gap.", _nothing_to_hold),
    *FIGURE_RULES,
    *NAME_RULES,
    *TELLING_RULES,
    *PASSING_RULES,
)


def gap_refusals(case: GapCase) -> tuple[str, ...]:
    """Codes of the gap rules that the case breaks."""
    return broken(GAP_RULES, case)
