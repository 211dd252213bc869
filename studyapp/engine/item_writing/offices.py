"""Who holds which office, as the article prints it: "Who is named in the article as Freedonia's trade minister?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction import names
from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.lexicon import MONTHS, OFFICES, is_occupation
from studyapp.engine.extraction.name_cues import ORGANISATION
from studyapp.engine.extraction.recognisers import Candidate, person_aliases
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Value
from studyapp.engine.item_writing import cloze, ranking
from studyapp.engine.item_writing.doubts import BARE_OFFICE, doubted
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind
from studyapp.engine.reading.gazetteers import country_names

LONGEST = 10  # words of an office
STOP_WORDS = frozenset(
    """then former late ex acting interim new by with and when that said says where while as from to in on at after before
    during his her their its a an was were is are has had between who which whom met named appointed elected joined
    beat defeated told asked but or if because under against about into than""".split()
)
WEAK = re.compile(
    r"\b(?:then|former|late|ex|acting|first|association's|company's|group's|party's|club's|union's)\b", re.I
)
OWNED_BEHIND = re.compile(
    r",\s+(?P<phrase>(?:[A-Z][\w.]*\s){0,2}[A-Z]\w*(?:['’]s|s['’])\s(?:[a-z-]+\s){0,3}[a-z]+)[,.]"
)
BEHIND = re.compile(
    r",\s+(?:who (?:is|was) )?(?P<phrase>(?:the |an? )?[a-z][\w\s’'-]{3,40}?\b(?:of|at|for|with)\s[\w\s’'&-]{3,60}?)[,.]"
)


@dataclass(frozen=True)
class Holder:
    """``phrase`` is the office with its house as printed; ``mention`` the person."""

    mention: names.Mention
    phrase: str


def holders_in(sentence: Sentence, survey: Survey) -> Iterator[Holder]:
    """Persons beside an office that says of what."""
    for mention in names.mentions_in(sentence):
        if " " not in mention.text:
            continue
        phrase = None
        if survey.type_of(mention.text) == AnswerType.PERSON:
            phrase = _before(sentence, mention) or _behind(sentence, mention)
        elif _reads_as_a_person(mention, survey):
            phrase = _behind(sentence, mention)
        if phrase and _says_of_what(phrase):
            yield Holder(mention, phrase)


def _reads_as_a_person(mention: names.Mention, survey: Survey) -> bool:
    """A name of two or three words without a type that the language model takes for a person: "Greg Mills"."""
    name = survey.names.get(names.key_of(mention.text))
    known = name is not None and name.answer_type == AnswerType.NAME and name.share("PERSON") >= 0.6
    return known and 2 <= len(mention.text.split()) <= 3 and not ORGANISATION.search(mention.text)


def _before(sentence: Sentence, mention: names.Mention) -> str | None:
    """ "Freedonia's trade minister, NAME,", "Freedonian Trade Minister NAME", "Harbour coach NAME"."""
    head = re.sub(r"\s+", " ", sentence.source[sentence.span.start : mention.span.start])
    after = sentence.source[mention.span.end : mention.span.end + 1]
    if head.endswith(", ") and after not in {",", "."}:
        return None
    words: list[str] = []
    head_words = head.rstrip(" ,").split()
    for place in range(len(head_words) - 1, -1, -1):
        word, lower = head_words[place], head_words[place].lower()
        left = head_words[place - 1].lower() if place else ""
        to_house = lower in {"to", "in", "at"} and left in OFFICES
        if lower in STOP_WORDS and not to_house or lower in MONTHS or not re.fullmatch(r"[A-Za-zÀ-ž.&’'-]+", word):
            break
        words.insert(0, word)
        if lower == "the":
            break
    if not words or len(words) > LONGEST or not _ends_in_office(words):
        return None
    if place and WEAK.fullmatch(head_words[place].strip(",")):
        return None  # the former minister
    if words[0] == "The" and place and head_words[place - 1][0].isupper():
        return None  # the director of "Songs Of The Sea"
    return _from_house(words)


def _ends_in_office(words: list[str]) -> bool:
    if words[-1].lower() in OFFICES:
        return True
    return any(w.lower() in OFFICES for w in words) and bool({"of", "for", "to"} & {w.lower() for w in words})


def _from_house(words: list[str]) -> str | None:
    """The phrase from "the" or its first capital that is no office on."""
    for place, word in enumerate(words):
        rest = " ".join(words[place:])
        if word.lower() == "the" and not re.match(
            r"[Tt]he [a-z]+ [A-Z]", rest
        ):  # not "(welcoming) the news Harbour coach"
            return rest
        if word[0].isupper() and word.lower() not in OFFICES | {"the"}:
            return rest
    return None


def _behind(sentence: Sentence, mention: names.Mention) -> str | None:
    """ "NAME, the director of the Harbour Museum,"."""
    tail = sentence.source[mention.span.end : sentence.span.end]
    owned = OWNED_BEHIND.match(tail)
    if owned and owned.group("phrase").split()[-1].lower() in OFFICES:
        return re.sub(r"\s+", " ", owned.group("phrase"))
    match = BEHIND.match(tail)
    if not match:
        return None
    phrase = re.sub(r"\s+", " ", match.group("phrase"))
    head = re.split(r"\b(?:of|at|for|with)\b", phrase)[0].split()
    indefinite = head and head[0].lower() in {"a", "an"}
    if (
        not head
        or not (head[-1].lower() in OFFICES or (indefinite or len(head) > 1) and is_occupation(head[-1].lower()))
        or len(phrase.split()) > LONGEST
    ):
        return None
    return phrase


# posts of people whom a report asks for their view: nobody is taught who holds them
PASSING = re.compile(
    r"(?i)\b(?:spokes\w+|analyst|correspondent|reporter|economist|strategist|consultant|adviser|advisor|expert|"
    r"lecturer|researcher|lawyer|solicitor|partner|vice[- ]president|deputy \w+ (?:director|manager)|fund manager|"
    r"an? (?:director|member|official|executive|manager))\b"
)


def _says_of_what(phrase: str) -> bool:
    words = phrase.split()
    if not 2 <= len(words) <= LONGEST or WEAK.search(phrase):
        return False
    return any(w[0].isupper() and w.lower() not in OFFICES | {"the", "a", "an", "prime"} for w in words)


def question(phrase: str) -> str:
    """The question on an office; "the" is added where the phrase has neither an article nor a possessor in front."""
    phrase = re.sub(r"^The\b", "the", phrase)
    first = phrase.split()[0].lower()
    owned = re.match(r"\S+(?: [A-Z]\S+){0,3}(?:'s|’s|s'|s’) ", phrase)
    return f"Who is named in the article as {phrase if first in ('the', 'a', 'an') or owned else 'the ' + phrase}?"


def is_well_known(name: str) -> bool:
    """Leaders whom everybody knows need no article."""
    return any(leader in name for leaders in country_names.LEADERS.values() for leader in leaders)


def office_fact(holder: Holder, sentence: Sentence, survey: Survey) -> FactDraft:
    """Who holds the office; true as of the article's date."""
    name, metadata = holder.mention.text, survey.article.metadata
    return FactDraft(
        sentence=sentence.draft.position,
        span=holder.mention.span,
        value=Value(AnswerType.PERSON, holder.mention.span.cut(survey.text), name, person_aliases(name, survey)),
        label=holder.phrase[0].upper() + holder.phrase[1:],
        claim_key=f"office|{names.fold(holder.phrase)}"[:200],
        subject=holder.phrase,
        as_of=metadata.as_of or metadata.published_on,
    )


def office_item(holder: Holder, fact: FactDraft, sentence: Sentence, survey: Survey) -> ItemDraft | None:
    """ "Who is named in the article as …?"; None for the article's main person and for leaders everybody knows."""
    name = holder.mention.text
    if survey.main_person and survey.main_person.key == names.key_of(name) or is_well_known(name):
        return None
    if PASSING.search(holder.phrase):
        return None
    stem = question(holder.phrase)
    if set(names.fold(name).split()) & set(names.fold(f"{survey.title} {stem}").split()):
        return None
    candidate = Candidate(sentence, holder.mention.span, fact.value, mention=holder.mention)
    named = len(re.findall(r"[A-Z][a-z]+", holder.phrase)) >= 2
    features = {"office": 1.0, "office of a house": float(named), "news": float(survey.is_news)}
    item = ItemDraft(
        kind=ItemKind.SHORT_ANSWER,
        format=ItemFormat.TYPED,
        answer_type=AnswerType.PERSON,
        instruction="Type the answer.",
        stem=stem,
        answer=name,
        evidence=sentence.span,
        fact=fact,
        answer_span=holder.mention.span,
        hint=cloze.hint(candidate),
        accepted=cloze.accepted(candidate),
        as_of=fact.as_of,
        score=ranking.shipped().chance(features),
        features=features,
    )
    return doubted(item, (BARE_OFFICE,))  # of 29 on unseen texts blind judges accepted 11
