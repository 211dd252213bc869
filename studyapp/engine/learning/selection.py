"""Which questions make a quiz, in which order, with the options in which order.

A good short quiz asks many different things in different ways, teaches (``teaching``), prefers what
the learner has not seen, gives no answer away in another question, and shows no pattern in where the right answer
stands (T. M. Haladyna and M. C. Rodriguez, "Developing and Validating Test Items", 2013,
on key position; runs of at most three).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, product

from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.learning.memory import FactWord
from studyapp.engine.learning.teaching import teaches

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
_SHARED_WORDS = 3  # from which two passages may tell of one thing
_NEAR_DUPLICATE = 0.8  # share of all their words that two near duplicates have in common (Jaccard)
_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset(
    """about after also been before between during from have into over than that their them then there these they this
    under very were what when where which while whom whose will with would""".split()
)

# What a question costs against its score (0…1) for each question of its like in the quiz.
_COSTS = {
    "kind": 0.08,
    "format": 0.06,
    "answer_type": 0.06,
    "alike": 0.0,
    "answer": 0.4,
    "truth": 0.25,  # for each more than of the other answer
}
_SEEN_ONCE = 0.1
_LUCK = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked. ``id`` and ``fact`` are any comparable keys.

    ``chance`` is that of this learner answering it right, guessing included (None: not known), and
    ``memory`` how they remember its fact. ``seen`` is how often this learner has answered it; ``options`` how many
    there are, in stored order, of which number ``key_option`` is right. ``stem`` is all text shown before the
    answer but for the options, which are ``offered``.
    ``sentences`` prove what is right. For true/false ``answer`` is "true" or "false".
    """

    id: int
    fact: int
    kind: str
    format: str
    answer_type: str
    score: float
    stem: str
    answer: str
    sentences: frozenset[int] = frozenset()
    seen: int = 0
    chance: float | None = None
    memory: FactWord = FactWord.NEW
    options: int = 0
    key_option: int | None = None
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``options[i]`` is the stored position of the option shown at place i; empty without options."""

    candidate: Candidate
    options: tuple[int, ...] = ()

    @property
    def key_place(self) -> int | None:
        """Where the right option is shown, counted from 0."""
        return self.options.index(self.candidate.key_option) if self.candidate.key_option is not None else None


class Short(StrEnum):
    """Why a quiz has fewer questions than asked for."""

    NO_QUESTIONS = "no_questions"
    FEW_FACTS = "few_facts"  # all that is left asks for a fact again that is asked already
    GIVES_AWAY = "gives_away"  # some of what is left is an enemy of what is asked


@dataclass(frozen=True, slots=True)
class Selection:
    chosen: tuple[Chosen, ...]
    short: Short | None = None


def choose(
    candidates: Iterable[Candidate],
    n: int,
    seed: int,
    *,
    starting: bool = False,
    beside: Sequence[Candidate] = (),
) -> Selection:
    """Up to ``n`` questions in the order to ask them; the same input and seed give the same quiz.

    Questions not seen yet come first, and among them what teaches most. Each fact is asked once at
    most, and no two enemies stand in one quiz (``enemies``), nor an enemy of what it is taken ``beside``
    (``at_peace``). Of a kind with one type of answer there are at most two, unless the quiz would be shorter or
    show what was seen. A learner who is ``starting`` gets easier questions, the best of them first.
    """
    rng = random.Random(seed)  # noqa: S311 - a shuffle to study with, not a secret
    pool = sorted(at_peace(candidates, beside), key=lambda c: c.id)
    gain = {c.id: teaches(c.chance, c.memory, starting=starting) + _LUCK * rng.random() for c in pool}
    draft = _Draft(_Passages(pool).are_enemies)
    left = pool
    for seen, strict in product((False, True), (True, False)):
        while len(draft.picked) < n:
            allowed = [c for c in left if bool(c.seen) is seen and not (strict and draft.has_enough_like(c))]
            if not allowed:
                break
            best = max(allowed, key=lambda c: (draft.worth(c) + gain[c.id], -c.id))
            draft.add(best)
            left = [c for c in left if draft.still_fits(c, best)]
    short = _why_short(pool, draft.picked) if len(draft.picked) < n else None
    order = list(draft.picked)
    if not starting:
        rng.shuffle(order)
    return Selection(_with_options(_in_order(order), rng), short)


def as_listed(candidates: Iterable[Candidate], seed: int, *, shuffled: bool) -> tuple[Chosen, ...]:
    """All of them, in the order given or, shuffled, in a drawn one; their options as in any quiz."""
    rng = random.Random(seed)  # noqa: S311 - a shuffle to study with, not a secret
    order = list(candidates)
    if shuffled:
        rng.shuffle(order)
        order = _in_order(order)
    return _with_options(order, rng)


def enemies(candidates: Sequence[Candidate]) -> frozenset[frozenset[int]]:
    """Pairs of ids that must not stand in one quiz, as one helps to answer the other.

    They stand on one sentence; or one prints the other's answer, be it as an option, and three words of its
    passage; or they are near duplicates. Words of four letters and more count, and figures.
    """
    are_enemies = _Passages(candidates).are_enemies
    return frozenset(frozenset((a.id, b.id)) for a, b in combinations(candidates, 2) if are_enemies(a, b))


def at_peace(candidates: Iterable[Candidate], beside: Sequence[Candidate]) -> list[Candidate]:
    """Those that are no enemy of any ``beside``; a fact may be asked again beside itself."""
    found = list(candidates)
    if not beside:
        return found
    are_enemies = _Passages((*found, *beside)).are_enemies
    return [c for c in found if not any(c.fact != other.fact and are_enemies(c, other) for other in beside)]


class _Passages:
    """What questions print, and what they ask for, cut into words."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        stems = {c.id: _cut(c.stem) for c in candidates}
        self.printed = {c.id: stems[c.id][0] + _cut(c.offered)[0] for c in candidates}
        self.words = {pk: words for pk, (_, words) in stems.items()}
        answers = {c.id: _cut(c.answer)[0] for c in candidates if c.format != "true_false"}
        self.answers = {pk: printed for pk, printed in answers.items() if printed.strip()}

    def are_enemies(self, a: Candidate, b: Candidate) -> bool:
        if a.sentences & b.sentences:
            return True
        words, others = self.words[a.id], self.words[b.id]
        shared = len(words & others)
        if shared < _SHARED_WORDS:
            return False
        if shared >= _NEAR_DUPLICATE * (len(words) + len(others) - shared):
            return True
        return self._prints(a, b) or self._prints(b, a)

    def _prints(self, one: Candidate, other: Candidate) -> bool:
        answer = self.answers.get(other.id)
        return answer is not None and answer in self.printed[one.id]


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, frozenset[str]]:
    """The words of a text with a space around each, and those that say what it is about."""
    words = _WORD.findall(text.casefold())
    return f" {' '.join(words)} ", frozenset(word for word in words if _tells(word))


def _tells(word: str) -> bool:
    """A gap says nothing."""
    return word.isdigit() or len(word) > 3 and word not in _SMALL_WORDS and not word.startswith("_")


class _Draft:
    """A quiz being put together; counts what it holds so that a candidate is weighed in one step."""

    def __init__(self, are_enemies: Callable[[Candidate, Candidate], bool]) -> None:
        self.are_enemies = are_enemies
        self.picked: list[Candidate] = []
        self.held: Counter[tuple] = Counter()
        self.traits: dict[int, tuple[tuple, ...]] = {}

    def add(self, c: Candidate) -> None:
        self.picked.append(c)
        self.held.update(self.traits_of(c))

    def traits_of(self, c: Candidate) -> tuple[tuple, ...]:
        """Each candidate is weighed once for every place of the quiz; its traits are put together once."""
        if c.id not in self.traits:
            self.traits[c.id] = _traits(c)
        return self.traits[c.id]

    def still_fits(self, c: Candidate, added: Candidate) -> bool:
        return c.fact != added.fact and not self.are_enemies(c, added)

    def has_enough_like(self, c: Candidate) -> bool:
        # True/false has one type of answer only; its share is kept by the weight of kinds.
        return c.format != "true_false" and self.held["alike", c.kind, c.answer_type] >= ALIKE_AT_MOST

    def worth(self, c: Candidate) -> float:
        worth = c.score - _SEEN_ONCE * c.seen
        for trait in self.traits_of(c):
            worth -= _COSTS[trait[0]] * self.held[trait]
        if c.format == "true_false":
            # Only what the other answer does not balance costs.
            worth += _COSTS["truth"] * min(self.held["truth", "true"], self.held["truth", "false"])
        return worth


def _traits(c: Candidate) -> tuple[tuple, ...]:
    """In what two questions may be alike."""
    answer = ("truth", c.answer) if c.format == "true_false" else ("answer", c.answer.casefold())
    return (
        ("kind", c.kind),
        ("format", c.format),
        ("answer_type", c.answer_type),
        ("alike", c.kind, c.answer_type),
        answer,
    )


def _why_short(pool: list[Candidate], picked: list[Candidate]) -> Short:
    if not picked:
        return Short.NO_QUESTIONS
    asked = {c.fact for c in picked}
    return Short.GIVES_AWAY if any(c.fact not in asked for c in pool) else Short.FEW_FACTS


def _in_order(wanted: list[Candidate]) -> list[Candidate]:
    """As wanted, but no fixed right answer comes four times running, where that can be had."""
    waiting = list(wanted)
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
    if c.key_option is not None and c.answer_type in ORDERED_TYPES:
        return "place", c.key_option
    return None


def _with_options(order: list[Candidate], rng: random.Random) -> tuple[Chosen, ...]:
    """Option orders: figures and dates keep theirs, others are shuffled so that key places balance; rows of a set,
    which have no one key, are shuffled."""
    with_options = [c for c in order if c.key_option is not None]
    places: list[int | None] = [c.key_option if _fixed_key(c) else None for c in with_options]
    counts = Counter(place for place in places if place is not None)
    sets = [c for c in order if c.options and c.key_option is None]
    shown: dict[int, tuple[int, ...]] = {c.id: tuple(rng.sample(range(c.options), c.options)) for c in sets}
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
