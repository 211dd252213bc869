"""The type layer: what kind of thing a name is, voted over the whole article.

The language model labels each mention by itself and is often wrong; a name gets a type only when
gazetteers or most of its mentions agree, and a person only when the article shows one acting.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from studyapp.engine.extraction.lexicon import HUMAN_VERBS, MONTHS, OFFICES, TRADE_WORDS, is_occupation
from studyapp.engine.extraction.name_cues import (
    ACRONYM,
    LIFESPAN,
    MIDDLE_INITIAL,
    MORE_OFFICES,
    NOT_A_BODY,
    NOT_A_PERSON,
    NOT_A_TOWN,
    OFFICE_BEFORE,
    OFFICE_OF,
    ORGANISATION,
)
from studyapp.engine.extraction.sentence import BLANKS, Sentence
from studyapp.engine.extraction.surnames import is_known_leader
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.gazetteers import cities, classes, countries, us_states
from studyapp.engine.reading.gazetteers.folding import fold
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

UNUSUAL = 3.0  # Zipf frequency below which a word may be a family's name
ACTING = 4  # a name that does what people do in one mention of four or more is no town
CONNECTORS = frozenset("of de del della da do du la le van von der den bin ibn al el y".split())


@dataclass(frozen=True, eq=False)
class Mention:
    """A run of capitalised words; ``span`` leaves out a leading article, titles and a possessive."""

    sentence: Sentence
    span: Span
    tokens: tuple[Token, ...]
    title: str  # "President", "Russian Defence Minister": words cut off in front

    @functools.cached_property
    def text(self) -> str:
        return BLANKS.sub(" ", self.span.cut(self.sentence.source))


@dataclass
class Name:
    """Everything the article says about one name."""

    key: str
    text: str
    mentions: list[Mention] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    acts: int = 0  # times it stands as a person would: with an office, as subject of a human verb, as agent
    answer_type: AnswerType | None = None

    @property
    def count(self) -> int:
        return len(self.mentions)

    def share(self, label: str) -> float:
        return self.labels[label] / max(1, self.count)


def is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.text[0].isalpha()


def mentions_in(sentence: Sentence) -> tuple[Mention, ...]:
    """Runs of capitalised words, joined by hyphens and the small words of names."""
    if "mentions" not in sentence.noted:
        sentence.noted["mentions"] = tuple(_mentions_in(sentence))
    return sentence.noted["mentions"]


def _mentions_in(sentence: Sentence) -> Iterator[Mention]:
    run: list[Token] = []
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if is_capital(token) and _in_name(token) or run and _joins(run, token, after):
            run.append(token)
        else:
            if run:
                yield from _mention(sentence, run)
            run = []
    if run:
        yield from _mention(sentence, run)


def _joins(run: list[Token], token: Token, after: Token | None) -> bool:
    """A small word, a hyphen or "Jr." that goes on with the name: "Charles de Gaulle", "Bank of England"."""
    if token.text in {"Jr.", "Sr."}:
        return True
    if token.text in {"-", "‐"} and after is not None and run[-1].end == token.start and token.end == after.start:
        return after.pos == "PROPN" or after.label == run[-1].label == "PERSON" or is_capital(after)
    if run[-1].text in {"-", "‐"} and token.start == run[-1].end:
        return True  # Won-sik
    if after is None or not is_capital(after) or not _in_name(after):
        return False
    lower = token.text.lower()
    if lower in {"of", "for"}:
        return bool(ORGANISATION.search(run[-1].text)) or lower == "of" and run[-1].text in SIGNED_OR_FOUGHT
    return lower in CONNECTORS or token.text in {"-", "–"}


SIGNED_OR_FOUGHT = frozenset("Treaty Convention Peace Battle Siege Declaration Charter Guild Statute".split())
HONOURS = frozenset("OBE MBE CBE KBE DBE KCB KCMG QC KC MP MSP MEP FRS PhD".split())
FIGURE_LABELS = frozenset("CARDINAL DATE PERCENT MONEY QUANTITY ORDINAL TIME".split())


def _in_name(token: Token) -> bool:
    if token.label in FIGURE_LABELS and token.pos != "PROPN":
        return False
    if token.pos in {"PROPN", "NOUN", "ADJ", "X"} or token.label:
        return True
    return token.pos in {"VERB", "INTJ"} and token.tag in {"NNP", "NNPS"}


def _mention(sentence: Sentence, run: list[Token]) -> Iterator[Mention]:
    words = list(run)
    if words[0].i == sentence.tokens[0].i and words[0].pos not in {"PROPN"} and not words[0].label:
        words = words[1:]
    if len(words) > 1 and words[0].text in {"The", "A", "An"}:
        words = words[1:]
    if len(words) > 1 and words[0].text.lower() in MONTHS and words[0].label == "DATE":
        words = words[1:]  # "in December Velmora Ltd announced"
    title: list[str] = []
    while len(words) > 1 and (length := _title_length(words)):
        title += [w.text for w in words[:length]]
        words = words[length:]
    while words and not is_capital(words[0]):
        words = words[1:]
    while (
        words
        and not is_capital(words[-1])
        and words[-1].text not in {"Jr.", "Sr."}
        and (len(words) < 2 or words[-2].text not in {"-", "‐"})
    ):
        words.pop()
    while len(words) > 2 and words[-1].text in HONOURS:
        words.pop()
    if words:
        yield Mention(sentence, Span(words[0].start, words[-1].end), tuple(words), " ".join(title))


def _title_length(words: list[Token]) -> int:
    """How many words in front are the title of a person: "Dr", or an office of several words; 0 for none."""
    for length in range(min(4, len(words) - 1), 1, -1):
        *before, office = (w.text.lower() for w in words[:length])
        rest = " ".join(w.text for w in words[length:])
        named = all(word in OFFICE_OF or word in MORE_OFFICES for word in before)
        if named and (office in OFFICES or office in MORE_OFFICES) and not NOT_A_PERSON.search(rest):
            return length
    return 1 if _is_title(words[0], words[1:]) else 0


def _is_title(word: Token, rest: list[Token]) -> bool:
    lower = word.text.lower().rstrip(".")
    if lower in TRADE_WORDS or is_occupation(lower) or is_occupation(lower.removesuffix("s")):
        return not NOT_A_PERSON.search(" ".join(t.text for t in rest))
    if word.label == "NORP" and len(rest) > 1 and all(t.label == "PERSON" for t in rest):
        return True  # the Australian Jonas Hale
    if countries.country_of_adjective(word.text) and len(rest) > 1:
        return rest[0].text.lower() in TRADE_WORDS or _could_be_somebody(rest)
    return (
        lower in {"south", "north"}
        and len(rest) > 2
        and bool(countries.country_of_adjective(f"{word.text} {rest[0].text}"))
    )


def _could_be_somebody(words: list[Token]) -> bool:
    """Two names, the family's none of English: "Umberto Nobile", not "Grand Prix"."""
    first, *_, last = (w.text for w in words)
    alone = len(words) == 2 and not NOT_A_PERSON.search(f"{first} {last}")
    return alone and zipf(last.lower()) < UNUSUAL and first.isalpha() and last.isalpha()


@functools.lru_cache(maxsize=32_768)
def key_of(text: str) -> str:
    return fold(re.sub(r"['’]s$", "", text))


def collect(sentences: Iterable[Sentence], votes: Mapping[str, str] | None = None) -> dict[str, Name]:
    """All names of the article by key, with their types; ``votes`` of a topic decide where the article does not."""
    names: dict[str, Name] = {}
    for sentence in sentences:
        for mention in mentions_in(sentence):
            name = names.setdefault(key_of(mention.text), Name(key_of(mention.text), mention.text))
            name.mentions.append(mention)
            labels = Counter(t.label for t in mention.tokens if t.label)
            if labels:
                name.labels[labels.most_common(1)[0][0]] += 1
            name.acts += acts_as_person(mention)
    _lend_surnames(names)
    country_codes = {c.code for n in names.values() for c in [countries.country_named(n.text)] if c}
    for name in names.values():
        name.answer_type = _type_of(name, country_codes)
        if name.answer_type in {None, AnswerType.NAME} and votes and name.key in votes:
            name.answer_type = AnswerType(votes[name.key])
    return names


def _lend_surnames(names: dict[str, Name]) -> None:
    """What a lone surname does and is labelled counts for the one full name that ends in it."""
    ends: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if " " in name.key:
            words = name.key.split()
            for word in dict.fromkeys((words[0], words[-1])):
                ends[word].append(name)
    for key, name in names.items():
        owners = ends.get(key, []) if " " not in key and name.share("PERSON") >= 0.5 else []
        if len(owners) == 1:
            owners[0].acts += name.acts


DONE_TO_PEOPLE = frozenset("appoint elect name succeed marry hire replace arrest meet defeat beat thank invite".split())


def acts_as_person(mention: Mention) -> bool:
    """An office beside it, a human verb or a life's dates around it, or an apposition of office."""
    sentence, person = mention.sentence, mention.tokens[0].label == "PERSON"
    before = sentence.source[sentence.span.start : mention.span.start]
    if any(is_occupation(w.lower()) or w.lower() in TRADE_WORDS for w in mention.title.split()):
        return True
    if OFFICE_BEFORE.search(before) and mention.tokens[0].label in {"PERSON", ""}:
        return True
    if person and (re.search(r"\b[Aa]ccording to $", before) or MIDDLE_INITIAL.match(mention.text)):
        return True
    if LIFESPAN.match(sentence.source[mention.span.end : mention.span.end + 40]):
        return True
    return _is_human_by_verb(mention) or _is_human_by_apposition(mention)


def _head(mention: Mention) -> Token:
    tokens = mention.sentence.parse.tokens
    return next((t for t in mention.tokens if tokens[t.head] not in mention.tokens), mention.tokens[-1])


def _is_human_by_verb(mention: Mention) -> bool:
    """Subject of "teach", object of "appoint", agent after "by", or "was a physicist"."""
    sentence, head = mention.sentence, _head(mention)
    verb = sentence.parse.tokens[head.head]
    lemma = verb.lemma.lower()
    if head.dep in {"nsubj", "nsubjpass"} and lemma in HUMAN_VERBS:
        return True
    if head.dep in {"dobj", "nsubjpass"} and lemma in DONE_TO_PEOPLE:
        return True
    if head.dep == "pobj" and verb.text.lower() == "by" and sentence.parse.tokens[verb.head].tag == "VBN":
        return True
    is_one = head.dep == "nsubj" and lemma == "be"
    return is_one and any(is_occupation(a.lemma.lower()) for a in sentence.children(verb, "attr"))


def _is_human_by_apposition(mention: Mention) -> bool:
    sentence, head = mention.sentence, _head(mention)
    beside = sentence.children(head, "appos", "compound", "amod", "relcl")
    if head.dep == "appos":
        beside.append(sentence.parse.tokens[head.head])
    return any(
        is_occupation(t.lemma.lower()) or t.text.lower() == "who"
        for b in beside
        for t in (b, *sentence.parse.children(b))
    )


def _type_of(name: Name, country_codes: set[str]) -> AnswerType | None:
    text = name.text
    bare = re.sub(r"['’]s$", "", text)
    if bare.lower() in MONTHS or bare in classes.WEEKDAYS:
        return None
    if countries.country_named(bare):
        return AnswerType.COUNTRY
    if countries.country_of_adjective(bare):
        return AnswerType.NATIONALITY
    group = classes.class_of(bare)
    if group and group.name == "language":
        return AnswerType.LANGUAGE
    if group and group.name == "religion":
        return AnswerType.RELIGION
    if us_states.us_state_named(bare):
        return AnswerType.REGION
    person = name.share("PERSON")
    if " " in bare and person >= 0.4 and is_known_leader(bare):
        return AnswerType.PERSON
    acts = (person >= 0.7 and name.acts) or (person >= 0.4 and name.acts >= 2) or name.acts >= 3
    if acts and " " in bare and not NOT_A_PERSON.search(bare) and _could_be_person(bare):
        return AnswerType.PERSON
    city = cities.city_named(bare, within=country_codes, at_least=100_000) if not NOT_A_TOWN.match(bare) else None
    if city and name.share("GPE") + name.share("LOC") >= 0.5 and ACTING * name.acts < name.count:
        return AnswerType.CITY
    if _is_body(name, bare):
        return AnswerType.ORGANISATION
    return AnswerType.NAME if name.labels or len(bare.split()) > 1 else None


def _is_body(name: Name, text: str) -> bool:
    """A word says what kind of body it is, or the name is an acronym read as one; the label alone is too often wrong."""
    if NOT_A_BODY.search(text):
        return False
    return bool(ORGANISATION.search(text) or ACRONYM.fullmatch(text) and name.share("ORG") >= 0.7)


def _could_be_person(text: str) -> bool:
    words = text.replace("-", " ").split()
    if not 2 <= len(words) <= 5 or any(ch.isdigit() for ch in text):
        return False
    return not any(
        countries.country_named(w) or countries.country_of_adjective(w) or w.lower() in MONTHS for w in words
    )
