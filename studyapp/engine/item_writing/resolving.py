"""Pronouns written out: "it", "they" and "he" as what the sentence before speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.engine.extraction import names
from studyapp.engine.extraction.sentence import SUBJECT_DEPS, Sentence, Wording
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing.pointing_words import HE_SHE, IT, THEY
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

SENTENCES_BACK = 2
LONGEST_NAME = 6  # words that may stand for a pronoun
OWN = frozenset({"PRP$"})
VAGUE = frozenset(
    "this that these those one ones some many most few all both each other others there thing case time part".split()
)


@dataclass(frozen=True)
class Resolved:
    """``wording`` with its pronouns written out, and the sentences that say what they mean."""

    wording: Wording
    antecedents: tuple[Sentence, ...]


def resolved(wording: Wording, survey: Survey) -> Resolved | None:
    """The wording with the first pronoun of each kind written out; None where one cannot be read safely."""
    replaced: dict[Span, str] = {}
    used: list[Sentence] = []
    for kind in (HE_SHE, IT, THEY):
        pronoun = _first(wording, kind)
        if pronoun is None or pronoun.dep == "expl" or _is_written_out(wording, pronoun):
            continue
        if _named_before(wording, pronoun, kind):
            continue
        if kind is IT and _stands_for_a_clause(wording, pronoun):
            return None
        if pronoun.text.lower().endswith(("self", "selves")) or _is_in_a_title(wording, pronoun):
            return None
        found = _meant(wording.sentence, kind, survey)
        if found is None:
            return None
        name, where = found
        if _is_told_already(wording, name):
            return None
        replaced[pronoun.span] = name + _owning(name) if pronoun.tag in OWN else name
        used.append(where)
    if not replaced:
        return None
    written = Wording(
        wording.sentence, wording.cuts, {**wording.replaced, **replaced}, is_shortened=wording.is_shortened
    )
    return Resolved(written, tuple(sorted(set(used), key=lambda s: s.span.start)))


def _first(wording: Wording, kind: frozenset[str]) -> Token | None:
    return next((t for t in wording.tokens if t.text.lower() in kind and t.tag in {"PRP", "PRP$"}), None)


def _stands_for_a_clause(wording: Wording, pronoun: Token) -> bool:
    """ "It was not until 1823 that …", "It is impossible to say …"."""
    sentence, verb = wording.sentence, wording.sentence.parse.tokens[pronoun.head]
    if verb.lemma != "be" or pronoun.dep != "nsubj":
        return False
    told = [verb, *sentence.children(verb, "attr", "acomp", "prep", "advmod")]
    return any(sentence.children(t, "ccomp", "xcomp", "csubj", "relcl", "advcl") for t in told)


def _is_in_a_title(wording: Wording, pronoun: Token) -> bool:
    """ "loyal to His Majesty"."""
    return pronoun.text[0].isupper() and pronoun is not wording.tokens[0]


def _is_told_already(wording: Wording, name: str) -> bool:
    """Whether the sentence has the name, or its main word, itself: "Hale elected Hale"."""
    words = names.fold(wording.text).split()
    return any(w in words for w in names.fold(name).split() if len(w) > 3)


def _is_written_out(wording: Wording, token: Token) -> bool:
    return any(span.contains(token.span) for span in wording.replaced)


def _named_before(wording: Wording, pronoun: Token, kind: frozenset[str]) -> bool:
    """Whether the sentence itself has a subject before the pronoun that it can mean."""
    for token in wording.tokens:
        if token.i >= pronoun.i:
            return False
        if token.dep not in SUBJECT_DEPS or token.pos not in {"NOUN", "PROPN"}:
            continue
        plural, person = token.tag in {"NNS", "NNPS"}, token.label == "PERSON"
        if (kind is THEY and plural) or (kind is HE_SHE and person) or (kind is IT and not plural and not person):
            return True
    return False


def _meant(sentence: Sentence, kind: frozenset[str], survey: Survey) -> tuple[str, Sentence] | None:
    """The words for a pronoun, and the sentence that has them: the nearest one before in the paragraph."""
    for before in _sentences_before(sentence, survey):
        name = _person_in(before, survey) if kind is HE_SHE else _subject_of(before, plural=kind is THEY)
        if name:
            return (name, before) if kind is HE_SHE or _is_of_the_title(name, survey) else None
        if not any(t.text.lower() in kind for t in before.tokens):
            return None
    return None


def _is_of_the_title(name: str, survey: Survey) -> bool:
    """Whether the title speaks of nothing else that the sentence before could have gone on with."""
    words = {w for w in re.findall(r"[^\W_]+", name.lower()) if w not in {"the", "a", "an", "of"}}
    return bool(words) and words <= survey.title_words | {f"{w}s" for w in survey.title_words}


def _sentences_before(sentence: Sentence, survey: Survey) -> Iterator[Sentence]:
    place = survey.place_of(sentence)
    for before in reversed(survey.sentences[max(0, place - SENTENCES_BACK) : place]):
        if before.draft.paragraph != sentence.draft.paragraph:
            return
        yield before


def _person_in(sentence: Sentence, survey: Survey) -> str | None:
    """The one person that the sentence names: whom the title is about, else its subject."""
    found: dict[str, tuple[str, bool]] = {}
    title_words = set(re.findall(r"[^\s,:;!?()]+", names.fold(survey.title)))
    for mention in names.mentions_in(sentence):
        text = re.sub(r"['’]s$", "", mention.text)
        if survey.type_of(text) != AnswerType.PERSON and not any(t.label == "PERSON" for t in mention.tokens):
            continue
        owners = survey.owners_of(text) if " " not in text else []
        name = owners[0].text if len(owners) == 1 else text
        is_subject = any(t.dep in SUBJECT_DEPS for t in mention.tokens)
        found[names.key_of(name)] = (name, is_subject or found.get(names.key_of(name), ("", False))[1])
    if len(found) != 1:
        return None
    key, (name, is_subject) = next(iter(found.items()))
    titled = {key for key in survey.persons if set(key.split()) & title_words}
    if survey.main_person is not None and survey.is_in_title(survey.main_person):
        return survey.main_person.text if key == survey.main_person.key else None
    return name if is_subject and (not titled or key in titled) else None


def _subject_of(sentence: Sentence, *, plural: bool) -> str | None:
    """The main subject as a short phrase with a definite article, if its number fits."""
    root = sentence.root
    subject = sentence.subject_of(root) if root is not None else None
    if subject is None or subject.pos not in {"NOUN", "PROPN"} or subject.label == "PERSON":
        return None
    joined = bool(sentence.children(subject, "conj"))
    if (subject.tag in {"NNS", "NNPS"} or joined) != plural or subject.lemma.lower() in VAGUE:
        return None
    words = sentence.subtree_span(subject).cut(sentence.source)
    words = re.split(r",| \(|;|—|–| (?:that|which|who|whose|where) ", words)[0].strip()
    if len(words.split()) > LONGEST_NAME or re.search(
        r"(?i)\b(?:its?|their|his|her|this|these|those|that|such|other|another)\b", words
    ):
        return None
    words = re.sub(r"^(?:An?|The)\b", "the", words)
    if subject.pos == "NOUN" and words == subject.text and not plural:
        return words[0].lower() + words[1:] if not words.isupper() else words
    if words[:1].isupper() and sentence.tokens[0].pos != "PROPN" and subject.pos == "NOUN":
        words = words[0].lower() + words[1:]
    return words


def _owning(name: str) -> str:
    return "'" if name.endswith("s") and name.split()[-1].islower() else "'s"
