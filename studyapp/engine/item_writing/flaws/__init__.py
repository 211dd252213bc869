"""The gate: named rules that an item must pass before anybody sees it.

``RULES`` is the one table; a new rule is one line in it. Ids follow the item-writing paper of the design
(MC multiple choice, CL cloze, TF true/false, SA typed, SE sets, EV evidence, IT any item).
"""

from __future__ import annotations

from studyapp.engine.item_writing.flaws.case import Case, Flaw, Rule, Severity
from studyapp.engine.item_writing.flaws.evidence_rules import EVIDENCE_RULES
from studyapp.engine.item_writing.flaws.option_rules import OPTION_RULES
from studyapp.engine.item_writing.flaws.sentence_rules import SENTENCE_RULES
from studyapp.engine.item_writing.flaws.set_rules import SET_RULES, rows_of
from studyapp.engine.item_writing.flaws.wording_rules import WORDING_RULES
from studyapp.engine.items import ItemDraft, ItemFormat

RULES: tuple[Rule, ...] = (*EVIDENCE_RULES, *WORDING_RULES, *SENTENCE_RULES, *OPTION_RULES, *SET_RULES)
_OPTION_IDS = frozenset(rule.id for rule in OPTION_RULES)
_ITEM_RULES = tuple(rule for rule in RULES if rule not in SET_RULES)
NEEDS_WORK = 2  # two warnings: the usual cut between an acceptable item and one to be mended

__all__ = ["NEEDS_WORK", "RULES", "Case", "Flaw", "Rule", "Severity", "blocks", "flaws_of", "warnings_of"]


def flaws_of(item: ItemDraft, text: str, title: str = "") -> list[Flaw]:
    """Every rule that ``item`` breaks, in the order of the table; of a set first the rules about it as a whole.

    ``text`` is the article's text (the item's offsets are its), ``title`` what learners see above the question.
    """
    if not item.pairs:
        return _flaws_by(_ITEM_RULES, Case(item, text, title))
    found = _flaws_by(SET_RULES, Case(item, text, title))
    for row in rows_of(item):
        found += _flaws_by(_ITEM_RULES, Case(row, text, title))
    return list(dict.fromkeys(found))


def _flaws_by(rules: tuple[Rule, ...], case: Case) -> list[Flaw]:
    found = []
    for rule in rules:
        if rule.id in _OPTION_IDS and case.item.format != ItemFormat.OPTIONS:
            continue
        if rule.predicate(case):
            found.append(Flaw(rule.id, rule.severity, rule.advice))
            if rule.id == "EV-01a":
                break  # without evidence the other rules have nothing to read
    return found


def blocks(item: ItemDraft, text: str, title: str = "") -> list[str]:
    """Ids of the blocking rules that ``item`` breaks; empty means that it may be served."""
    return [f.rule for f in flaws_of(item, text, title) if f.severity == Severity.BLOCKS]


def warnings_of(item: ItemDraft, text: str, title: str = "") -> list[str]:
    """Ids of the rules that warn; ``NEEDS_WORK`` or more ask for a reviewer's eye."""
    return [f.rule for f in flaws_of(item, text, title) if f.severity == Severity.WARNS]
