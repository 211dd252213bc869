"""What the review desk shows: the queue, one question with all that speaks for and against it, the last decision."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.utils import timezone

from studyapp.accounts.roles import sees_everything
from studyapp.facts import refusals
from studyapp.facts.receipts import BrokenReceiptError, Receipt, source_of
from studyapp.progress.models import ItemStatistics
from studyapp.questions import patterns, ranker, trust
from studyapp.questions.checking import Checks, checks_of
from studyapp.questions.comparing import Compared, compare_with_now
from studyapp.questions.history import Event, history_of
from studyapp.questions.models import Question, Report, Review
from studyapp.questions.proposals import proposal_of
from studyapp.questions.queries import publishing_of, reviewable_by
from studyapp.questions.queue import Wanted, counts, queue, reports_on
from studyapp.questions.reviewing import last_step
from studyapp.questions.wordings import Wording, wording
from studyapp.sources.models import Article, Topic
from studyapp.usecases.regrade import has_corrected_key

WINDOW = 15  # rows of the queue that are shown around the question
CHOICES = 300  # topics and articles that may be chosen from
SHOWN_REPORTS = 10
TAKEN_BACK_WITHIN = dt.timedelta(hours=12)
RULE = re.compile(r"[A-Z]{2}-\d")
WEIGHTY = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the queue."""

    question: Question
    is_current: bool
    is_trusted: bool
    reports: int

    @property
    def doubts(self) -> int:
        return len(self.question.current_version.warnings)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature and what it does to the score, in log odds."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its evidence. ``wording`` and ``receipts`` are None and empty where the stored text is damaged."""

    question: Question
    wording: Wording | None
    receipts: tuple[Receipt, ...]
    checks: Checks
    doubts: tuple[str, ...]
    is_trusted: bool
    trust: str
    like: patterns.Tally | None
    weighed: tuple[Weighed, ...]
    reports: tuple[Report, ...]
    figures: ItemStatistics | None
    history: tuple[Event, ...]
    is_corrected: bool  # earlier answers have scores that today's key would not give
    compared: Compared | None
    policy: str
    may_change_policy: bool


@dataclass(frozen=True, slots=True)
class LastStep:
    """What this person did last, for the button that takes it back."""

    step: str
    verdict: str
    stem: str
    count: int


@dataclass(frozen=True, slots=True)
class Desk:
    """``position`` counts from 1; 0 where the question is not in the queue that the filters ask for."""

    wanted: Wanted
    counts: dict[str, int]
    topics: tuple[Topic, ...]
    articles: tuple[Article, ...]
    total: int
    position: int
    rows: tuple[Row, ...]
    shown: Shown | None
    previous: int | None
    next: int | None
    last: LastStep | None
    step: str


def desk(user, wanted: Wanted, question_id: int | None = None) -> Desk:
    """The desk at a question, else at the first of the queue. Raises Question.DoesNotExist for one that is not theirs."""
    ids = list(queue(user, wanted).values_list("pk", flat=True))
    if question_id is None:
        question_id = ids[0] if ids else None
    place = ids.index(question_id) if question_id in ids else -1
    totals = counts(user, wanted)
    topics, articles = _choices(user, wanted)
    return Desk(
        wanted=wanted,
        counts=totals,
        topics=topics,
        articles=articles,
        total=len(ids),
        position=place + 1,
        rows=_rows(ids, place, question_id),
        shown=_shown(user, question_id) if question_id else None,
        previous=ids[place - 1] if place > 0 else None,
        next=ids[place + 1] if place + 1 < len(ids) else None,
        last=_last(user),
        step=uuid.uuid4().hex,
    )


def following(user, wanted: Wanted, question_id: int) -> int | None:
    """Where to go on after a decision on a question: the next of the queue, else the one before it."""
    ids = list(queue(user, wanted).values_list("pk", flat=True))
    if question_id not in ids:
        return ids[0] if ids else None
    place = ids.index(question_id)
    others = ids[place + 1 : place + 2] or ids[max(0, place - 1) : place]
    return others[0] if others else None


def _choices(user, wanted: Wanted) -> tuple[tuple[Topic, ...], tuple[Article, ...]]:
    """Topics with questions to review; articles of the topic that was chosen, or the one article."""
    mine = reviewable_by(user).order_by()
    topics = Topic.objects.filter(pk__in=mine.values("topic")).order_by("name")[:CHOICES]
    articles = Article.objects.filter(pk__in=mine.values("article")).order_by("title")
    if wanted.topic:
        articles = articles.filter(topic__slug=wanted.topic)
    elif wanted.article:
        articles = articles.filter(slug=wanted.article)
    else:
        articles = articles.none()
    return tuple(topics), tuple(articles.only("slug", "title")[:CHOICES])


def _rows(ids: list[int], place: int, question_id: int | None) -> tuple[Row, ...]:
    start = max(0, min(place - WINDOW // 3, len(ids) - WINDOW))
    some = ids[start : start + WINDOW]
    questions = Question.objects.select_related("current_version").in_bulk(some)
    reports = reports_on(some)
    return tuple(
        Row(q, pk == question_id, _is_trusted(q), reports.get(pk, 0)) for pk in some if (q := questions.get(pk))
    )


def _is_trusted(question: Question) -> bool:
    return question.status == Question.Status.DRAFT and trust.trust_of(question) == trust.Trust.TRUSTED


def _shown(user, question_id: int) -> Shown:
    follows = ("topic", "article__publisher", "article__topic", "article__current_version", "fact")
    question = reviewable_by(user).select_related(*follows, "current_version__question").get(pk=question_id)
    version = question.current_version
    worded, receipts = _receipts(question)
    is_draft = question.status == Question.Status.DRAFT
    reports = Report.objects.filter(version__question=question, decisions=None).select_related("reporter")
    return Shown(
        question=question,
        wording=worded,
        receipts=receipts,
        checks=checks_of(proposal_of(version), question.article.title),
        doubts=tuple(refusals.in_words(code) for code in version.warnings if not RULE.match(code)),
        is_trusted=_is_trusted(question),
        trust=trust.why(question) if is_draft else "",
        like=patterns.told_of(question, version.warnings) if is_draft and version.author_id is None else None,
        weighed=_weighed(question) if is_draft else (),
        reports=tuple(reports[:SHOWN_REPORTS]),
        figures=ItemStatistics.objects.filter(question=question, quiz=None).first(),
        history=tuple(history_of(question)),
        is_corrected=worded is not None and _is_corrected(question),
        compared=compare_with_now(question) if question.status == Question.Status.STALE else None,
        policy=publishing_of(question.topic),
        may_change_policy=sees_everything(user) or question.topic.owner_id == user.pk,
    )


def _receipts(question: Question) -> tuple[Wording | None, tuple[Receipt, ...]]:
    """The wording with the receipt of its key, of a set those of all rows."""
    try:
        worded = wording(question.current_version_id)
    except BrokenReceiptError:
        return None, ()
    source = source_of(question.article)
    quotes = [o.quote for o in worded.options if o.quote] if worded.is_set else [worded.quote]
    return worded, tuple(Receipt(quote, source, worded.says_so, worded.as_of) for quote in quotes)


def _is_corrected(question: Question) -> bool:
    try:
        return has_corrected_key(question)
    except BrokenReceiptError:  # of an earlier wording
        return False


def _weighed(question: Question) -> tuple[Weighed, ...]:
    """The features that move the score most, the strongest first."""
    weights = ranker.active().weights
    moved = [Weighed(name, weights.get(name, 0.0) * value) for name, value in question.features.items()]
    return tuple(sorted((w for w in moved if w.weight), key=lambda w: (-abs(w.weight), w.feature))[:WEIGHTY])


def _last(user) -> LastStep | None:
    rows = last_step(user, timezone.now() - TAKEN_BACK_WITHIN)
    if not rows:
        return None
    row: Review = rows[0]
    return LastStep(row.step, row.verdict, row.version.stem, len(rows))
