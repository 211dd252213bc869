"""An item under the gate, with the readings of it that several rules share."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from studyapp.engine.extraction.dates import PrintedDate, parse_date
from studyapp.engine.extraction.numbers import PrintedNumber, parse_number
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.items import GAP, ItemDraft, ItemFormat, ItemKind
from studyapp.engine.reading.gazetteers.folding import fold

STOP_WORDS = frozenset(
    """a an the of in on at by for from to with without into onto over under about after before during since until as
    and or but nor so yet if then than that this these those it its he she his her him they their them we our you your
    i is are was were be been being am has have had do does did will would can could may might shall should must not no
    who whom whose which what when where why how there here also both each more most other some such only own same
    article named called according""".split()
)
TIME_TYPES = frozenset(
    [AnswerType.YEAR, AnswerType.FULL_DATE, AnswerType.MONTH_YEAR, AnswerType.DECADE, AnswerType.CENTURY]
)
FIGURE_TYPES = frozenset([AnswerType.COUNT, AnswerType.MEASURE, AnswerType.MONEY, AnswerType.PERCENT])
QUESTION_KINDS = frozenset([ItemKind.MULTIPLE_CHOICE, ItemKind.SHORT_ANSWER])


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True)
class Case:
    """``item`` with the ``text`` it was made from and the article's ``title``."""

    item: ItemDraft
    text: str
    title: str = ""

    @functools.cached_property
    def shown(self) -> str:
        """What stands before the learner: context and stem, without options; of a set its rows and matches, too."""
        rows = (part for pair in self.item.pairs for part in (pair.text, pair.match))
        return " ".join(part for part in (self.item.context, self.item.stem, *rows) if part)

    @functools.cached_property
    def evidence(self) -> str:
        span = self.item.evidence
        return self.text[span.start : span.end]

    @functools.cached_property
    def all_evidence(self) -> str:
        more = [self.text[s.start : s.end] for s in self.item.more_evidence]
        return " ".join([self.evidence, *more])

    @functools.cached_property
    def lower(self) -> str:
        """``shown`` in small letters."""
        return self.shown.lower()

    @functools.cached_property
    def unquoted(self) -> str:
        """``shown`` in small letters without its quotations."""
        return without_quotes(self.lower)

    @property
    def is_question(self) -> bool:
        return self.item.kind in QUESTION_KINDS

    @property
    def is_cloze(self) -> bool:
        return self.item.kind == ItemKind.CLOZE

    @property
    def is_statement(self) -> bool:
        return self.item.kind == ItemKind.TRUE_FALSE

    @property
    def has_options(self) -> bool:
        return self.item.format == ItemFormat.OPTIONS

    @functools.cached_property
    def texts(self) -> list[str]:
        return [option.text for option in self.item.options]

    @functools.cached_property
    def key(self) -> str:
        """The right option's text, else the answer."""
        return next((o.text for o in self.item.options if o.correct), self.item.answer)

    @functools.cached_property
    def wrong(self) -> list[str]:
        return [o.text for o in self.item.options if not o.correct]

    @functools.cached_property
    def key_forms(self) -> list[str]:
        """The key and every other form that names it."""
        value = self.item.fact.value
        forms = [self.key, self.item.answer, value.printed, *value.aliases, *self.item.accepted]
        return [f for f in dict.fromkeys(forms) if f and f not in ("true", "false")]

    @functools.cached_property
    def numbers(self) -> list[PrintedNumber | None]:
        """The options read as figures with units, in their order."""
        return [parse_number(t) for t in self.texts]

    @functools.cached_property
    def dates(self) -> list[PrintedDate | None]:
        return [parse_date(t) for t in self.texts]


@functools.lru_cache(maxsize=8192)  # every rule reads the same few texts
def content_words(text: str) -> frozenset[str]:
    """Content words: folded, without stop words and without the commonest endings (opened, opens -> open)."""
    words = re.findall(r"[^\W_]+", fold(text.replace(GAP, " ")))
    return frozenset(_stem(w) for w in words if w not in STOP_WORDS and len(w) > 1)


def _stem(word: str) -> str:
    return (
        re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word.removesuffix("s") if len(word) > 3 else word
    )


def word_count(text: str) -> int:
    return len(re.findall(r"\S*\w\S*", text))


QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


def without_quotes(text: str) -> str:
    """``text`` with its quotations taken out."""
    return QUOTED.sub(" ", text) if '"' in text or "“" in text else text


def holds(text: str, phrase: str) -> bool:
    """Whether ``phrase`` stands in ``text`` as whole words, case and accents aside, possessive and plural s too."""
    folded = fold(phrase)
    return bool(folded) and stands_in(folded, fold(text), ("", "s", "es"))


Predicate = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A flaw that a program can see. ``predicate`` is true when the item has it; ``advice`` says how to mend it."""

    id: str
    severity: Severity
    advice: str
    predicate: Predicate

    def __post_init__(self) -> None:
        if not self.advice.endswith("."):
            raise ValueError(f"{self.id}: advice is a sentence")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A rule that an item broke."""

    rule: str
    severity: Severity
    advice: str
