"""The smallest run of neighbouring sentences that reads alone and ends in the asked one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction.rules import Rule, broken
from studyapp.engine.extraction.sentence import Sentence, Wording
from studyapp.engine.extraction.sentence_rules import sentence_refusals
from studyapp.engine.extraction.survey import KINDS_OF_SUBJECT, Survey
from studyapp.engine.item_writing.opening_rules import OPENING_RULES, RUNNING_RULES
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.item_writing.pointing_words import IT, THEY
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

MOST_SENTENCES = 3
MOST_WORDS = 75
# what a context sentence may be: it is printed as it stands and nothing in it is asked
HARMLESS_IN_CONTEXT = frozenset(
    "too_short too_long opinion semicolons hedge plan mr_name unnamed_speaker nobody_says".split()
)
HARMLESS_UNDER_A_DATE = HARMLESS_IN_CONTEXT | {"relative_time"}


@dataclass(frozen=True)
class Passage:
    """``before`` are the verbatim sentences shown as context, ``asked`` the wording that holds the gap.

    ``doubts`` are codes of rules that it breaks and that a reviewer must look at.
    """

    before: tuple[Sentence, ...]
    asked: Wording
    doubts: tuple[str, ...] = ()
    leans_on: tuple[Sentence, ...] = ()  # not shown: they say what a pronoun means that is written out

    @property
    def context_span(self) -> Span | None:
        if not self.before:
            return None
        return Span(self.before[0].span.start, self.before[-1].span.end)

    @functools.cached_property
    def context(self) -> str:
        span = self.context_span
        return span.cut(self.asked.sentence.source) if span else ""

    @functools.cached_property
    def text(self) -> str:
        return f"{self.context} {self.asked.text}".strip()

    @functools.cached_property
    def word_count(self) -> int:
        return len(self.text.split())


def passages_of(
    asked: Wording, survey: Survey, most: int = MOST_SENTENCES
) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """The lone sentence, then with ever more context, each with the codes of the rules that it breaks."""
    sentences, place = survey.sentences, survey.place_of(asked.sentence)
    for size in range(most):
        first = place - size
        if first < 0 or sentences[first].draft.paragraph != asked.sentence.draft.paragraph:
            return
        passage = Passage(tuple(sentences[first:place]), asked)
        if passage.word_count > MOST_WORDS or size and not _may_be_shown(sentences[first], survey):
            return
        yield passage, _refusals_behind(size, passage, survey)


def _refusals_behind(size: int, passage: Passage, survey: Survey) -> tuple[str, ...]:
    """``passage_refusals``, found once for each wording and the ``size`` of its context."""
    noted, number = passage.asked.noted, f"passage {size}"
    if number not in noted:
        noted[number] = passage_refusals(passage, survey)
    return noted[number]


def passage_for(asked: Wording, survey: Survey, most: int = MOST_SENTENCES) -> tuple[Passage | None, tuple[str, ...]]:
    """The smallest sound passage of at most so many sentences, or None with the codes that the lone sentence broke."""
    reasons: tuple[str, ...] = ()
    for passage, codes in passages_of(asked, survey, most):
        if not codes:
            return passage, ()
        reasons = reasons or codes
    return None, reasons


def _may_be_shown(sentence: Sentence, survey: Survey) -> bool:
    if "may be shown" not in sentence.noted:
        harmless = HARMLESS_UNDER_A_DATE if survey.article.metadata.published_on else HARMLESS_IN_CONTEXT
        sentence.noted["may be shown"] = set(sentence_refusals(sentence.printed, survey)) <= harmless
    return sentence.noted["may be shown"]


def passage_refusals(passage: Passage, survey: Survey) -> tuple[str, ...]:
    """Codes of the opening rules (first sentence) and running rules (the later ones) that the passage breaks."""
    shown = [*(s.printed for s in passage.before), passage.asked]
    codes: list[str] = []
    for number in range(len(passage.before)):
        codes += _context_codes(tuple(shown[: number + 1]), survey)
    codes += _codes(tuple(shown), survey)
    return tuple(dict.fromkeys(codes))


def _context_codes(shown: tuple[Wording, ...], survey: Survey) -> tuple[str, ...]:
    """The codes of the last of ``shown``, all of which are printed as they stand: found once for all wordings."""
    noted, number = shown[-1].sentence.noted, f"context {len(shown)}"
    if number not in noted:
        noted[number] = _codes(shown, survey)
    return noted[number]


def _codes(shown: tuple[Wording, ...], survey: Survey) -> tuple[str, ...]:
    """Codes of the rules that the last of ``shown`` breaks behind the others."""
    *earlier, wording = shown
    return broken(BEHIND_OTHERS if earlier else OPENING_RULES, PassageCase(wording, tuple(earlier), survey))


POINTERS = frozenset("he she it they his her its their him them this these those that such there here both".split())
PERSONAL = frozenset({"PRP", "PRP$"})
KINDS = KINDS_OF_SUBJECT | {"territory", "area", "place", "group", "war", "ship", "law", "bill"}
ROOT = 4  # letters
CONNECTIVE = re.compile(
    r"(?:As a result|Therefore|Thus|Hence|Consequently|Accordingly|In response|In return|In turn|Instead|However|But|So|"
    r"Then|Afterwards|Later|Subsequently|For (?:example|instance))\b"
)
NO_THINGS = frozenset("year month week day time number part".split())


def _hangs_together(earlier: Wording, later: Wording) -> bool:
    """The later sentence points back, or takes up a noun or name of the one before."""
    if CONNECTIVE.match(later.text):
        return True
    if any(_points_back(later, t) or _takes_up_a_kind(later, t) for t in later.tokens):
        return True
    return any(_are_one_word(a, b) for a in _things(earlier) for b in _things(later))


def _stands_loose(case: PassageCase) -> bool:
    return not _hangs_together(case.earlier[-1], case.wording)


CONTEXT_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("loose_context", "It takes up nothing of the sentence that is shown before it.", _stands_loose),
)
BEHIND_OTHERS = (*RUNNING_RULES, *CONTEXT_RULES)


def _takes_up_a_kind(wording: Wording, token: Token) -> bool:
    """ "the company", "the territory": by its kind what the sentence before calls by name."""
    the = wording.sentence.children(token, "det")
    return token.lemma.lower() in KINDS and any(c.text.lower() == "the" for c in the)


def _are_one_word(one: str, other: str) -> bool:
    """Alike, or of one root as "Britain" and "British"."""
    return one == other or min(len(one), len(other)) > ROOT and one[:ROOT] == other[:ROOT]


def _points_back(wording: Wording, token: Token) -> bool:
    """Whether a pointer is left over for the sentence before: "The mill sold its wheel" points at its own subject."""
    if token.text.lower() not in POINTERS or token.dep in {"expl", "mark"} or token.tag == "WDT":
        return False
    return token.tag not in PERSONAL or not any(_may_mean(token, t) for t in wording.tokens if t.i < token.i)


def _may_mean(pronoun: Token, noun: Token) -> bool:
    """Whether ``noun`` is a subject of the pronoun's number and kind."""
    if noun.dep not in {"nsubj", "nsubjpass"} or noun.pos not in {"NOUN", "PROPN"}:
        return False
    word = pronoun.text.lower()
    if word in IT:
        return noun.tag in {"NN", "NNP"} and noun.label != "PERSON"
    return noun.tag in {"NNS", "NNPS"} if word in THEY else noun.label == "PERSON"


def _things(wording: Wording) -> set[str]:
    told = {t.lemma.lower() for t in wording.tokens if _is_a_thing(t) and t.text[0].isalpha()}
    return told - NO_THINGS


def _is_a_thing(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN"} or token.label == "NORP"
