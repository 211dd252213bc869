"""Putting a quiz together: from the questions a learner may get to a frozen paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from studyapp.engine.learning.difficulty import ItemFeatures
from studyapp.engine.learning.pace import words_in
from studyapp.engine.learning.selection import Candidate, Short, choose
from studyapp.engine.learning.standing import Standing
from studyapp.questions.models import Question, QuestionEvidence
from studyapp.questions.queries import servable, waiting
from studyapp.sources.models import Article, Topic

WAITING = "waiting"
WHY_SHORT = {
    WAITING: _("More questions on this wait for a review."),
    Short.FEW_FACTS.value: _("No more facts here have a question that passed the checks."),
    Short.GIVES_AWAY.value: _("The other questions would give an answer away."),
}


@dataclass(frozen=True, slots=True)
class Composed:
    """``paper`` as an attempt keeps it; ``why_short`` is a code of WHY_SHORT, empty when none is missing."""

    paper: list[dict]
    why_short: str = ""


def compose(
    topic: Topic,
    article: Article | None,
    *,
    length: int,
    seed: int,
    standing: Standing,
    formats: tuple[str, ...] = (),
) -> Composed:
    """Draw up to ``length`` questions for a learner who stands there.

    The same rows, standing and seed give the same paper. Three queries, a fourth for a paper that is
    too short.
    """
    pool = servable(topic, article)
    if formats:
        pool = pool.filter(format__in=formats)
    selection = choose(candidates(list(pool), standing), length, seed, starting=standing.is_starting)
    paper = [{"version": chosen.candidate.id, "options": list(chosen.options)} for chosen in selection.chosen]
    return Composed(paper, _why_short(selection.short, topic, article, formats))


def _why_short(short: Short | None, topic: Topic, article: Article | None, formats: tuple[str, ...]) -> str:
    """What a reviewer could change comes first; the rest is in the text."""
    if short is None:
        return ""
    drafts = waiting(topic, article)
    if formats:
        drafts = drafts.filter(format__in=formats)
    return WAITING if drafts.exists() else short.value


def candidates(questions: list[Question], standing: Standing) -> list[Candidate]:
    """What choosing needs of each question, which must come with its current version. Two queries."""
    ids = [q.current_version_id for q in questions]
    sentence_of = dict(
        QuestionEvidence.objects.filter(version__in=ids, role=QuestionEvidence.Role.KEY).values_list(
            "version", "sentence"
        )
    )
    options: dict[int, list[str]] = {}
    for version_id, text in (
        Question.objects.filter(pk__in=[q.pk for q in questions], current_version__options__isnull=False)
        .order_by("current_version", "current_version__options__position")
        .values_list("current_version", F("current_version__options__text"))
    ):
        options.setdefault(version_id, []).append(text)
    return [
        _candidate(q, options.get(q.current_version_id, []), sentence_of.get(q.current_version_id), standing)
        for q in questions
    ]


def _candidate(question: Question, texts: list[str], sentence: int | None, standing: Standing) -> Candidate:
    """``texts`` are the options, in stored order."""
    version = question.current_version
    answer = version.key_value if version.key_option is None else texts[version.key_option]
    features = ItemFeatures(
        question.format,
        question.answer_type,
        answer,
        tuple(text for place, text in enumerate(texts) if place != version.key_option),
        words_in((version.context, version.stem)),
    )
    return Candidate(
        id=version.pk,
        fact=question.fact_id,
        kind=question.kind,
        format=question.format,
        answer_type=question.answer_type,
        score=1.0 if question.status == Question.Status.APPROVED else question.score,
        stem=f"{version.context} {version.stem}",
        answer=answer,
        sentence=sentence,
        seen=standing.seen.get(version.pk, 0),
        chance=standing.chance(question.topic_id, question.pk, features),
        memory=standing.word(question.fact_id),
        options=len(texts),
        key_option=version.key_option,
    )
