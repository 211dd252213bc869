"""Figures of questions and quizzes as pages show them. They are of all who answered, and hold nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from studyapp.accounts.roles import sees_everything
from studyapp.attempts.models import Regrade
from studyapp.engine.learning.item_statistics import JUDGED_FROM, SHOWN_FROM
from studyapp.engine.learning.likelihood import chance
from studyapp.engine.learning.mastery import expected, first_estimate, first_standing, guess_floor, on_item
from studyapp.lessons.models import Quiz, QuizQuestion
from studyapp.progress.asked import asked_of
from studyapp.progress.difficulties import look_again
from studyapp.progress.models import ItemStatistics, QuizStatistics
from studyapp.progress.statistics import key_of
from studyapp.questions.models import Question
from studyapp.questions.queries import reviewable_by
from studyapp.questions.wordings import Wording, wording
from studyapp.sources.models import Topic
from studyapp.sources.queries import topics_visible_to


def questions_with_figures_for(user) -> QuerySet[Question]:
    """Questions whose figures this person may see: those they may review, and those in quizzes of their own.

    Of the latter none in a topic that was closed to them since.
    """
    mine = QuizQuestion.objects.none()
    if user.is_authenticated:
        mine = QuizQuestion.objects.filter(quiz__owner=user, question__topic__in=topics_visible_to(user))
    seen = Q(pk__in=reviewable_by(user).order_by().values("pk")) | Q(pk__in=mine.order_by().values("question"))
    return Question.objects.filter(seen, current_version__isnull=False)


def topics_with_figures_for(user) -> QuerySet[Topic]:
    """Topics of these questions, by name."""
    seen = questions_with_figures_for(user).order_by().values("topic")
    return Topic.objects.filter(pk__in=seen).order_by("name")


def quizzes_with_figures_for(user) -> QuerySet[Quiz]:
    """Quizzes of this person or of their topics; those who see all content see all."""
    if not user.is_authenticated:
        return Quiz.objects.none()
    return Quiz.objects.all() if sees_everything(user) else Quiz.objects.filter(Q(owner=user) | Q(topic__owner=user))


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of statistics, with what is shown of it: nothing but the number of answers where they are too few."""

    row: ItemStatistics

    @property
    def is_shown(self) -> bool:
        return self.row.answers >= SHOWN_FROM

    @property
    def is_judged(self) -> bool:
        """Whether how hard the question is has been seen, and is no longer estimated."""
        return self.row.answers >= JUDGED_FROM

    @property
    def needed(self) -> int:
        return SHOWN_FROM

    @property
    def wrong(self) -> dict | None:
        """The most chosen wrong option with its text; None where none was chosen, or nothing is chosen."""
        version = self.row.question.current_version
        key = key_of(version)
        wrong = [option for option in self.row.options if option["position"] != key and option["count"]]
        most = max(wrong, key=lambda option: option["count"], default=None)
        texts = {str(option.position): option.text for option in version.options.all()} if most else {}
        return most and most | {"text": texts.get(most["position"], most["position"])}


def text_of(words: Wording, choice: str) -> str:
    """An option as it reads; "true" and "false" as they are."""
    return next((option.text for option in words.options if str(option.position) == choice), choice)


def all_figures(user, *, topic_id: int | None = None, flagged: bool = False) -> QuerySet[ItemStatistics]:
    """Figures over all first answers, flagged questions first, then those with most answers."""
    rows = ItemStatistics.objects.filter(quiz=None, answers__gt=0, question__in=questions_with_figures_for(user))
    rows = rows.exclude(question__status__in=[Question.Status.REJECTED, Question.Status.RETIRED])
    if topic_id is not None:
        rows = rows.filter(question__topic=topic_id)
    none = Case(When(flags=[], then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = rows.annotate(sound=none)
    rows = rows.filter(sound=False) if flagged else rows
    return _with_wordings(rows).order_by("sound", "-answers", "pk")


def _with_wordings(rows: QuerySet[ItemStatistics]) -> QuerySet[ItemStatistics]:
    related = rows.select_related("question__topic", "question__current_version__question", "quiz")
    return related.prefetch_related("question__current_version__options")


def figures_by_question(question_ids: Iterable[int]) -> dict[int, Figures]:
    """Figures over all first answers, of those that have any. One query."""
    rows = ItemStatistics.objects.filter(question__in=list(question_ids), quiz=None).select_related("question")
    return {row.question_id: Figures(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with how many took it; ``share`` 0…1. ``flags`` are codes without their place."""

    text: str
    is_key: bool
    count: int
    share: float
    discrimination: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """``figures`` is None before any were worked out; ``estimate`` is the expected share right, 0…1.

    ``pooled`` is of the fact: first answers to all its questions and the share right, None under ten of them.
    """

    question: Question
    words: Wording
    figures: Figures | None
    estimate: float
    choices: tuple[Choice, ...]
    siblings: tuple[Figures, ...]
    in_quizzes: tuple[Figures, ...]
    regrades: tuple[Regrade, ...]

    @property
    def pooled_answers(self) -> int:
        return sum(one.row.answers for one in self.siblings)

    @property
    def pooled_facility(self) -> float | None:
        if self.pooled_answers < SHOWN_FROM:
            return None
        return sum(one.row.answers * (one.row.facility or 0.0) for one in self.siblings) / self.pooled_answers

    @property
    def dont_know(self) -> int:
        """Answers that took no option."""
        return self.figures.row.answers - sum(choice.count for choice in self.choices) if self.figures else 0


def question_figures(user, question_id: int, now: dt.datetime) -> QuestionFigures:
    """Raises Question.DoesNotExist for what is not theirs to see."""
    seen = questions_with_figures_for(user).select_related("topic", "article", "fact", "current_version")
    question = seen.get(pk=question_id)
    words = wording(question.current_version_id)
    of_fact = ItemStatistics.objects.filter(question__fact=question.fact_id, answers__gt=0)
    rows = list(_with_wordings(of_fact).order_by("question", "pk"))
    mine = next((row for row in rows if row.question_id == question.pk and row.quiz_id is None), None)
    seen_quizzes = set(quizzes_with_figures_for(user).values_list("pk", flat=True)) if rows else set()
    return QuestionFigures(
        question=question,
        words=words,
        figures=Figures(mine) if mine else None,
        estimate=estimate_of(words, now),
        choices=_choices(mine, words) if mine else (),
        siblings=tuple(Figures(row) for row in rows if row.quiz_id is None),
        in_quizzes=tuple(
            Figures(row) for row in rows if row.question_id == question.pk and row.quiz_id in seen_quizzes
        ),
        regrades=tuple(Regrade.objects.filter(version__question=question).select_related("who").order_by("-pk")[:20]),
    )


def _choices(row: ItemStatistics, words: Wording) -> tuple[Choice, ...]:
    key = key_of(words)
    flags = [flag.partition(":") for flag in row.flags]
    return tuple(
        Choice(
            text_of(words, option["position"]),
            option["position"] == key,
            option["count"],
            option["share"],
            option["discrimination"],
            tuple(code for code, _, place in flags if place == option["position"]),
        )
        for option in row.options
    )


def estimate_of(words: Wording, now: dt.datetime) -> float:
    """How likely somebody new gets it right, 0…1, going by the learner model."""
    asked, difficulties = asked_of(words), look_again()
    topic = difficulties.topic(asked.topic_id)
    theta = expected(first_estimate(), first_standing(topic), topic, now)
    return chance(*on_item(theta, difficulties.item(asked)), guess_floor(asked.format, asked.options))


def quiz_rows(user) -> QuerySet[QuizStatistics]:
    """Figures of the quizzes that this person may look into, by title."""
    seen = quizzes_with_figures_for(user).order_by().values("pk")
    return QuizStatistics.objects.filter(quiz__in=seen).select_related("quiz__topic").order_by("quiz__title", "pk")


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """``row`` is None before any were worked out; ``items`` in the order of the quiz."""

    quiz: Quiz
    row: QuizStatistics | None
    items: tuple[Figures, ...]
    is_draw: bool

    @property
    def is_shown(self) -> bool:
        return self.row is not None and self.row.attempts >= SHOWN_FROM

    @property
    def needed(self) -> int:
        return SHOWN_FROM


def quiz_figures(user, slug: str) -> QuizFigures:
    """Raises Quiz.DoesNotExist for what is not theirs to see."""
    quiz = quizzes_with_figures_for(user).select_related("topic").get(slug=slug)
    places = dict(quiz.entries.values_list("question", "position"))
    rows = _with_wordings(ItemStatistics.objects.filter(quiz=quiz, question__topic__in=topics_visible_to(user)))
    if places:
        rows = rows.filter(question__in=places)
    items = sorted(rows, key=lambda row: (places.get(row.question_id, 0), row.question_id))
    row = QuizStatistics.objects.filter(quiz=quiz).first()
    return QuizFigures(quiz, row, tuple(Figures(item) for item in items), is_draw=not places)
