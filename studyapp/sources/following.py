"""Where the sentences of an article's earlier texts stand in a new one, wherever they moved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from studyapp.engine.reading.spans import Span
from studyapp.sources.models import ArticleVersion, Sentence
from studyapp.sources.places import Places

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Following:
    """A sentence stands where its words stand, letter for letter; only the blanks between them may differ.

    Of a sentence that a text holds several times the first is followed to the first, the second to the second.
    """

    def __init__(self, places: Places, earlier: Iterable[int] = ()):
        """``earlier`` are the row numbers of the versions that are asked about. Two queries."""
        self.places = places
        self.versions = frozenset(earlier) | {places.version.pk}
        self._here: dict[int, Sentence] = {sentence.pk: sentence for sentence in places.sentences}
        self._by_words: dict[str, list[Sentence]] = defaultdict(list)
        self._words: dict[int, str] = {}
        for sentence in places.sentences:
            self._words[sentence.pk] = places.text(sentence)
            self._by_words[_joined(self._words[sentence.pk])].append(sentence)
        self._read(self.versions - {places.version.pk})

    def _read(self, versions: Iterable[int]) -> None:
        texts = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "text")) if versions else {}
        times: Counter[tuple[int, str]] = Counter()
        for sentence in Sentence.objects.filter(version__in=texts).order_by("version", "position"):
            words = sentence.span.cut(texts[sentence.version_id])
            self._words[sentence.pk] = words
            twins = self._by_words.get(_joined(words))
            if twins:
                nth = times[sentence.version_id, _joined(words)]
                self._here[sentence.pk] = twins[min(nth, len(twins) - 1)]
                times[sentence.version_id, _joined(words)] += 1

    def sentence(self, sentence_id: int) -> Sentence | None:
        """Where it stands now; None when it changed or went."""
        return self._here.get(sentence_id)

    def span(self, old: Sentence, start: int, end: int) -> tuple[Sentence, Span] | None:
        """The sentence and the stretch in it that ``[start, end)`` of an earlier text has become."""
        now = self.sentence(old.pk)
        if now is None:
            return None
        before, after = self._words[old.pk], self._words[now.pk]
        begin, stop = start - old.start, end - old.start
        if before != after:  # the same letters among other blanks
            begin, stop = _moved(before, after, begin), _moved(before, after, stop - 1) + 1
        return now, Span(now.start + begin, now.start + stop)

    def words(self, sentence_id: int) -> str:
        """What the sentence said in its own version."""
        return self._words[sentence_id]

    def but_for_figures(self, sentence_id: int, shown: str) -> Sentence | None:
        """A sentence that differs from an earlier one in its figures alone, none of which is ``shown``."""
        before = self._words.get(sentence_id, "")
        twin = self._by_frame.get(_frame(before))
        if twin is None:
            return None
        lost = set(FIGURE.findall(before)) - set(FIGURE.findall(self.places.text(twin)))
        return None if lost & set(FIGURE.findall(shown)) else twin

    @cached_property
    def _by_frame(self) -> dict[str, Sentence]:
        return {_frame(self.places.text(sentence)): sentence for sentence in reversed(self.places.sentences)}


def _joined(words: str) -> str:
    return " ".join(words.split())


def _frame(words: str) -> str:
    return FIGURE.sub("0", _joined(words))


def _moved(before: str, after: str, place: int) -> int:
    """Where the letter at ``place`` stands in the other text, which has the same letters."""
    nth = sum(not c.isspace() for c in before[:place])
    letters = [i for i, c in enumerate(after) if not c.isspace()]
    return letters[nth]
