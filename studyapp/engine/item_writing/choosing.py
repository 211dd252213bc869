"""Which of the written items an article keeps: one a sentence, no fact twice, none telling another's answer."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from studyapp.engine.extraction import names
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.distractors import seeded
from studyapp.engine.items import GAP, ItemDraft, ItemFormat

SAME_KEY = 2  # times that one key may be asked in an article
NEAR = 0.75  # share of words from which two sentences count as the same
ENOUGH = 4  # items from which an article should have every form
MANY = 4  # sentences from which a word can stand everywhere
LEAK_WORDS = 3  # shared content words from which one item may tell another's answer
WORD = re.compile(r"\w+")
STOP = frozenset(
    "with from that this which were have been their they into after before during also than when where about between under over".split()
)


def choose(items: Sequence[ItemDraft], text: str, line: float = 1.0) -> list[ItemDraft]:
    """Best first; deterministic. Of each sentence the best, of near-equal sentences one, keys at most twice.

    Of the forms of one gap that reach ``line``, options go before typed more often than not.
    """
    common = _everywhere(items, text)
    asked = [_Asked(item, text) for item in items]
    kept = _Kept(common)
    keys: Counter[str] = Counter()
    for one in sorted(asked, key=lambda a: (-standing(a.item, text, line), a.item.evidence, a.item.kind, a.item.stem)):
        if keys[one.key] < SAME_KEY and not kept.clashes(one):
            keys[one.key] += 1
            kept.add(one)
    chosen = _with_every_form(kept.asked, asked, common)
    return sorted((one.item for one in chosen), key=lambda i: (-i.score, i.evidence))


class _Asked:
    """An item with the words by which it is compared with the others."""

    def __init__(self, item: ItemDraft, text: str) -> None:
        shown = f"{item.context or ''} {item.stem}"
        self.item = item
        self.key = names.fold(item.fact.value.printed)
        self.printed_key = item.fact.value.printed
        self.evidence = _words(item.evidence.cut(text))
        self.shown = shown.replace(GAP, " ").lower()
        self.shown_words = _words(shown)

    @functools.cached_property
    def runs(self) -> frozenset[str]:
        """All that stands between blanks and marks in what is shown."""
        return frozenset(WORD.findall(self.shown))

    @functools.cached_property
    def landmark(self) -> str:
        """The longest word of the key: what does not hold it does not print the key."""
        return max(WORD.findall(self.printed_key.lower()), key=len, default="")


class _Kept:
    """Items that clash with none before them, found again by the few words without which two items can't clash.

    An article has thousands of items: each is compared only with those that share its sentence, its key, one printed
    key, or a rare word of a like sentence (prefix filtering: S. Chaudhuri et al. 2006, "A primitive operator for
    similarity joins in data cleaning").
    """

    def __init__(self, common: frozenset[str], asked: Sequence[_Asked] = ()) -> None:
        self.asked: list[_Asked] = []
        self._common = common
        self._places: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
        for one in asked:
            self.add(one)

    def add(self, one: _Asked) -> None:
        for place in self._told_by(one):
            self._places[place].append(len(self.asked))
        self.asked.append(one)

    def clashes(self, one: _Asked, elsewhere: bool = False) -> bool:
        """Whether ``one`` clashes with any of them; ``elsewhere`` leaves those of its own sentence out."""
        rivals = {n for place in self._sought_by(one) for n in self._places.get(place, ())}
        return any(
            _clash(one, other, self._common)
            for other in map(self.asked.__getitem__, sorted(rivals))
            if not elsewhere or other.item.evidence != one.item.evidence
        )

    def _told_by(self, one: _Asked) -> Iterator[tuple[str, Hashable]]:
        yield "sentence", one.item.evidence
        yield "key", one.key
        yield "landmark", one.landmark
        yield from (("word", word) for word in one.evidence)
        yield from (("rare word", word) for word in self._rare(one))
        yield from (("shown", run) for run in one.runs)
        yield "all", None
        if not one.evidence:
            yield "wordless", None

    def _sought_by(self, one: _Asked) -> Iterator[tuple[str, Hashable]]:
        yield "sentence", one.item.evidence
        yield "key", one.key
        yield "shown", one.landmark
        yield "landmark", ""
        yield from (("landmark", run) for run in one.runs)
        yield from (("rare word", word) for word in one.evidence)
        yield from (("word", word) for word in self._rare(one))
        yield "wordless", None
        if not one.evidence or not one.landmark:
            yield "all", None

    def _rare(self, one: _Asked) -> list[str]:
        """So many of the sentence's words that a sentence near to it has one of them; those that stand everywhere last."""
        ordered = sorted(one.evidence, key=lambda w: (w in self._common, -len(w), w))
        return ordered[: len(ordered) - math.ceil(NEAR * len(ordered)) + 1]


def _with_every_form(kept: list[_Asked], written: Sequence[_Asked], common: frozenset[str]) -> list[_Asked]:
    """Where a form is missing, the best item of that form takes its sentence's place from a form that has several."""
    if len(kept) < ENOUGH:
        return kept
    for form in (ItemFormat.TRUE_FALSE, ItemFormat.TYPED, ItemFormat.OPTIONS):
        forms = spread([one.item for one in kept])
        if forms[form.value]:
            continue
        places = {one.item.evidence: n for n, one in enumerate(kept) if forms[one.item.format.value] > 1}
        others = _Kept(common, kept)
        fitting = [
            one
            for one in written
            if one.item.format == form and one.item.evidence in places and not others.clashes(one, elsewhere=True)
        ]
        if fitting:
            best = max(fitting, key=lambda one: (one.item.score, -one.item.evidence.start))
            kept[places[best.item.evidence]] = best
    return kept


def standing(item: ItemDraft, text: str, line: float) -> float:
    """The score, with a push drawn from the sentence so that not every sentence takes the easiest form."""
    push = seeded(item.evidence.cut(text), "form").random()
    if item.format == ItemFormat.TRUE_FALSE:
        return item.score + (0.14 if push < 0.2 else 0.0)
    if item.format == ItemFormat.OPTIONS and item.score >= line:
        return item.score + (0.12 if push < 0.8 else 0.0)
    return item.score


def _everywhere(items: Sequence[ItemDraft], text: str) -> frozenset[str]:
    """Words of every fourth sentence that is asked: in an article on Orford, Orford ties no two facts together."""
    asked = {item.evidence for item in items}
    counts = Counter(word for span in asked for word in _words(span.cut(text)) if not word.isdigit())
    return frozenset(w for w, n in counts.items() if n >= max(MANY, len(asked) / 4))


def _clash(one: _Asked, other: _Asked, common: frozenset[str]) -> bool:
    if one.item.evidence == other.item.evidence:
        return True
    shared = one.evidence & other.evidence
    if len(shared) >= NEAR * min(len(one.evidence), len(other.evidence)):
        return True
    if one.key == other.key and len(_ties(shared, common, one.key)) >= LEAK_WORDS:
        return True
    return _tells(one, other, common) or _tells(other, one, common)


def _ties(shared: frozenset[str], common: frozenset[str], key: str) -> frozenset[str]:
    """The words that say that two sentences tell of one thing; a year stands in many, so it needs rarer words."""
    return shared - common - {key} if key.isdigit() else shared


def _tells(one: _Asked, other: _Asked, common: frozenset[str]) -> bool:
    """Whether ``one`` prints the key of ``other`` in words like those of its evidence, as a context does."""
    key = other.printed_key
    shared = one.shown_words & other.evidence
    return len(_ties(shared, common, key)) >= LEAK_WORDS and stands_in(key.lower(), one.shown)


@functools.lru_cache(maxsize=4096)  # a sentence has several items
def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in re.findall(r"[^\W_]{4,}|\d+", text)) - STOP


def spread(items: Sequence[ItemDraft]) -> Counter[str]:
    """How many items of each form: for reports."""
    return Counter(i.format.value for i in items)
