"""Pronouns, demonstratives and lone surnames that point at what a passage does not say."""

from __future__ import annotations

import re

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.rules import Rule
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.reading.gazetteers import cities
from studyapp.engine.reading.parser import Token

HE_SHE = frozenset({"he", "she", "him", "his", "her", "hers", "himself", "herself"})


IT = frozenset({"it", "its", "itself"})


THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


QUANTIFIERS = frozenset("many most some several few others all both none much each".split())


def _person_mentions(case: PassageCase, token: Token) -> set[str]:
    """Keys of persons named in the passage before ``token``, those aside that only qualify a noun."""
    found = set()
    for wording in (*case.earlier, case.wording):
        for mention in names.mentions_in(wording.sentence):
            if mention.span.start >= token.start:
                break
            if not wording.shows(mention.span):
                continue
            if mention.tokens[-1].dep in {"compound", "nmod"} and mention.tokens[-1].head > mention.tokens[-1].i:
                continue  # the Attlee government
            text = re.sub(r"['’]s$", "", mention.text)
            kind = case.survey.type_of(mention.text)
            if kind == AnswerType.PERSON:
                found.add(names.key_of(mention.text))
            elif any(t.label == "PERSON" for t in mention.tokens) and not (
                _is_numbered(wording.sentence, mention) or cities.city_named(text, at_least=100_000)
            ):
                owners = case.survey.owners_of(text)
                found.add(owners[0].key if len(owners) == 1 else names.key_of(mention.text))
    return found


def _is_numbered(sentence: Sentence, mention: names.Mention) -> bool:
    """ "a flying boat, a Latham 47": a make, whatever its maker was called."""
    after = sentence.following(mention.tokens[-1])
    return after is not None and after.pos == "NUM" and after.dep == "nummod"


def _open_he_she(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        if token.tag not in {"PRP", "PRP$"} or token.text.lower() not in HE_SHE:
            continue
        if not _is_written_out(case, token, HE_SHE):
            named = _person_mentions(case, token) - _clause_mates(case, token)
            named -= _other_gender(case, token, named)
            if not named and not _noun_before(case, token, lexicon.OCCUPATIONS) or len(named) > 2:
                return not _leads_to_name(case, token, {AnswerType.PERSON})
    return False


HIS, HERS = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


def _other_gender(case: PassageCase, token: Token, named: set[str]) -> set[str]:
    """Those of ``named`` whom the title names, where "his" cannot mean her: "Marie took over his courses"."""
    gender = case.survey.main_pronoun
    if not gender or token.text.lower() in (HIS if "he" in gender else HERS):
        return set()
    titled = {names.fold(w) for w in case.survey.title_words}
    return {key for key in named if set(key.split()) <= titled}


OBJECTS = frozenset({"dobj", "dative", "pobj"})


def _doer(sentence: Sentence, token: Token) -> Token | None:
    """Whoever does what ``token`` is the object of: the subject of its verb, or of the verb that one hangs on."""
    while token.head != token.i:
        token = sentence.parse.tokens[token.head]
        subject = sentence.subject_of(token) if token.pos in {"VERB", "AUX"} else None
        if subject is not None:
            return subject
    return None


def _clause_mates(case: PassageCase, token: Token) -> set[str]:
    """The subject of the verb that "him" or "her" is the object of: nobody makes himself "him"."""
    sentence, after = case.wording.sentence, case.wording.sentence.following(token)
    small_clause = token.text.lower() in {"her", "him"} and after is not None and after.tag == "DT"  # made her a knight
    if small_clause:
        verbs = [t for t in sentence.tokens if t.i < token.i and t.pos == "VERB"]
        subject = sentence.subject_of(verbs[-1]) if verbs else None
    elif token.tag == "PRP" and token.dep in OBJECTS:
        subject = _doer(sentence, token)
    else:
        return set()
    if subject is None:
        return set()
    return {names.key_of(m.text) for m in names.mentions_in(sentence) if m.span.contains(subject.span)}


def _noun_before(case: PassageCase, token: Token, among: frozenset[str]) -> bool:
    """A common noun for a person that is a subject or an object before ``token``, in another clause."""
    mates = case.wording.sentence.subject_of(case.wording.sentence.parse.tokens[token.head])
    return any(
        t.lemma.lower() in among
        and t.pos == "NOUN"
        and t.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
        and t is not mates
        for t in case.tokens_before(token)
    )


def _leads_to_name(case: PassageCase, token: Token, kinds: set[AnswerType] | None = None) -> bool:
    """ "Throughout its history, North Korea …": the pronoun's noun follows as the subject."""
    sentence = case.wording.sentence
    root = sentence.root
    subject = sentence.subject_of(root) if root is not None else None
    if subject is None or subject.i < token.i or subject.pos != "PROPN":
        return False
    main = case.survey.main_person
    if kinds is None or main is not None and names.fold(subject.text) in main.key.split():
        return True
    return any(
        m.span.contains(subject.span) and case.survey.type_of(m.text) in kinds for m in names.mentions_in(sentence)
    )


def _is_written_out(case: PassageCase, token: Token, kind: frozenset[str]) -> bool:
    """Whether this pronoun, or one of its kind before it, is shown as what it means."""
    source = case.wording.sentence.source
    if _is_of_another(case, token):
        return False
    return any(
        span.contains(token.span) or span.start < token.start and span.cut(source).lower() in kind
        for span in case.wording.replaced
    )


def _is_of_another(case: PassageCase, token: Token) -> bool:
    """ "He sailed to look for him": an object in the clause of the written-out subject is somebody else."""
    if token.tag != "PRP" or token.dep not in {"dobj", "dative", "pobj"}:
        return False
    told = [t for t in case.wording.tokens if t.i < token.i and t.dep in {"nsubj", "nsubjpass"}]
    return bool(told) and told[-1].span in case.wording.replaced


CLEFT = re.compile(r"^It (?:is|was) (?:not until|only|not|in|during|through|by|because)\b.*\bthat\b")


def _open_it(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        if token.text.lower() not in IT or token.tag not in {"PRP", "PRP$"} or token.dep == "expl":
            continue
        if _is_written_out(case, token, IT):
            continue
        if token is case.wording.tokens[0] and CLEFT.match(case.wording.text):
            continue  # "It was not until 1905 that …" points at nothing
        before = [t for t in case.tokens_before(token) if t.pos in {"NOUN", "PROPN"} and t.tag in {"NN", "NNP", "NNPS"}]
        before = [t for t in before if t.dep != "compound" or t.pos == "PROPN"]  # "merchant ships" are no merchant
        before = [t for t in before if not _is_own_subject(case, token, t) and not _is_a_person(case, t)]
        if not case.earlier:
            before = [t for t in before if not _tells_when(case, t)]
        if not case.earlier and _is_main_subject(case, token):
            before = [t for t in before if t.dep in {"nsubj", "nsubjpass"}]
        if _likened(case, token):
            before = _known_subjects(case, before)
        if not before and (token.dep in OBJECTS or not _leads_to_name(case, token)):
            return True
    return False


def _is_a_person(case: PassageCase, noun: Token) -> bool:
    """A person's name or calling, which "it" does not mean."""
    if noun.pos == "NOUN":
        return lexicon.is_occupation(noun.lemma.lower())
    if noun.label != "PERSON":
        return False
    return any(
        noun in m.tokens
        and (" " in m.text or case.survey.type_of(m.text) == AnswerType.PERSON or case.survey.owners_of(m.text))
        for w in (*case.earlier, case.wording)
        for m in names.mentions_in(w.sentence)
    )


def _tells_when(case: PassageCase, noun: Token) -> bool:
    """ "before Rollo's arrival": a time, which "its" does not mean."""
    lead = case.wording.sentence.parse.tokens[noun.head]
    return noun.pos == "NOUN" and noun.dep == "pobj" and lead.text.lower() in TEMPORAL


TEMPORAL = frozenset("before after during since until following upon".split())


def _is_main_subject(case: PassageCase, token: Token) -> bool:
    root = case.wording.sentence.root
    return root is not None and token.dep in {"nsubj", "nsubjpass"} and token.head == root.i


LIKENED = re.compile(r"(?:Like|Unlike|As with|As in|In contrast to) [^,]+, $")


def _likened(case: PassageCase, token: Token) -> bool:
    """ "Like barges, their hulls …": what stands before is what the owner is only likened to."""
    sentence = case.wording.sentence
    return bool(LIKENED.match(sentence.source[sentence.span.start : token.start]))


def _known_subjects(case: PassageCase, tokens: list[Token]) -> list[Token]:
    """Subjects of the sentences before that are names or what the article is about."""
    return [
        t
        for t in tokens
        if t.dep in {"nsubj", "nsubjpass"}
        and (t.pos == "PROPN" or t.lemma.lower() in case.survey.topic_nouns)
        and any(t in w.tokens for w in case.earlier)
    ]


ONES = frozenset({"one", "ones"})


def _open_one(case: PassageCase) -> bool:
    """ "had scanned one", "many were sold": a number word or quantifier whose noun is missing."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        lower = token.text.lower()
        if lower not in ONES and lower not in QUANTIFIERS or _floats(case, token) or _is_anybody(case, token):
            continue
        tail = {c.dep for c in sentence.children(token)}
        bare_one = (
            not case.earlier and lower in ONES and token.dep in {"dobj", "pobj", "attr", "nsubj", "nsubjpass", "conj"}
        )
        bare_many = not case.earlier and lower in QUANTIFIERS and token.dep in {"nsubj", "nsubjpass"}
        if bare_one and not tail & {"prep", "relcl", "acl"} or bare_many and "prep" not in tail:
            return True
    return False


def _floats(case: PassageCase, token: Token) -> bool:
    """ "Orford and Ghent all failed": the noun stands right before."""
    before = case.wording.sentence.previous(token)
    return before is not None and token.text.lower() in {"all", "both", "each"} and before.pos in {"NOUN", "PROPN"}


OPINION_VERBS = frozenset("say feel believe think argue fear hope claim".split())


def _is_anybody(case: PassageCase, token: Token) -> bool:
    """ "no-one", "as one can see", "many felt": people in general."""
    sentence, verb = case.wording.sentence, case.wording.sentence.parse.tokens[token.head]
    if token.text.lower() == "one":
        joined = sentence.source[token.start - 1 : token.start] == "-"
        return joined or token.dep == "nsubj" and any(c.tag == "MD" for c in sentence.children(verb, "aux"))
    return token.text.lower() in {"many", "some", "few", "most"} and verb.lemma.lower() in OPINION_VERBS


def _open_they(case: PassageCase) -> bool:
    for token in case.wording.tokens:
        if token.text.lower() not in THEY or token.tag not in {"PRP", "PRP$"} or _is_written_out(case, token, THEY):
            continue
        before = case.tokens_before(token)
        if not case.earlier and _is_main_subject(case, token):
            before = [t for t in before if t.dep in {"nsubj", "nsubjpass"}]
        if token.text.lower() == "them" and not case.earlier:
            before = [t for t in before if not _is_own_subject(case, token, t)]
        if _likened(case, token):
            before = _known_subjects(case, before)
        plural = any(t.tag in {"NNS", "NNPS"} or t.lemma in MANY_IN_ONE for t in before)
        if not plural and not any(t.dep == "conj" and t.pos in {"NOUN", "PROPN"} for t in before):
            return True
    return False


MANY_IN_ONE = frozenset({"people", "team", "family", "group", "band", "police"})


def _is_own_subject(case: PassageCase, pronoun: Token, noun: Token) -> bool:
    """The subject of the verb that "it" or "them" is the object of, or the noun of which that verb tells more.

    "A plan to pull it down" is no plan to pull down a plan. Where no subject is found, whatever stands before the verb.
    """
    if pronoun.tag != "PRP" or pronoun.dep not in OBJECTS or noun not in case.wording.tokens:
        return False
    sentence = case.wording.sentence
    token, verb = pronoun, None
    while token.head != token.i:
        token = sentence.parse.tokens[token.head]
        verb = verb or (token if token.pos in {"VERB", "AUX"} else None)
        if token is noun:
            return True
        subject = sentence.subject_of(token) if token.pos in {"VERB", "AUX"} else None
        if subject is not None and subject.tag not in {"WDT", "WP"}:
            return sentence.subtree_span(subject).contains(noun.span)
    return verb is not None and noun.i < verb.i


# "This is Ada Hale's first novel": the date of the report says which
FIRST_OF_ITS_KIND = re.compile(r"This is [A-Z][\w'’ ]+['’]s first")


def _open_demonstrative(case: PassageCase) -> bool:
    """this, these, those, that, such before a noun not named earlier in the passage, or alone."""
    sentence = case.wording.sentence
    for token in case.wording.tokens:
        lower = token.text.lower()
        if (
            lower not in {"this", "these", "those", "that", "such"}
            or token.tag not in {"DT", "PDT", "JJ"}
            or token.dep == "mark"
        ):
            continue
        if lower == "such" and re.match(r"\s+(?:as|that|a|an)\b", sentence.source[token.end : token.end + 6]):
            continue
        head = sentence.parse.tokens[token.head]
        after = sentence.following(token)
        if lower == "that" and after is not None and after.pos == "VERB" and after.tag in {"VBP", "VBZ", "VBD"}:
            continue  # a relative pronoun that the parser took for a pointing one
        if lower == "those" and after is not None and after.tag in {"VBG", "VBN"}:
            continue  # those fleeing a war
        if lower in {"those", "that"} and any(
            c.dep in {"relcl", "acl", "prep"} for c in (*sentence.children(token), *sentence.children(head))
        ):
            continue
        if any(t.lemma.lower() == head.lemma.lower() for t in case.tokens_before(token)):
            continue
        if case.survey.article.metadata.published_on and re.match(FIRST_OF_ITS_KIND, case.wording.text):
            continue
        if (
            not case.earlier
            or head.lemma.lower() not in case.earlier_lemmas
            and case.earlier
            and head.pos != "NOUN"
            and token.dep != "nsubj"
        ):
            return True
    return False


def _lone_surname(case: PassageCase) -> bool:
    """A single name whose owner the passage does not introduce and a reader need not know."""
    survey = case.survey
    full = {
        names.key_of(m.text)
        for w in (*case.earlier, case.wording)
        for m in names.mentions_in(w.sentence)
        if " " in m.text and w.shows(m.span)
    }
    full |= {names.fold(v) for w in (*case.earlier, case.wording) for v in w.replaced.values()}
    for mention in names.mentions_in(case.wording.sentence):
        text = re.sub(r"['’]s$", "", mention.text)
        if (
            " " in text
            or "-" in text
            or text.isupper()
            or mention.title
            or not any(t in case.wording.tokens for t in mention.tokens)
        ):
            continue
        if not _seems_a_person(survey, text, mention) or mention.span in case.wording.replaced:
            continue
        key = names.fold(text)
        if any(s.start == mention.span.start for s in case.wording.replaced) or key in {
            names.fold(w) for w in survey.title_words
        }:
            continue
        if any(key in f.split() for f in full) or survey.type_of(text) in {
            AnswerType.COUNTRY,
            AnswerType.CITY,
            AnswerType.NATIONALITY,
        }:
            continue
        if countries_know(text) or text.lower() in survey.title_words:
            continue
        return True
    return False


def _seems_a_person(survey: Survey, text: str, mention: names.Mention) -> bool:
    """Called a person by most labels, and acting as one somewhere or part of a full name."""
    name = survey.names.get(names.key_of(text))
    if name is None or name.share("PERSON") < 0.5:
        return False
    return bool(name.acts or survey.owners_of(text) or any(t.dep == "nsubj" for t in mention.tokens))


def countries_know(surname: str) -> bool:
    """Whether the gazetteer lists the name among leaders everybody knows."""
    from studyapp.engine.reading.gazetteers import country_names

    return any(surname in leaders for leaders in country_names.LEADERS.values())


POINTING_RULES: tuple[Rule[PassageCase], ...] = (
    Rule("open_he_she", "He or she: nobody or several could be meant.", _open_he_she),
    Rule("open_it", "It or its: nothing named before could be meant.", _open_it),
    Rule("open_they", "They or their: nothing plural stands before.", _open_they),
    Rule("open_one", "One, many, most: of what?", _open_one),
    Rule("open_demonstrative", "This or these points at what is not said.", _open_demonstrative),
    Rule("lone_surname", "A surname whose owner is not introduced.", _lone_surname),
)
