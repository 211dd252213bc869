"""From a surveyed article to items: every sentence is tried, the best item of each is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from studyapp.engine.extraction import names
from studyapp.engine.extraction.claims import fact_of
from studyapp.engine.extraction.facts import FactDraft, RefusalDraft
from studyapp.engine.extraction.labels import points_back
from studyapp.engine.extraction.recognisers import Candidate, candidates_in
from studyapp.engine.extraction.sentence import Sentence
from studyapp.engine.extraction.sentence_rules import is_sound, sentence_refusals, unfit_for_quotation
from studyapp.engine.extraction.survey import Survey
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import offices, quotable
from studyapp.engine.item_writing.doubts import are_doubts, doubted
from studyapp.engine.item_writing.forms import forms_of, passage_items, statement_items, subject_items
from studyapp.engine.item_writing.gap_case import GapCase
from studyapp.engine.item_writing.gap_rules import gap_refusals
from studyapp.engine.item_writing.passages import MOST_SENTENCES, Passage, passage_for, passages_of
from studyapp.engine.item_writing.resolving import resolved
from studyapp.engine.items import ItemDraft

# A subject asked for by who or which stands at no gap: these rules are about gaps only.
GAP_ONLY = frozenset({"cut_name", "general_present", "gap_count", "modifier"})


@dataclass
class Findings:
    """What one sentence gave."""

    facts: list[FactDraft] = field(default_factory=list)
    items: list[ItemDraft] = field(default_factory=list)
    refusals: list[RefusalDraft] = field(default_factory=list)


def write(sentence: Sentence, survey: Survey) -> Findings:
    """Facts, items and refusals of one sentence."""
    found = Findings()
    passage, codes = _sound_passage(sentence, survey)
    if passage is None:
        found.refusals.append(RefusalDraft(sentence.span, "sentence", codes))
        return found
    for candidate in candidates_in(sentence, survey):
        if passage.asked.shows(candidate.span):
            _ask(candidate, passage, survey, found)
    return found


def write_offices(sentence: Sentence, survey: Survey, asked: set[str]) -> Findings:
    """Questions on who holds an office; ``asked`` are persons asked for already, and is added to."""
    found = Findings()
    for holder in offices.holders_in(sentence, survey):
        person = names.key_of(holder.mention.text)
        if person in asked or unfit_for_quotation(sentence.printed, survey):
            continue
        asked.add(person)
        fact = offices.office_fact(holder, sentence, survey)
        found.facts.append(fact)
        item = offices.office_item(holder, fact, sentence, survey)
        if item:
            found.items.append(item)
    return found


def _sound_passage(sentence: Sentence, survey: Survey) -> tuple[Passage | None, tuple[str, ...]]:
    """The first wording that reads alone or, uncut, behind one sentence; else the first that reads at all.

    Where none does, the passage with the fewest doubts; None with the codes of the plain wording where more than
    doubts stand against it.
    """
    reasons: tuple[str, ...] = ()
    fallback: Passage | None = None
    for wording in quotable.wordings(sentence, survey):
        if wording.is_shortened and not is_sound(wording, survey):
            continue
        codes = () if wording.is_shortened else sentence_refusals(wording, survey)
        if not codes:
            wanted = 1 if wording.is_shortened else 2  # sentences
            passage, codes = passage_for(wording, survey, wanted if fallback else MOST_SENTENCES)
            if passage and len(passage.before) < wanted:
                return passage, ()
            fallback = fallback or passage
        reasons = reasons or codes
    return fallback or _doubtful_passage(sentence, survey), reasons


def _doubtful_passage(sentence: Sentence, survey: Survey) -> Passage | None:
    """The passage with the fewest doubts, its pronouns written out where they can be read."""
    plain = quotable.plain_wording(sentence, survey)
    told = sentence_refusals(plain, survey)
    if not are_doubts(told):
        return None
    found = [replace(passage, doubts=(*told, *codes)) for passage, codes in passages_of(plain, survey)]
    written = resolved(plain, survey)
    if written:
        found += [
            replace(passage, doubts=(*told, *codes), leans_on=written.antecedents)
            for passage, codes in passages_of(written.wording, survey)
            if not passage.before
        ]
    fitting = [passage for passage in found if are_doubts(passage.doubts)]
    return min(fitting, key=lambda p: (len(p.doubts), len(p.before)), default=None)


def _ask(candidate: Candidate, passage: Passage, survey: Survey, found: Findings) -> None:
    case = GapCase(candidate, _focused(passage, candidate, survey), survey)
    codes, doubts = gap_refusals(case), case.passage.doubts
    told, subject = is_key_fact(case, codes), not set(codes) - GAP_ONLY
    written: list[ItemDraft] = []
    if told or subject or are_doubts(codes):
        fact = fact_of(candidate, case.passage.asked, survey)
        if not codes:
            written += (doubted(item, doubts) for item in forms_of(case, fact))
        elif are_doubts(codes):
            written += (doubted(item, (*doubts, *codes)) for item in passage_items(case, fact))
        if codes == ("nothing_to_hold",):
            written += (doubted(item, doubts) for item in statement_items(case, fact))
        if subject:
            written += (doubted(item, doubts) for item in subject_items(case, fact))
        if told and not doubts and not points_back(fact.label):
            found.facts.append(fact)
    found.items += written
    if codes and not written:
        found.refusals.append(RefusalDraft(candidate.span, candidate.answer_type.value, codes))


def _focused(passage: Passage, candidate: Candidate, survey: Survey) -> Passage:
    """Of two clauses joined by a semicolon the one with the value, where it reads alone by itself."""
    half = quotable.half_with(candidate.span, passage.asked)
    if half is None or not is_sound(half, survey):
        return passage
    return passage_for(half, survey, 1)[0] or passage


# what keeps a gap from being asked but not a fact from being told
UNASKABLE_YET_SOUND = frozenset(
    {
        "answer_printed",
        "given_away",
        "own_subject",
        "in_the_title",
        "neighbour_year",
        "computable",
        "gap_count",
        "no_anchor",
        "cut_name",
        "general_present",
    }
)
TOLD = frozenset(
    {
        AnswerType.YEAR,
        AnswerType.CENTURY,
        AnswerType.DECADE,
        AnswerType.COUNT,
        AnswerType.MEASURE,
        AnswerType.MONEY,
        AnswerType.PERCENT,
    }
)


def is_key_fact(case: GapCase, codes: tuple[str, ...]) -> bool:
    """A dated or counted fact that reads alone is worth telling even where it cannot be asked."""
    return case.kind in TOLD and not case.passage.before and not set(codes) - UNASKABLE_YET_SOUND
