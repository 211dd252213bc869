"""What an article says as a whole: its subject, its names with their types, its times."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from studyapp.engine.extraction import names as naming
from studyapp.engine.extraction.lexicon import FIRST_SECOND, is_occupation
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.terms import count_words
from studyapp.engine.extraction.topic import ALONE, TopicContext
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.article import ReadArticle
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.parser import Parse

YEAR = re.compile(r"(?<![\d,.$£€–-])(1[0-9]{3}|20[0-4][0-9])(?![\d,]\d|[%°]|\w|-\w)")
FOUNDED = re.compile(
    r"\b(?:founded|established|built|born|opened|created|formed|set up|began|chartered)\b[^.;]{0,60}?\b(\d{4})\b", re.I
)
# what an article can be about without saying so again: "the club", "the company"
KINDS_OF_SUBJECT = frozenset(
    """club company firm band group team city town village university school college museum party league festival newspaper
    island river lake ship bridge church castle""".split()
)
TITLE_NAME = re.compile(r"(?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+(?=$|[,:;]| [–—-] | (?:and|of|in|who|the|[a-z]+s)\b)")
COMPANIES = frozenset(
    "company firm group maker giant airline bank retailer producer manufacturer carmaker brewer publisher operator chain startup".split()
)
REPORTED = re.compile(
    r"\b(?:said|told|says|stated|announced|claims?|reports|reportedly|accused|denied|upcoming|last (?:week|month|year)|this (?:week|month|year)|"
    r"today|recently|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|will)\b"
)


@dataclass(frozen=True)
class Survey:
    """The article with its sentences parsed and its names voted on."""

    article: ReadArticle
    parse: Parse
    sentences: tuple[Sentence, ...]
    names: dict[str, naming.Name]
    topic: TopicContext = ALONE

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def title(self) -> str:
        """The article's title; "" where it was made from the first words of the text."""
        title = self.article.metadata.title.lstrip("# ")
        return "" if title.endswith("…") else title

    def place_of(self, sentence: Sentence) -> int:
        """Where ``sentence`` stands among ``sentences``."""
        return self._places[sentence.draft.position]

    @functools.cached_property
    def _places(self) -> dict[int, int]:
        return {sentence.draft.position: place for place, sentence in enumerate(self.sentences)}

    @functools.cached_property
    def noted(self) -> dict[str, Any]:
        """What readers of the article found once and need again."""
        return {}

    @functools.cached_property
    def title_words(self) -> frozenset[str]:
        """Content words of the title, lower case, with their rough singular."""
        words = {w.lower() for w in re.findall(r"[^\W_]+", self.title) if len(w) > 2 or w.isupper()}
        words -= {
            "the",
            "and",
            "for",
            "with",
            "from",
            "into",
            "over",
            "after",
            "what",
            "how",
            "why",
            "who",
            "are",
            "was",
            "new",
        }
        return frozenset(words | {w.removesuffix("s") for w in words if len(w) > 4})

    @functools.cached_property
    def defined_subject(self) -> frozenset[str]:
        """Lower-case words of the first sentence's subject and, when it is a definition, of its predicate noun."""
        if not self.sentences or self.sentences[0].root is None:
            return frozenset()
        first = self.sentences[0]
        subject = first.subject_of(first.root)
        if subject is None:
            return frozenset()
        words = {t.text.lower() for t in self.parse.subtree(subject) if t.pos in {"PROPN", "NOUN"}}
        return frozenset(words if len(words) <= 8 else ())

    @functools.cached_property
    def topic_nouns(self) -> frozenset[str]:
        """``known_nouns`` and those that the article comes back to with "the" again and again."""
        enough = max(4, len(self.sentences) // 12)
        return self.known_nouns | {n for n, count in self._often_definite.items() if count >= enough}

    @functools.cached_property
    def known_nouns(self) -> frozenset[str]:
        """Nouns a reader of the title takes as known: in the title, its defining noun, or the kind of its subject."""
        nouns = set(self.title_words)
        for sentence in self.sentences[:2]:
            root = sentence.root
            if root is not None and root.lemma == "be":
                nouns |= {c.lemma.lower() for c in sentence.children(root, "attr") if c.pos == "NOUN"}
        if self._is_about_a_company:
            nouns |= {"company", "firm", "group"}
        nouns |= {n for n, count in self._often_definite.items() if count >= 3 and n in KINDS_OF_SUBJECT}
        return frozenset(nouns)

    @functools.cached_property
    def _often_definite(self) -> Counter[str]:
        """How often "the" stands with each noun that the first four sentences hold."""
        often = Counter(
            t.lemma.lower()
            for s in self.sentences
            for t in s.tokens
            if t.pos == "NOUN" and any(c.text.lower() == "the" for c in s.children(t, "det"))
        )
        early = " ".join(s.text.lower() for s in self.sentences[:4])
        return Counter({n: count for n, count in often.items() if n in early})

    @property
    def _is_about_a_company(self) -> bool:
        """An early subject that the title names is called a company, by apposition or as what it is."""
        for sentence in self.sentences[:2]:
            subject = sentence.subject_of(sentence.root) if sentence.root is not None else None
            if subject is None or subject.text.lower() not in self.title_words:
                continue
            kinds = [*sentence.children(subject, "appos", "compound"), *sentence.children(sentence.root, "attr")]
            if any(k.lemma.lower() in COMPANIES for k in kinds):
                return True
        return False

    @functools.cached_property
    def term_counts(self) -> Counter[str]:
        return count_words(self.sentences)

    @functools.cached_property
    def terms_by_shape(self) -> dict[tuple[str, int], list[tuple[str, str]]]:
        """By first letter and length, the article's nouns in singular and plural, each with its singular."""
        table: dict[tuple[str, int], list[tuple[str, str]]] = {}
        for lemma in self.term_counts:
            for word in (lemma, f"{lemma}s"):
                table.setdefault((word[0], len(word)), []).append((word, lemma))
        return table

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        """The nouns that an article without many names comes back to, in singular and plural."""
        if sum(n.count for n in self.names.values()) > len(self.sentences):
            return frozenset()
        often = {w for w, n in self.term_counts.most_common(12) if n >= 4}
        return frozenset(often | {f"{w}s" for w in often})

    @functools.cached_property
    def frequent_names(self) -> frozenset[str]:
        """Keys of the six names that the article has most often."""
        counts = Counter({n.key: n.count for n in self.names.values()})
        return frozenset(key for key, _ in counts.most_common(6))

    @functools.cached_property
    def country_counts(self) -> Counter[str]:
        return Counter(c.code for _, _, c in countries.mentions(self.text))

    @functools.cached_property
    def main_countries(self) -> frozenset[str]:
        """Codes of the countries with more than 12 % of all country mentions, or named in the title."""
        total = sum(self.country_counts.values())
        main = {code for code, n in self.country_counts.items() if n > 0.12 * total and n > 1}
        return frozenset(main | {c.code for _, _, c in countries.mentions(self.title)})

    @functools.cached_property
    def years(self) -> Counter[int]:
        return Counter(int(y) for s in self.sentences for y in YEAR.findall(s.text))

    @property
    def latest_year(self) -> int | None:
        metadata = self.article.metadata
        dated = metadata.as_of or metadata.published_on
        if not self.years:
            return dated.year if dated else None
        latest = max(self.years)
        return max(latest, min(latest + 1, dated.year)) if dated else latest

    @functools.cached_property
    def founding_year(self) -> int | None:
        """The year in which the article's subject began, when an early sentence says so."""
        for sentence in self.sentences[:4]:
            match = FOUNDED.search(sentence.text)
            if match and self.title_words & set(re.findall(r"\w+", sentence.text.lower())):
                return int(match.group(1))
        return None

    @functools.cached_property
    def in_first_person(self) -> bool:
        hits = sum(bool(FIRST_SECOND.search(re.sub(r"[\"“][^\"”]*[\"”]", "", s.text))) for s in self.sentences)
        return hits > max(3, len(self.sentences) // 8)

    @functools.cached_property
    def is_news(self) -> bool:
        """A report of present events: few printed years; speakers, weekdays and plans everywhere."""
        if not self.sentences:
            return False
        fresh = sum(bool(REPORTED.search(s.text)) for s in self.sentences)
        dated = sum(bool(YEAR.search(s.text)) for s in self.sentences)
        return dated < 0.35 * len(self.sentences) and fresh >= 0.15 * len(self.sentences)

    @functools.cached_property
    def persons(self) -> dict[str, naming.Name]:
        return {k: n for k, n in self.names.items() if n.answer_type == AnswerType.PERSON}

    @functools.cached_property
    def main_person(self) -> naming.Name | None:
        """The person the article is about: named in the title, or four times and twice as often as the next."""
        for name in self.persons.values():
            if self.is_in_title(name):
                return name
        if self._title_person:
            return self._title_person
        counts = sorted(self.persons.values(), key=lambda n: -self.person_mentions(n))
        if not counts or self.person_mentions(counts[0]) < 4:
            return None
        if len(counts) > 1 and self.person_mentions(counts[1]) * 2 > self.person_mentions(counts[0]):
            return None
        return counts[0]

    @functools.cached_property
    def _title_person(self) -> naming.Name | None:
        """Whom the title opens with, where half of the sentences say he or she: a life told without full names."""
        match = TITLE_NAME.match(self.title)
        if match is None or sum(self._he_and_she) < len(self.sentences) / 2:
            return None
        words = match.group(0).split()
        mentions = [t for s in self.sentences for t in s.tokens if t.text in {words[0], words[-1]}]
        is_subject = any(t.dep in {"nsubj", "nsubjpass"} for t in mentions)
        if not is_subject or not any(t.label == "PERSON" for t in mentions):
            return None
        key, text = naming.key_of(match.group(0)), match.group(0)
        return naming.Name(key, text, answer_type=AnswerType.PERSON)

    @functools.cached_property
    def _he_and_she(self) -> tuple[int, int]:
        """How often the article says he or his, and she or her."""
        counts = Counter(t.text.lower() for s in self.sentences for t in s.tokens if t.tag in {"PRP", "PRP$"})
        return counts["he"] + counts["his"], counts["she"] + counts["her"]

    def is_in_title(self, person: naming.Name) -> bool:
        """First and last name stand in the title; middle names may be missing there."""
        parts, title = person.key.split(), re.findall(r"[^\s,:;!?()]+", naming.fold(self.title))
        return parts[0] in title and parts[-1] in title

    @functools.cached_property
    def main_pronoun(self) -> frozenset[str]:
        """ "he" and "his", or "she" and "her", when six in seven of the article's are of one kind."""
        male, female = self._he_and_she
        if max(male, female) < 3 or max(male, female) < 6 / 7 * (male + female):
            return frozenset()
        return frozenset({"he", "his", "him"} if male > female else {"she", "her"})

    def speaks_of_main_person(self, sentence: Sentence) -> bool:
        """Whether a pronoun in ``sentence`` can be nobody but the main person: nobody else was named in its paragraph
        since the main person last was the subject."""
        person = self.main_person
        if person is None:
            return False
        place = self.place_of(sentence)
        for earlier in reversed(self.sentences[:place]):
            if earlier.draft.paragraph != sentence.draft.paragraph:
                break
            subject = earlier.subject_of(earlier.root) if earlier.root is not None else None
            if subject is None:
                return False
            named = naming.fold(subject.text)
            if named in person.key.split():
                return True
            if named not in self.main_pronoun:
                others = [
                    t for t in earlier.tokens if t.label == "PERSON" and naming.fold(t.text) not in person.key.split()
                ]
                if others or is_occupation(subject.lemma.lower()):
                    return False
        return self.is_in_title(person)

    def person_mentions(self, person: naming.Name) -> int:
        last = person.key.split()[-1]
        return person.count + (self.names[last].count if last in self.names else 0)

    def owners_of(self, surname: str) -> list[naming.Name]:
        """Full names in the article that hold this single word as a part."""
        word = naming.fold(surname)
        found: dict[str, naming.Name] = {}
        for person in self._persons_by_word.get(word, ()):
            found.setdefault(person.key, person)
        for full in self.topic.names if not found else ():
            if word in naming.fold(full).split():
                found.setdefault(naming.fold(full), naming.Name(naming.fold(full), full))
        return list(found.values())

    @functools.cached_property
    def _persons_by_word(self) -> dict[str, list[naming.Name]]:
        table: dict[str, list[naming.Name]] = defaultdict(list)
        for person in self.persons.values():
            for word in dict.fromkeys(person.key.split()):
                table[word].append(person)
        return table

    @functools.cached_property
    def longer_names(self) -> dict[str, list[str]]:
        """By last word, the keys of the names of several words."""
        table: dict[str, list[str]] = defaultdict(list)
        for name in self.names.values():
            if " " in name.key:
                table[name.key.split()[-1]].append(name.key)
        return table

    def type_of(self, text: str) -> AnswerType | None:
        name = self.names.get(naming.key_of(text))
        return name.answer_type if name else None


def survey(article: ReadArticle, parse: Parse, topic: TopicContext = ALONE) -> Survey:
    """Read all sentences of ``article`` with the words of ``parse`` and what its ``topic`` knows."""
    sentences = tuple(Sentence(d, article.text, tuple(parse.within(d.span)), parse) for d in article.sentences)
    return Survey(
        article, parse, tuple(s for s in sentences if s.tokens), naming.collect(sentences, topic.votes), topic
    )
