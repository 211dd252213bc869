"""Statements with their speaker: who said what, word for word or in other words.

Four forms are read, by their surface, since the parser loses its way in quotations:
"…," said NAME. | NAME said: "…" | NAME said that … | …, NAME said (said NAME).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyapp.engine.extraction import attribution, lexicon, name_cues, names
from studyapp.engine.extraction.sentence import FINITE_TAGS, SUBJECT_DEPS, Sentence
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.reading.spans import Span

VERBS = (
    "said|says|told|tells|added|adds|claimed|claims|argued|argues|explained|explains|announced|announces|declared|declares|"
    "warned|warns|insisted|insists|believes|believed|stressed|stresses|predicted|predicts|forecast|forecasts|confirmed|"
    "confirms|admitted|admits|acknowledged|acknowledges|denied|denies|promised|promises|estimated|estimates|reported|"
    "reports|revealed|reveals|concluded|concludes|noted|notes|suggested|suggests|maintained|maintains|calculated|"
    "calculates|commented|comments|replied|wrote|writes|alleged|alleges|observed|ruled|found|recalled|conceded|agreed"
)
OPEN, SHUT = r"(?:[\"“]|'')", r"(?:[\"”]|'')"
SAID_BEHIND = re.compile(rf"^{OPEN}(?P<claim>[^\"“”]+?)[,.?!]?{SHUT}[,.]?\s+(?P<tail>[^\"“”]+?)[.]?$")
SAID_BEFORE = re.compile(
    rf"^(?P<head>[^\"“”:]+?)\s(?P<verb>{VERBS})(?:\s[^\"“”:]+)?[:,]\s+{OPEN}(?P<claim>[^\"“”]+?)[.]?{SHUT}?[.]?$"
)
TAIL = re.compile(rf"^(?:(?P<first>{VERBS})\s+(?P<behind>.+)|(?P<before>.+?)\s+(?P<last>{VERBS})\b.*)$")
TOLD = (
    r"(?: (?:on|in|at|to|before|during|after) [^,.\"“”]{2,40}?)?"
    r"(?: (?:reporters|journalists|parliament|MPs|delegates|the (?:court|jury|inquiry|committee|conference|media|press))|"
    r" (?:the )?[A-Z][\w’'&-]*(?: (?:and |of |the )?[A-Z\d][\w’'&-]*){0,5}(?: (?:programme|show|newspaper|magazine|television|radio))?)?"
)
INDIRECT = re.compile(
    rf"^(?P<head>[^\"“”:;]+?)\s(?:(?P<told>told|tells)(?P<whom>{TOLD})|(?P<verb>{VERBS}))(?P<that> that)? (?P<claim>.+?)[.]?$"
)
# verbs whose clause needs no "that"; after the others a noun may follow as well
WITHOUT_THAT = frozenset(
    "said says claimed claims insisted insists admitted admits warned warns predicted predicts believes told tells".split()
)
CLOSING = re.compile(
    r"^(?P<claim>[^:;]+?),\s+(?P<tail>(?:said|says|added|warned|explained)\s+[^\"“”]+?|[^,\"“”]+?\s(?:said|says|added|warned|explained))[.]$"
)
ASIDE = re.compile(r"\s?,?|(?:\s\([A-Z]+\))?(?:, (?:which|the|a|an|one of|owner of|maker of)\b[^,]+(?:,[^,]+)*,)?")
NOT_SAYING = re.compile(r"(?:\b(?:be|is|are|was|were|been|being|not|never|to)|n['’]t)$")  # was told, did not say
LONGEST_HEAD = 16  # words before the verb
HINGES = frozenset("of for to at from in with by on".split())


@dataclass(frozen=True)
class Saying:
    """``claim`` is what was said, a stretch of the sentence; ``word_for_word`` when it stood in quotation marks.

    ``verb`` is printed ("told BBC News"). ``mention`` is where the speaker is named there, ``speaker`` the full name.
    """

    sentence: Sentence
    speaker: str
    kind: AnswerType
    mention: names.Mention
    verb: str
    claim: Span
    word_for_word: bool


def saying_in(sentence: Sentence, survey: Survey) -> Saying | None:
    """What the sentence lets a named speaker say; None where nobody speaks or the speaker is not named."""
    for find in (_quoted_first, _quoted_last, _closing, _indirect):
        found = find(sentence, survey)
        if found:
            return found
    return None


def _quoted_first(sentence: Sentence, survey: Survey) -> Saying | None:
    match = SAID_BEHIND.match(sentence.text)
    return _with_tail(sentence, survey, match, quoted=True) if match else None


def _closing(sentence: Sentence, survey: Survey) -> Saying | None:
    match = CLOSING.match(sentence.text)
    return _with_tail(sentence, survey, match, quoted=False) if match else None


def _with_tail(sentence: Sentence, survey: Survey, match: re.Match[str], quoted: bool) -> Saying | None:
    tail = TAIL.match(match["tail"])
    if tail is None:
        return None
    part = "behind" if tail["first"] else "before"
    claim = _group(sentence, match, "claim")
    if not quoted and not _is_clause(sentence, claim):
        return None
    place = _moved(sentence, match.start("tail") + tail.start(part), match.start("tail") + tail.end(part))
    speaker = _speaker_in(place, sentence, survey)
    return _saying(sentence, survey, speaker, "said", claim, quoted)


def _quoted_last(sentence: Sentence, survey: Survey) -> Saying | None:
    match = SAID_BEFORE.match(sentence.text)
    if match is None:
        return None
    speaker = _speaker_in(_group(sentence, match, "head"), sentence, survey)
    return _saying(sentence, survey, speaker, "said", _group(sentence, match, "claim"), True)


def _indirect(sentence: Sentence, survey: Survey) -> Saying | None:
    match = INDIRECT.match(sentence.text)
    if match is None:
        return None
    place = match.start("told") if match["told"] else match.start("verb")
    printed = match["told"] or match["verb"]
    head, claim = _group(sentence, match, "head"), _group(sentence, match, "claim")
    if not _is_verb(sentence, place) or not _is_clause(sentence, claim):
        return None
    if not match["that"] and printed not in WITHOUT_THAT or NOT_SAYING.search(match["head"]):
        return None
    speaker = _speaker_in(head, sentence, survey)
    verb = {"added": "said", "adds": "says", "replied": "said"}.get(printed, printed)
    return _saying(sentence, survey, speaker, f"{verb}{match['whom'] or ''}", claim, False)


def _is_verb(sentence: Sentence, place: int) -> bool:
    token = next((t for t in sentence.tokens if t.start == sentence.span.start + place), None)
    return token is not None and token.tag in {"VBD", "VBZ", "VBN"}


def _is_clause(sentence: Sentence, claim: Span) -> bool:
    """The claim has a subject of its own and a finite verb."""
    said = sentence.at(claim)
    if not said or ":" in claim.cut(sentence.source) or said[0].pos in {"VERB", "AUX", "PUNCT"}:
        return False
    if said[0].text.lower() in {"himself", "herself", "itself", "themselves"}:
        return False
    subject = next((t.i for t in said if t.dep in SUBJECT_DEPS), None)
    return subject is not None and any(t.tag in FINITE_TAGS and t.i > subject - 4 for t in said)


def _saying(
    sentence: Sentence,
    survey: Survey,
    speaker: tuple[str, AnswerType, names.Mention] | None,
    verb: str,
    claim: Span,
    quoted: bool,
) -> Saying | None:
    return Saying(sentence, *speaker, verb, claim, quoted) if speaker else None


def _speaker_in(place: Span, sentence: Sentence, survey: Survey) -> tuple[str, AnswerType, names.Mention] | None:
    """The person named first in ``place``, alone, behind an office or in apposition; else a body that is all of it."""
    said = place.cut(sentence.source)
    opener = lexicon.FREE_OPENER.match(said)
    start = place.start + (opener.end() if opener else 0)
    for mention in names.mentions_in(sentence):
        if mention.span.start < start or mention.span.end > place.end:
            continue
        before = sentence.source[start : mention.span.start].strip()
        after = sentence.source[mention.span.end : place.end]
        if len(before.split()) > LONGEST_HEAD or re.match(r"['’]s?\b", after):
            continue
        person = _person(mention, before, survey)
        if person:
            return (person, AnswerType.PERSON, mention) if _is_led_to(before, mention) else None
        body = _body(mention, survey)
        if body and before.lower() in {"", "the"} and ASIDE.fullmatch(after):
            return body, AnswerType.ORGANISATION, mention
    return None


def _is_led_to(before: str, mention: names.Mention) -> bool:
    """Nothing, an office, or an office with its house and a comma stands before the name; no finite verb does."""
    words = before.removesuffix(mention.title).split()
    if any(
        t.tag in {"VBD", "VBZ", "VBP", "MD"}
        for t in mention.sentence.tokens
        if t.end <= mention.span.start and t.start >= mention.span.start - len(before) - 1 and t.text in words
    ):
        return False
    return not HINGES & {w.lower() for w in words} or before.endswith(",")


def _person(mention: names.Mention, before: str, survey: Survey) -> str | None:
    """The full name of the person named; a lone surname has one owner in the article."""
    text, kind = mention.text, survey.type_of(mention.text)
    if kind == AnswerType.PERSON:
        return attribution.without_office(text)
    if " " in text:
        return (
            attribution.without_office(text)
            if kind == AnswerType.NAME and _seems_a_person(mention, before, survey)
            else None
        )
    if kind in {AnswerType.COUNTRY, AnswerType.NATIONALITY, AnswerType.CITY}:
        return None
    owners = survey.owners_of(text)
    return attribution.without_office(owners[0].text) if len(owners) == 1 else None


def _seems_a_person(mention: names.Mention, before: str, survey: Survey) -> bool:
    """Two or three words that the language model takes for a person, or that stand behind an occupation."""
    name, words = survey.names.get(names.key_of(mention.text)), mention.text.split()
    if name is None or not 2 <= len(words) <= 4 or any(ch.isdigit() for ch in mention.text):
        return False
    office = (before.rstrip(" ,").split() or [""])[-1].lower()
    if name.share("PERSON") < 0.6 and not lexicon.is_occupation(office):
        return False
    return not name_cues.ORGANISATION.search(mention.text) and name.acts > 0


def _body(mention: names.Mention, survey: Survey) -> str | None:
    """The name of a body, or a lone name that the article comes back to."""
    kind, text = survey.type_of(mention.text), mention.text
    if mention.tokens[-1].tag in {"NNS", "NNPS"} and text[-2:-1].isupper():
        return None  # MPs
    if kind == AnswerType.ORGANISATION or kind == AnswerType.NAME and attribution.resolve(text, survey):
        return text
    is_name = mention.tokens[0].pos == "PROPN"
    return text if is_name and attribution.is_known_by_one_word(text, survey) else None


def _group(sentence: Sentence, match: re.Match[str], name: str) -> Span:
    return _moved(sentence, match.start(name), match.end(name))


def _moved(sentence: Sentence, start: int, end: int) -> Span:
    return Span(sentence.span.start + start, sentence.span.start + end)
