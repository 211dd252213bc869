"""The questions of a quiz on the instructor's desk: its list, and what could be added to it or put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from studyapp.lessons.building import clashes
from studyapp.lessons.models import LessonSet, Quiz, QuizQuestion
from studyapp.lessons.set_queries import entries_of, served_to
from studyapp.progress.models import ItemStatistics
from studyapp.questions.models import Question
from studyapp.sources.models import Article
from studyapp.sources.queries import topics_visible_to
from studyapp.usecases.set_desk import served_among

ENOUGH_ANSWERS = 10
TOO_EASY, TOO_HARD = 0.95, 0.2


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
    served = served_among(user, [row.question for row in rows])
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


def harder_or_easier(figures: Figures) -> Q:
    """What may come in for a question that is too easy or too hard: one whose figures do not say the same."""
    of_all = Q(statistics__quiz=None, statistics__answers__gte=ENOUGH_ANSWERS)
    if figures.is_easy:
        return ~Q(pk__in=Question.objects.filter(of_all, statistics__facility__gte=TOO_EASY).values("pk"))
    return ~Q(pk__in=Question.objects.filter(of_all, statistics__facility__lte=TOO_HARD).values("pk"))
