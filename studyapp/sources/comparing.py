"""Two texts of an article side by side: which sentences are the same, moved, reworded, gone or new."""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from studyapp.engine.reading.spans import Span
from studyapp.sources.models import ArticleVersion, Sentence

SAME, MOVED, REWORDED, GONE, NEW = "same", "moved", "reworded", "gone", "new"
ALIKE = 0.5  # share of words from which a sentence counts as the other one reworded
MOST_PAIRS = 40_000  # compared word by word; beyond that a text is another text
MOST_WORDS = 1500  # of one sentence; the time to compare grows with their square
WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; ``changed`` where the other text has others."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in both texts. Numbers count from 1; ``before`` or ``after`` is empty where it has none."""

    kind: str
    number_before: int | None
    number_after: int | None
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    lines: tuple[Line, ...]
    counts: dict[str, int] = field(hash=False, default_factory=dict)

    @property
    def changed(self) -> int:
        """Sentences that are not what they were: reworded, gone or new."""
        return sum(self.counts.get(kind, 0) for kind in (REWORDED, GONE, NEW))


def compare_versions(before: ArticleVersion, after: ArticleVersion) -> Comparison:
    """Two queries."""
    return compare(_sentences(before), _sentences(after))


def _sentences(version: ArticleVersion) -> list[str]:
    spans = Sentence.objects.filter(version=version).order_by("position").values_list("start", "end")
    return [Span(*span).cut(version.text) for span in spans]


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """In the order of the new text; what is gone stands where it stood."""
    old, new = [" ".join(s.split()) for s in before], [" ".join(s.split()) for s in after]
    standing = _standing(old, new)
    in_order = _in_order(standing)
    same = {i: j for i, j in standing.items() if i in in_order}
    moved = {i: j for i, j in standing.items() if i not in in_order}
    reworded = _alike(old, new, standing)
    kinds = {j: (i, SAME) for i, j in same.items()}
    kinds |= {j: (i, MOVED) for i, j in moved.items()}
    kinds |= {j: (i, REWORDED) for i, j in reworded.items()}
    gone = sorted(set(range(len(old))) - set(same) - set(moved) - set(reworded))
    lines = [_line(old, new, *kinds.get(j, (None, NEW)), j) for j in range(len(new))]
    lines = _with_gone(lines, old, gone)
    return Comparison(tuple(lines), dict(Counter(line.kind for line in lines)))


def _standing(old: list[str], new: list[str]) -> dict[int, int]:
    """Sentences that stand in both texts; of several alike the first with the first."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for j, words in enumerate(new):
        places[words].append(j)
    return {i: places[words].popleft() for i, words in enumerate(old) if places[words]}


def _in_order(standing: dict[int, int]) -> set[int]:
    """The most sentences that need not move: the longest run of them that stands in one order in both texts."""
    ends: list[int] = []  # the last new place of the best run of each length
    runs: list[int] = []  # and which sentence that is
    before: dict[int, int | None] = {}
    for i, j in sorted(standing.items()):
        length = bisect.bisect_left(ends, j)
        before[i] = runs[length - 1] if length else None
        ends[length : length + 1], runs[length : length + 1] = [j], [i]
    found, last = set(), runs[-1] if runs else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _alike(old: list[str], new: list[str], taken: dict[int, int]) -> dict[int, int]:
    """Pairs of what is left that share most of their words, the most alike first."""
    used = set(taken.values())
    left = [i for i in range(len(old)) if i not in taken]
    right = [j for j in range(len(new)) if j not in used]
    if not left or not right or len(left) * len(right) > MOST_PAIRS:
        return {}
    words = {("old", i): _bag(old[i]) for i in left} | {("new", j): _bag(new[j]) for j in right}
    ranked = sorted(
        (-share, abs(i / len(old) - j / len(new)), i, j)
        for i in left
        for j in right
        if (share := _share(words["old", i], words["new", j])) >= ALIKE
    )
    found: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _bag(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words.casefold()))


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _line(old: list[str], new: list[str], i: int | None, kind: str, j: int) -> Line:
    if i is None:
        return Line(kind, None, j + 1, (), (Piece(new[j]),))
    if kind == REWORDED:
        return Line(kind, i + 1, j + 1, *word_by_word(old[i], new[j]))
    return Line(kind, i + 1, j + 1, (Piece(old[i]),), (Piece(new[j]),))


def _with_gone(lines: list[Line], old: list[str], gone: list[int]) -> list[Line]:
    """Each lost sentence behind the one that stood before it, wherever that is now."""
    behind: dict[int | None, list[Line]] = defaultdict(list)
    anchors: dict[int, int | None] = {}  # by sentence that is gone: the number of the last one before it that is not
    for i in gone:
        anchors[i] = anchors.get(i - 1, i or None)
        behind[anchors[i]].append(Line(GONE, i + 1, None, (Piece(old[i]),)))
    found = list(behind[None])
    for line in lines:
        found.append(line)
        if line.number_before:
            found += behind[line.number_before]
    return found


def word_by_word(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sentences cut into runs of words that the other has, and that it has not."""
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return (Piece(before, True),), (Piece(after, True),)
    matcher = difflib.SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    left, right = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left += _run(old[i1:i2], tag != "equal")
        right += _run(new[j1:j2], tag != "equal")
    return tuple(left), tuple(right)


def _run(words: list[str], changed: bool) -> list[Piece]:
    """The words as one piece; a blank before changed ones is not marked with them."""
    text = "".join(words)
    if not changed or not text[:1].isspace():
        return [Piece(text, changed)] if text else []
    return [Piece(text[0]), Piece(text[1:], True)]
