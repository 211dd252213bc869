"""Questions follow their sentences into a new text of their article; those whose sentences changed wait for a person.

A question carried over keeps status, wording and history: its next version says the same words and points into the
new text. What was answered before points to the version it was given on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Max

from studyapp.engine.reading.spans import Span
from studyapp.facts.extracting import carry_evidence
from studyapp.facts.models import FactEvidence
from studyapp.questions.models import AcceptedForm, Option, Question, QuestionEvidence, QuestionVersion, Review
from studyapp.questions.writing import is_ours
from studyapp.sources.following import Following
from studyapp.sources.models import Sentence
from studyapp.sources.places import Places

ASKED = (Question.Status.DRAFT, Question.Status.APPROVED)
# Why a question went stale, as its review says.
SENTENCE_CHANGED, NOT_PROPOSED, FACT_REJECTED = "sentence_changed", "not_proposed", "fact_rejected"
SENTENCE_BACK = "sentence_back"
ELSEWHERE = {"named_elsewhere": "near_value", "given_for": "near_value"}  # without the place that said so
Role = QuestionEvidence.Role


@dataclass(frozen=True, slots=True)
class Settled:
    """How many questions followed, went stale, and came back with their sentence."""

    carried: int = 0
    stale: int = 0
    restored: int = 0


@dataclass(frozen=True, slots=True)
class _Landed:
    """One piece of evidence in the new text."""

    row: QuestionEvidence
    sentence: Sentence
    span: Span


def settle_questions(places: Places, proposed: Iterable[int] = (), engine_version: str = "") -> Settled:
    """After ``places.version`` became its article's text: carry over, set stale and bring back, question by question.

    Stale is what lost its key's sentence, one shown before it or one it leans on, and drafts that another engine wrote
    and this one does not propose any more. May run twice.
    """
    questions = Question.objects.filter(
        article=places.version.article, status__in=(*ASKED, Question.Status.STALE), current_version__isnull=False
    )
    return _settle(places, list(questions.select_related("current_version")), frozenset(proposed), engine_version)


def follow(question_id: int) -> bool:
    """Before a question is asked again: bring it to its article's current text, or set it stale. False where stale."""
    question = Question.objects.select_related("current_version", "article__current_version").get(pk=question_id)
    version = question.article.current_version
    version.article = question.article
    return _settle(Places(version), [question], frozenset(), "").stale == 0


def _settle(places: Places, questions: list[Question], proposed: frozenset[int], engine_version: str) -> Settled:
    evidence = _evidence_of(questions)
    following = Following(places, {row.sentence.version_id for rows in evidence.values() for row in rows})
    moved = _last_moves(q for q in questions if q.status == Question.Status.STALE)
    waiting = {pk for pk, row in moved.items() if SENTENCE_CHANGED in row.reasons}
    carry: list[tuple[Question, list[_Landed]]] = []
    stale: dict[str, list[Question]] = {SENTENCE_CHANGED: [], NOT_PROPOSED: []}
    restored: list[Question] = []
    for question in questions:
        rows = evidence.get(question.current_version_id, [])
        landed = _landed(following, question, rows)
        if question.status == Question.Status.STALE:
            if landed is None or question.pk not in waiting:
                continue
            restored.append(question)
        elif landed is None:
            stale[SENTENCE_CHANGED].append(question)
            continue
        elif engine_version and _is_dropped(question, proposed, engine_version):
            stale[NOT_PROPOSED].append(question)
            continue
        if any(row.sentence.version_id != places.version.pk for row in rows):
            carry.append((question, landed))
    note = f"version {places.version.number}"
    for reason, found in stale.items():
        set_stale(found, reason, note)
    back = [(question, moved[question.pk].before, moved[question.pk]) for question in restored]
    _move(back, Review.Verdict.UNDONE, SENTENCE_BACK, note)
    _carry(following, carry)
    return Settled(len(carry), sum(map(len, stale.values())), len(restored))


def set_stale(questions: Sequence[Question], reason: str, note: str = "", who=None) -> None:
    """Take these out of quizzes until a person has looked; each keeps what it was before."""
    _move([(q, Question.Status.STALE, None) for q in questions], Review.Verdict.STALE, reason, note, who)


def reject(questions: Sequence[Question], reason: str, note: str = "", who=None) -> None:
    _move([(q, Question.Status.REJECTED, None) for q in questions], Review.Verdict.REJECTED, reason, note, who)


def bring_back(questions: Sequence[Question], reason: str, note: str = "", who=None) -> int:
    """Give those whose last change had this reason the status that they had before. Returns how many."""
    last = _last_moves(questions)
    back = [(q, last[q.pk].before, last[q.pk]) for q in questions if q.pk in last and reason in last[q.pk].reasons]
    _move(back, Review.Verdict.UNDONE, reason, note, who)
    return len(back)


def _last_moves(questions: Iterable[Question]) -> dict[int, Review]:
    """The last review of each that changed its status, unless it was undone. One query."""
    rows = Review.objects.filter(version__question__in=[q.pk for q in questions]).exclude(before=F("after"))
    last = {row.question_id: row for row in rows.annotate(question_id=F("version__question")).order_by("pk")}
    return {pk: row for pk, row in last.items() if row.verdict != Review.Verdict.UNDONE}


def _move(moves: Sequence[tuple[Question, str, Review | None]], verdict: str, reason: str, note: str, who=None) -> None:
    """Give each question its status and write down why, and what that takes back."""
    Review.objects.bulk_create(
        Review(
            version_id=question.current_version_id,
            reviewer=who,
            verdict=verdict,
            reasons=[reason],
            before=question.status,
            after=status,
            undoes=undone,
            note=note[:300],
        )
        for question, status, undone in moves
    )
    for question, status, _ in moves:
        question.status = status
    Question.objects.bulk_update([question for question, _, _ in moves], ["status"], batch_size=500)


def _evidence_of(questions: list[Question]) -> dict[int, list[QuestionEvidence]]:
    """The evidence of their current wordings, by version. One query."""
    found: dict[int, list[QuestionEvidence]] = defaultdict(list)
    rows = QuestionEvidence.objects.filter(version__in=[q.current_version_id for q in questions])
    for row in rows.select_related("sentence", "fact_evidence__sentence").order_by("pk"):
        found[row.version_id].append(row)
    return found


def _is_dropped(question: Question, proposed: frozenset[int], engine_version: str) -> bool:
    """A draft of another engine that this one does not write."""
    return (
        is_ours(question) and question.pk not in proposed and question.current_version.engine_version != engine_version
    )


def _landed(following: Following, question: Question, rows: list[QuestionEvidence]) -> list[_Landed] | None:
    """All its evidence in the new text; None where what proves or introduces it is no longer there."""
    found = []
    for row in rows:
        place = following.span(row.sentence, row.start, row.end)
        if place is None and row.role == Role.CONTEXT and not _is_shown(following, question, row):
            # Only leant on, for a name: it may give other figures now.
            version = question.current_version
            twin = following.but_for_figures(row.sentence_id, f"{version.context} {version.stem}")
            place = (twin, twin.span) if twin else None
        if place is not None:
            found.append(_Landed(row, *place))
        elif row.role != Role.DISTRACTOR:
            return None
    return found


def _is_shown(following: Following, question: Question, row: QuestionEvidence) -> bool:
    words = " ".join(following.words(row.sentence_id).split())
    return words in " ".join(question.current_version.context.split())


def _carry(following: Following, wanted: list[tuple[Question, list[_Landed]]]) -> None:
    """The same words as the next version of each question, with evidence in the new text."""
    if not wanted:
        return
    old = [question.current_version for question, _ in wanted]
    proofs = _proofs(following, wanted)
    latest = dict(
        QuestionVersion.objects.filter(question__in=[q.pk for q, _ in wanted])
        .values_list("question")
        .annotate(n=Max("number"))
        .order_by()
    )
    new = [_copy(version, number=latest[version.question_id] + 1) for version in old]
    QuestionVersion.objects.bulk_create(new)
    for (question, _), version in zip(wanted, new, strict=True):
        question.current_version = version
    Question.objects.bulk_update([question for question, _ in wanted], ["current_version"], batch_size=500)
    now = {before.pk: after.pk for before, after in zip(old, new, strict=True)}
    forms = AcceptedForm.objects.filter(version__in=now).order_by("pk")
    AcceptedForm.objects.bulk_create(_copy(form, version_id=now[form.version_id]) for form in forms)
    options = _carry_options(now, {landed.row.pk for _, found in wanted for landed in found})
    QuestionEvidence.objects.bulk_create(
        _copy(
            landed.row,
            version_id=now[landed.row.version_id],
            sentence_id=landed.sentence.pk,
            start=landed.span.start,
            end=landed.span.end,
            fact_evidence_id=proofs.get(landed.row.fact_evidence_id),
            option_id=options.get(landed.row.option_id),
        )
        for _, found in wanted
        for landed in found
    )


def _proofs(following: Following, wanted: list[tuple[Question, list[_Landed]]]) -> dict[int, int]:
    """Where the facts behind these questions stand now, by where they stood."""
    rows: dict[int, FactEvidence] = {
        landed.row.fact_evidence_id: landed.row.fact_evidence
        for _, found in wanted
        for landed in found
        if landed.row.fact_evidence_id
    }
    return {pk: row.pk for pk, row in carry_evidence(following, rows.values()).items()}


def _carry_options(versions: dict[int, int], landed: set[int]) -> dict[int, int]:
    """Copies of the options; one whose own sentence went no longer says that the article gives it for something else."""
    old = list(Option.objects.filter(version__in=versions).order_by("version", "position"))
    lost = set(
        QuestionEvidence.objects.filter(version__in=versions, role=Role.DISTRACTOR)
        .exclude(pk__in=landed)
        .values_list("option", flat=True)
    )
    new = [
        _copy(
            option,
            version_id=versions[option.version_id],
            why_code=ELSEWHERE.get(option.why_code, option.why_code) if option.pk in lost else option.why_code,
        )
        for option in old
    ]
    Option.objects.bulk_create(new)
    return {before.pk: after.pk for before, after in zip(old, new, strict=True)}


def _copy(row: models.Model, **changes) -> models.Model:
    """A new row like this one."""
    kept = (f for f in row._meta.concrete_fields if not f.primary_key and f.name != "created_at")
    return type(row)(**{f.attname: getattr(row, f.attname) for f in kept} | changes)
