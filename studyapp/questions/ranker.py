"""The ranker of this site: the one shipped with the engine, or what the site's own verdicts made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.ranking import Ranker
from studyapp.engine.item_writing.rescoring import rescored, score_by
from studyapp.engine.items import ItemDraft
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.questions.models import Question, QuestionVersion, RankerFit, Review

ROWS_AT_A_TIME = 500


class OwnVerdict(NamedTuple):
    """A person's last decision on what the engine wrote."""

    article_id: int
    features: dict[str, float]
    accepted: bool


def active() -> Ranker:
    """The newest fit on the shipped ranker, else that one itself; one statement."""
    fit = newest_fits().first()
    return Ranker(fit.version, fit.weights, fit.precision, fit.verdicts) if fit else ranking.shipped()


def newest_fits() -> QuerySet[RankerFit]:
    """Fits on the shipped ranker; the first is in use.

    One on an older shipped ranker has had its time: its features may mean something else by now.
    """
    return RankerFit.objects.filter(base=ranking.shipped().version).order_by("-pk")


def scored(items: Iterable[ItemDraft], ranker: Ranker) -> tuple[ItemDraft, ...]:
    """``items``, which the engine scored with its shipped ranker, with their scores after ``ranker``."""
    if ranker is ranking.shipped():
        return tuple(items)
    return tuple(rescored(item, ranker, SERVING_LINE) for item in items)


def own_verdicts() -> list[OwnVerdict]:
    """One a question: the last verdict of a person on a generated wording that nobody edited, in order of time.

    Features belong to the last wording that was generated, so a verdict on an earlier one is left out, and so is one
    on a question from before features were kept. Verdicts without a reviewer came with shipped content.
    """
    given = Review.objects.filter(
        reviewer__isnull=False, version__author__isnull=True, version__question__origin=Question.Origin.GENERATED
    )
    later = given.filter(version__question=OuterRef("version__question"), pk__gt=OuterRef("pk"))
    rewritten = QuestionVersion.objects.filter(
        question=OuterRef("version__question"), number__gt=OuterRef("version__number"), author__isnull=True
    )
    rows = (
        given.filter(~Exists(later), ~Exists(rewritten))
        .exclude(version__question__features={})
        .order_by("pk")
        .values_list("version__question__article_id", "version__question__features", "verdict")
    )
    return [OwnVerdict(article, features, verdict == Review.Verdict.APPROVED) for article, features, verdict in rows]


@transaction.atomic
def adopt(fitted: Ranker, *, loss_shipped: float, loss_fitted: float) -> tuple[str, int]:
    """Keep the fit as the newest one and score all drafts with it; its version, and how many scores changed.

    The version is that of the shipped ranker and a running number, as in 2+5. The same weights again are no new fit.
    """
    base, known = ranking.shipped().version, active()
    if known.weights != fitted.weights:
        RankerFit.objects.create(
            version=f"{base}+{newest_fits().count() + 1}",
            base=base,
            weights=dict(fitted.weights),
            precision=dict(fitted.precision),
            verdicts=fitted.verdicts,
            loss_shipped=loss_shipped,
            loss_fitted=loss_fitted,
        )
        known = active()
    return known.version, _rescore_drafts(known)


def _rescore_drafts(ranker: Ranker) -> int:
    """What nobody decided on or edited gets its score after ``ranker``; how many scores that changed."""
    changed = 0
    ids = list(_drafts().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), ROWS_AT_A_TIME):
        some = list(_drafts().filter(pk__in=ids[start : start + ROWS_AT_A_TIME]).select_related("current_version"))
        for question in some:
            before = question.score
            question.score = score_by(ranker, question.features, question.current_version.warnings, SERVING_LINE)
            question.ranker_version = ranker.version
            changed += question.score != before
        _drafts().bulk_update(some, ["score", "ranker_version"])
    return changed


def _drafts() -> QuerySet[Question]:
    return Question.objects.filter(
        status=Question.Status.DRAFT,
        origin=Question.Origin.GENERATED,
        current_version__isnull=False,
        current_version__author__isnull=True,
    ).exclude(features={})
