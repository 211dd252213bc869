"""Which years an option may have: none before its subject began, none outside a life's work.

A reader who knows the era strikes out such years without knowing the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from studyapp.engine.extraction import names
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import YEAR, Survey
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.spans_in_office import counted_from, spans_named, wars_named
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

WORKING_LIFE = 40  # years that two deeds of one person lie apart at most
GROWN_UP = 16  # years from a birth to a first deed that is told
SUBJECT = ""  # stands for what the article is about, where others stand by the key of their name

FOUNDING = frozenset(
    """found establish form build create charter incorporate launch open inaugurate organize organise construct
    commission begin introduce invent institute""".split()
)
DATED = re.compile(r"[^.;]{0,60}?\b(?:in|on|by|since)\b[^.;,]{0,20}?\b(\d{4})\b")
LEAD_DATE = re.compile(r"^In (?:\w+ )?(\d{4}),? ")
PARENTHESIS = re.compile(r"^[^()]{0,3}\((?:born |b\. )?[^()]{0,30}?(\d{4})(?:\s?[–-]\s?[^()]{0,22}?(\d{4}))?\)")
BORN = re.compile(r"\b(?:was )?born\b[^.;]{0,40}?\b(\d{4})\b")
DIED = re.compile(r"\b(?:died|was killed|passed away)\b[^.;]{0,40}?\b(\d{4})\b")


def year_bounds(case: GapCase, key: int, until: int | None = None) -> tuple[int | None, int | None]:
    """First and last year that an option to ``key`` may have, by all that the article says of whom the passage names.

    None where nothing bounds them. A decade or century has ``key`` as its last year and ``until`` as its first.
    """
    survey, keys = case.survey, names_shown(case)
    floors, ceilings = [], []
    for name, year in foundings(survey):
        if year < key and (name == SUBJECT or name in keys):
            floors.append(year + 1)
    for person in persons_shown(case):
        floor, ceiling = _life(person, survey, key)
        floors += floor
        ceilings += ceiling
    behind, ahead = counted_from(case.stem)
    floors += [last for last in behind if last <= key]
    ceilings += [first for first in ahead if key <= first]
    for first, last in (*past_states_in(case.stem), *spans_named(case.stem), *wars_named(survey.title)):
        if first <= key and (until or key) <= last:
            floors.append(first)
            ceilings.append(last)
    return max(floors, default=None), min(ceilings, default=None)


def told_between(case: GapCase, key: int) -> tuple[int | None, int | None]:
    """The years beside ``key`` in a paragraph that tells its events in their order; None where it does not.

    Both may be options: they are years of the events next to the asked one.
    """
    paragraph = case.candidate.sentence.draft.paragraph
    told = _years_told(case.survey).get(paragraph, [])
    if any(max(one) > min(other) for (_, one), (_, other) in pairwise(told)):
        return None, None
    place = case.candidate.sentence.draft.position
    before = [max(years) for s, years in told if s.draft.position < place]
    after = [min(years) for s, years in told if s.draft.position > place]
    return before[-1] if before else None, after[0] if after else None


def _years_told(survey: Survey) -> dict[int, list[tuple[Sentence, list[int]]]]:
    """Of each paragraph the sentences with years, and these."""
    if "years told" not in survey.noted:
        found: dict[int, list[tuple[Sentence, list[int]]]] = {}
        for sentence in survey.sentences:
            years = [int(y) for y in YEAR.findall(sentence.text)]
            if years:
                found.setdefault(sentence.draft.paragraph, []).append((sentence, years))
        survey.noted["years told"] = found
    return survey.noted["years told"]


# what lies ahead of the article, or is an end of a span that may lie there
AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|propos\w+|expect(?:s|ed)?|due|scheduled|target|aims?|forecast|until|till)\b"
    r"|\b(?:by|before|and|to) (?:the end of )?(?:[A-Z][a-z]+ )?\d{4}\b"
)
UNDATED_ROOM = 4  # years that a text of reference without a date may have been written after its latest year
LONG_PAST = 2020  # a year that no reader takes for the future


def latest_told(survey: Survey, key: int) -> int | None:
    """The last year that can be past in the article: that of its date, else the latest that it tells as past."""
    latest = survey.latest_year
    metadata = survey.article.metadata
    dated = metadata.as_of or metadata.published_on
    if latest is None or dated:
        return min(latest, max(dated.year, key)) if latest and dated else latest
    if "latest past year" not in survey.noted:
        survey.noted["latest past year"] = max((year for s in survey.sentences for year in _past_years(s)), default=0)
    told = max(key, survey.noted["latest past year"])
    return told if survey.is_news else max(told, min(told + UNDATED_ROOM, LONG_PAST))


def _past_years(sentence: Sentence) -> list[int]:
    """Years of a sentence that says nothing of what lies ahead."""
    years = YEAR.findall(sentence.text)
    return [int(y) for y in years] if years and not AHEAD.search(sentence.text) else []


def past_states_in(text: str) -> list[tuple[int, int]]:
    """First and last years of the states of the past that ``text`` names."""
    found = {c.code: c for _, _, c in countries.mentions(text)}
    return [(c.first, c.last) for c in found.values() if c.first is not None and c.last is not None]


def names_shown(case: GapCase) -> frozenset[str]:
    """Keys of all names in the passage."""
    sentences = [*case.passage.before, case.candidate.sentence]
    return frozenset(names.key_of(m.text) for s in sentences for m in names.mentions_in(s))


def persons_shown(case: GapCase) -> frozenset[str]:
    """Keys of the persons in the asked sentence, in full where the article has one owner of a surname."""
    found = set()
    for mention in names.mentions_in(case.candidate.sentence):
        owners = case.survey.owners_of(mention.text) if " " not in mention.text else []
        key = owners[0].key if len(owners) == 1 else names.key_of(mention.text)
        if key in case.survey.persons:
            found.add(key)
    return frozenset(found)


def foundings(survey: Survey) -> tuple[tuple[str, int], ...]:
    """(key of a name or SUBJECT, year) for each beginning that the article dates."""
    if "foundings" not in survey.noted:
        dated = (s for told in _years_told(survey).values() for s, _ in told)
        survey.noted["foundings"] = tuple(found for s in dated for found in _foundings_in(s, survey))
    return survey.noted["foundings"]


def _foundings_in(sentence: Sentence, survey: Survey) -> Iterator[tuple[str, int]]:
    for verb in sentence.tokens:
        if verb.pos != "VERB" or verb.lemma.lower() not in FOUNDING or verb.tag not in {"VBN", "VBD"}:
            continue
        rest = sentence.source[verb.end : sentence.span.end]
        dated = DATED.match(rest) or LEAD_DATE.match(sentence.text)
        thing = _begun(sentence, verb)
        if dated and thing is not None and YEAR.fullmatch(dated.group(1)):
            yield from ((name, int(dated.group(1))) for name in _called(thing, sentence, survey))


def _begun(sentence: Sentence, verb: Token) -> Token | None:
    """What was founded: the passive subject, the object, or the noun that the participle hangs on."""
    for child in sentence.children(verb, "nsubjpass", "dobj"):
        return child
    if verb.tag == "VBN" and verb.dep == "acl":
        return sentence.parse.tokens[verb.head]
    if verb.tag == "VBN" and verb.dep == "advcl":
        return sentence.subject_of(sentence.parse.tokens[verb.head])
    return sentence.subject_of(verb) if verb.lemma.lower() in {"open", "begin", "launch"} else None


def _called(thing: Token, sentence: Sentence, survey: Survey) -> set[str]:
    lower = thing.text.lower()
    things = [thing, *sentence.children(thing, "appos")]
    found = {names.key_of(m.text) for m in names.mentions_in(sentence) if any(m.span.contains(t.span) for t in things)}
    if lower in {"it", "which"} and thing.i - sentence.tokens[0].i < 3 or lower in survey.title_words:
        return found | {SUBJECT}
    if lower in survey.topic_nouns and any(c.text.lower() == "the" for c in sentence.children(thing, "det")):
        return found | {SUBJECT}
    return found


def _life(person: str, survey: Survey, key: int) -> tuple[list[int], list[int]]:
    """Floors and ceilings from birth, death and the other dated deeds of a person."""
    floors, ceilings = [], []
    for sentence, place in _dated_places(person, survey):
        birth, death = _lifespan(sentence, place)
        if birth is not None and birth + GROWN_UP < key:
            floors.append(birth + GROWN_UP)
        if death is not None and key <= death:
            ceilings.append(death)
        deeds = [
            y for y in map(int, YEAR.findall(sentence.text)) if abs(y - key) <= WORKING_LIFE and y not in (birth, death)
        ]
        floors += [y - WORKING_LIFE for y in deeds if y > key]
        ceilings += [y + WORKING_LIFE for y in deeds if y < key]
    return floors, ceilings


def _dated_places(person: str, survey: Survey) -> list[tuple[Sentence, Span]]:
    """The sentences with years that name the person, and where."""
    if f"dated {person}" not in survey.noted:
        dated = (s for told in _years_told(survey).values() for s, _ in told)
        placed = ((s, _place_of(person, s, survey)) for s in dated)
        survey.noted[f"dated {person}"] = [(s, place) for s, place in placed if place is not None]
    return survey.noted[f"dated {person}"]


def _place_of(person: str, sentence: Sentence, survey: Survey) -> Span | None:
    """The person's place in the sentence, by full name or by a surname of one owner."""
    for mention in names.mentions_in(sentence):
        key = names.key_of(mention.text)
        if key == person:
            return mention.span
        if key in person.split() and [o.key for o in survey.owners_of(mention.text)] == [person]:
            return mention.span
    return None


def _lifespan(sentence: Sentence, place: Span) -> tuple[int | None, int | None]:
    after = sentence.source[place.end : sentence.span.end]
    if match := PARENTHESIS.match(after):
        first, last = match.groups()
        return int(first), int(last) if last else None
    born, died = BORN.search(after), DIED.search(after)
    return int(born.group(1)) if born else None, int(died.group(1)) if died else None
