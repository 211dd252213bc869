"""Part of speech and lemma of words, by the language model's own rules, each word asked about once.

The rules go by a word's spelling, tag and role, so what they say of one word holds wherever it stands
again. The few rules that look at two words ("gonna", "let's", "there is") are applied to the whole
sentence, in every sentence where one of them could begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST = 200_000  # words remembered; then the memory begins anew


class WordForm(NamedTuple):
    """A word as the model's rules see it; ``opens`` says that a rule on several words may begin here."""

    text: str
    tag: str
    dep: str
    pos: str
    lemma: str
    opens: bool


Key = tuple[int, int, int]  # the model's numbers of spelling, tag and role


class WordForms:
    """The model's attribute rules and lemmatizer, with a memory. Equal to running both on every sentence."""

    PIPES = ("attribute_ruler", "lemmatizer")  # what need not run when the forms are asked for here

    def __init__(self, nlp: Language) -> None:
        from spacy.attrs import DEP, ORTH, TAG
        from spacy.matcher import Matcher
        from spacy.pipeline import AttributeRuler

        self._vocab, self._ids = nlp.vocab, [ORTH, TAG, DEP]
        self._all_rules, self._lemmatizer = (nlp.get_pipe(name) for name in self.PIPES)
        self._word_rules, self._openings = AttributeRuler(nlp.vocab), Matcher(nlp.vocab)
        for number, rule in enumerate(self._all_rules.patterns):
            if all(len(pattern) == 1 for pattern in rule["patterns"]):
                self._word_rules.add(**rule)
            else:
                self._openings.add(str(number), [pattern[:1] for pattern in rule["patterns"]])
        self._known: dict[Key, WordForm] = {}

    def of(self, docs: Iterable[Doc]) -> Iterator[tuple[Doc, list[WordForm]]]:
        """Each sentence, tagged and parsed, with the forms of its words."""
        rows = [(doc, [tuple(ids) for ids in doc.to_array(self._ids).tolist()]) for doc in docs]
        if len(self._known) > MOST:
            self._known.clear()
        unknown = dict.fromkeys(key for _, keys in rows for key in keys if key not in self._known)
        if unknown:
            self._learn(list(unknown))
        for doc, keys in rows:
            forms = [self._known[key] for key in keys]
            yield doc, self._in_context(doc, forms) if any(form.opens for form in forms) else forms

    def _learn(self, keys: list[Key]) -> None:
        """Let the rules on single words look at all of ``keys`` as if they were one sentence."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        words, tags, deps = ([strings[i] for i in column] for column in zip(*keys, strict=True))
        doc = self._lemmatizer(self._word_rules(Doc(self._vocab, words=words, tags=tags, deps=deps)))
        openings = {start for _, start, _ in self._openings(doc, allow_missing=True)}
        for key, token in zip(keys, doc, strict=True):
            self._known[key] = WordForm(
                token.text, token.tag_, token.dep_, token.pos_, token.lemma_, token.i in openings
            )

    def _in_context(self, doc: Doc, forms: list[WordForm]) -> list[WordForm]:
        doc = self._lemmatizer(self._all_rules(doc))
        return [f._replace(pos=t.pos_, lemma=t.lemma_) for f, t in zip(forms, doc, strict=True)]
