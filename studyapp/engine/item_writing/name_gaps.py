"""Gaps on names and terms that no reader could fill for the right reason."""

from __future__ import annotations

import re
import unicodedata

from studyapp.engine.extraction import names
from studyapp.engine.extraction.acronyms import letters_of, written_out
from studyapp.engine.extraction.name_cues import ORGANISATION, TRIVIAL_PLACE
from studyapp.engine.extraction.recognisers import PHRASE
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.extraction.words import stands_in
from studyapp.engine.item_writing import stems
from studyapp.engine.item_writing.cloze import is_numeral, telling_start
from studyapp.engine.item_writing.gap_case import TYPED_NAMES, WORDS, GapCase
from studyapp.engine.items import GAP
from studyapp.engine.reading.gazetteers.classes import MONTHS
from studyapp.engine.reading.gazetteers.rarity import zipf

FOREIGN = 1.5  # Zipf frequency below which a word behind a name is none of English
COMMON = 3.9  # Zipf frequency from which a capital alone makes no name
NAMED_AS = frozenset("GPE LOC NORP ORG EVENT FAC".split())
GENERAL_PRESENT = re.compile(
    r"\b(?:typically|usually|often|generally|commonly|sometimes|relations|relationship|ties|traditionally)\b"
)


def _modifier(case: GapCase) -> bool:
    """A country that only qualifies another noun, or a piece of a longer word or of a foreign name."""
    if case.kind not in TYPED_NAMES | {AnswerType.COUNTRY, AnswerType.REGION}:
        return False
    sentence, head, last = case.candidate.sentence, case.head, case.tokens[-1]
    after = sentence.following(last)
    if after is None:
        return False
    if after.text in {"-", "–"} and after.start == last.end:
        return True
    if head.dep not in {"compound", "amod", "nmod"} or head.head <= last.i:
        return False
    return case.kind not in TYPED_NAMES or after.text.isalpha() and _is_foreign(after.text)


def _is_foreign(word: str) -> bool:
    return not word.isascii() or zipf(word) < FOREIGN


def _cuts_a_name(case: GapCase) -> bool:
    """Capitals or a number beside the gap belong to the same name."""
    if case.kind not in WORDS:
        return False
    before, after = case.candidate.before(24), case.candidate.after(24)
    if re.search(r"\b\d+(?:st|nd|rd|th)\s+$", before):
        return True
    title = case.candidate.mention.title if case.candidate.mention else ""
    if (
        re.search(r"& $", before)
        or re.match(r" &", after)
        or HALF_A_NUMBER.search(before)
        and case.kind != AnswerType.TERM
    ):
        return True  # Independent News & _____, the 10 _____
    if case.kind in {AnswerType.ORGANISATION, AnswerType.NAME} and _owned_by_its_name(case, before):
        return True
    if title and case.kind == AnswerType.ORGANISATION:
        return True  # the Foreign _____: Office
    if case.kind != AnswerType.NATIONALITY and re.match(
        r"\s(?:[A-Z][a-z]|No\.|\d|(?:of|for) (?:the )?[A-Z]|[IVX]+\b)|['’][a-z]?\s?[A-Z]|-\w", after
    ):
        return case.kind != AnswerType.TERM or not re.match(r"\s[A-Z]", after)
    if title or case.kind in {AnswerType.COUNTRY, AnswerType.TERM}:
        return bool(re.search(r"[A-Za-z]-$", before)) or bool(
            re.search(
                r"\b(?:University|Republic|Kingdom|Bank|Duke|King|Queen|Bishop|Earl|Institute|Museum|Treaty|Battle|Duchy|Parliament|Congress|Government|History) of (?:the )?$",
                before,
            )
        )
    return bool(
        re.search(r"(?<![.!?] )\b[A-Z][a-z]+ (?:of |for |de |van |von |of the )?$|[A-Za-z]-$", before)
    ) and not re.match(
        r"^(?:In|On|At|By|From|To|With|After|Before|When|The|For|During|Under|Between|Near)\s(?:the )?$",
        before.strip().split(". ")[-1] + " ",
    )


HALF_A_NUMBER = re.compile(r"\b" + "".join(f"(?<!{month} )" for month in MONTHS) + r"\d{1,2} $")


def _owned_by_its_name(case: GapCase, before: str) -> bool:
    """ "Hudson's _____": a possessor that the article knows as nobody is the beginning of the name."""
    owner = re.search(r"([A-Z][\w-]+)['’]s $", before)
    if owner is None or re.search(r"[A-Z][\w-]+ $", before[: owner.start()]):
        return False
    known = case.survey.type_of(owner.group(1))
    return (
        known in {None, AnswerType.NAME}
        and not case.survey.owners_of(owner.group(1))
        and bool(ORGANISATION.search(case.candidate.text))
    )


def _trivial_name(case: GapCase) -> bool:
    if case.kind not in {AnswerType.NAME, AnswerType.ORGANISATION, AnswerType.CITY}:
        return False
    return (
        bool(TRIVIAL_PLACE.search(case.candidate.text))
        or len(case.candidate.text) < 4
        and not case.candidate.text.isupper()
    )


def _weak_name(case: GapCase) -> bool:
    """A "name" that also occurs in small letters, starts the sentence only, or that no label supports."""
    if case.kind not in {AnswerType.NAME, AnswerType.ORGANISATION}:
        return False
    text, survey = case.candidate.text, case.survey
    small = text.lower()
    if stands_in(small, survey.text) or re.search(r"\d|[A-Z]\.", text):
        return True
    if text.isupper():
        return written_out(text, survey.text) is None
    if " " in text:
        return False
    first = case.candidate.sentence.tokens[0].i
    labels = {t.label for t in case.tokens}
    if re.match(r"['’]s\b", case.candidate.after(3)) and "PERSON" in labels:
        return True
    if zipf(text) > COMMON or len(text) < 5:
        return case.tokens[0].i == first or labels.isdisjoint(NAMED_AS)
    name = survey.names.get(names.key_of(text))
    only_first = name is not None and all(m.tokens[0].i == m.sentence.tokens[0].i for m in name.mentions)
    return only_first and case.tokens[0].i == first


ONE_OF_A_KIND = re.compile(
    rf"^{GAP}(?:,[^,]+,)? (?:is|was|are|were) (?:the|\w+['’]s) (?:\w+ ){{0,2}}?(?:only|sole|main|principal|chief|supreme|first|last|"
    r"largest|oldest|highest|longest|biggest|smallest|tallest|deepest|busiest|youngest|earliest|most \w+|"
    r"(?:second|third|fourth|fifth)[- ]\w+est|capital|founder|inventor|birthplace|home of|seat of)\b"
)


def is_one_of_a_kind(case: GapCase) -> bool:
    """ "_____ is the highest court of …": the gap is told to be the only one of its kind, with enough to know it by."""
    return (
        bool(ONE_OF_A_KIND.match(re.sub(rf"^(?:The|In [^,]+,(?: the)?) {GAP}", GAP, case.stem)))
        and len(case.stem.split()) >= 8
    )


def _general_present(case: GapCase) -> bool:
    """Countries need a past event, a date or a figure to be fixed by, typed names any other name or the topic."""
    if case.kind in TYPED_NAMES:
        fixed = case.other_names or case.speaks_of_the_topic or re.search(r"\d", case.stem)
        return not fixed and not is_one_of_a_kind(case)
    if case.kind not in {AnswerType.COUNTRY, AnswerType.NATIONALITY, AnswerType.REGION}:
        return False
    if GENERAL_PRESENT.search(case.stem):
        return True
    if is_one_of_a_kind(case):
        return False
    past = any(t.tag == "VBD" for t in case.passage.asked.tokens if t.pos in {"VERB", "AUX"})
    figures = bool(re.search(r"\d", case.stem))
    return not (figures or past and case.other_names)


NO_PERSON_BEFORE = re.compile(
    r"(?:^|[\s(])(?:the|an?|outfit|side|club|team|band|firm|company|bank|group|party|newspaper|magazine|ship|novel|film|album|song|"
    r"brand|chain|giant|maker|website|station|river|valley|village|town|city)\s$",
    re.IGNORECASE,
)


def _lone_person_guess(case: GapCase) -> bool:
    """A person whom nothing in the sentence fixes: in a list, an aside, without a deed or an office."""
    if case.kind != AnswerType.PERSON:
        return False
    text = case.candidate.text
    if len(text.split()) < 2 or len(case.stem.split()) < 9 or text.isupper():
        return True
    if NO_PERSON_BEFORE.search(case.candidate.before(40)):
        return True
    if IS_SINCE.search(case.stem):
        return True  # "is the chair since 2015": no English, and perhaps no longer true
    if not case.stem.startswith(GAP) or case.passage.before:
        return False
    asked = case.stem.replace(GAP, "Who", 1)
    return stems.is_common_lot(asked)


REPORTERS = "correspondents?|reporters?|journalists?|editors?|columnists?|critics?|presenters?|anchors?"
REPORTER = re.compile(
    rf"\b(?:{REPORTERS}),? (?:of [^,.]{{3,30}},? )?{GAP}|{GAP}, [^,.]{{0,50}}\b(?:{REPORTERS})\b"
    rf"|\b(?:BBC|CNN|Reuters|Times|Guardian|Post|Herald|Journal)(?: [A-Z]\w+){{0,2}}['’]s (?:\w+ ){{0,2}}{GAP}"
)


def _reporter(case: GapCase) -> bool:
    """Who wrote or told the news is not what the news is about."""
    return case.kind in TYPED_NAMES and case.survey.is_news and bool(REPORTER.search(case.stem))


# moves that only a match has, and words that mean one in a report
MOVES = re.compile(
    r"\b(?:line-?outs?|ruck|maul|touchline|crossbar|free[- ]kicks?|corner kicks?|half-volley|scuttled?|half-break|"
    r"(?:metres|yards) out|\d+m penalty|touchdown pass|double fault|break point|free throw|"
    r"(?:low|high|near-post|far-post) cross)\b"
)
PLAY = re.compile(
    r"\b(?:scrum(?!-half)|goalmouth|headers?|scorched|thumped|dive[ds]? over|in the (?:left|right) corner|converted|conversion|"
    r"penalty to|knocks? during|charge from \w+ [A-Z]\w+)\b"
    rf"|\bwith {GAP} left\b|\bin the (?:final|last|first|opening) {GAP}\b"
)


def _play_by_play(case: GapCase) -> bool:
    """One move of a match that was reported."""
    return bool(MOVES.search(case.stem)) or case.survey.is_news and bool(PLAY.search(case.stem))


def _letters_printed(case: GapCase) -> bool:
    """The name's letters stand in brackets beside it, or somewhere else in the passage."""
    if case.kind not in {AnswerType.ORGANISATION, AnswerType.NAME} or " " not in case.candidate.text:
        return False
    letters = letters_of(case.candidate.text)
    return len(letters) > 1 and stands_in(letters, case.shown)


def _untypeable(case: GapCase) -> bool:
    """Letters that a Latin keyboard does not have."""
    letters = (ch for ch in case.candidate.text if ch.isalpha())
    return case.kind in WORDS and not all(unicodedata.name(ch, "").startswith("LATIN") for ch in letters)


IS_SINCE = re.compile(r"\b(?:is|are) (?!being|expected)[^.;,]*\bsince\b")
KIN = "son|daughter|wife|husband|brother|sister|mother|father|uncle|aunt|nephew|niece|cousin|grandson|granddaughter|grandfather"
KINSHIP = re.compile(
    rf"\b(?:his|her|their|whose|['’]s) (?:\w+ )?(?:{KIN})s? {GAP}|{GAP}(?: was| had)? (?:married|(?:was )?born to)\b"
    rf"|{GAP}['’]s (?:\w+ )?(?:{KIN})s?\b"
)


def _kinship(case: GapCase) -> bool:
    """Who married whom or was whose child, in an article that is not about a person."""
    kinds = {AnswerType.PERSON, AnswerType.NAME}
    return case.kind in kinds and case.survey.main_person is None and bool(KINSHIP.search(case.stem))


def _weak_term(case: GapCase) -> bool:
    """A rare word that the article neither explains nor uses again is no vocabulary of its subject."""
    if case.kind != AnswerType.TERM or case.candidate.value.unit:
        return False
    if case.candidate.counted == PHRASE:
        return False  # is doubted as such
    text = case.candidate.text
    used = max(case.survey.term_counts.get(t.lemma.lower(), 0) for t in case.tokens)
    if case.candidate.counted == "rare" and (used < 2 or case.head.dep in {"npadvmod", "amod"}):
        return True
    if case.survey.is_news and case.candidate.counted != "named":
        return True
    capital_title = text[0].isupper() and case.tokens[0].i != case.candidate.sentence.tokens[0].i
    return "-" in text or any(ch.isdigit() for ch in text) or capital_title


def _loose_term(case: GapCase) -> bool:
    """A common noun phrase: worth asking only where the fact turns on it."""
    return case.kind == AnswerType.TERM and case.candidate.counted == PHRASE


def _one_of_a_row(case: GapCase) -> bool:
    """ "World War II": a number at its end tells it from its siblings, so a hint tells too much or too little."""
    words = case.candidate.text.split()
    return case.kind in {AnswerType.NAME, AnswerType.ORGANISATION} and len(words) > 1 and is_numeral(words[-1])


def _rival_term(case: GapCase) -> bool:
    """Other nouns of the article fit the hint however much of the word it tells."""
    return case.kind == AnswerType.TERM and telling_start(case.candidate.text, rivals_of(case)) is None


def rivals_of(case: GapCase) -> list[str]:
    """Nouns of the article as long as the term, with the same first letter."""
    mine = case.candidate.text.lower()
    own = {mine, *(t.lemma.lower() for t in case.tokens)}
    alike = case.survey.terms_by_shape.get((mine[0], len(mine)), ())
    return [word for word, lemma in alike if lemma not in own and word != mine]


NAME_RULES: tuple[Rule[GapCase], ...] = (
    Rule("modifier", "The name only qualifies another noun.", _modifier),
    Rule("cut_name", "The gap would cut a name apart.", _cuts_a_name),
    Rule("trivial_name", "A street, hall or river is not worth asking.", _trivial_name),
    Rule("weak_name", "Perhaps no name at all.", _weak_name),
    Rule("general_present", "Nothing in the sentence fixes which name is meant.", _general_present),
    Rule("weak_person", "Nothing in the sentence fixes which person is meant.", _lone_person_guess),
    Rule("reporter", "Who brought the news is not what it is about.", _reporter),
    Rule("play_by_play", "One move of a match is not worth asking.", _play_by_play),
    Rule("letters_printed", "The letters of the name stand beside it.", _letters_printed),
    Rule("untypeable", "The answer has letters that a Latin keyboard does not have.", _untypeable),
    Rule("kinship", "The family of somebody whom the article is not about.", _kinship),
    Rule("weak_term", "The word is no vocabulary of the subject.", _weak_term),
    Rule("loose_term", "Common words, which the sentence may or may not turn on.", _loose_term),
    Rule("one_of_a_row", "Only a number at its end tells the name from its siblings.", _one_of_a_row),
    Rule("rival_term", "Another word of the article fits the hint as well.", _rival_term),
)
