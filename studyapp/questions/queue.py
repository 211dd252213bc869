"""The reviewer's queue: which questions, in which order. What is asked for stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from studyapp.questions.models import Question, QuestionEvidence, Report
from studyapp.questions.queries import reviewable_by
from studyapp.sources.models import Article

WAITING, STALE, REPORTED, APPROVED, REJECTED, RETIRED, ALL = (
    "waiting", "stale", "reported", "approved", "rejected", "retired", "all",
)  # fmt: skip
STATUSES = (WAITING, STALE, REPORTED, APPROVED, REJECTED, RETIRED, ALL)
SCORE, ARTICLE, NEWEST = "score", "article", "newest"
ORDERS = (SCORE, ARTICLE, NEWEST)
LONGEST_SEARCH = 100
OPEN_REPORTS = Report.objects.filter(version__question=OuterRef("pk"), decisions=None)
ACTIVE = Q(article__status=Article.Status.ACTIVE)
BY_STATUS = {
    WAITING: ACTIVE & Q(status=Question.Status.DRAFT),
    STALE: ACTIVE & Q(status=Question.Status.STALE),
    REPORTED: Q(Exists(OPEN_REPORTS)),
    APPROVED: Q(status=Question.Status.APPROVED),
    REJECTED: Q(status=Question.Status.REJECTED),
    RETIRED: Q(status=Question.Status.RETIRED),
    ALL: Q(),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a queue; what an address does not say, or says wrongly, is the default."""

    status: str = WAITING
    topic: str = ""
    article: str = ""
    kind: str = ""
    order: str = SCORE
    search: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        given = {name: value.replace("\x00", "") for name, value in given.items()}

        def one_of(name: str, choices: tuple[str, ...], default: str) -> str:
            return given[name] if given.get(name) in choices else default

        return cls(
            status=one_of("status", STATUSES, WAITING),
            topic=given.get("topic", "")[:80],
            article=given.get("article", "")[:120],
            kind=one_of("kind", tuple(Question.Kind.values), ""),
            order=one_of("order", ORDERS, SCORE),
            search=" ".join(given.get("q", "").split())[:LONGEST_SEARCH],
        )

    def address(self, **changes: str) -> str:
        """The part of an address that asks for this queue, with what is not default; "" for the default one."""
        names = ("status", "topic", "article", "kind", "order")
        said = {name: getattr(self, name) for name in names} | {"q": self.search} | changes
        default = {"status": WAITING, "order": SCORE}
        return urlencode({name: value for name, value in said.items() if value and value != default.get(name)})


def queue(user, wanted: Wanted) -> QuerySet[Question]:
    """The questions of a queue in their order."""
    found = _narrowed(user, wanted).filter(BY_STATUS[wanted.status])
    if wanted.order == ARTICLE:
        key = QuestionEvidence.objects.filter(version=OuterRef("current_version"), role=QuestionEvidence.Role.KEY)
        found = found.annotate(place=Subquery(key.order_by("start").values("start")[:1]))
        return found.order_by("article__title", "article", "place", "pk")
    return found.order_by("-pk") if wanted.order == NEWEST else found.order_by("-score", "pk")


def counts(user, wanted: Wanted) -> dict[str, int]:
    """How many questions each status would show. One statement."""
    totals = {status: Count("pk", filter=BY_STATUS[status]) for status in STATUSES if status != REPORTED}
    totals[REPORTED] = Count("pk", filter=Q(is_reported=True))
    rows = _narrowed(user, wanted).order_by().annotate(is_reported=Exists(OPEN_REPORTS))
    found = rows.aggregate(**{f"n_{status}": total for status, total in totals.items()})
    return {status: found[f"n_{status}"] for status in STATUSES}


def reports_on(question_ids: list[int]) -> dict[int, int]:
    """How many reports on each of these wait for a decision. One statement."""
    rows = Report.objects.filter(version__question__in=question_ids, decisions=None)
    return dict(rows.order_by().values_list(F("version__question")).annotate(n=Count("pk")))


def _narrowed(user, wanted: Wanted) -> QuerySet[Question]:
    found = reviewable_by(user)
    if wanted.topic:
        found = found.filter(topic__slug=wanted.topic)
    if wanted.article:
        found = found.filter(article__slug=wanted.article)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.search:
        words = Q(current_version__stem__icontains=wanted.search) | Q(current_version__context__icontains=wanted.search)
        found = found.filter(words | Q(current_version__key_value__icontains=wanted.search))
    return found
