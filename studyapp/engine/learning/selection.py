"""Which questions make a quiz, in which order, with the options in which order.

A good short quiz asks many different things in different ways, prefers what the learner has not
seen, gives no answer away in another question, and shows no pattern in where the right answer
stands (T. M. Haladyna and M. C. Rodriguez, "Developing and Validating Test Items", 2013,
on key position; runs of at most three).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

from studyapp.engine.extraction.values import AnswerType

ORDERED_TYPES = frozenset(
    {
        AnswerType.YEAR,
        AnswerType.FULL_DATE,
        AnswerType.MONTH_YEAR,
        AnswerType.DECADE,
        AnswerType.CENTURY,
        AnswerType.COUNT,
        AnswerType.MEASURE,
        AnswerType.MONEY,
        AnswerType.PERCENT,
        AnswerType.ORDINAL,
    }
)
LONGEST_RUN = 3
ALIKE_AT_MOST = 2
_SHARED_WORDS = 3
_WORD = re.compile(r"\w+")

# What a question costs against its score (0…1) when the quiz already holds its like.
_SEEN_ONCE = 0.1
_SAME_KIND = 0.08
_SAME_FORMAT = 0.06
_SAME_ANSWER_TYPE = 0.06
_SAME_SENTENCE = 0.4
_SAME_ANSWER = 0.4
_UNBALANCED_TRUTH = 0.25
_CHANCE = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked. ``id`` and ``fact`` are any comparable keys.

    ``seen`` is how often this learner has answered it; ``options`` how many there are, in stored
    order, of which number ``key_option`` is right; ``stem`` is all text shown before the answer.
    For true/false ``answer`` is "true" or "false".
    """

    id: int
    fact: int
    kind: str
    format: str
    answer_type: str
    score: float
    stem: str
    answer: str
    sentence: int | None = None
    seen: int = 0
    options: int = 0
    key_option: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """``options[i]`` is the stored position of the option shown at place i; empty without options."""

    candidate: Candidate
    options: tuple[int, ...] = ()

    @property
    def key_place(self) -> int | None:
        """Where the right option is shown, counted from 0."""
        return self.options.index(self.candidate.key_option) if self.options else None


class Short(StrEnum):
    """Why a quiz has fewer questions than asked for."""

    NO_QUESTIONS = "no_questions"
    FEW_FACTS = "few_facts"  # all that is left asks for a fact again that is asked already
    GIVES_AWAY = "gives_away"  # some of what is left would give an answer away


@dataclass(frozen=True, slots=True)
class Selection:
    chosen: tuple[Chosen, ...]
    short: Short | None = None


def choose(
    candidates: Iterable[Candidate], n: int, seed: int, leaks: Collection[frozenset[int]] | None = None
) -> Selection:
    """Up to ``n`` questions in the order to ask them; the same input and seed give the same quiz.

    ``leaks`` are pairs of ids that must not stand in one quiz; None finds them (``leaking_pairs``).
    Questions not seen yet come first. Each fact is asked once at most. Of a kind with one type of
    answer there are at most two, unless the quiz would be shorter or show what was seen.
    """
    rng = random.Random(seed)  # noqa: S311 - a shuffle to study with, not a secret
    pool = sorted(candidates, key=lambda c: c.id)
    pairs = leaking_pairs(pool) if leaks is None else frozenset(leaks)
    luck = {c.id: _CHANCE * rng.random() for c in pool}
    picked: list[Candidate] = []
    for seen, strict in product((False, True), (True, False)):
        while len(picked) < n:
            allowed = [c for c in pool if bool(c.seen) is seen and _fits(c, picked, pairs, strict=strict)]
            if not allowed:
                break
            picked.append(max(allowed, key=lambda c: (_worth(c, picked) + luck[c.id], -c.id)))
    short = _why_short(pool, picked, pairs) if len(picked) < n else None
    return Selection(_with_options(_in_order(picked, rng), rng), short)


def leaking_pairs(candidates: Sequence[Candidate]) -> frozenset[frozenset[int]]:
    """Pairs of which one gives the other away: one prints the other's answer and they share three words.

    Words of four letters and more count, without those of the answer itself.
    """
    words = {c.id: {w for w in _words(c.stem) if len(w) > 3} for c in candidates}
    texts = {c.id: f" {' '.join(_words(c.stem))} " for c in candidates}
    answers = {c.id: " ".join(_words(c.answer)) for c in candidates}

    def gives_away(one: Candidate, other: Candidate) -> bool:
        answer = answers[other.id]
        if not answer or other.format == "true_false":
            return False
        return f" {answer} " in texts[one.id] and len(words[one.id] & words[other.id]) >= _SHARED_WORDS

    return frozenset(
        frozenset((a.id, b.id)) for a, b in combinations(candidates, 2) if gives_away(a, b) or gives_away(b, a)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _fits(c: Candidate, picked: list[Candidate], leaks: Collection[frozenset[int]], *, strict: bool) -> bool:
    if any(c.fact == other.fact or frozenset((c.id, other.id)) in leaks for other in picked):
        return False
    alike = sum((c.kind, c.answer_type) == (other.kind, other.answer_type) for other in picked)
    # True/false has one type of answer only; its share is kept by the balance of kinds.
    return not strict or c.format == "true_false" or alike < ALIKE_AT_MOST


def _worth(c: Candidate, picked: list[Candidate]) -> float:
    worth = c.score - _SEEN_ONCE * c.seen
    for other in picked:
        worth -= _SAME_KIND * (c.kind == other.kind) + _SAME_FORMAT * (c.format == other.format)
        worth -= _SAME_ANSWER_TYPE * (c.answer_type == other.answer_type)
        worth -= _SAME_SENTENCE * (c.sentence is not None and c.sentence == other.sentence)
        if c.format != "true_false":
            worth -= _SAME_ANSWER * (c.answer.casefold() == other.answer.casefold())
        elif other.format == "true_false":
            worth += _UNBALANCED_TRUTH * (-1 if c.answer == other.answer else 1)
    return worth


def _why_short(pool: list[Candidate], picked: list[Candidate], leaks: Collection[frozenset[int]]) -> Short:
    if not picked:
        return Short.NO_QUESTIONS
    asked = {c.fact for c in picked}
    left = [c for c in pool if c.fact not in asked]
    return Short.GIVES_AWAY if left else Short.FEW_FACTS


def _in_order(picked: list[Candidate], rng: random.Random) -> list[Candidate]:
    """A shuffle in which no fixed right answer comes four times running, where that can be had."""
    waiting = list(picked)
    rng.shuffle(waiting)
    order: list[Candidate] = []
    while waiting:
        runs_on = [_fixed_key(c) for c in order[-LONGEST_RUN:]]
        stale = runs_on[0] if len(runs_on) == LONGEST_RUN and len(set(runs_on)) == 1 else None
        counts = Counter(_fixed_key(c) for c in waiting)
        # A right answer goes first while there are too few others to break up its runs later.
        crowded = {key for key, count in counts.items() if key and count > LONGEST_RUN * (len(waiting) - count)}
        free = [c for c in waiting if stale is None or _fixed_key(c) != stale] or waiting
        following = next((c for c in free if _fixed_key(c) in crowded), free[0])
        waiting.remove(following)
        order.append(following)
    return order


def _fixed_key(c: Candidate) -> tuple[str, object] | None:
    """The right answer's place where it can't be moved."""
    if c.format == "true_false":
        return "truth", c.answer
    if c.options and c.answer_type in ORDERED_TYPES:
        return "place", c.key_option
    return None


def _with_options(order: list[Candidate], rng: random.Random) -> tuple[Chosen, ...]:
    """Option orders: figures and dates keep theirs, others are shuffled so that key places balance."""
    with_options = [c for c in order if c.options]
    places: list[int | None] = [c.key_option if _fixed_key(c) else None for c in with_options]
    counts = Counter(place for place in places if place is not None)
    shown: dict[int, tuple[int, ...]] = {}
    for index, c in enumerate(with_options):
        if places[index] is not None:
            shown[c.id] = tuple(range(c.options))
            continue
        tries = list(range(c.options))
        rng.shuffle(tries)
        tries.sort(key=lambda place: counts[place])
        place = next((p for p in tries if not _runs_on(places, index, p)), tries[0])
        places[index] = place
        counts[place] += 1
        others = [i for i in range(c.options) if i != c.key_option]
        rng.shuffle(others)
        shown[c.id] = (*others[:place], c.key_option, *others[place:])
    return tuple(Chosen(c, shown.get(c.id, ())) for c in order)


def _runs_on(places: list[int | None], index: int, place: int) -> bool:
    """Whether ``place`` at ``index`` makes a run longer than allowed."""
    run = 1
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(places) and places[at] == place:
            run += 1
            at += step
    return run > LONGEST_RUN
