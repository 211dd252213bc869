""" "The pump" and "profits" of what the passage does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.survey import KINDS_OF_SUBJECT, Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.reading.gazetteers import countries
from studyapp.engine.reading.gazetteers.rarity import zipf
from studyapp.engine.reading.parser import Token

SET_PHRASES = re.compile(
    r"\b(?:in the (?:end|process|world|past|future|wild|open|meantime|first place|hope|wake)|on the (?:other hand|ground|whole|market|spot)|"
    r"at the (?:time|expense|age|end|beginning|start|turn|height|same time)|by the (?:time|end)|for the (?:first|second|third|last) time|"
    r"all over the|around the (?:world|clock)|the (?:following|same)|to the (?:north|south|east|west)|the rest of|the number of)\b"
)


IDIOMS = re.compile(
    r"\b(?:tak(?:e|es|en|ing)|took|g[ai]ve|cut|score[ds]?|scoring|wins?|won|lost|reach\w*|open\w*|pass\w*|lead|led|set) the "
    r"(?:lead|ribbon|winner|equaliser|title|throne|vote|way|stage|record|opening|final|score|tone|championship|league|cup|office)\b"
)


def definite_nouns(case: PassageCase) -> Iterator[tuple[Token, str]]:
    """Common nouns with "the" or a possessive pronoun, and the determiner."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if token.pos not in {"NOUN", "PROPN"} or token.dep == "compound":
            continue
        for child in sentence.children(token, "det"):
            if child.text.lower() == "the":
                yield token, "the"


EARLY = 6  # words in which nothing can have been introduced yet
FREQUENT = 8  # times that an article has a noun which it is about
SPOKEN_OF = 3  # times that an article has a noun which is no passing detail
# what has a name or a text behind it, besides the nouns that always point back
POINTING = lexicon.POINTING_NOUNS | frozenset(
    """service services data theatre theater museum hotel studio school college university factory mill hall chapel
    hospital station stadium arena facility facilities comment comments remark remarks survey finding call question
    answer speech article offer request demand""".split()
)
DESCRIBED = frozenset(
    "mp msp mep boss star supremo strategist veteran peer tycoon magnate champion winner native".split()
)
COMMON_PLACES = frozenset({"GPE", "LOC", "NORP", "EVENT"})
SAYS_WHICH = frozenset("of in for between at from to on against with about near behind along".split())
NAMED_BY_WHAT_FOLLOWS = frozenset({"term", "word", "name", "title", "headline", "phrase", "nickname"})
SINGLES_OUT = frozenset("first only last second third fourth".split())


def _is_known(survey: Survey, lemma: str) -> bool:
    """A noun that a reader of the title takes as known; "the club" only where the title names more than persons."""
    if lemma not in survey.known_nouns:
        return False
    return lemma not in KINDS_OF_SUBJECT or lemma in survey.title_words or _title_names_a_body(survey)


def _title_names_a_body(survey: Survey) -> bool:
    title = set(names.fold(survey.title).split())
    return any(n.answer_type != AnswerType.PERSON and set(n.key.split()) <= title for n in survey.names.values())


def _is_a_person(lemma: str) -> bool:
    return lemma in DESCRIBED or lexicon.is_occupation(lemma)


def _is_introduced(case: PassageCase, noun: Token) -> bool:
    """In the title, the topic, unique in the world, named before, or said which by its own phrase."""
    sentence, survey = case.wording.sentence, case.survey
    lemma = noun.lemma.lower()
    if lemma in lexicon.UNIQUE_NOUNS or noun.text.lower() in survey.title_words or _is_known(survey, lemma):
        return True
    if any(ch.isdigit() for ch in noun.text) or noun.text in {"AD", "BC"}:
        return True  # the 1980s
    before = case.tokens_before(noun)
    if any(t.lemma.lower() == lemma and t.pos in {"NOUN", "PROPN", "VERB"} for t in before):
        return True
    if len(lemma) >= 6 and any(t.lemma.lower()[:6] == lemma[:6] for t in before):
        return True
    if any(_says_which(case, noun, child) for child in sentence.children(noun)):
        return True
    if lemma in NAMED_BY_WHAT_FOLLOWS and re.match(r" (?:[“\"‘']|[A-Z])", sentence.source[noun.end : noun.end + 2]):
        return True
    if _is_a_person(lemma) and any(t.label == "PERSON" for t in before):
        return True
    phrase = sentence.source[max(sentence.span.start, noun.start - 30) : noun.end + 12]
    return bool(SET_PHRASES.search(phrase) or IDIOMS.search(phrase))


def _says_which(case: PassageCase, noun: Token, child: Token) -> bool:
    """A clause, phrase, number, name or superlative that belongs to the noun and tells which one is meant."""
    if child not in case.wording.tokens:
        return False
    lower = child.text.lower()
    if child.dep in {"relcl", "acl"} and _set_off(case, noun, child):
        return False  # "the contract, signed in 1931": an aside does not single out
    if child.dep in {"relcl", "acl", "appos", "nummod"} or child.dep == "prep" and lower in SAYS_WHICH:
        return True
    if child.tag in {"JJS", "RBS"} or lower in SINGLES_OUT:
        return True
    if child.dep == "compound" and child.pos == "NOUN":  # the salt trade, the ocean floor
        return noun.lemma.lower() not in lexicon.POINTING_NOUNS | lexicon.RELATIONAL_NOUNS
    if child.dep not in {"compound", "amod", "poss", "nmod"}:
        return False
    if child.dep != "poss" and _is_a_person(noun.lemma.lower()) and noun.lemma.lower() not in lexicon.OFFICES:
        return False  # the Edinburgh banker, the Russian chemist
    return child.text[0].isupper() or child.text[0].isdigit()


def _set_off(case: PassageCase, noun: Token, clause: Token) -> bool:
    """Whether a comma divides the noun that opens the sentence from the clause behind it."""
    opens = noun.i - case.wording.tokens[0].i <= 2
    return opens and bool(re.match(r"\s*,", case.wording.sentence.source[noun.end : clause.start]))


def _open_definite(case: PassageCase) -> bool:
    """ "the pump" where no pump was spoken of."""
    return any(_is_open(case, noun) for noun, _ in definite_nouns(case))


def _is_open(case: PassageCase, noun: Token) -> bool:
    """Whether a reader asks "which one?".

    Subjects and nouns that always point back ask for it. Other the-nouns mostly belong to what the sentence has
    spoken of by then ("a ship … the hull"), or to the context sentence.
    """
    if _is_a_name(case, noun) or _is_introduced(case, noun):
        return False
    points = not {noun.lemma.lower(), noun.text.lower()}.isdisjoint(POINTING)
    if case.earlier:
        return points and not _begins_its_paragraph(case)
    if points:
        return True
    if noun.dep in {"nsubj", "nsubjpass"}:
        return not _is_frequent(case.survey, noun) and not _is_any_of_its_kind(case, noun)
    return noun.i - case.wording.tokens[0].i < EARLY and not _is_being_named(case, noun)


def _begins_its_paragraph(case: PassageCase) -> bool:
    """Whether everything that the paragraph has said is shown."""
    first = case.earlier[0].sentence
    place = case.survey.place_of(first)
    return place == 0 or case.survey.sentences[place - 1].draft.paragraph != first.draft.paragraph


def _is_any_of_its_kind(case: PassageCase, noun: Token) -> bool:
    """ "The left ventricle pumps blood": told in the present, and not as news, of each one that there is."""
    sentence, verb = case.wording.sentence, case.wording.sentence.parse.tokens[noun.head]
    tags = {verb.tag, *(c.tag for c in sentence.children(verb, "aux", "auxpass"))}
    is_past = tags & {"VBD"} or "VBN" in tags and any(c.lemma == "have" for c in sentence.children(verb, "aux"))
    if case.survey.term_counts[noun.lemma.lower()] < SPOKEN_OF:
        return False
    return not is_past and bool(tags & {"VBZ", "VBP"}) and not case.survey.is_news


def _is_being_named(case: PassageCase, noun: Token) -> bool:
    """ "a wall called the septum"."""
    before = case.wording.sentence.source[case.wording.sentence.span.start : noun.start]
    return bool(re.search(r"\b(?:called|named|termed|as) the (?:\w+ )?$", before))


def _is_a_name(case: PassageCase, noun: Token) -> bool:
    """The Turks, the Andes, the UNESCO; not "the College" alone."""
    if noun.text[0].isupper() and (noun.text.endswith("s") or noun.text.isupper() or noun.label in COMMON_PLACES):
        return not _is_a_person(noun.lemma.lower())
    follows = case.wording.sentence.source[noun.end : noun.end + 1]
    if follows == "-":
        return True  # the first half of a compound: the re-opening
    return noun.pos == "PROPN" and not _is_bare_capital(case, noun)


def _is_frequent(survey: Survey, noun: Token) -> bool:
    """Among the nouns that the article has most often: the disease, the embargo."""
    enough = max(FREQUENT, len(survey.sentences) // 8)
    return survey.term_counts[noun.lemma.lower()] >= enough


def _is_bare_capital(case: PassageCase, noun: Token) -> bool:
    """ "the Act", "the College": a common noun in capitals, alone after "the"."""
    sentence = case.wording.sentence
    before, after = sentence.previous(noun), sentence.following(noun)
    if (
        before is None
        or before.text.lower() != "the"
        or after is not None
        and after.text[0].isupper()
        and after.pos == "PROPN"
    ):
        return False
    if re.search(r"[A-Z]\w* (?:of )?the $", sentence.source[sentence.span.start : noun.start]):
        return False  # Henry the Lion, Lake of the Year
    common = noun.text.isalpha() and not noun.text.isupper() and zipf(noun.text) > 4.0
    return common and not countries.country_of_adjective(noun.text)


NO_PARTS_DETERMINERS = frozenset("a an any no such this these those".split())


def _is_a_capital_adjective(case: PassageCase, token: Token) -> bool:
    """ "Western expansion", not "Early versions" at the start."""
    return token.dep == "amod" and token.text[0].isupper() and token is not case.wording.tokens[0]


FIGURES_OF_A_COMPANY = frozenset("profit profits revenue turnover income sale sales loss result results share".split())


def _is_of_the_speaker(case: PassageCase, noun: Token) -> bool:
    """ "Unilever said sales fell", and a company's own report: whose they are is clear."""
    sentence, verb = case.wording.sentence, case.wording.sentence.parse.tokens[noun.head]
    if verb.dep == "ccomp":
        speaker = sentence.subject_of(sentence.parse.tokens[verb.head])
        return speaker is not None and speaker.pos == "PROPN"
    return noun.lemma.lower() in FIGURES_OF_A_COMPANY and "company" in case.survey.known_nouns


def _open_relational(case: PassageCase) -> bool:
    """A part or property without its whole: "Early versions were …", "Construction began …", "Profits fell …"."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        if (
            token.dep not in {"nsubj", "nsubjpass"}
            or token.pos not in {"NOUN", "PROPN"}
            or token.text.isupper()
            or token.lemma.lower() not in lexicon.RELATIONAL_NOUNS
        ):
            continue
        children = [c for c in sentence.children(token) if c in case.wording.tokens]
        if any(c.dep in {"poss", "relcl", "acl", "compound", "prep", "appos"} for c in children):
            continue
        if any(c.text.lower() in NO_PARTS_DETERMINERS or _is_a_capital_adjective(case, c) for c in children):
            continue
        if token.text.lower() == "rest" and not children or _is_of_the_speaker(case, token):
            continue
        if any(c.dep == "nummod" for c in children) or token.lemma.lower() in case.earlier_lemmas:
            continue
        if case.earlier and _begins_its_paragraph(case):
            continue
        return True
    return False


DEFINITE_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_definite", "The-noun of which nothing was said before.", _open_definite),
    Rule("open_relational", "A part or property without its whole.", _open_relational),
)
