"""Which of the written items an article keeps: one a sentence, no fact twice, none telling another's answer."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from studyapp.engine.extraction import names
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing.distractors import seeded
from studyapp.engine.items import GAP, ItemDraft, ItemFormat

SAME_KEY = 2  # times that one key may be asked in an article
NEAR = 0.75  # share of words from which two sentences count as the same
ENOUGH = 4  # items from which an article should have every form
MANY = 4  # sentences from which a word can stand everywhere
LEAK_WORDS = 3  # shared content words from which one item may tell another's answer
STOP = frozenset(
    "with from that this which were have been their they into after before during also than when where about between under over".split()
)


def choose(items: Sequence[ItemDraft], text: str, line: float = 1.0) -> list[ItemDraft]:
    """Best first; deterministic. Of each sentence the best, of near-equal sentences one, keys at most twice.

    Of the forms of one gap that reach ``line``, options go before typed more often than not.
    """
    kept: list[ItemDraft] = []
    keys: Counter[str] = Counter()
    common = _everywhere(items, text)
    for item in sorted(items, key=lambda i: (-standing(i, text, line), i.evidence, i.kind, i.stem)):
        key = names.fold(item.fact.value.printed)
        if keys[key] >= SAME_KEY or any(_clash(item, other, text, common) for other in kept):
            continue
        keys[key] += 1
        kept.append(item)
    return sorted(_with_every_form(kept, items, text, common), key=lambda i: (-i.score, i.evidence))


def _with_every_form(
    kept: list[ItemDraft], written: Sequence[ItemDraft], text: str, common: frozenset[str]
) -> list[ItemDraft]:
    """Where a form is missing, the best item of that form takes its sentence's place from a form that has several."""
    if len(kept) < ENOUGH:
        return kept
    for form in (ItemFormat.TRUE_FALSE, ItemFormat.TYPED, ItemFormat.OPTIONS):
        forms = spread(kept)
        if forms[form.value]:
            continue
        places = {i.evidence: n for n, i in enumerate(kept) if forms[i.format.value] > 1}
        fitting = [
            i
            for i in written
            if i.format == form
            and i.evidence in places
            and not any(_clash(i, o, text, common) for o in kept if o.evidence != i.evidence)
        ]
        if fitting:
            best = max(fitting, key=lambda i: (i.score, -i.evidence.start))
            kept[places[best.evidence]] = best
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


def _clash(item: ItemDraft, other: ItemDraft, text: str, common: frozenset[str]) -> bool:
    if item.evidence == other.evidence:
        return True
    mine, theirs = _words(item.evidence.cut(text)), _words(other.evidence.cut(text))
    shared = mine & theirs
    if len(shared) >= NEAR * min(len(mine), len(theirs)):
        return True
    key = names.fold(item.fact.value.printed)
    if len(_ties(shared, common, key)) >= LEAK_WORDS and key == names.fold(other.fact.value.printed):
        return True
    return _tells(item, other, theirs, common) or _tells(other, item, mine, common)


def _ties(shared: frozenset[str], common: frozenset[str], key: str) -> frozenset[str]:
    """The words that say that two sentences tell of one thing; a year stands in many, so it needs rarer words."""
    return shared - common - {key} if key.isdigit() else shared


def _tells(item: ItemDraft, other: ItemDraft, evidence: frozenset[str], common: frozenset[str]) -> bool:
    """Whether ``item`` prints the key of ``other`` in words like those of its evidence, as a context does."""
    key = other.fact.value.printed
    shared = _words(f"{item.context or ''} {item.stem}") & evidence
    return _prints(item, key) and len(_ties(shared, common, key)) >= LEAK_WORDS


def _prints(item: ItemDraft, key: str) -> bool:
    shown = f"{item.context or ''} {item.stem}".replace(GAP, " ")
    return stands_in(key.lower(), shown.lower())


@functools.lru_cache(maxsize=4096)  # each item is compared with every other
def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in re.findall(r"[^\W_]{4,}|\d+", text)) - STOP


def spread(items: Sequence[ItemDraft]) -> Counter[str]:
    """How many items of each form: for reports."""
    return Counter(i.format.value for i in items)
