"""The instructor's sources at a glance: topics with their articles and numbers, one article with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from studyapp.facts.models import Fact, FactEvidence
from studyapp.progress.models import FactMemory
from studyapp.questions.models import Question, Review
from studyapp.questions.queries import allowed_anywhere
from studyapp.questions.queue import BY_STATUS, STALE, WAITING
from studyapp.sources.models import Article, ArticleVersion, Topic
from studyapp.sources.queries import articles_editable_by, topics_editable_by

ARTICLES_A_TOPIC = 6
STANDING = (Fact.Status.ACTIVE, Fact.Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class Numbers:
    """``waiting`` are drafts that nobody has reviewed; those among them that are trusted are ``served`` as well."""

    facts: int = 0
    served: int = 0
    waiting: int = 0
    stale: int = 0
    rejected: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its first articles; ``mine`` where this person may arrange it."""

    topic: Topic
    mine: bool
    articles: Sequence[Article]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.articles)


def desk_topics(user, words: str = "") -> QuerySet[Topic]:
    """Topics that this person may arrange, or in which they brought something in, by name."""
    mine = articles_editable_by(user).filter(topic=OuterRef("pk")).order_by()
    theirs = Topic.objects.filter(Q(Exists(mine)) | Q(pk__in=topics_editable_by(user).values("pk")), merged_into=None)
    if words:
        theirs = theirs.filter(Q(name__icontains=words) | Q(Exists(_found(mine, words))))
    return theirs.order_by("name", "pk")


def _found(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    return articles.filter(Q(title__icontains=words) | Q(publisher__name__icontains=words) | Q(author__icontains=words))


def desk_articles(user, topic: Topic, words: str = "") -> QuerySet[Article]:
    """This person's articles of one topic, the newest first."""
    articles = articles_editable_by(user).filter(topic=topic).order_by("-created_at", "-pk")
    return articles if not words or words.casefold() in topic.name.casefold() else _found(articles, words)


def topic_rows(user, topics: Sequence[Topic], words: str = "") -> list[TopicRow]:
    """Each topic with its newest articles that fit. Three queries, whatever their number."""
    ids = [topic.pk for topic in topics]
    fitting = articles_editable_by(user).filter(topic__in=ids)
    if words:
        named = [topic.pk for topic in topics if words.casefold() in topic.name.casefold()]
        fitting = fitting.filter(Q(topic__in=named) | Q(pk__in=_found(fitting, words).order_by().values("pk")))
    totals = dict(fitting.order_by().values_list("topic").annotate(Count("pk")))
    newest = Window(RowNumber(), partition_by=F("topic"), order_by=[F("created_at").desc(), F("pk").desc()])
    first = fitting.annotate(nth=newest).filter(nth__lte=ARTICLES_A_TOPIC).order_by("nth")
    by_topic: dict[int, list[Article]] = {}
    for article in first.defer("topic__description"):
        by_topic.setdefault(article.topic_id, []).append(article)
    mine = set(topics_editable_by(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [TopicRow(t, t.pk in mine, by_topic.get(t.pk, []), totals.get(t.pk, 0)) for t in topics]


def numbers_of(articles: Iterable[Article]) -> dict[int, Numbers]:
    """By article. Two queries, whatever their number."""
    ids = [article.pk for article in articles]
    rows = (
        Question.objects.filter(article__in=ids, current_version__isnull=False)
        .order_by()
        .values_list("article")
        .annotate(
            served=Count("pk", filter=allowed_anywhere()),
            **{name: Count("pk", filter=Q(status=name)) for name in ("draft", "stale", "rejected", "retired")},
        )
    )
    facts = _facts_of(ids)
    found = {pk: Numbers(facts=facts.get(pk, 0)) for pk in ids}
    for pk, served, draft, stale, rejected, retired in rows:
        found[pk] = Numbers(facts.get(pk, 0), served, draft, stale, rejected, retired)
    return found


def to_review(article_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """By article: how many drafts the review queue holds now, and how many that went stale. One query."""
    ids = set(article_ids)
    counts = {name: Count("pk", filter=BY_STATUS[name]) for name in (WAITING, STALE)}
    rows = Question.objects.filter(article__in=ids).order_by().values_list("article").annotate(**counts)
    return {pk: {WAITING: waiting, STALE: stale} for pk, waiting, stale in rows}


def _facts_of(articles: Sequence[int]) -> dict[int, int]:
    """How many living facts stand in the current text of each."""
    rows = FactEvidence.objects.filter(
        sentence__version__article__in=articles,
        sentence__version__article__current_version=F("sentence__version"),
        fact__status__in=STANDING,
    )
    article = F("sentence__version__article")
    return dict(rows.order_by().values_list(article).annotate(Count("fact", distinct=True)))


def versions_of(article: Article) -> QuerySet[ArticleVersion]:
    """The newest first, without their texts."""
    return article.versions.select_related("created_by").defer("text", "marks").order_by("-number")


def facts_of(article: Article, status: str = "", words: str = "") -> QuerySet[Fact]:
    """Facts that stand, or were rejected, in the article's current text, in the order of the text."""
    here = FactEvidence.objects.filter(sentence__version=article.current_version_id)
    facts = Fact.objects.filter(evidence__in=here).distinct()
    if status:
        facts = facts.filter(status=status)
    if words:
        facts = facts.filter(Q(label__icontains=words) | Q(value__icontains=words))
    first = here.filter(fact=OuterRef("pk")).order_by("start", "pk")
    return (
        Fact.objects.filter(pk__in=facts.order_by().values("pk"))
        .annotate(
            place=first.values("pk")[:1],
            at=first.values("start")[:1],
            questions_live=Count("questions", filter=Q(questions__status__in=["approved", "draft"]), distinct=True),
            questions_stale=Count("questions", filter=Q(questions__status="stale"), distinct=True),
        )
        .order_by("at", "pk")
    )


def learners_of_changed_values(version: ArticleVersion) -> int:
    """Learners who learnt a value that the article gave before this version and gives otherwise now."""
    now = FactEvidence.objects.filter(sentence__version=version).values("fact")
    changed = Fact.objects.filter(superseded_by__in=now, status=Fact.Status.SUPERSEDED)
    return FactMemory.objects.filter(fact__in=changed.values("pk")).aggregate(n=Count("learner", distinct=True))["n"]


def stale_since(version: ArticleVersion) -> QuerySet[Question]:
    """Questions of the article that wait since this version came."""
    went = Review.objects.filter(
        version__question=OuterRef("pk"), verdict=Review.Verdict.STALE, note=f"version {version.number}"
    )
    return Question.objects.filter(Exists(went), article=version.article_id, status=Question.Status.STALE)
