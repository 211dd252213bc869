"""From a span of a text to the sentence row that holds it."""

from __future__ import annotations

import bisect

from studyapp.engine.reading.spans import Span
from studyapp.sources.models import ArticleVersion, Sentence


class Places:
    """The sentences of one version, found by their place in the article or by what they contain."""

    def __init__(self, version: ArticleVersion):
        self.version = version
        self.sentences = list(version.sentences.order_by("position"))
        self._starts = [sentence.start for sentence in self.sentences]

    def at(self, position: int) -> Sentence:
        """The sentence that the engine calls ``position``, counted from 0."""
        return self.sentences[position]

    def containing(self, span: Span) -> Sentence | None:
        """The sentence that holds all of ``span``; None when it crosses a border."""
        place = bisect.bisect_right(self._starts, span.start) - 1
        if place < 0 or not self.sentences[place].span.contains(span):
            return None
        return self.sentences[place]

    def text(self, sentence: Sentence) -> str:
        return sentence.span.cut(self.version.text)
