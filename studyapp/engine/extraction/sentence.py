"""A sentence with its words, and the wording of it that is shown to a reader."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from studyapp.engine.reading.article import SentenceDraft
from studyapp.engine.reading.parser import Parse, Token
from studyapp.engine.reading.spans import Span

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
QUOTES = re.compile('["“”«»]')
BLANKS = re.compile(r"\s+")
BLANK_BEFORE_STOP = re.compile(r"\s+([,;:.!?])")
COMMA_BEFORE_STOP = re.compile(r"[,;:]+\s*([.!?])")
TWO_COMMAS = re.compile(r",\s*,")
# nothing for the patterns above to mend where this finds nothing: most texts are tidy
UNTIDY = re.compile(r"[\s,;:](?:(?<=[^\S ])|(?<=\s)[\s,;:.!?]|(?<=[,;:])\s?[.!?]|(?<=,)\s?,)")
TWO_STOPS = re.compile(r"(?<=[a-z]\.[a-z])\.\.$")  # "2 a.m." at the end of what was cut
MARKERS = re.compile(
    r"\s?\[(?:\d{1,3}|[a-z]|citation needed|(?:note|nb|n) \d+|update(?:d)?|edit|sic)\]|\s?\((?:listen|pictured)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of the article with its tokens; ``source`` is the whole text."""

    draft: SentenceDraft
    source: str
    tokens: tuple[Token, ...]
    parse: Parse

    @functools.cached_property
    def span(self) -> Span:
        return self.draft.span

    @functools.cached_property
    def text(self) -> str:
        return self.draft.span.cut(self.source)

    @functools.cached_property
    def noted(self) -> dict[str, Any]:
        """What readers of the sentence found once and need again."""
        return {}

    @functools.cached_property
    def printed(self) -> Wording:
        """The sentence as it stands, its note numbers left out."""
        return Wording(self)

    @functools.cached_property
    def markers(self) -> tuple[Span, ...]:
        """Note numbers and the like, which are never shown."""
        return tuple(_at(self.span, m) for m in MARKERS.finditer(self.text))

    @functools.cached_property
    def nouns_and_verbs(self) -> frozenset[str]:
        """Their lemmas in small letters, names left out."""
        return frozenset(t.lemma.lower() for t in self.tokens if t.pos in {"NOUN", "VERB"})

    @functools.cached_property
    def roots(self) -> list[Token]:
        mine = {t.i for t in self.tokens}
        return [t for t in self.tokens if t.head == t.i or t.head not in mine]

    @functools.cached_property
    def root(self) -> Token | None:
        """The main verb; None where the parser found several sentences in this one."""
        real = [t for t in self.roots if t.pos != "PUNCT"]
        return real[0] if len(real) == 1 else None

    def children(self, token: Token, *deps: str) -> list[Token]:
        """What hangs on ``token``, of the roles ``deps`` alone where they are given, in text order."""
        found = self.parse.children(token)
        return [c for c in found if c.dep in deps] if deps else list(found)

    def subject_of(self, verb: Token) -> Token | None:
        found = self.children(verb, *SUBJECT_DEPS)
        return found[0] if found else None

    def subtree_span(self, token: Token) -> Span:
        """From the first to the last word of this sentence that hangs on ``token``, itself included."""
        if token.i not in self._subtree_spans:
            first, last = self.span.start, self.span.end
            words = [t for t in self.parse.subtree(token) if first <= t.start and t.end <= last]
            self._subtree_spans[token.i] = Span(words[0].start, words[-1].end)
        return self._subtree_spans[token.i]

    @functools.cached_property
    def _subtree_spans(self) -> dict[int, Span]:
        return {}

    def at(self, span: Span) -> list[Token]:
        """Tokens that touch ``span``."""
        start, end = span.start, span.end
        return [t for t in self.tokens if t.start < end and start < t.end]

    def previous(self, token: Token) -> Token | None:
        place = token.i - self.tokens[0].i - 1
        return self.tokens[place] if place >= 0 else None

    def following(self, token: Token) -> Token | None:
        place = token.i - self.tokens[0].i + 1
        return self.tokens[place] if place < len(self.tokens) else None


def is_finite(sentence: Sentence, verb: Token) -> bool:
    """Whether ``verb`` carries tense itself or by an auxiliary."""
    return verb.tag in FINITE_TAGS or any(c.tag in FINITE_TAGS for c in sentence.children(verb, "aux", "auxpass"))


@dataclass(frozen=True)
class Wording:
    """What is shown of a sentence: its words less ``cuts``, some replaced.

    ``replaced`` maps a span of the article to the words shown in its place. The tokens are those of
    the source, so every place in the wording can be walked back to the article.
    """

    sentence: Sentence
    cuts: tuple[Span, ...] = ()
    replaced: Mapping[Span, str] = field(default_factory=dict)
    is_shortened: bool = False  # a part of what it says was left out

    @functools.cached_property
    def noted(self) -> dict[str, Any]:
        """What readers of the wording found once and need again."""
        return {}

    @functools.cached_property
    def tokens(self) -> tuple[Token, ...]:
        if not self.cuts:
            return self.sentence.tokens
        cuts = [(c.start, c.end) for c in self.cuts]
        return tuple(t for t in self.sentence.tokens if not any(a <= t.start and t.end <= b for a, b in cuts))

    @functools.cached_property
    def text(self) -> str:
        return self.show()

    @functools.cached_property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @functools.cached_property
    def word_count(self) -> int:
        return len(self.text.split())

    def shows(self, span: Span) -> bool:
        """Whether all of ``span`` is left in this wording."""
        return not any(c.overlaps(span) for c in self.cuts)

    def without(self, *cuts: Span) -> Wording:
        return replace(self, cuts=tuple(sorted({*self.cuts, *cuts})))

    def show(self, span: Span | None = None, put: str = "") -> str:
        """The wording as text, with ``put`` in the place of ``span``."""
        return tidy(self.piece(self.sentence.span, span, put))

    def piece(self, own: Span, span: Span | None = None, put: str = "") -> str:
        """What is shown of the stretch ``own`` of the sentence, blanks and capitals left as they fall."""
        edits = [(c, "") for c in self.cuts]
        edits += [(s, words) for s, words in self.replaced.items() if span is None or not s.overlaps(span)]
        edits += [(mark, "") for mark in self.sentence.markers]
        if span is not None:
            edits.append((span, put))
        pieces, place = [], own.start
        for cut, words in sorted(edits, key=lambda e: (e[0].start, e[0].end)):
            if cut.start >= own.end:
                break
            if cut.start < place:
                place = max(place, cut.end)
                continue
            pieces += [self.sentence.source[place : cut.start], words]
            place = cut.end
        pieces.append(self.sentence.source[place : max(place, own.end)])
        return "".join(pieces)


def _at(span: Span, match: re.Match[str]) -> Span:
    return Span(span.start + match.start(), span.start + match.end())


def tidy(text: str) -> str:
    """Mend blanks, stray commas and the first letter after a cut."""
    if UNTIDY.search(text):
        text = BLANKS.sub(" ", text)
        text = BLANK_BEFORE_STOP.sub(r"\1", text)
        text = COMMA_BEFORE_STOP.sub(r"\1", text)
        text = TWO_COMMAS.sub(",", text)
    text = text.strip(" ,;:–—")
    if not text:
        return text
    if text.endswith(".."):
        text = TWO_STOPS.sub(".", text)
    if text[-1].isalnum() or text[-1] in "_)%":
        text += "."
    return text[0].upper() + text[1:]


def content_lemmas(tokens: Iterable[Token]) -> set[str]:
    """Lower-case lemmas of nouns, names, verbs, adjectives and numbers."""
    return {
        t.lemma.lower()
        for t in tokens
        if t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and t.text[0].isalnum() and len(t.lemma) > 1
    }
