"""Rules about the proof: where it stands and what it proves."""

from __future__ import annotations

import re

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.flaws.case import FIGURE_TYPES, TIME_TYPES, Case, Rule, Severity, holds
from studyapp.engine.items import ItemFormat

_TYPE_WORDS = re.compile(
    r"\b(?:year|date|month|decade|century|number|figure|amount|percent(?:age)?|per cent|how many|how much|when|day)\b",
    re.I,
)


def _no_evidence(case: Case) -> bool:
    span = case.item.evidence
    return span.end > len(case.text) or not case.evidence.strip()


def _span_outside(case: Case) -> bool:
    span = case.item.answer_span
    return span is not None and (not case.item.evidence.contains(span) or len(span) == 0)


def _span_is_not_the_value(case: Case) -> bool:
    """The marked stretch neither is the answer nor holds it (a leading "the" may differ)."""
    span = case.item.answer_span
    if span is None or span.end > len(case.text) or case.is_statement:
        return False
    printed = span.cut(case.text)
    forms = case.key_forms
    return not any(holds(printed, _bare(f)) or holds(f, _bare(printed)) for f in forms)


def _not_derivable(case: Case) -> bool:
    if case.is_statement:
        return False
    return not any(holds(case.all_evidence, _bare(form)) for form in case.key_forms)


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.I)


def _no_accepted_form(case: Case) -> bool:
    typed = case.item.format == ItemFormat.TYPED
    return typed and case.item.answer not in case.item.accepted


def _typed_with_options(case: Case) -> bool:
    return case.item.format == ItemFormat.TYPED and bool(case.item.options)


def _type_unsaid(case: Case) -> bool:
    typed = case.item.format == ItemFormat.TYPED
    kinds = FIGURE_TYPES | TIME_TYPES
    said = f"{case.item.instruction} {case.item.hint or ''} {case.item.stem if case.is_question else ''}"
    return typed and case.item.answer_type in kinds and not _TYPE_WORDS.search(said)


def _no_instruction(case: Case) -> bool:
    return not case.item.instruction.strip() or not case.item.stem.strip()


def _hint_tells(case: Case) -> bool:
    hint = case.item.hint or ""
    return case.item.answer_type != AnswerType.TRUTH and any(
        holds(hint, form) for form in case.key_forms if len(form) > 3
    )


B, W = Severity.BLOCKS, Severity.WARNS
EVIDENCE_RULES: tuple[Rule, ...] = (
    Rule("EV-01a", B, "Every question needs a sentence of the article as its proof.", _no_evidence),
    Rule("EV-01b", B, "The marked answer must lie inside the sentence.", _span_outside),
    Rule("EV-01c", B, "The marked stretch is not the answer.", _span_is_not_the_value),
    Rule("EV-02", B, "The sentence does not say the key.", _not_derivable),
    Rule("SA-01", B, "List the answer among the accepted forms.", _no_accepted_form),
    Rule("SA-02", W, "Say whether a year, a date or a figure is wanted.", _type_unsaid),
    Rule("SA-03", B, "A typed question has no options.", _typed_with_options),
    Rule("IT-01", B, "Say what to do and what is asked.", _no_instruction),
    Rule("IT-02", B, "The hint prints the answer.", _hint_tells),
)
