"""A person changes a wording or writes a question: always a new version, by its author, with what it replaced."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from studyapp.facts.models import FactEvidence
from studyapp.facts.stating import state_fact
from studyapp.questions.checking import Checks, checks_of, sorted_options
from studyapp.questions.models import AcceptedForm, Option, Question, QuestionEvidence, QuestionVersion, Review
from studyapp.questions.proposals import Place, Proposal, proposal_of
from studyapp.questions.reviewing import Seen, of_step
from studyapp.sources.models import Article, Sentence

Role = QuestionEvidence.Role


class ChangedMeanwhileError(ValueError):
    """Somebody decided on the question, or reworded it, since the page was made."""


class BlockedError(ValueError):
    """A rule keeps the wording from being approved; ``checks`` says which."""

    def __init__(self, checks: Checks):
        super().__init__(", ".join(finding.code for finding in checks.blocking))
        self.checks = checks


class OldTextError(ValueError):
    """The sentence that is to prove the key is not in the article's current text."""


@transaction.atomic
def reword(
    seen: Seen, proposal: Proposal, reviewer, *, step: str, approve: bool = False, override: str = ""
) -> Review | None:
    """The proposal as the question's next version; None where it changes nothing.

    The question keeps its status unless it is to be approved. What is or gets approved must pass the rules that block,
    or be overridden with a reason, and stand in the current text. The same ``step`` again gives the same row.
    Raises ChangedMeanwhileError, BlockedError, OldTextError.
    """
    question = Question.objects.select_for_update().get(pk=seen.question_id)
    if done := of_step(reviewer, step).first():
        return done
    if (question.current_version_id, question.status) != (seen.version_id, seen.status):
        raise ChangedMeanwhileError(f"question {question.pk}")
    before = QuestionVersion.objects.select_related("question").get(pk=question.current_version_id)
    proposal = _tidy(proposal)
    status = Question.Status.APPROVED if approve else question.status
    if proposal == proposal_of(before) and status == question.status:
        return None
    article = Article.objects.get(pk=question.article_id)
    checks = _checked(proposal, article, override, is_approved=status == Question.Status.APPROVED)
    version = _write(question, proposal, checks, reviewer, before)
    verdict = Review.Verdict.EDITED
    row = Review.objects.create(
        version=version,
        reviewer=reviewer,
        verdict=verdict,
        before=question.status,
        after=status,
        replaced=before,
        step=step,
        note=override[:300],
    )
    question.status = status
    question.save(update_fields=["status", "current_version", "fact"])
    return row


@transaction.atomic
def write_question(
    article: Article, proposal: Proposal, author, *, step: str, approve: bool = False, override: str = ""
) -> Question:
    """A question by a person on a sentence of the article's current text; the same ``step`` again gives the same one.

    Raises BlockedError, OldTextError.
    """
    Article.objects.select_for_update().get(pk=article.pk)  # the same form may be on its way twice
    key = f"hand:{step}"[:80]
    if known := Question.objects.filter(topic=article.topic_id, generation_key=key).first():
        return known
    proposal = _tidy(proposal)
    checks = _checked(proposal, article, override, is_approved=approve)
    question = Question(
        topic_id=article.topic_id,
        article=article,
        kind=proposal.kind,
        format=proposal.format,
        answer_type=proposal.answer_type,
        origin=Question.Origin.WRITTEN,
        generation_key=key,
        score=1.0,  # a person wrote it: it comes before what the engine proposes
        fact=_evidence_at(proposal).fact,
    )
    question.save()
    version = _write(question, proposal, checks, author, None)
    if approve:
        question.status = Question.Status.APPROVED
        Review.objects.create(
            version=version,
            reviewer=author,
            verdict=Review.Verdict.APPROVED,
            before=Question.Status.DRAFT,
            after=Question.Status.APPROVED,
            step=step,
            note=override[:300],
        )
    question.save(update_fields=["status", "current_version", "fact"])
    return question


def _tidy(proposal: Proposal) -> Proposal:
    """Options in their order where figures or dates have one; the answer among the accepted forms."""
    options, key = sorted_options(proposal)
    answer = options[key].text if key is not None and options and not proposal.is_set else proposal.answer
    accepted = proposal.accepted
    if proposal.format == Question.Format.TYPED:
        accepted = tuple(dict.fromkeys((answer, *accepted)))
    return replace(proposal, options=options, key=key, answer=answer, accepted=accepted)


def _checked(proposal: Proposal, article: Article, override: str, *, is_approved: bool) -> Checks:
    checks = checks_of(proposal, article.title)
    if is_approved:
        here = Sentence.objects.filter(pk=proposal.place.sentence_id, version=article.current_version_id)
        if not here.exists():
            raise OldTextError(f"sentence {proposal.place.sentence_id}")
        if checks.blocking and not override.strip():
            raise BlockedError(checks)
    return checks


def _write(
    question: Question, proposal: Proposal, checks: Checks, author, before: QuestionVersion | None
) -> QuestionVersion:
    """The next version with its options, forms and evidence; it becomes the current one. The caller saves the question."""
    proof = _evidence_at(proposal)
    question.fact = proof.fact
    number = question.versions.aggregate(n=Max("number"))["n"] or 0
    version = QuestionVersion.objects.create(
        question=question,
        number=number + 1,
        instruction=proposal.instruction,
        context=proposal.context,
        stem=proposal.stem,
        hint=proposal.hint,
        explanation_code=proposal.explanation_code,
        explanation_params=dict(proposal.explanation_params),
        key_option=proposal.key,
        key_value=proposal.answer,
        tolerance=proposal.tolerance,
        attributed_to=proposal.says_so,
        as_of=proposal.as_of,
        warnings=[finding.code for finding in checks.findings],
        engine_version=before.engine_version if before else "",
        model_version=before.model_version if before else "",
        context_digest=before.context_digest if before else "",
        author=author,
    )
    question.current_version = version
    options = Option.objects.bulk_create(
        Option(
            version=version,
            position=place,
            text=option.text,
            match=option.match,
            why_code=option.why_code,
            why_params=dict(option.why_params),
        )
        for place, option in enumerate(proposal.options)
    )
    AcceptedForm.objects.bulk_create(
        AcceptedForm(version=version, form=form, origin="instructor") for form in dict.fromkeys(proposal.accepted)
    )
    _prove(version, proposal, options, proof)
    return version


def _prove(version: QuestionVersion, proposal: Proposal, options: list[Option], proof: FactEvidence) -> None:
    rows = []
    if not proposal.is_set:
        rows.append(_row(version, Role.KEY, proposal.place, fact_evidence=proof))
    for option, proposed in zip(options, proposal.options, strict=True):
        if proposed.place is not None:
            role = Role.KEY if proposal.is_set else Role.DISTRACTOR
            rows.append(_row(version, role, proposed.place, option=option))
    if proposal.is_set and rows:
        rows[0].fact_evidence = proof
    rows += [_row(version, Role.CONTEXT, place) for place in proposal.leans_on]
    QuestionEvidence.objects.bulk_create(rows)


def _row(version: QuestionVersion, role: str, place: Place, **more) -> QuestionEvidence:
    return QuestionEvidence(
        version=version, role=role, sentence_id=place.sentence_id, start=place.start, end=place.end, **more
    )


def _evidence_at(proposal: Proposal) -> FactEvidence:
    """The fact that stands where the key is proved; a new one where nobody found one there."""
    place = proposal.place
    known = FactEvidence.objects.filter(sentence=place.sentence_id, start=place.start, end=place.end)
    if found := known.select_related("fact").order_by("pk").first():
        return found
    sentence = Sentence.objects.select_related("version__article").get(pk=place.sentence_id)
    kind = proposal.value_type or proposal.answer_type
    return state_fact(sentence, place.start, place.end, "term" if kind == "truth" else kind, speaker=proposal.says_so)
