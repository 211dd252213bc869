"""Filling a quiz of a set from the set's own lessons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from studyapp.lessons import building, sets
from studyapp.lessons.models import LessonSet, Quiz, QuizQuestion
from studyapp.lessons.queries import lesson_of
from studyapp.lessons.set_queries import served_to
from studyapp.questions.models import Question
from studyapp.sources.models import Article, Topic
from studyapp.usecases.quiz_desk import articles_asked, chosen_facts, figures_of, harder_or_easier


def fill_quiz(lesson_set: LessonSet, quiz: Quiz, n: int, user) -> building.Filled:
    """From its article, else from the lessons of the set and of these from the facts that were chosen."""
    articles = articles_asked(lesson_set, quiz)
    return building.fill(lesson_set, quiz, n, user, articles=articles, facts=_chosen(lesson_set, articles))


def _chosen(lesson_set: LessonSet, article_ids: Iterable[int]) -> dict[int, set[int]]:
    """The chosen facts of these articles, with those that say the same; three statements for each such article."""
    chosen = {pk: facts for pk, facts in chosen_facts(lesson_set).items() if pk in set(article_ids)}
    for article in Article.objects.filter(pk__in=chosen).select_related("topic", "publisher", "current_version"):
        lines = lesson_of(article).facts
        chosen[article.pk].update(*(line.fact_ids for line in lines if chosen[article.pk].intersection(line.fact_ids)))
    return chosen


@transaction.atomic
def add_filled_quiz(
    lesson_set: LessonSet, user, *, title: str, length: int, key: str, topic: Topic | None = None
) -> Quiz | None:
    """At the end of the set; None where there is neither a lesson nor a ``topic`` to ask about.

    ``key`` names the form: sent twice, it is one quiz.
    """
    sets.locked(lesson_set)
    lessons = Article.objects.filter(set_items__lesson_set=lesson_set).order_by("set_items__position")
    first = lessons.select_related("topic").first()
    topic = first.topic if first else topic
    if topic is None:
        return None
    quiz = sets.new_quiz(lesson_set, title, topic, length=length, key=key)
    if sets.add_quiz(lesson_set, quiz) and first:
        fill_quiz(lesson_set, quiz, length, user)
    return quiz


def swap(lesson_set: LessonSet, quiz: Quiz, pk: int, user) -> bool:
    """Another question in place of one that nearly everybody gets right, or hardly anybody."""
    entry = QuizQuestion.objects.filter(quiz=quiz, pk=pk).first()
    if entry is None:
        return False
    figures = figures_of([entry.question_id]).get(entry.question_id)
    better = harder_or_easier(figures) if figures else None
    return building.swap_question(lesson_set, quiz, pk, user, articles=articles_asked(lesson_set, quiz), better=better)


def question_to_add(user, pk: int) -> Question | None:
    """What learners get and this person may see; None for anything else."""
    return served_to(user).filter(pk=pk).first()
