"""Rules over a quiz or a whole bank of items: what a single item cannot show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, groupby

from studyapp.engine.item_writing.flaws.case import Case, content_words, holds
from studyapp.engine.items import ItemDraft, ItemFormat

_NEAR_DUPLICATE = 0.8
_LEAST_FOR_PATTERNS = 8
_LONGEST_RUN = 3


def key_positions(items: Sequence[ItemDraft]) -> list[int]:
    """Place of the right option, for every item with options, in order."""
    return [next(n for n, o in enumerate(i.options) if o.correct) for i in items if i.format == ItemFormat.OPTIONS]


def positions_unbalanced(items: Sequence[ItemDraft]) -> bool:
    """MC-18: from eight items on more than half of the keys at one place, or more than three in a row."""
    places = key_positions(items)
    longest = max((len(list(run)) for _, run in groupby(places)), default=0)
    crowded = len(places) >= _LEAST_FOR_PATTERNS and max(Counter(places).values()) > len(places) / 2
    return crowded or longest > _LONGEST_RUN


def leaks(items: Sequence[ItemDraft]) -> list[tuple[int, int]]:
    """MC-24 over a quiz: pairs (a, b) in which what item a shows tells the key of item b.

    A key printed by chance in another context tells nothing, so figures and names count only where the two
    passages share three content words, or lean on the same sentence.
    """
    found = []
    for a, b in [(a, b) for a in range(len(items)) for b in range(len(items)) if a != b]:
        if items[b].format != ItemFormat.TRUE_FALSE and _tells(items[a], items[b]):
            found.append((a, b))
    return found


def _tells(one: ItemDraft, other: ItemDraft) -> bool:
    shown = Case(one, "").shown
    shown_all = " ".join([shown, *(o.text for o in one.options)])
    passage = Case(other, "").shown
    related = one.evidence == other.evidence or len(content_words(shown) & content_words(passage)) >= 3
    return related and any(holds(shown_all, form) for form in Case(other, "").key_forms if len(form) > 1)


def near_duplicates(items: Sequence[ItemDraft]) -> list[tuple[int, int]]:
    """BK-01: pairs that ask the same fact in the same kind, or whose words overlap by four fifths (Jaccard)."""
    found = []
    for (a, one), (b, other) in combinations(enumerate(items), 2):
        words, others = content_words(Case(one, "").shown), content_words(Case(other, "").shown)
        same_fact = one.kind == other.kind and _fact_key(one) == _fact_key(other)
        union = words | others
        if same_fact or (union and len(words & others) / len(union) >= _NEAR_DUPLICATE):
            found.append((a, b))
    return found


def _fact_key(item: ItemDraft) -> tuple[str, str]:
    return item.fact.claim_key, item.fact.value.canonical


def repeated_facts(items: Sequence[ItemDraft]) -> list[tuple[int, int]]:
    """BK-02: pairs of items on one fact; a quiz asks each fact once."""
    pairs = combinations(enumerate(items), 2)
    return [(a, b) for (a, one), (b, other) in pairs if _fact_key(one) == _fact_key(other)]


def kinds_unmixed(items: Sequence[ItemDraft]) -> bool:
    """BK-02: from eight items on all of one format."""
    return len(items) >= _LEAST_FOR_PATTERNS and len({i.format for i in items}) == 1


def truth_unbalanced(items: Sequence[ItemDraft]) -> bool:
    """TF-04: from eight statements on fewer than 40 or more than 60 per cent true, or a tenth longer on one side."""
    statements = [i for i in items if i.format == ItemFormat.TRUE_FALSE]
    if len(statements) < _LEAST_FOR_PATTERNS:
        return False
    lengths = {answer: [len(i.stem) for i in statements if i.answer == answer] for answer in ("true", "false")}
    if not 0.4 <= len(lengths["true"]) / len(statements) <= 0.6:
        return True
    means = [sum(found) / len(found) for found in lengths.values()]
    return max(means) > 1.1 * min(means)


def longest_keys_unbalanced(items: Sequence[ItemDraft]) -> bool:
    """MC-04 over a bank: the share of keys that are strictly the longest option lies outside the 95 % band of chance.

    Normal approximation of the binomial, so from twenty items on.
    """
    sets = [i.options for i in items if i.format == ItemFormat.OPTIONS]
    if len(sets) < 20:
        return False
    expected = sum(1 / len(options) for options in sets)
    variance = sum((1 / len(options)) * (1 - 1 / len(options)) for options in sets)
    return _longest(sets) > expected + 1.96 * variance**0.5


def _longest(sets: Sequence) -> int:
    return sum(
        all(len(key.text) > len(o.text) for o in options if not o.correct)
        for options in sets
        for key in options
        if key.correct
    )
