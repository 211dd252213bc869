"""Putting a quiz together: from the questions a learner may get to a frozen paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from studyapp.engine.learning.difficulty import ItemFeatures
from studyapp.engine.learning.pace import words_in
from studyapp.engine.learning.selection import Candidate, Short, choose
from studyapp.engine.learning.standing import Standing
from studyapp.questions.models import Question
from studyapp.questions.outlines import Outline, outlines
from studyapp.questions.queries import servable, waiting
from studyapp.sources.models import Article, Topic

NEEDED = ("pk", "topic_id", "fact_id", "current_version_id", "kind", "format", "answer_type", "status", "score")
WAITING = "waiting"
LEFT_OUT = "left_out"
WHY_SHORT = {
    LEFT_OUT: _("Questions that were withdrawn, or wait for a review, are left out."),
    WAITING: _("More questions on this wait for a review."),
    Short.FEW_FACTS.value: _("No more facts here have a question that passed the checks."),
    Short.GIVES_AWAY.value: _("The other questions stand on the same sentences, or would give an answer away."),
}


@dataclass(frozen=True, slots=True)
class Composed:
    """``paper`` as an attempt keeps it, of ``asked_for`` questions; ``why_short`` is a code of WHY_SHORT, empty when

    none is missing.
    """

    paper: list[dict]
    why_short: str = ""
    asked_for: int = 0


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

    The same rows, standing and seed give the same paper. One query, two more for wordings that this
    process has not read before, and one for a paper that is too short.
    """
    pool = servable(topic, article)
    if formats:
        pool = pool.filter(format__in=formats)
    selection = choose(candidates(_needed(pool), standing), length, seed, starting=standing.is_starting)
    paper = [{"version": chosen.candidate.id, "options": list(chosen.options)} for chosen in selection.chosen]
    return Composed(paper, _why_short(selection.short, topic, article, formats), length)


def _why_short(short: Short | None, topic: Topic, article: Article | None, formats: tuple[str, ...]) -> str:
    """What a reviewer could change comes first; the rest is in the text."""
    if short is None:
        return ""
    drafts = waiting(topic, article)
    if formats:
        drafts = drafts.filter(format__in=formats)
    return WAITING if drafts.exists() else short.value


def _needed(pool: QuerySet[Question]) -> Iterable:
    """Rows of what choosing needs, without the cost of whole questions."""
    return pool.select_related(None).values_list(*NEEDED, named=True)


def candidates(questions: Iterable, standing: Standing) -> list[Candidate]:
    """What choosing needs of each question; they are rows with NEEDED. Two queries for wordings not read before."""
    questions = list(questions)
    known = outlines([q.current_version_id for q in questions])
    return [_candidate(q, known[q.current_version_id], standing) for q in questions]


def _candidate(question, outline: Outline, standing: Standing) -> Candidate:
    features = ItemFeatures(
        question.format,
        question.answer_type,
        outline.answer,
        tuple(text for place, text in enumerate(outline.options) if place != outline.key_option),
        words_in((outline.text,)),
    )
    return Candidate(
        id=question.current_version_id,
        fact=question.fact_id,
        kind=question.kind,
        format=question.format,
        answer_type=question.answer_type,
        score=1.0 if question.status == Question.Status.APPROVED else question.score,
        stem=outline.text,
        answer=outline.answer,
        sentences=outline.sentences,
        seen=standing.seen.get(question.current_version_id, 0),
        chance=standing.chance(question.topic_id, question.pk, features),
        memory=standing.word(question.fact_id),
        options=len(outline.options),
        key_option=outline.key_option,
        offered="; ".join(outline.options),
    )
