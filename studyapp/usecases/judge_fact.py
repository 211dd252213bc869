"""A person's word on a fact, and what it means for the questions on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from studyapp.accounts.roles import sees_everything
from studyapp.facts import reviewing
from studyapp.facts.disputes import settle_disputes
from studyapp.facts.models import Fact, FactEvidence
from studyapp.facts.reviewing import Part
from studyapp.questions import carrying
from studyapp.questions.models import Question
from studyapp.sources.models import Article
from studyapp.sources.queries import articles_editable_by
from studyapp.usecases.arrange_topics import give_questions
from studyapp.usecases.refolding import learners_of_questions, refold_soon


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the questions on a fact; ``changed`` False where the same was said before."""

    changed: bool
    rejected: int = 0
    stale: int = 0
    back: int = 0


def facts_judged_by(user) -> QuerySet[Fact]:
    """Facts that are this person's to judge: all that stand in articles which they may correct, and in no others."""
    if sees_everything(user):
        return Fact.objects.all()
    mine = articles_editable_by(user).order_by().values("pk")
    places = FactEvidence.objects.filter(fact=OuterRef("pk"))
    return Fact.objects.filter(
        Exists(places.filter(sentence__version__article__in=mine)),
        ~Exists(places.exclude(sentence__version__article__in=mine)),
    )


@transaction.atomic
def reject_fact(user, fact_id: int, why: str) -> Judged:
    """Drafts on it are rejected, approved questions wait for a look. Raises Fact.DoesNotExist for another's."""
    fact = facts_judged_by(user).get(pk=fact_id)
    if reviewing.reject(fact.pk, user, why) is None:
        return Judged(False)
    questions = _locked(fact)
    drafts = [q for q in questions if q.status == Question.Status.DRAFT]
    approved = [q for q in questions if q.status == Question.Status.APPROVED]
    carrying.reject(drafts, carrying.FACT_REJECTED, why, user)
    carrying.set_stale(approved, carrying.FACT_REJECTED, why, user)
    _settle_disputes(fact)
    return Judged(True, rejected=len(drafts), stale=len(approved))


@transaction.atomic
def approve_fact(user, fact_id: int, why: str = "") -> Judged:
    """Questions that were taken out with the fact come back as they were. Raises Fact.DoesNotExist for another's."""
    fact = facts_judged_by(user).get(pk=fact_id)
    was_rejected = fact.status == Fact.Status.RETIRED
    if reviewing.approve(fact.pk, user, why) is None:
        return Judged(False)
    if not was_rejected:
        return Judged(True)
    questions = _locked(fact)
    back = carrying.bring_back(questions, carrying.FACT_REJECTED, why, user)
    for question in questions:
        if question.status in carrying.ASKED:
            carrying.follow(question.pk)  # the text may have changed while it was out
    _settle_disputes(fact)
    return Judged(True, back=back)


@transaction.atomic
def correct_fact(user, fact_id: int, seen: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """Raises Fact.DoesNotExist for another's, MeanwhileError where somebody changed the same."""
    fact = facts_judged_by(user).get(pk=fact_id)
    changed = reviewing.correct(fact.pk, seen, wanted, user)
    if changed:
        _settle_disputes(fact)
    return changed


@transaction.atomic
def split_fact(user, fact_id: int, first_label: str, second: Part, questions: Iterable[int] = ()) -> Fact:
    """Make two facts of one; these of its questions go with the second. Returns the second.

    Raises Fact.DoesNotExist for another's, reviewing.NotInSentenceError.
    """
    fact = facts_judged_by(user).get(pk=fact_id)
    new = reviewing.split(fact.pk, first_label, second, user)
    moved = Question.objects.filter(fact=fact, pk__in=list(questions))
    learners = learners_of_questions(moved)
    give_questions({fact.pk: new}, moved)
    if learners:
        refold_soon(learners)
    return new


def _locked(fact: Fact) -> list[Question]:
    return list(Question.objects.select_for_update().filter(fact=fact, current_version__isnull=False).order_by("pk"))


def _settle_disputes(fact: Fact) -> None:
    for article in Article.objects.filter(versions__sentences__evidence__fact=fact).distinct():
        settle_disputes(article)
