"""Why sentences and gaps were refused, in words: the tables of rules are the one place that says it."""

from __future__ import annotations

import functools

from studyapp.engine.extraction.sentence_rules import SENTENCE_RULES
from studyapp.engine.item_writing.doubts import BARE_OFFICE, BARE_OFFICE_ADVICE
from studyapp.engine.item_writing.flaws import RULES
from studyapp.engine.item_writing.gap_rules import GAP_RULES
from studyapp.engine.item_writing.in_topic import ASKED, ASKED_ADVICE
from studyapp.engine.item_writing.opening_rules import OPENING_RULES, RUNNING_RULES
from studyapp.engine.item_writing.passages import CONTEXT_RULES
from studyapp.engine.item_writing.siblings import SIBLING, SIBLING_ADVICE
from studyapp.engine.item_writing.worth import MINOR, MINOR_ADVICE


@functools.lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    named = (*SENTENCE_RULES, *RUNNING_RULES, *OPENING_RULES, *CONTEXT_RULES, *GAP_RULES)
    advice = {rule.id: rule.advice for rule in RULES} | {
        SIBLING: SIBLING_ADVICE,
        ASKED: ASKED_ADVICE,
        MINOR: MINOR_ADVICE,
        BARE_OFFICE: BARE_OFFICE_ADVICE,
    }
    return {rule.code: rule.meaning for rule in named} | advice


def in_words(code: str) -> str:
    """The sentence of the rule with this code; a code that no table knows is its own words."""
    return _meanings().get(code, code.replace("_", " ").capitalize() + ".")
