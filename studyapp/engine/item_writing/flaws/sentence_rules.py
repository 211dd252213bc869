"""Rules about passages with a gap (CL) and true/false statements (TF): faithful to the source, one change at most."""

from __future__ import annotations

import difflib
import re

from studyapp.engine.extraction.dates import find_dates, month_number, parse_date
from studyapp.engine.extraction.number_words import SCALES, read_words
from studyapp.engine.extraction.numbers import find_numbers, parse_number
from studyapp.engine.extraction.units import SIGNS, unit_named
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.flaws.case import (
    FIGURE_TYPES,
    Case,
    Rule,
    Severity,
    content_words,
    holds,
    word_count,
)
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.folding import fold

_NEGATORS = frozenset("not no never none neither nor cannot without".split())
_MOST_STATEMENT_WORDS = 30


def _not_one_gap(case: Case) -> bool:
    gaps = re.findall(r"_{2,}", case.shown)
    return case.is_cloze and (gaps != [GAP] or GAP not in case.item.stem)


def _gap_is_not_the_answer(case: Case) -> bool:
    """The sentence with the answer put back is not what the source says."""
    if not case.is_cloze or GAP not in case.item.stem:
        return False
    return bool(_added(case, case.item.stem.replace(GAP, case.item.answer)))


def _added(case: Case, sentence: str) -> list[list[str]]:
    """Runs of words in ``sentence`` that do not stand there in the evidence; names written out in full are fine."""
    words, source = _words(sentence), _words(case.evidence)
    if words == source:
        return []
    match = difflib.SequenceMatcher(None, [fold(w) for w in source], [fold(w) for w in words], autojunk=False)
    runs = [words[start:end] for kind, _, _, start, end in match.get_opcodes() if kind in ("insert", "replace")]
    strange = [[w for w in run if w != "and" and not _is_name_in(case.text, re.sub(r"['’]s?$", "", w))] for run in runs]
    return [run for run in strange if run]


def _is_name_in(text: str, word: str) -> bool:
    return word[:1].isupper() and month_number(word) is None and holds(text, word)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[.,'’\-][^\W_]+)*|[%$£€]", text)


def _poor_gap(case: Case) -> bool:
    if not case.is_cloze:
        return False
    answer = case.item.answer
    only_small_words = not content_words(answer) and not any(c.isdigit() for c in answer)
    return only_small_words or word_count(answer) > 6 or word_count(case.shown.replace(GAP, " ")) < 7


def _several_fit(case: Case) -> bool:
    stem, kind = case.item.stem, case.item.answer_type
    if not case.is_cloze:
        return False
    if kind == AnswerType.YEAR:
        return sum(d.precision == "year" for d in find_dates(stem)) >= 2
    return kind in FIGURE_TYPES and sum(n.answer_type == kind and n.value > 12 for n in find_numbers(stem)) >= 2


def _typed_after_an(case: Case) -> bool:
    return case.is_cloze and not case.has_options and bool(re.search(rf"\b[Aa]n {GAP}", case.item.stem))


def _bad_truth_value(case: Case) -> bool:
    return case.is_statement and (case.item.answer not in ("true", "false") or bool(case.item.options))


def _crowded_statement(case: Case) -> bool:
    stem = case.item.stem
    if not case.is_statement:
        return False
    dates = find_dates(stem)
    figures = sum(not any(n.span.overlaps(d.span) for d in dates) for n in find_numbers(stem))
    return word_count(stem) > _MOST_STATEMENT_WORDS or figures > 3 or stem.count(",") > 3 or ";" in stem or GAP in stem


def _not_one_swap(case: Case) -> bool:
    """A false statement differs from its source in anything but one year, date or figure; a true one differs at all."""
    if not case.is_statement or case.item.answer not in ("true", "false"):
        return False
    runs = _added(case, case.item.stem)
    if case.item.answer == "true":
        return bool(runs)
    return len(runs) != 1 or not all(_is_figure_word(w) for w in runs[0])


def _is_figure_word(word: str) -> bool:
    if any(c.isdigit() for c in word) or word.lower() in SCALES or unit_named(word):
        return True
    figure = word.rsplit("-", 1)[0] if unit_named(word.rpartition("-")[2]) else word  # "seven-mile"
    return month_number(word) is not None or read_words(figure) is not None or word in SIGNS


def _swap_too_small(case: Case) -> bool:
    if not case.is_statement or case.item.answer != "false" or case.item.answer_span is None:
        return False
    span = case.item.answer_span
    original = case.text[span.start : span.end]
    before, after = parse_number(original), find_numbers(case.item.stem)
    if before is None or parse_date(original) is not None:
        return False
    printed = {n.value for n in find_numbers(case.evidence)}
    changed = [n.value for n in after if n.value not in printed]
    return bool(changed) and all(abs(c - before.value) < before.value / 10 for c in changed)


def _negated(case: Case) -> bool:
    if not case.is_statement:
        return False
    added = {fold(w) for run in _added(case, case.item.stem) for w in run}
    return bool(added & _NEGATORS) or any(re.search(r"n['’]t$", w) for run in _added(case, case.item.stem) for w in run)


B, W = Severity.BLOCKS, Severity.WARNS
SENTENCE_RULES: tuple[Rule, ...] = (
    Rule("CL-01a", B, "A passage has exactly one gap, in its asked sentence.", _not_one_gap),
    Rule("CL-01b", B, "With the answer put back the sentence must be the source's.", _gap_is_not_the_answer),
    Rule("CL-03", B, "The gap needs an answer with content and seven words around it.", _poor_gap),
    Rule("CL-04", W, "Other values of this type stand in the sentence.", _several_fit),
    Rule("CL-05", W, "The word an before the gap narrows the answer.", _typed_after_an),
    Rule("TF-00", B, "A statement is true or false and has no options.", _bad_truth_value),
    Rule("TF-01", B, "Keep a statement to one claim of at most 30 words.", _crowded_statement),
    Rule("TF-02a", B, "A statement differs from its source by one changed value, or not at all.", _not_one_swap),
    Rule("TF-02b", B, "The changed figure is too near the true one.", _swap_too_small),
    Rule("TF-03", B, "Do not make a statement false by a negation.", _negated),
)
