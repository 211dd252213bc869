"""Who says so: questions on the speaker of a claim, which stands in the question as it was said.

What the speaker claims, expects or plans is no plain fact here: the question tells it as somebody's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.engine.extraction import lexicon, names
from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.recognisers import Candidate, person_aliases
from studyapp.engine.extraction.rules import broken
from studyapp.engine.extraction.sayings import Saying, saying_in
from studyapp.engine.extraction.sentence import Sentence, Wording, content_lemmas
from studyapp.engine.extraction.sentence_rules import BROKEN_TEXT, sentence_refusals
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType, Stance, Value
from studyapp.engine.item_writing import cloze, distractors, offices, quotable, ranking, stems
from studyapp.engine.item_writing.doubts import are_doubts, doubted
from studyapp.engine.item_writing.opening_rules import OPENING_RULES
from studyapp.engine.item_writing.passage_case import PassageCase
from studyapp.engine.item_writing.pointing_words import HE_SHE, IT, MANY_IN_ONE, THEY
from studyapp.engine.items import ItemDraft, ItemFormat, ItemKind, OptionDraft
from studyapp.engine.reading.parser import Token
from studyapp.engine.reading.spans import Span

SHORTEST, LONGEST = 7, 30  # words of a claim
SPEAKS_TWICE = 2  # questions that one speaker may be the answer to
WORDS_EACH = 150  # words of an article for each such question, after the first
# what a claim must not break even as somebody's word; a hedge, a plan or an opinion is the speaker's
FORBIDDEN = BROKEN_TEXT - {"no_full_stop", "lower_case_start", "no_clause"} | {
    "brackets",
    "semicolons",
    "relative_time",
    "mr_name",
    "gapped",
    "dangling_end",
    "present_since",
    "doubted",
}
PERSONS_OWN = frozenset({"he", "his", "him"}), frozenset({"she", "her"})
BODYS_OWN = frozenset({"it", "its"})
PRONOUN_CODES = frozenset({"open_he_she", "open_it"})
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
OF_THE_SPEAKER = re.compile(r"\b(?:now|still|no longer|so far)\b")  # counted from when it was said
UNQUOTABLE = re.compile(r"[?!]|\.\.\.|[\[\](){}]")
TO_THE_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def said_items(survey: Survey) -> list[ItemDraft]:
    """The best questions on who said something: at most one for every ``WORDS_EACH`` words and one more."""
    sayings = [s for s in (saying_in(sentence, survey) for sentence in survey.sentences) if s]
    items = [item for saying in sayings if (item := _item(saying, sayings, survey))]
    words = sum(len(s.text.split()) for s in survey.sentences)
    best: list[ItemDraft] = []
    for item in sorted(items, key=lambda i: (-i.score, i.evidence)):
        if sum(item.answer == other.answer for other in best) < SPEAKS_TWICE:
            best.append(item)
    return sorted(best[: 1 + words // WORDS_EACH], key=lambda i: i.evidence)


def _item(saying: Saying, sayings: Sequence[Saying], survey: Survey) -> ItemDraft | None:
    wording = claim_of(saying, survey)
    if (
        wording is None
        or offices.is_well_known(saying.speaker)
        or _comments_for_others(saying, survey)
        or not _is_fit(saying, wording, survey)
    ):
        return None
    open_ends = _open_ends(saying, wording, survey)
    told = wording.text.rstrip(".!?, ")
    if not are_doubts(open_ends) or _is_empty(saying, told) or not _is_specific(saying, wording, told, survey):
        return None
    stem = question(saying, told)
    fact = _fact(saying, wording, told, survey)
    candidate = Candidate(saying.sentence, saying.mention.span, fact.value, mention=saying.mention)
    options = _options(saying, sayings, stem)
    typed = options is None
    features = _features(saying, wording, told, survey)
    item = ItemDraft(
        kind=ItemKind.SHORT_ANSWER if typed else ItemKind.MULTIPLE_CHOICE,
        format=ItemFormat.TYPED if typed else ItemFormat.OPTIONS,
        answer_type=saying.kind,
        instruction="Type the answer." if typed else "Choose the right answer.",
        stem=stem,
        answer=saying.speaker,
        evidence=saying.sentence.span,
        fact=fact,
        answer_span=saying.mention.span,
        hint=cloze.hint(candidate) if typed else None,
        options=options or (),
        accepted=(saying.speaker, *cloze.accepted(candidate)) if typed else (),
        attributed_to=saying.speaker,
        as_of=fact.as_of,
        score=ranking.shipped().chance(features),
        features=features,
    )
    return doubted(item, open_ends)


def claim_of(saying: Saying, survey: Survey) -> Wording | None:
    """What was said as a wording of its sentence, the rest cut; of several sentences in one quotation the first."""
    own, claim = saying.sentence.span, saying.claim
    first = re.match(r".{40,}?[a-z]{2}[.](?= [A-Z\"“])", claim.cut(survey.text))
    end = claim.start + first.end() - 1 if first else claim.end
    written_out = quotable.surnames_written_out(saying.sentence, survey)
    replaced = {span: words for span, words in written_out.items() if claim.contains(span)}
    cuts = () if saying.word_for_word else quotable.plain_wording(saying.sentence, survey).cuts
    inside = tuple(cut for cut in cuts if claim.contains(cut))
    outside = Span(own.start, claim.start), Span(end, own.end)
    wording = Wording(saying.sentence, tuple(sorted((*inside, *outside))), replaced)
    return wording if SHORTEST <= wording.word_count <= LONGEST else None


def question(saying: Saying, told: str) -> str:
    who = "Who"
    if saying.kind == AnswerType.ORGANISATION:
        who = f"Which {stems.body_noun(saying.speaker) or _body(saying)}"
    if saying.word_for_word:
        return f"{who} said: “{told}”?"
    return f"{who} {saying.verb} that {_lowered(told, saying.sentence)}?"


IN_BUSINESS = re.compile(r"\b(?:shares?|shareholdings?|profits?|sales|customers|revenues?|company|firm|plc|Ltd)\b")


def _body(saying: Saying) -> str:
    """What to call a speaker that is no person and whose name does not say."""
    return "company" if IN_BUSINESS.search(saying.sentence.text) else "organisation"


def _lowered(told: str, sentence: Sentence) -> str:
    word = told.split()[0]
    first = next((t for t in sentence.tokens if t.text.lower() == re.split(r"[’'-]", word)[0].lower()), None)
    is_name = first is None or first.pos == "PROPN" or bool(first.label) and first.pos not in {"DET", "ADP", "NUM"}
    if is_name or word in {"I", "I'm", "I've"} or word[1:] != word[1:].lower():
        return told if word.lower() not in {"the", "a", "an"} else told[0].lower() + told[1:]
    return told[0].lower() + told[1:]


def _is_fit(saying: Saying, wording: Wording, survey: Survey) -> bool:
    """Whether the claim is sound text in the speaker's or the reporter's person."""
    text = wording.text
    flaws = FORBIDDEN & set(sentence_refusals(wording, survey))
    if saying.word_for_word and not lexicon.RELATIVE_TIME.search(OF_THE_SPEAKER.sub("~", wording.lower)):
        flaws -= {"relative_time"}
    if flaws or UNQUOTABLE.search(text):
        return False
    if saying.word_for_word and saying.kind == AnswerType.ORGANISATION and re.search(r"\bI\b", text):
        return False  # nobody but a person says "I"
    if saying.word_for_word:
        return not TO_THE_READER.search(text) and not re.search(r"[\"“”]", text)
    return not lexicon.FIRST_SECOND.search(re.sub(r"\bUS\b", "~", QUOTED.sub("", text)))


def _open_ends(saying: Saying, wording: Wording, survey: Survey) -> tuple[str, ...]:
    """Codes of what the claim points at outside itself; its speaker stands in the question."""
    codes = [*broken(OPENING_RULES, PassageCase(wording, (), survey)), *_open_pronouns(wording)]
    if PRONOUN_CODES & set(codes) and _means_the_speaker(saying, wording):
        codes = [code for code in codes if code not in PRONOUN_CODES]
    return tuple(dict.fromkeys(codes))


def _open_pronouns(wording: Wording) -> Iterator[str]:
    """Pronouns before which the claim itself has nothing that they can mean."""
    seen: list[Token] = []
    for token in wording.tokens:
        lower = token.text.lower()
        if token.tag in {"PRP", "PRP$"} and token.dep != "expl":
            if lower in HE_SHE and not any(t.label == "PERSON" or lexicon.is_occupation(t.lemma.lower()) for t in seen):
                yield "open_he_she"
            if lower in IT and not seen:
                yield "open_it"
            if lower in THEY and not any(t.tag in {"NNS", "NNPS"} or t.lemma in MANY_IN_ONE for t in seen):
                yield "open_they"
        if token.pos in {"NOUN", "PROPN"}:
            seen.append(token)


def _means_the_speaker(saying: Saying, wording: Wording) -> bool:
    """The claim's first words are a pronoun of the speaker's sort, or nothing else in it could be "it"."""
    if saying.word_for_word:
        return False
    pronouns = [t for t in wording.tokens if t.tag in {"PRP", "PRP$"}]
    sorts = PERSONS_OWN if saying.kind == AnswerType.PERSON else (BODYS_OWN,)
    if not any({t.text.lower() for t in pronouns} <= sort for sort in sorts):
        return False
    others = {m.tokens[0].label for m in names.mentions_in(saying.sentence) if wording.shows(m.span)}
    if saying.kind == AnswerType.PERSON:
        return pronouns[0] in wording.tokens[:2] and "PERSON" not in others
    return pronouns[0] in wording.tokens[:2] or "ORG" not in others


COMMENTS = "correspondent|reporter|journalist|columnist|analyst|economist|strategist"


def _comments_for_others(saying: Saying, survey: Survey) -> bool:
    """Whether any mention of the speaker stands beside the post of somebody who comments on the news."""
    name = re.escape(saying.speaker)
    post = rf"\b(?:{COMMENTS}),? {name}\b|\b{name}, (?:an? |the )?(?:[\w’'&-]+ ){{0,4}}(?:{COMMENTS})\b"
    return saying.kind == AnswerType.PERSON and bool(re.search(post, survey.text))


# feelings and compliments, which anybody could have uttered on any such day
EMPTY = re.compile(
    r"\b(?:we|i)(?:['’](?:re|m)| are| am| were| was) (?:\w+ )?(?:surprised|delighted|pleased|happy|glad|proud|excited|thrilled|"
    r"disappointed|confident|honoured|encouraged)\b"
    r"|\b(?:is|was|be|been) an? (?:very |truly |really )?(?:important|great|good|exciting|big|historic|special|proud|wonderful) "
    r"(?:year|day|step|moment|milestone|time|quarter|opportunity|result|achievement)\b",
    re.IGNORECASE,
)


def _is_empty(saying: Saying, told: str) -> bool:
    """A compliment or a feeling, quoted without a figure other than a year."""
    return saying.word_for_word and bool(EMPTY.search(told)) and not re.search(r"\d", re.sub(r"\b\d{4}\b", "", told))


def _is_specific(saying: Saying, wording: Wording, told: str, survey: Survey) -> bool:
    """A figure, a name, or words of the title tie the claim to one speaker."""
    titled = len(_titled(wording, survey))
    long = wording.word_count >= 10
    return bool(re.search(r"\d", told) or _anchors(saying, wording, survey)) or titled >= (1 if long else 2)


def _anchors(saying: Saying, wording: Wording, survey: Survey) -> set[str]:
    own = set(names.fold(saying.speaker).split())
    found = {names.key_of(m.text) for m in names.mentions_in(saying.sentence) if wording.shows(m.span)}
    return {key for key in found if not own & set(key.split())}


def _titled(wording: Wording, survey: Survey) -> set[str]:
    return {t.lemma.lower() for t in wording.tokens} & survey.title_words


def _options(saying: Saying, sayings: Sequence[Saying], stem: str) -> tuple[OptionDraft, ...] | None:
    """Three others whom the article lets speak, for a person; None where there are fewer."""
    if saying.kind != AnswerType.PERSON:
        return None
    others = [s.speaker for s in sayings if s.kind == AnswerType.PERSON and " " in s.speaker]
    rng = distractors.seeded(stem, saying.speaker)
    return distractors.persons(saying.speaker, list(dict.fromkeys(others)), stem, rng)


def _features(saying: Saying, wording: Wording, told: str, survey: Survey) -> dict[str, float]:
    found = {
        "said": 1.0,
        "said quoted": saying.word_for_word,
        "said figure": bool(re.search(r"\d", told)),
        "said anchors": min(1.0, len(_anchors(saying, wording, survey)) / 3),
        "said topic word": bool(_titled(wording, survey)),
        "said long": wording.word_count > 25,
        "said short quote": saying.word_for_word and wording.word_count < 10,
        "said pronoun": wording.tokens[0].tag in {"PRP", "PRP$"},
        "first person": survey.in_first_person,
        "news": survey.is_news,
    }
    return {name: float(value) for name, value in found.items() if value}


def _fact(saying: Saying, wording: Wording, told: str, survey: Survey) -> FactDraft:
    name, metadata = saying.speaker, survey.article.metadata
    aliases = person_aliases(name, survey) if saying.kind == AnswerType.PERSON else ()
    printed = saying.mention.span.cut(survey.text)
    label = f"… {saying.verb}: {told}"
    return FactDraft(
        sentence=saying.sentence.draft.position,
        span=saying.mention.span,
        value=Value(saying.kind, printed, name, aliases),
        label=label if len(label) <= 120 else label[:119].rsplit(" ", 1)[0] + " …",
        claim_key=f"said|{'+'.join(sorted(content_lemmas(wording.tokens))[:8])}"[:200],
        speaker=name,
        stance=Stance.ATTRIBUTED,
        as_of=metadata.as_of or metadata.published_on,
    )
