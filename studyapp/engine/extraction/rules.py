"""A refusal rule: a code, what it means in one sentence, and the test. Tables of them are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Case = TypeVar("Case")


@dataclass(frozen=True)
class Rule(Generic[Case]):
    """``fires`` says whether a case breaks the rule. To add a rule, add a row and its two-way test."""

    code: str
    meaning: str
    fires: Callable[[Case], object]


def broken(rules: Iterable[Rule[Case]], case: Case) -> tuple[str, ...]:
    """Codes of all rules that ``case`` breaks, in the order of the table."""
    return tuple(rule.code for rule in rules if rule.fires(case))


def first_broken(rules: Iterable[Rule[Case]], case: Case) -> str | None:
    """The first broken rule's code: enough where only yes or no counts."""
    return next((rule.code for rule in rules if rule.fires(case)), None)
