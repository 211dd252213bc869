"""One gap, the forms it can be asked in: question, passage with options, typed passage, true or false."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from studyapp.engine.extraction.claims import governing_verb
from studyapp.engine.extraction.facts import FactDraft
from studyapp.engine.extraction.values import AnswerType
from studyapp.engine.item_writing import cloze, distractors, gap_options, place_options, ranking, stems, true_false
from studyapp.engine.item_writing.doubts import TRUTH
from studyapp.engine.item_writing.features import features_of
from studyapp.engine.item_writing.figure_gaps import is_loose_time
from studyapp.engine.item_writing.gap_case import FIGURES, TIMES, GapCase
from studyapp.engine.item_writing.name_gaps import rivals_of
from studyapp.engine.items import GAP, ItemDraft, ItemFormat, ItemKind, OptionDraft, Reason
from studyapp.engine.reading.spans import Span

LONGEST_STATEMENT = 30  # words of a true/false statement
ONE_CLAIM = 25  # words from which a second finite verb makes two claims


def forms_of(case: GapCase, fact: FactDraft) -> Iterator[ItemDraft]:
    """All sound items on this gap, in no order."""
    yield from passage_items(case, fact)
    yield from _questions(case, fact)
    yield from statement_items(case, fact)


def passage_items(case: GapCase, fact: FactDraft) -> Iterator[ItemDraft]:
    """The passage with a gap: with options, typed, or both."""
    options = None if is_loose_time(case) else gap_options.options_for(case)
    if options:
        yield _item(case, fact, ItemKind.CLOZE, ItemFormat.OPTIONS, case.stem, options=options)
    if case.kind in cloze.TYPED and (options is None or case.kind == AnswerType.YEAR):
        yield _item(case, fact, ItemKind.CLOZE, ItemFormat.TYPED, case.stem)
    tolerance = cloze.tolerance(case.candidate)
    if options is None and tolerance is not None:
        item = _item(case, fact, ItemKind.CLOZE, ItemFormat.TYPED, case.stem)
        yield replace(item, hint=cloze.figure_hint(case.candidate, tolerance), tolerance=float(tolerance.width))


def _questions(case: GapCase, fact: FactDraft) -> Iterator[ItemDraft]:
    """Wh-questions; they stand without context, so the passage must be the sentence alone."""
    if case.passage.before or case.kind != AnswerType.YEAR:
        return
    question = stems.year_question(case.passage.asked, case.candidate)
    if question is not None:
        yield _question(case, fact, question, gap_options.year_options(case, question))


def subject_items(case: GapCase, fact: FactDraft) -> Iterator[ItemDraft]:
    """ "Who …?" and "Which country …?" on the sentence's subject."""
    if case.passage.before or case.kind not in {AnswerType.PERSON, AnswerType.COUNTRY, AnswerType.ORGANISATION}:
        return
    question = stems.subject_question(case.passage.asked, case.candidate, case.survey)
    if question is None or not stems.is_specific(question, case.candidate):
        return
    options = place_options.country_question_options(case, question) if case.kind == AnswerType.COUNTRY else None
    if case.kind == AnswerType.COUNTRY and options is None:
        return
    yield _question(case, fact, question, options)


def _question(case: GapCase, fact: FactDraft, question: str, options: gap_options.Options) -> ItemDraft:
    """With options multiple choice, without them typed."""
    kind = ItemKind.MULTIPLE_CHOICE if options else ItemKind.SHORT_ANSWER
    form = ItemFormat.OPTIONS if options else ItemFormat.TYPED
    return _item(case, fact, kind, form, question, options=options or ())


def statement_items(case: GapCase, fact: FactDraft) -> Iterator[ItemDraft]:
    """True or false: the sentence itself, or with its value changed; only where it is one claim and reads alone."""
    if case.passage.before or case.kind not in FIGURES | TIMES or not _is_one_claim(case):
        return
    if not TRUTH.isdisjoint(case.passage.doubts):
        return  # what may not be so cannot be true or false
    rng = distractors.seeded(case.passage.asked.text, case.candidate.text, "statement")
    changed = _changed(case, rng)
    if changed is None:
        return
    kind, form = ItemKind.TRUE_FALSE, ItemFormat.TRUE_FALSE
    if true_false.left_true(rng):
        yield _item(case, fact, kind, form, case.passage.asked.text, answer="true", explanation=Reason("as_stated"))
    elif not _in_a_second_claim(case):
        why = Reason("changed_value", {"stated": case.candidate.text, "changed": changed[1]})
        yield _item(case, fact, kind, form, changed[0], answer="false", explanation=why)


# what lasts beyond the year that is told, so that later ones, or any, may be true as well
BEGUN = frozenset({"occupy", "control", "dominate", "colonise", "colonize"})
LASTING = frozenset(
    """live reside stay work serve teach study rule reign govern own belong exist remain stand use contain play have
    employ operate""".split()
)
ELLIPSIS = re.compile(r"\d[^.;]*\band (?:to|in|at|from|by|for|with|on)\b[^.;,]*$")


def _in_a_second_claim(case: GapCase) -> bool:
    """ "moved to Orford in 1931 and to Ghent in _____": who reads the first claim may overlook a change there."""
    return bool(ELLIPSIS.search(case.stem.split(GAP, 1)[0]))


def _changed(case: GapCase, rng: random.Random) -> tuple[str, str] | None:
    """The statement made false and the value put in; None where falsehood is not certain."""
    if case.kind in {AnswerType.DECADE, AnswerType.CENTURY}:
        wrong = [o.text for o in gap_options.options_for(case) or () if not o.correct]
        value = rng.choice(wrong) if wrong else _neighbour_century(case, rng)
        return (case.stem.replace(GAP, value), value) if value else None
    head = case.stem.split(GAP, 1)[0]
    place = Span(len(head), len(head) + len(case.candidate.text))
    latest = floor = None
    avoid: set[int] = set()
    if case.kind == AnswerType.YEAR:
        floor, latest = gap_options.possible_years(case, case.stem)
        avoid = gap_options.years_of_like_sentences(case)
        verb = governing_verb(case.candidate.sentence, case.candidate)
        if verb is not None and verb.lemma.lower() in LASTING:
            return None
        if verb is not None and verb.lemma.lower() in BEGUN:
            latest = int(case.candidate.value.number or 0)
    swapped = true_false.swap(case.passage.asked.text, place, rng, floor=floor, ceiling=latest, avoid=avoid)
    return (swapped.statement, swapped.changed) if swapped else None


def _neighbour_century(case: GapCase, rng: random.Random) -> str:
    """The century before or after the key's, where a whole century is meant that is long past; else ""."""
    match = re.fullmatch(r"(\d{1,2})th century", case.candidate.text)
    if (
        case.kind != AnswerType.CENTURY
        or match is None
        or re.search(r"\b(?:early|late|mid)[- ]$", case.candidate.before(8))
    ):
        return ""
    wrong = [n for n in (int(match[1]) - 1, int(match[1]) + 1) if 4 <= n <= 19]
    return f"{rng.choice(wrong)}th century" if wrong else ""


def _is_one_claim(case: GapCase) -> bool:
    wording = case.passage.asked
    if (
        wording.word_count > LONGEST_STATEMENT
        or wording.text.count(",") > 3
        or len(re.findall(r"\d[\d,.]*", wording.text)) > 3
    ):
        return False
    finite = [t for t in wording.tokens if t.tag in {"VBD", "VBZ", "VBP", "MD"}]
    return wording.word_count <= ONE_CLAIM or len(finite) == 1


def _item(
    case: GapCase,
    fact: FactDraft,
    kind: ItemKind,
    form: ItemFormat,
    stem: str,
    *,
    answer: str | None = None,
    options: tuple[OptionDraft, ...] = (),
    explanation: Reason | None = None,
) -> ItemDraft:
    passage, candidate = case.passage, case.candidate
    features = features_of(case, kind, form)
    typed = form == ItemFormat.TYPED
    name = candidate.value.canonical if case.kind == AnswerType.PERSON else candidate.text
    key = next((o.text for o in options if o.correct), name)
    alone = kind in {ItemKind.MULTIPLE_CHOICE, ItemKind.SHORT_ANSWER, ItemKind.TRUE_FALSE}
    return ItemDraft(
        kind=kind,
        format=form,
        answer_type=case.kind,
        instruction=_instruction(case, kind, form),
        stem=stem,
        answer=answer or key,
        evidence=candidate.sentence.span,
        fact=fact,
        answer_span=candidate.span,
        hint=cloze.hint(candidate, rivals_of(case)) if typed else None,
        context=None if alone or not passage.before else passage.context,
        options=options,
        accepted=cloze.accepted(candidate) if typed else (),
        explanation=explanation,
        more_evidence=tuple(s.span for s in (*passage.leans_on, *passage.before)),
        attributed_to=fact.speaker,
        as_of=fact.as_of,
        score=ranking.shipped().chance(features),
        features=features,
    )


def _instruction(case: GapCase, kind: ItemKind, form: ItemFormat) -> str:
    if kind == ItemKind.TRUE_FALSE:
        return "Is this statement true or false?"
    if kind == ItemKind.CLOZE:
        return cloze.instruction(case.kind, form == ItemFormat.OPTIONS)
    return "Choose the right answer." if form == ItemFormat.OPTIONS else "Type the answer."
