"""Terms: rare words that an article uses or explains, the vocabulary of its subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set

from studyapp.engine.extraction.lexicon import EVERYDAY_TERMS, is_occupation
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.units import unit_named
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

# Zipf frequency below which a word counts as a term, by how often the article uses it
RARE_BY_USE = ((4, 3.9), (2, 3.6), (1, 2.4))
# nouns of everybody's thinking: the gap could hold many of them
ABSTRACT = frozenset(
    """error mistake belief example reason idea notion fact problem question answer solution aim goal purpose result outcome
    effect consequence cause way manner method means approach difference advantage disadvantage benefit drawback feature
    aspect factor issue matter part role case kind type sort form step stage process change development success failure
    attempt effort task challenge concern view opinion claim suggestion explanation assumption conclusion difficulty
    possibility requirement limitation exception improvement version set list number amount level degree rate""".split()
)
MEASURE_WORD = re.compile(
    r"(?:pico|nano|micro|milli|centi|deci|kilo|mega|giga|tera)?(?:met(?:er|re)|gram(?:me)?|lit(?:er|re)|watt|volt|ampere|"
    r"hertz|byte|second|joule|newton|pascal|calorie|mole|kelvin|micron|parsec|fathom|furlong)s?"
)
EVERYDAY = 4.8  # from here on a word is everybody's, defined or not ("source", "system")
DEFINED_BY = frozenset({"called", "termed", "named", "dubbed"})


def count_words(sentences: Iterable[Sentence]) -> Counter[str]:
    """How often each noun occurs, by lower-case lemma."""
    return Counter(t.lemma.lower() for s in sentences for t in s.tokens if t.pos == "NOUN" and t.text.isalpha())


def terms_in(sentence: Sentence, counts: Mapping[str, int], title_words: Set[str]) -> Iterator[tuple[Span, str]]:
    """Places of terms with the reason: ``named`` (called, known as), ``defined`` (X is a … that), ``rare``."""
    seen: set[int] = set()
    for span, words in _named(sentence):
        seen |= {t.i for t in words}
        if not _bars(words, title_words):
            yield span, "named"
    root = sentence.root
    subject = sentence.subject_of(root) if root is not None and root.lemma == "be" else None
    for token in sentence.tokens:
        if (
            token.i in seen
            or token.pos != "NOUN"
            or not token.text.isalpha()
            or not token.text.islower()
            and token.i != sentence.tokens[0].i
        ):
            continue
        if _bars([token], title_words) or not _ends_chunk(sentence, token) or _is_misread_verb(sentence, token):
            continue
        if token is subject and _defines(sentence, root) and max(zipf(token.text), zipf(token.lemma)) < EVERYDAY:
            yield token.span, "defined"
        elif _is_rare(token, counts):
            yield _with_modifier(sentence, token, counts), "rare"
        elif (pair := _technical_pair(sentence, token, counts)) is not None:
            yield pair, "rare"


def _named(sentence: Sentence) -> Iterator[tuple[Span, list[Token]]]:
    """What follows "called", "known as", "termed": a noun phrase of up to three words."""
    for token in sentence.tokens:
        lower = token.text.lower()
        if (
            lower in DEFINED_BY
            or lower == "as"
            and (before := sentence.previous(token)) is not None
            and before.text.lower() in {"known", "to"}
            and (before.text.lower() == "known" or _says_referred(sentence, before))
        ):
            start = sentence.following(token)
        else:
            continue
        words: list[Token] = []
        place = start
        while place is not None and place.text.lower() in {"the", "a", "an"}:
            place = sentence.following(place)
        while (
            place is not None and place.pos in {"NOUN", "PROPN", "ADJ"} and (place.text.isalpha() or "-" in place.text)
        ):
            words.append(place)
            place = sentence.following(place)
        if 1 <= len(words) <= 3 and words[-1].pos in {"NOUN", "PROPN"}:
            yield Span(words[0].start, words[-1].end), words


def _says_referred(sentence: Sentence, to: Token) -> bool:
    """ "referred to (as)"."""
    before = sentence.previous(to)
    return before is not None and before.lemma.lower() == "refer"


def _bars(words: list[Token], title_words: Set[str]) -> bool:
    for word in words:
        lower = word.text.lower()
        lemma = word.lemma.lower()
        if lemma in title_words or lower in title_words or lower in EVERYDAY_TERMS or len(lower) < 4:
            return True
        if any(len(t) >= 5 and (t[:5] in lower) for t in title_words):
            return True
        if countries.country_of_adjective(word.text):
            return True
    last = words[-1]
    if {last.text.lower(), last.lemma.lower()} & ABSTRACT or is_occupation(last.lemma.lower()):
        return True
    return bool(MEASURE_WORD.fullmatch(last.text.lower()) or unit_named(last.text))


def _is_misread_verb(sentence: Sentence, token: Token) -> bool:
    """ "The Rankine Model predicts that …": a verb behind a name, taken for a plural noun."""
    before, after = sentence.previous(token), sentence.following(token)
    if token.tag != "NNS" or before is None or after is None or before.pos != "PROPN":
        return False
    return after.text.lower() in {"that", "the", "a", "an", "how", "why", "whether"}


def _ends_chunk(sentence: Sentence, token: Token) -> bool:
    after = sentence.following(token)
    return token.dep != "compound" and (
        after is None or after.pos not in {"NOUN", "PROPN"} and after.text not in {"-", "'s", "’s", "'", "’"}
    )


def _is_rare(token: Token, counts: Mapping[str, int]) -> bool:
    frequency = max(zipf(token.text), zipf(token.lemma))
    if frequency == 0.0:
        return counts.get(token.lemma.lower(), 0) >= 2 or len(token.text) <= 14
    used = counts.get(token.lemma.lower(), 0)
    return any(used >= times and frequency < limit for times, limit in RARE_BY_USE)


def _with_modifier(sentence: Sentence, token: Token, counts: Mapping[str, int]) -> Span:
    """A rare adjective or noun that belongs to the term ("humoral immunity") is part of the answer."""
    before = sentence.previous(token)
    if (
        before is not None
        and before.head == token.i
        and before.dep in {"compound"}
        and before.text.isalpha()
        and before.text.islower()
    ):
        return Span(before.start, token.end)
    return token.span


def _technical_pair(sentence: Sentence, token: Token, counts: Mapping[str, int]) -> Span | None:
    """ "mitral valve", "vagus nerve": a noun of the article's subject with the rare word that says which."""
    before = sentence.previous(token)
    if before is None or before.head != token.i or before.dep not in {"amod", "compound"}:
        return None
    rare = (
        before.text.isalpha() and before.text.islower() and max(zipf(before.text), zipf(before.lemma)) < RARE_MODIFIER
    )
    technical = before.pos == "NOUN" and before.tag == "NN" or before.text.endswith(TECHNICAL_ENDINGS)
    of_the_subject = counts.get(token.lemma.lower(), 0) >= 2 and zipf(token.lemma) < TECHNICAL_HEAD
    if not rare or not technical or not of_the_subject or before.text.endswith("ing"):
        return None
    return Span(before.start, token.end)


RARE_MODIFIER = 3.3  # Zipf frequency below which a modifier makes a term of a common noun
TECHNICAL_HEAD = 4.3  # from here on a noun is too general to have kinds with names of their own
TECHNICAL_ENDINGS = ("al", "ar", "ic", "oid", "ary", "spid")


def _defines(sentence: Sentence, root: Token | None) -> bool:
    """ "X is a … that / in which / used …": a definition, not a remark."""
    if root is None:
        return False
    for attribute in sentence.children(root, "attr"):
        clauses = [c for c in sentence.children(attribute, "relcl", "acl") if not sentence.children(c, "mark")]
        if (
            attribute.pos == "NOUN"
            and clauses  # "the belief that it moves" has a mark: the content of a belief defines nothing
            and sentence.children(attribute, "det")
        ):
            return bool(re.match(r"(?:a|an|the)\b", sentence.children(attribute, "det")[0].text.lower()))
    return False
