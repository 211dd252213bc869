"""Choosing the questions of a quiz: filled over facts, added by hand, never two that give each other away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from studyapp.engine.learning.selection import Candidate, Selection, choose, enemies
from studyapp.engine.learning.standing import Standing
from studyapp.lessons.composing import NEEDED, WAITING, WHY_SHORT, candidates
from studyapp.lessons.models import LessonSet, Quiz, QuizQuestion
from studyapp.lessons.ordering import arranged, moved, put_in_order
from studyapp.lessons.set_queries import served_to, waiting_count
from studyapp.lessons.sets import locked, touch
from studyapp.questions.models import Question

LONGEST = 50


class GivesAwayError(Exception):
    """The question stands on a sentence of a listed one, tells its answer or is told by it; ``position`` is its place."""

    def __init__(self, position: int):
        super().__init__(str(position))
        self.position = position


@dataclass(frozen=True, slots=True)
class Filled:
    """``why_short`` in words, empty when the quiz has as many as were wanted."""

    added: int
    total: int
    why_short: str = ""


def locked_quiz(lesson_set: LessonSet, quiz: Quiz) -> Quiz:
    """Its list is changed by one person at a time. Raises Quiz.DoesNotExist where it was taken out meanwhile."""
    locked(lesson_set)
    return Quiz.objects.filter(set_items__lesson_set=lesson_set).get(pk=quiz.pk)


def listed(quiz: Quiz) -> list[Candidate]:
    """What the quiz lists, in its order, as choosing sees it; also what learners do not get today."""
    return as_candidates(quiz.entries.order_by("position").values_list("question", flat=True))


def as_candidates(question_ids: Iterable[int]) -> list[Candidate]:
    ids = list(question_ids)
    rows = Question.objects.filter(pk__in=ids, current_version__isnull=False).values_list(*NEEDED, named=True)
    by_pk = {row.pk: row for row in rows}
    return candidates([by_pk[pk] for pk in ids if pk in by_pk], Standing())


@transaction.atomic
def fill(
    lesson_set: LessonSet,
    quiz: Quiz,
    n: int,
    user,
    *,
    articles: Sequence[int],
    facts: Mapping[int, set[int]] | None = None,
) -> Filled:
    """Add questions of these articles until the quiz lists ``n``; what it lists already stays.

    Only what learners get, each fact once, no enemies, and first what no other quiz of the set asks. ``facts`` are
    those chosen of an article. Bounded statements, whatever the number of articles.
    """
    quiz = locked_quiz(lesson_set, quiz)
    n = min(n, LONGEST)
    before = listed(quiz)
    asked = {candidate.fact for candidate in before}
    pool = served_to(user).filter(article__in=articles)
    for article_id, chosen in (facts or {}).items():
        pool = pool.filter(~Q(article=article_id) | Q(fact__in=chosen))
    if quiz.formats:
        pool = pool.filter(format__in=quiz.formats)
    elsewhere = QuizQuestion.objects.filter(quiz__set_items__lesson_set=lesson_set).exclude(quiz=quiz)
    seen = dict.fromkeys(elsewhere.values_list("question__current_version", flat=True), 1)
    rows = [row for row in pool.values_list(*NEEDED, named=True) if row.fact_id not in asked]
    found = choose(candidates(rows, Standing(seen=seen)), n - len(before), quiz.pk, beside=before)
    _append(quiz, question_ids(rows, found))
    if found.chosen:
        touch(lesson_set)
    total = len(before) + len(found.chosen)
    return Filled(len(found.chosen), total, why_short(found, articles) if total < n else "")


def question_ids(rows: Iterable, found: Selection) -> list[int]:
    """Of what was chosen among ``rows``, in its order."""
    by_version = {row.current_version_id: row.pk for row in rows}
    return [by_version[chosen.candidate.id] for chosen in found.chosen]


def why_short(found: Selection, articles: Iterable[int]) -> str:
    """What a reviewer could change comes first; the rest is in the text."""
    if found.short is None:
        return ""
    return str(WHY_SHORT[WAITING] if any(waiting_count(articles).values()) else WHY_SHORT.get(found.short.value, ""))


def _append(quiz: Quiz, ids: Sequence[int]) -> None:
    start = quiz.entries.count() + 1
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question_id=pk, position=place) for place, pk in enumerate(ids, start)
    )


def clashes(quiz: Quiz, others: Iterable[int]) -> dict[int, int]:
    """By question the place in the quiz of the one that it must not meet; those that may be added are left out.

    Three statements, two more for wordings that this process has not read.
    """
    there = listed(quiz)
    others = list(others)
    found: dict[int, int] = {}
    rows = Question.objects.filter(pk__in=others, current_version__isnull=False).values_list(*NEEDED, named=True)
    by_version = {row.current_version_id: row.pk for row in rows}
    for candidate in as_candidates(by_version.values()):
        for place, other in enumerate(there, 1):
            if candidate.id == other.id:
                break
            if candidate.fact == other.fact or enemies([candidate, other]):
                found[by_version[candidate.id]] = place
                break
    return found


@transaction.atomic
def add_question(lesson_set: LessonSet, quiz: Quiz, question: Question) -> bool:
    """At the end; False where it is listed already. Raises GivesAwayError."""
    quiz = locked_quiz(lesson_set, quiz)
    if quiz.entries.filter(question=question).exists() or quiz.entries.count() >= LONGEST:
        return False
    if (clash := clashes(quiz, [question.pk]).get(question.pk)) is not None:
        raise GivesAwayError(clash)
    _append(quiz, [question.pk])
    touch(lesson_set)
    return True


@transaction.atomic
def swap_question(
    lesson_set: LessonSet, quiz: Quiz, pk: int, user, *, articles: Sequence[int], better: Q | None = None
) -> bool:
    """Put the best question that fits in the place of this entry; False where there is none, or it went already.

    ``better`` narrows what may come in.
    """
    quiz = locked_quiz(lesson_set, quiz)
    entry = quiz.entries.filter(pk=pk).first()
    if entry is None:
        return False
    rest = as_candidates(quiz.entries.exclude(pk=pk).order_by("position").values_list("question", flat=True))
    asked = {candidate.fact for candidate in rest}
    pool = served_to(user).filter(article__in=articles).exclude(pk=entry.question_id)
    rows = [
        row
        for row in (pool.filter(better) if better is not None else pool).values_list(*NEEDED, named=True)
        if row.fact_id not in asked
    ]
    found = question_ids(rows, choose(candidates(rows, Standing()), 1, quiz.pk, beside=rest))
    if not found:
        return False
    entry.question_id = found[0]
    entry.save(update_fields=["question"])
    touch(lesson_set)
    return True


@transaction.atomic
def remove_question(lesson_set: LessonSet, quiz: Quiz, pk: int) -> bool:
    """False where it went already. A list that is empty then is a draw again."""
    quiz = locked_quiz(lesson_set, quiz)
    gone, _ = quiz.entries.filter(pk=pk).delete()
    if gone:
        put_in_order(quiz.entries.all(), list(quiz.entries.order_by("position").values_list("pk", flat=True)))
        touch(lesson_set)
    return bool(gone)


@transaction.atomic
def move_question(lesson_set: LessonSet, quiz: Quiz, pk: int, *, seen: int, step: int) -> bool:
    """See ``ordering.moved``."""
    quiz = locked_quiz(lesson_set, quiz)
    is_moved = moved(quiz.entries.all(), pk, seen=seen, step=step)
    if is_moved:
        touch(lesson_set)
    return is_moved


@transaction.atomic
def arrange_questions(lesson_set: LessonSet, quiz: Quiz, order: Sequence[int], *, seen: Sequence[int]) -> bool:
    """See ``ordering.arranged``. Raises OrderChangedError."""
    quiz = locked_quiz(lesson_set, quiz)
    is_new = arranged(quiz.entries.all(), order, seen=seen)
    if is_new:
        touch(lesson_set)
    return is_new


@transaction.atomic
def draw_instead(lesson_set: LessonSet, quiz: Quiz) -> None:
    """Give up the list: each learner gets questions drawn for them."""
    quiz = locked_quiz(lesson_set, quiz)
    quiz.entries.all().delete()
    touch(lesson_set)


@transaction.atomic
def describe_quiz(lesson_set: LessonSet, quiz: Quiz, **fields) -> None:
    """Title; and of a draw its length, formats, and the article or whole topic it is drawn from."""
    quiz = locked_quiz(lesson_set, quiz)
    for name, value in fields.items():
        setattr(quiz, name, value)
    quiz.save(update_fields=list(fields))
    touch(lesson_set)
