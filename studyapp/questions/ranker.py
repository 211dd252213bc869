"""The ranker of this site: the one shipped with the engine, or what the site's own verdicts made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from studyapp.engine.item_writing import ranking
from studyapp.engine.item_writing.ranking import Ranker
from studyapp.engine.item_writing.rescoring import rescored, score_by
from studyapp.engine.items import ItemDraft
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.questions.models import Question, QuestionVersion, RankerFit, Review
from studyapp.questions.patterns import Pattern, Tally, lowered, patterns_of, tallies
from studyapp.questions.reasons import DUPLICATE
from studyapp.questions.reviewing import carried_from_judged, judgements

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
    """``items``, which the engine scored with its shipped ranker, with their scores after ``ranker`` and after what
    reviewers rejected of their like."""
    known = tallies()
    if ranker is not ranking.shipped():
        items = (rescored(item, ranker, SERVING_LINE) for item in items)
    return tuple(_lowered(item, known) for item in items)


def _lowered(item: ItemDraft, known: Mapping[Pattern, Tally]) -> ItemDraft:
    mine = patterns_of(item.kind.value, item.format.value, item.answer_type.value, item.warnings)
    return replace(item, score=lowered(item.score, mine, known)) if item.features else item


def own_verdicts() -> list[OwnVerdict]:
    """One a question: the last judgement of a person on a generated wording that nobody edited, in order of time.

    What was taken back is no judgement; that another question asks the same says nothing of the one rejected.

    Features belong to the last wording that was generated, so a verdict on an earlier one is left out unless it was only
    carried into a new text, and so is one on a question from before features were kept. Verdicts without a reviewer came with shipped content.
    """
    given = judgements().filter(version__author__isnull=True, version__question__origin=Question.Origin.GENERATED)
    later = given.filter(version__question=OuterRef("version__question"), pk__gt=OuterRef("pk"))
    rewritten = QuestionVersion.objects.filter(
        ~carried_from_judged(),
        question=OuterRef("version__question"),
        number__gt=OuterRef("version__number"),
        author__isnull=True,
    )
    rows = (
        given.filter(~Exists(later), ~Exists(rewritten))
        .exclude(version__question__features={})
        .order_by("pk")
        .values_list("version__question__article_id", "version__question__features", "verdict", "reasons")
    )
    return [
        OwnVerdict(article, features, verdict == Review.Verdict.APPROVED)
        for article, features, verdict, reasons in rows
        if reasons != [DUPLICATE]
    ]


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
    return known.version, rescore_drafts(known)


def rescore_drafts(ranker: Ranker | None = None) -> int:
    """What nobody decided on or edited gets its score after the ranker in use and after what reviewers rejected of
    its like. May run at any time; the same judgements give the same scores. How many scores changed."""
    ranker, tallied = ranker or active(), tallies()
    changed = 0
    ids = list(_drafts().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), ROWS_AT_A_TIME):
        some = ids[start : start + ROWS_AT_A_TIME]
        # A stretch of keys: given five hundred of them, SQLite looks each up for every wording.
        rows = _drafts().filter(pk__gte=some[0], pk__lte=some[-1]).select_related("current_version").order_by("pk")
        changed += _rescore(list(rows), ranker, tallied)
    return changed


@transaction.atomic
def _rescore(questions: list[Question], ranker: Ranker, tallied: Mapping[Pattern, Tally]) -> int:
    """One statement for each score that some of them get."""
    moved: dict[float, list[int]] = defaultdict(list)
    changed = 0
    for question in questions:
        score = _score(question, ranker, tallied)
        if (score, ranker.version) != (question.score, question.ranker_version):
            moved[score].append(question.pk)
            changed += score != question.score
    for score, ids in moved.items():
        Question.objects.filter(pk__in=ids).update(score=score, ranker_version=ranker.version)
    return changed


def _score(question: Question, ranker: Ranker, known: Mapping[Pattern, Tally]) -> float:
    warnings = question.current_version.warnings
    mine = patterns_of(question.kind, question.format, question.answer_type, warnings)
    return lowered(score_by(ranker, question.features, warnings, SERVING_LINE), mine, known)


def _drafts() -> QuerySet[Question]:
    return Question.objects.filter(
        status=Question.Status.DRAFT,
        origin=Question.Origin.GENERATED,
        current_version__isnull=False,
        current_version__author__isnull=True,
    ).exclude(features={})
