"""How a set of options is put together."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from studyapp.engine.items import OptionDraft, Reason

WRONG = 3  # distractors beside the key
KEY_REASON = "stated"  # the source says so
NEAR_VALUE = "near_value"  # a value near the key, made by rule
SAME_KIND = "same_kind"  # another of the same kind, which the source does not name here
NAMED_ELSEWHERE = "named_elsewhere"  # the article names it, but for something else
GIVEN_FOR = "given_for"  # the same, and the reason says for what

T = TypeVar("T")
Options = tuple[OptionDraft, ...] | None  # None: three sound distractors do not exist


def seeded(*parts: object) -> random.Random:
    """A source of chance that depends on ``parts`` alone, the same in every process."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 (no secret: the same choice every time)


def ranked(key: T, below: Sequence[T], above: Sequence[T], rng: random.Random) -> list[T] | None:
    """Four values in order with the key at a rank drawn from those that are possible.

    ``below`` and ``above`` are the candidates on each side, nearest first; which of them are taken is
    the caller's choice of order. None when fewer than three exist.
    """
    ranks = [r for r in range(WRONG + 1) if r <= len(below) and WRONG - r <= len(above)]
    if not ranks:
        return None
    rank = rng.choice(ranks)
    return [*reversed(below[:rank]), key, *above[: WRONG - rank]]


def in_order(values: Sequence[T], key: T, say: Callable[[T], str], key_text: str) -> tuple[OptionDraft, ...] | None:
    """Sorted values as options; None when two of them read alike."""
    options = tuple(
        OptionDraft(key_text, True, Reason(KEY_REASON))
        if value == key
        else OptionDraft(say(value), False, Reason(NEAR_VALUE, {"key": key_text}))
        for value in values
    )
    return options if len({o.text.casefold() for o in options}) == WRONG + 1 else None


def shuffled(key_text: str, wrong: Sequence[tuple[str, str]], rng: random.Random) -> tuple[OptionDraft, ...] | None:
    """Names as options: ``wrong`` are (text, reason code); None when there are fewer than three."""
    if len(wrong) < WRONG:
        return None
    options = [OptionDraft(key_text, True, Reason(KEY_REASON))]
    options += [OptionDraft(text, False, Reason(code, {"key": key_text})) for text, code in wrong[:WRONG]]
    rng.shuffle(options)
    return tuple(options) if len({o.text.casefold() for o in options}) == WRONG + 1 else None
