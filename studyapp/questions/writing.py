"""Item drafts become questions with an immutable wording. What a person decided or edited stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from studyapp.engine.cells import is_sensitive
from studyapp.engine.items import ItemDraft, Reason
from studyapp.engine.reading.spans import Span
from studyapp.facts.models import Fact, FactEvidence
from studyapp.questions.models import AcceptedForm, Option, Question, QuestionEvidence, QuestionVersion, Review
from studyapp.sources.models import Article, Sentence
from studyapp.sources.places import Places

OPEN = (Question.Status.DRAFT, Question.Status.STALE)  # what the generator may still touch


@dataclass(frozen=True, slots=True)
class Origin:
    """What made the wordings, kept with each of them; and the version of the ranker that scored them."""

    engine_version: str
    model_version: str
    context_digest: str = ""
    ranker_version: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """``proposed`` are the questions behind the drafts, old and new; ``new`` how many did not exist before."""

    proposed: frozenset[int]
    new: int


def generation_key(fact_id: int, kind: str, format: str, context: str, stem: str) -> str:
    """The same question of the same fact has the same key, whatever its options."""
    words = hashlib.sha256(f"{context}\n{stem}".encode()).hexdigest()[:24]
    return f"{fact_id}:{kind}:{format}:{words}"


def write_questions(places: Places, drafts: Iterable[tuple[ItemDraft, FactEvidence]], origin: Origin) -> Written:
    """Drafts of one article version become questions of its article. May run twice.

    A question that was approved, rejected, retired or edited by a person is never touched, nor one that was approved
    before it went stale.
    """
    article = places.version.article
    by_key: dict[str, tuple[ItemDraft, FactEvidence]] = {}
    for item, evidence in drafts:
        if evidence.fact.status != Fact.Status.RETIRED and _stands(item, places):
            by_key.setdefault(_key(item, evidence), (item, evidence))
    known = {
        question.generation_key: question
        for question in Question.objects.filter(topic=article.topic, generation_key__in=by_key).select_related(
            "current_version"
        )
    }
    decided = approved_before(question for question in known.values() if question.status == Question.Status.STALE)
    new = [
        _question(article, key, item, evidence, origin) for key, (item, evidence) in by_key.items() if key not in known
    ]
    Question.objects.bulk_create(new)
    worded = [(question, *by_key[question.generation_key]) for question in new]
    for key, question in known.items():
        item, evidence = by_key[key]
        if question.article_id == article.pk and is_ours(question) and question.pk not in decided:
            _refresh(question, item, origin)
            if _signature_of(question) != _signature(item, places):
                worded.append((question, item, evidence))
    _word(places, worded, origin)
    return Written(frozenset(q.pk for q in (*new, *known.values())), len(new))


def _stands(item: ItemDraft, places: Places) -> bool:
    """Whether the text has every sentence that proves the item."""
    return all(places.containing(sentence) for sentence, _ in _proofs(item))


def _key(item: ItemDraft, evidence: FactEvidence) -> str:
    return generation_key(evidence.fact_id, item.kind.value, item.format.value, item.context or "", item.stem)


def approved_before(stale: Iterable[Question]) -> frozenset[int]:
    """Those of these stale questions that were no mere drafts before they went stale."""
    rows = Review.objects.filter(version__question__in=[q.pk for q in stale], verdict=Review.Verdict.STALE)
    last = dict(rows.order_by("pk").values_list("version__question", "before"))
    return frozenset(pk for pk, before in last.items() if before != Question.Status.DRAFT)


def is_ours(question: Question) -> bool:
    """Generated, not decided upon, not edited."""
    edited = question.current_version is not None and question.current_version.author_id is not None
    return question.origin == Question.Origin.GENERATED and question.status in OPEN and not edited


def _question(article: Article, key: str, item: ItemDraft, evidence: FactEvidence, origin: Origin) -> Question:
    return Question(
        topic=article.topic,
        article=article,
        fact=evidence.fact,
        kind=item.kind.value,
        format=item.format.value,
        answer_type=item.answer_type.value,
        generation_key=key,
        score=item.score,
        features=dict(item.features),
        ranker_version=origin.ranker_version,
        sensitive=is_sensitive(item),
    )


def _refresh(question: Question, item: ItemDraft, origin: Origin) -> None:
    question.status = Question.Status.DRAFT
    question.score = item.score
    question.sensitive = is_sensitive(item)
    question.features = dict(item.features) or question.features  # a draft from shipped words brings none
    question.ranker_version = origin.ranker_version
    question.save(update_fields=["status", "score", "sensitive", "features", "ranker_version"])


def _signature(item: ItemDraft, places: Places) -> tuple:
    """What a learner sees of an item, and the places that prove it."""
    shown = (item.instruction, item.context or "", item.stem, item.hint or "", item.answer[:300], item.tolerance)
    rows = tuple((option.text, "") for option in item.options) + tuple((p.text, p.match) for p in item.pairs)
    proofs = [(places.containing(sentence), mark) for sentence, mark in _proofs(item)]
    found = tuple((sentence.pk if sentence else None, mark.start, mark.end) for sentence, mark in proofs)
    return (*shown, rows, tuple(item.accepted), found)


def _signature_of(question: Question) -> tuple:
    version = question.current_version
    shown = (version.instruction, version.context, version.stem, version.hint, version.key_value, version.tolerance)
    keys = version.evidence.filter(role=QuestionEvidence.Role.KEY).order_by("pk")
    rows = tuple(version.options.order_by("position").values_list("text", "match"))
    forms = tuple(version.accepted_forms.order_by("pk").values_list("form", flat=True))
    return (*shown, rows, forms, tuple(keys.values_list("sentence", "start", "end")))


def _proofs(item: ItemDraft) -> list[tuple[Span, Span]]:
    """Each sentence that proves the item, with the stretch of it to be marked."""
    if item.pairs:
        return [(pair.evidence, pair.answer_span) for pair in item.pairs]
    return [(item.evidence, item.answer_span or item.evidence)]


def _word(places: Places, worded: list[tuple[Question, ItemDraft, FactEvidence]], origin: Origin) -> None:
    """Write the next wording of each question, with options, accepted forms and evidence."""
    questions = [question for question, _, _ in worded]
    latest = dict(
        QuestionVersion.objects.filter(question__in=questions)
        .values_list("question")
        .annotate(n=Max("number"))
        .order_by()
    )
    versions = [_version(q, latest.get(q.pk, 0) + 1, item, origin) for q, item, _ in worded]
    QuestionVersion.objects.bulk_create(versions)
    for question, version in zip(questions, versions, strict=True):
        question.current_version = version
    Question.objects.bulk_update(questions, ["current_version"])
    pairs = [(version, item, proof) for version, (_, item, proof) in zip(versions, worded, strict=True)]
    options = {
        (version.pk, position): option
        for version, item, _ in pairs
        for position, option in enumerate(_options(version, item))
    }
    Option.objects.bulk_create(options.values())
    AcceptedForm.objects.bulk_create(
        AcceptedForm(version=version, form=form[:300])
        for version, item, _ in pairs
        for form in dict.fromkeys(item.accepted)
    )
    QuestionEvidence.objects.bulk_create(
        row for version, item, proof in pairs for row in _evidence(places, version, item, proof, options)
    )


def _options(version: QuestionVersion, item: ItemDraft) -> list[Option]:
    """The choices of an item, or the rows of a set."""
    choices = [(option.text, "", option.reason) for option in item.options]
    rows = [(pair.text, pair.match, Reason("stated")) for pair in item.pairs]
    return [
        Option(
            version=version,
            position=position,
            text=text[:300],
            match=match[:300],
            why_code=reason.code[:40],
            why_params=dict(reason.params),
        )
        for position, (text, match, reason) in enumerate(choices or rows)
    ]


def _version(question: Question, number: int, item: ItemDraft, origin: Origin) -> QuestionVersion:
    right = [position for position, option in enumerate(item.options) if option.correct]
    return QuestionVersion(
        question=question,
        number=number,
        instruction=item.instruction[:300],
        context=item.context or "",
        stem=item.stem,
        hint=(item.hint or "")[:200],
        explanation_code=item.explanation.code[:40] if item.explanation else "",
        explanation_params=dict(item.explanation.params) if item.explanation else {},
        key_option=right[0] if right else None,
        key_value=item.answer[:300],
        tolerance=item.tolerance,
        attributed_to=(item.attributed_to or "")[:300],
        as_of=item.as_of,
        warnings=list(item.warnings),
        engine_version=origin.engine_version,
        model_version=origin.model_version,
        context_digest=origin.context_digest,
    )


def _evidence(
    places: Places,
    version: QuestionVersion,
    item: ItemDraft,
    proof: FactEvidence,
    options: dict[tuple[int, int], Option],
) -> list[QuestionEvidence]:
    role = QuestionEvidence.Role
    rows = [_place(places, version, role.KEY, *proof_and_mark) for proof_and_mark in _proofs(item)]
    rows[0].fact_evidence = proof
    for position, row in enumerate(rows if item.pairs else ()):
        row.option = options[version.pk, position]
    rows += [_place(places, version, role.CONTEXT, span) for span in item.more_evidence]
    for position, option in enumerate(item.options):
        if option.reason.evidence and (row := _place(places, version, role.DISTRACTOR, option.reason.evidence)):
            row.option = options[version.pk, position]
            rows.append(row)
    return [row for row in rows if row]


def _place(
    places: Places, version: QuestionVersion, role: str, within: Span, mark: Span | None = None
) -> QuestionEvidence | None:
    sentence: Sentence | None = places.containing(within)
    mark = mark or within
    if sentence is None:
        return None
    return QuestionEvidence(version=version, role=role, sentence=sentence, start=mark.start, end=mark.end)
