"""A lesson set on the instructor's desk: its places, what they add up to, and articles that could be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from studyapp.lessons.models import LessonSet, LessonSetItem, QuizQuestion
from studyapp.lessons.set_queries import (
    entries_of,
    facts_told,
    items_of,
    reading_minutes,
    served_count,
    served_to,
    waiting_count,
)
from studyapp.questions.models import Question
from studyapp.sources.models import Article
from studyapp.sources.queries import articles_visible_to, topics_visible_to

SECONDS_A_QUESTION = 30
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson or a quiz. ``gone`` are listed questions that learners do not get today; ``served`` those they may.

    ``facts`` are chosen of a lesson, of ``told`` in all.
    """

    item: LessonSetItem
    position: int
    is_first: bool
    is_last: bool
    minutes: int = 0
    facts: int = 0
    told: int = 0
    listed: int = 0
    served: int = 0
    gone: int = 0
    waiting: int = 0
    is_open: bool = True

    @property
    def title(self) -> str:
        return str(self.item.article or self.item.quiz)

    @property
    def is_draw(self) -> bool:
        return self.item.quiz is not None and not self.listed

    @property
    def asks(self) -> int:
        """How many questions a learner can expect."""
        return min(self.item.quiz.length, self.served) if self.is_draw else self.listed - self.gone


@dataclass(frozen=True, slots=True)
class Summary:
    """``covered`` facts are asked, of ``facts`` in the lessons and quizzes; ``kinds`` are (label, questions)."""

    questions: int
    minutes: int
    covered: int
    facts: int
    sources: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    lesson_set: LessonSet
    places: tuple[Place, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that could be a lesson; ``asked`` is how many questions of it the set asks."""

    article: Article
    facts: int
    questions: int
    asked: int
    is_there: bool


def desk_of(lesson_set: LessonSet, user) -> Desk:
    """A bounded number of statements, whatever the number of places and questions."""
    items = items_of(lesson_set)
    entries = entries_of(item.quiz_id for item in items if item.quiz)
    listed = [entry.question for rows in entries.values() for entry in rows]
    served = served_among(user, listed)
    told = facts_told(item.article_id for item in items if item.article)
    placed = _lessons(items, told, user) | _quizzes(items, entries, served, user)
    places = tuple(
        Place(item, number, is_first=number == 1, is_last=number == len(items), **placed[item.pk])
        for number, item in enumerate(items, 1)
    )
    return Desk(lesson_set, places, _summary(places, [q for q in listed if q.pk in served], told))


def _lessons(items: Sequence[LessonSetItem], told: Mapping[int, set[int]], user) -> dict[int, dict[str, int]]:
    """What a Place says of each lesson, by item."""
    lessons = [item for item in items if item.article]
    minutes = reading_minutes([item.article_id for item in lessons])
    topics = {item.article.topic_id for item in lessons}
    open_topics = set(topics_visible_to(user).filter(pk__in=topics).values_list("pk", flat=True))
    return {
        item.pk: {
            "minutes": minutes.get(item.article_id, 0),
            "facts": len(item.facts.all()),
            "told": len(told.get(item.article_id, ())),
            "is_open": item.article.status == Article.Status.ACTIVE and item.article.topic_id in open_topics,
        }
        for item in lessons
    }


def _quizzes(
    items: Sequence[LessonSetItem], entries: Mapping[int, Sequence[QuizQuestion]], served: set[int], user
) -> dict[int, dict[str, int]]:
    """What a Place says of each quiz, by item: of a list what is served of it, of a draw what it finds today."""
    quizzes = {item.pk: item.quiz for item in items if item.quiz}
    draws = [quiz for quiz in quizzes.values() if quiz.pk not in entries]
    of_articles = {quiz.article_id for quiz in draws if quiz.article_id}
    could, waits = _to_draw(user, of_articles, {quiz.topic_id for quiz in draws if not quiz.article_id})
    found = {}
    for pk, quiz in quizzes.items():
        if rows := entries.get(quiz.pk):
            there = sum(row.question_id in served for row in rows)
            found[pk] = {"listed": len(rows), "gone": len(rows) - there, "served": there}
        else:
            key = ("article", quiz.article_id) if quiz.article_id else ("topic", quiz.topic_id)
            found[pk] = {"served": could.get(key, 0), "waiting": waits.get(key, 0)}
    return found


def served_among(user, questions: Iterable[Question]) -> set[int]:
    ids = {question.pk for question in questions}
    return set(served_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def _to_draw(user, articles: set[int], topics: set[int]) -> tuple[dict, dict]:
    """What draws find today and what waits for a reviewer, by ("article" or "topic", number)."""
    if not articles and not topics:
        return {}, {}
    active = Article.objects.filter(topic__in=topics, status=Article.Status.ACTIVE)
    of_topics = dict(active.values_list("pk", "topic"))
    everything = articles | of_topics.keys()
    found = []
    for counts in (served_count(user, everything), waiting_count(everything)):
        sums: Counter[tuple[str, int]] = Counter()
        for article_id, count in counts.items():
            sums["article", article_id] += count
            if article_id in of_topics:
                sums["topic", of_topics[article_id]] += count
        found.append(sums)
    could, drafts = found
    return could, {key: drafts[key] for key in drafts if not could.get(key)}


def _summary(places: Sequence[Place], asked: Sequence[Question], told: dict[int, set[int]]) -> Summary:
    lessons = [place for place in places if place.item.article and place.is_open]
    facts: set[int] = set()
    for place in lessons:
        chosen = {fact.pk for fact in place.item.facts.all()}
        facts |= chosen or told.get(place.item.article_id, set())
    covered = {question.fact_id for question in asked}
    questions = sum(place.asks for place in places if place.item.quiz)
    kinds = Counter(question.kind for question in asked)
    labels = dict(Question.Kind.choices)
    return Summary(
        questions=questions,
        minutes=sum(p.minutes for p in lessons) + max(questions and 1, round(questions * SECONDS_A_QUESTION / 60)),
        covered=len(covered),
        facts=len(facts | covered),
        sources=len({p.item.article_id for p in lessons} | {q.article_id for q in asked}),
        kinds=tuple((str(labels[kind]), count) for kind, count in kinds.most_common()),
    )


def readings_to_add(user, *, topic_slug: str = "", words: str = "") -> QuerySet[Article]:
    """Articles this person may read, of one topic or of all."""
    found = articles_visible_to(user)
    if topic_slug:
        found = found.filter(topic__slug=topic_slug)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(publisher__name__icontains=words))
    return found.order_by("title", "pk")


def with_numbers(user, desk: Desk, articles: Sequence[Article]) -> list[Reading]:
    """Four statements, whatever their number."""
    ids = [article.pk for article in articles]
    told, served = facts_told(ids), served_count(user, ids)
    there = {place.item.article_id for place in desk.places}
    listed = QuizQuestion.objects.filter(
        quiz__set_items__lesson_set=desk.lesson_set, question__article__in=ids
    ).values_list("question__article", flat=True)
    asked = Counter(listed)
    return [Reading(a, len(told.get(a.pk, ())), served.get(a.pk, 0), asked[a.pk], a.pk in there) for a in articles]
