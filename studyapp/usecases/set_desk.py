"""A lesson set on the instructor's desk: its places, what they add up to, and what could be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from studyapp.lessons.building import clashes
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion
from studyapp.lessons.set_queries import (
    entries_of,
    facts_told,
    items_of,
    reading_minutes,
    served_count,
    served_to,
    waiting_count,
)
from studyapp.progress.models import ItemStatistics
from studyapp.questions.models import Question
from studyapp.sources.models import Article
from studyapp.sources.queries import articles_visible_to, topics_visible_to

SECONDS_A_QUESTION = 30
ENOUGH_ANSWERS = 10
TOO_EASY, TOO_HARD = 0.95, 0.2
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
class Figures:
    """Of a question's first answers; ``facility`` only from ENOUGH_ANSWERS on."""

    answers: int = 0
    facility: float | None = None

    @property
    def is_easy(self) -> bool:
        return self.facility is not None and self.facility >= TOO_EASY

    @property
    def is_hard(self) -> bool:
        return self.facility is not None and self.facility <= TOO_HARD


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed question. ``is_served`` is false for one that left: learners get the quiz without it.

    ``is_open`` is false where its topic was closed to the person looking: then nothing of it is shown.
    """

    entry: QuizQuestion
    position: int
    is_first: bool
    is_last: bool
    is_served: bool
    is_open: bool
    figures: Figures

    @property
    def stem(self) -> str:
        return self.entry.question.current_version.stem if self.is_open else ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that could be added. ``clash`` is the place of the listed one that it must not meet."""

    question: Question
    figures: Figures
    clash: int | None = None


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
    articles = [item.article_id for item in items if item.article_id]
    quizzes = [item.quiz for item in items if item.quiz]
    entries = entries_of(quiz.pk for quiz in quizzes)
    listed = [entry.question for rows in entries.values() for entry in rows]
    served = _served(user, listed)
    told = facts_told(articles)
    minutes = reading_minutes(articles)
    drawn_of = {quiz.article_id for quiz in quizzes if quiz.article_id and quiz.pk not in entries}
    drawn_in = {quiz.topic_id for quiz in quizzes if not quiz.article_id and quiz.pk not in entries}
    could, waits = _to_draw(user, drawn_of, drawn_in)
    open_topics = set(
        topics_visible_to(user)
        .filter(pk__in={i.article.topic_id for i in items if i.article})
        .values_list("pk", flat=True)
    )
    places = []
    for number, item in enumerate(items, 1):
        ends = {"is_first": number == 1, "is_last": number == len(items)}
        if item.article:
            chosen = len(item.facts.all())
            places.append(
                Place(
                    item, number, **ends, minutes=minutes.get(item.article_id, 0), facts=chosen,
                    told=len(told.get(item.article_id, ())),
                    is_open=item.article.status == Article.Status.ACTIVE and item.article.topic_id in open_topics,
                )
            )  # fmt: skip
            continue
        rows = entries.get(item.quiz_id, [])
        key = ("article", item.quiz.article_id) if item.quiz.article_id else ("topic", item.quiz.topic_id)
        there = sum(row.question_id in served for row in rows)
        places.append(
            Place(
                item, number, **ends, listed=len(rows), gone=len(rows) - there,
                served=there if rows else could.get(key, 0), waiting=0 if rows else waits.get(key, 0),
            )
        )  # fmt: skip
    return Desk(lesson_set, tuple(places), _summary(places, [q for q in listed if q.pk in served], told))


def _served(user, questions: Iterable[Question]) -> set[int]:
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


def figures_of(question_ids: Iterable[int]) -> dict[int, Figures]:
    """One statement."""
    rows = ItemStatistics.objects.filter(question__in=list(question_ids), quiz=None)
    return {
        pk: Figures(answers, facility if answers >= ENOUGH_ANSWERS else None)
        for pk, answers, facility in rows.values_list("question", "answers", "facility")
    }


def list_of(quiz: Quiz, user) -> list[Entry]:
    """The questions of a quiz in their order, with how learners did so far. Four statements."""
    rows = entries_of([quiz.pk])[quiz.pk]
    served = _served(user, [row.question for row in rows])
    open_topics = set(topics_visible_to(user).filter(questions__quiz_entries__quiz=quiz).values_list("pk", flat=True))
    figures = figures_of(row.question_id for row in rows)
    return [
        Entry(
            row,
            place,
            is_first=place == 1,
            is_last=place == len(rows),
            is_served=row.question_id in served,
            is_open=row.question.topic_id in open_topics,
            figures=figures.get(row.question_id, Figures()),
        )
        for place, row in enumerate(rows, 1)
    ]


def articles_asked(lesson_set: LessonSet, quiz: Quiz) -> list[int]:
    """Where a quiz takes its questions from: its article, else the lessons of the set, else its topic's articles."""
    if quiz.article_id:
        return [quiz.article_id]
    lessons = list(lesson_set.items.filter(article__isnull=False).values_list("article", flat=True))
    return lessons or list(Article.objects.filter(topic=quiz.topic_id).values_list("pk", flat=True))


def chosen_facts(lesson_set: LessonSet) -> dict[int, set[int]]:
    """The facts chosen of each article, where some were. One statement."""
    found: dict[int, set[int]] = {}
    rows = lesson_set.items.filter(article__isnull=False, facts__isnull=False).values_list("article", "facts")
    for article_id, fact_id in rows:
        found.setdefault(article_id, set()).add(fact_id)
    return found


def questions_to_add(user, quiz: Quiz, *, words: str, articles: Sequence[int], everywhere: bool) -> QuerySet[Question]:
    """What learners get and the quiz does not list yet; of ``articles`` alone unless it is asked for ``everywhere``."""
    found = served_to(user).exclude(quiz_entries__quiz=quiz).select_related("current_version", "article")
    if not everywhere:
        found = found.filter(article__in=articles)
    if words:
        said = ("current_version__stem", "current_version__context", "fact__value", "fact__label", "article__title")
        matching = Q()
        for field in said:
            matching |= Q(**{f"{field}__icontains": words})
        found = found.filter(matching)
    return found.order_by("article__title", "-score", "pk")


def offers(quiz: Quiz, questions: Sequence[Question]) -> list[Offer]:
    ids = [question.pk for question in questions]
    figures, clash = figures_of(ids), clashes(quiz, ids)
    return [Offer(q, figures.get(q.pk, Figures()), clash.get(q.pk)) for q in questions]


def readings_to_add(user, lesson_set: LessonSet, *, topic_slug: str = "", words: str = "") -> QuerySet[Article]:
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


def harder_or_easier(figures: Figures) -> Q:
    """What may come in for a question that is too easy or too hard: one whose figures do not say the same."""
    of_all = Q(statistics__quiz=None, statistics__answers__gte=ENOUGH_ANSWERS)
    if figures.is_easy:
        return ~Q(pk__in=Question.objects.filter(of_all, statistics__facility__gte=TOO_EASY).values("pk"))
    return ~Q(pk__in=Question.objects.filter(of_all, statistics__facility__lte=TOO_HARD).values("pk"))
