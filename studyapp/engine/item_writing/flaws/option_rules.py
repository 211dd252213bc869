"""Rules about the options: one key, one type, one shape, nothing that gives it away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.engine.extraction.dates import parse_date
from studyapp.engine.extraction.numbers import parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.flaws.case import (
    FIGURE_TYPES,
    TIME_TYPES,
    Case,
    Rule,
    Severity,
    content_words,
    holds,
    word_count,
)
from studyapp.engine.item_writing.indefinite import article_before_gap, takes_an
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.countries import country_named, country_of_adjective, mentions
from studyapp.engine.reading.gazetteers.folding import fold

_ALL = re.compile(
    r"\b(?:all|both|each|every one) of (?:the above|these|them|the options)\b|\ball the above\b|\b[a-d] (?:&|and) [a-d]\b",
    re.I,
)
_NONE = re.compile(r"\b(?:none|neither|not any) of (?:the above|these|them|the options)\b|^none$|\bnone apply\b", re.I)
_COMBINED = re.compile(
    r"^(?:(?:[A-D]|[IVX]+|[1-4])(?:,\s*| and | or | & ))+(?:[A-D]|[IVX]+|[1-4])(?: only)?$|^both .+ and .+", re.I
)
_ABSOLUTE = re.compile(r"\b(?:always|never|only|all|none|every|completely|entirely|absolutely|exclusively)\b")
_VAGUE = re.compile(r"\b(?:often|usually|sometimes|some|several|many|few|frequently|rarely|generally|a lot)\b")


def _one_key(case: Case) -> bool:
    return sum(o.correct for o in case.item.options) != 1


def _wrong_equals_key(case: Case) -> bool:
    forms = {fold(_bare(f)) for f in case.key_forms}
    values = {_canonical(case, f) for f in case.key_forms} - {None}
    return any(fold(_bare(w)) in forms or _canonical(case, w) in values for w in case.wrong)


_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


def _bare(text: str) -> str:
    return _ARTICLE.sub("", text.strip())


def _canonical(case: Case, text: str) -> tuple[str, str] | None:
    """A number or date in its normal form, so that "1,500" equals "1500" and "Sept. 2023" "September 2023"."""
    bare = _bare(text)
    date = parse_date(bare) if case.item.answer_type in TIME_TYPES else None
    if date:
        return "date", date.iso
    number = parse_number(bare)
    return (number.unit, str(number.value.normalize())) if number else None


def _wrong_is_printed(case: Case) -> bool:
    """A distractor that the passage or the source sentence names may be right as well, or is seen to be wrong."""
    read = f"{case.shown} {case.evidence}"
    if case.item.answer_type in (AnswerType.COUNTRY, AnswerType.NATIONALITY):
        countries = [country_named(w) or country_of_adjective(w) for w in case.wrong]
        if any(c is not None and c.code in {m.code for _, _, m in mentions(read)} for c in countries):
            return True
    return any(holds(read, _bare(w)) for w in case.wrong)


def _alike(case: Case) -> bool:
    folded = [fold(_bare(t)) for t in case.texts]
    if len(set(folded)) < len(folded):
        return True
    if all(case.numbers) or all(case.dates):
        values = [_canonical(case, t) for t in case.texts]
        return len(set(values)) < len(values)
    return any(a != b and stands_in(a, b) for a in folded for b in folded if a)


def _key_stands_out_by_length(case: Case) -> bool:
    lengths = [len(w) for w in case.wrong]
    if not lengths:
        return False
    mean, key = sum(lengths) / len(lengths), len(case.key)
    long = (key >= 25 or word_count(case.key) >= 4) and key >= 1.5 * mean and key > max(lengths)
    short = mean >= 25 and key * 1.5 <= mean and key < min(lengths)
    return long or short


def _any(pattern: re.Pattern[str]):
    return lambda case: any(pattern.search(t) for t in case.texts)


def _combined(case: Case) -> bool:
    return any(_COMBINED.match(t.strip()) for t in case.texts)


def _truth_values(case: Case) -> bool:
    return bool(case.texts) and {fold(t) for t in case.texts} <= {"true", "false", "yes", "no"}


def _set_apart(pattern: re.Pattern[str]):
    """Whether the words stand in the key alone or in distractors alone."""
    return lambda case: (
        case.has_options and bool(pattern.search(case.key)) != any(pattern.search(w) for w in case.wrong)
    )


def _clang(case: Case) -> bool:
    stem = content_words(case.item.stem)
    return bool(content_words(case.key) & stem) and not any(content_words(w) & stem for w in case.wrong)


def _converges(case: Case) -> bool:
    words = [content_words(t) for t in case.texts]
    shared = [sum(len(w & other) for other in words if other is not w) for w in words]
    if not shared or case.key not in case.texts:
        return False
    key = shared[case.texts.index(case.key)]
    return key > 1 and shared.count(key) == 1 and key == max(shared)


def _article_gives_away(case: Case) -> bool:
    return bool(article_before_gap(case.item.stem) and case.texts) and len({takes_an(t) for t in case.texts}) > 1


def _number_gives_away(case: Case) -> bool:
    """ "one" before a plural noun, or a plural figure before a singular one."""
    if not all(case.numbers) or any(n.unit for n in case.numbers if n):
        return False
    ones = [n.value == 1 and not n.shape.scale for n in case.numbers if n]
    return any(ones) and not all(ones) and bool(re.search(rf"{GAP}\s+\w+", case.item.stem))


def _mixed_types(case: Case) -> bool:
    """Options of several types, units, signs or precisions."""
    if case.item.answer_type in FIGURE_TYPES:
        if not all(case.numbers):
            return True
        return (
            len({(n.unit, n.shape.prefix.strip(), n.shape.scale.strip(), n.shape.in_words) for n in case.numbers if n})
            > 1
        )
    if case.item.answer_type in TIME_TYPES:
        return not all(case.dates) or len({d.precision for d in case.dates if d}) > 1
    return any(n is not None for n in case.numbers) and not all(case.numbers)


def _mixed_forms(case: Case) -> bool:
    def form(text: str) -> tuple[bool, bool, bool]:
        first = _bare(text)[:1]
        return first.isupper(), first.isdigit(), text.rstrip()[-1:] in ".!?"

    return len({form(t) for t in case.texts if t}) > 1


def _out_of_order(case: Case) -> bool:
    """Figures and dates that do not rise."""
    if case.texts and all(case.dates) and all(d.bounds for d in case.dates if d):
        keys: Sequence = [(d.bounds, d.iso) for d in case.dates if d]
    elif case.texts and all(case.numbers):
        keys = [n.value for n in case.numbers if n]
    else:
        return False
    return list(keys) != sorted(keys)


def _wrong_count(case: Case) -> bool:
    return not 3 <= len(case.item.options) <= 5


def _out_of_scale(case: Case) -> bool:
    if case.item.answer_type not in FIGURE_TYPES or not all(case.numbers) or case.key not in case.texts:
        return False
    values = [float(n.value) for n in case.numbers if n]
    key = values[case.texts.index(case.key)]
    return key > 0 and any(not 0.2 <= v / key <= 5 for v in values)


def _key_alone_is_round(case: Case) -> bool:
    """The key is the only round figure among exact ones, or the only exact one among round ones."""
    if case.item.answer_type not in FIGURE_TYPES or not all(case.numbers) or case.key not in case.texts:
        return False
    digits = [len(str(int(n.value.scaleb(n.shape.decimals - n.shape.exponent))).rstrip("0")) for n in case.numbers if n]
    key = digits.pop(case.texts.index(case.key))
    return bool(digits) and (key < min(digits) or key > max(digits))


def _unreasoned(case: Case) -> bool:
    return any(not o.reason.code for o in case.item.options)


B, W = Severity.BLOCKS, Severity.WARNS
OPTION_RULES: tuple[Rule, ...] = (
    Rule("MC-01a", B, "Mark exactly one option as right.", _one_key),
    Rule("MC-01b", B, "A distractor is another form of the key; replace it.", _wrong_equals_key),
    Rule("MC-02", B, "A distractor is named in the source sentence or the passage; replace it.", _wrong_is_printed),
    Rule("MC-03", B, "Two options are the same or one contains another; make them distinct.", _alike),
    Rule("MC-04", B, "The key stands out by its length; make the options alike.", _key_stands_out_by_length),
    Rule("MC-05", B, "Remove the option that means all of them.", _any(_ALL)),
    Rule("MC-06", B, "Remove the option that means none of them.", _any(_NONE)),
    Rule("MC-07", B, "Options must not combine other options.", _combined),
    Rule("MC-10", B, "Options that say true or false belong to a true/false question.", _truth_values),
    Rule("MC-11", W, "Words such as always or never set options apart.", _set_apart(_ABSOLUTE)),
    Rule("MC-12", W, "Vague words such as often or several set options apart.", _set_apart(_VAGUE)),
    Rule("MC-13", W, "The key repeats a word of the stem and no distractor does.", _clang),
    Rule("MC-14", W, "The key shares the most words with the other options.", _converges),
    Rule("MC-15a", B, "The word a or an before the gap rules options out.", _article_gives_away),
    Rule("MC-15b", B, "Singular or plural after the gap rules options out.", _number_gives_away),
    Rule("MC-16a", B, "Give all options the same type, unit and precision.", _mixed_types),
    Rule("MC-16b", W, "Give all options the same form: capitals, figures, end punctuation.", _mixed_forms),
    Rule("MC-17", B, "Sort figures and dates.", _out_of_order),
    Rule("MC-19", B, "Offer three to five options.", _wrong_count),
    Rule("MC-20", B, "A figure is far outside the key's size; bring it nearer.", _out_of_scale),
    Rule(
        "MC-20b",
        W,
        "The key is the only round or the only exact figure; make the options as exact.",
        _key_alone_is_round,
    ),
    Rule("MC-27", B, "Say of every option why it is right or wrong.", _unreasoned),
)
