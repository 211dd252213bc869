"""A set from nothing: a lesson and a quiz for each article, and a closing quiz over all of them."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.engine.learning.selection import choose
from studyapp.engine.learning.standing import Standing
from studyapp.lessons.building import question_ids
from studyapp.lessons.composing import NEEDED, candidates
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion
from studyapp.lessons.set_queries import served_to, waiting_count
from studyapp.lessons.sets import MOST_ITEMS, SAME_PRESS, FullError, create_set, locked, touch
from studyapp.sources.models import Article

EACH = 5
CLOSING = 10


@transaction.atomic
def start_set(owner, title: str, articles: Sequence[Article], *, each: int = EACH, closing: int = CLOSING) -> LessonSet:
    """A draft with a lesson and a quiz of ``each`` questions for every article, and a ``closing`` quiz.

    0 leaves the quizzes out. Pressed twice, it is one set. Raises FullError.
    """
    User.objects.select_for_update().only("pk").get(pk=owner.pk)
    since = timezone.now() - SAME_PRESS
    earlier = LessonSet.objects.filter(owner=owner, title=title[:200], created_at__gte=since, copied_from=None).first()
    if earlier:
        return earlier
    lesson_set = create_set(owner, title)
    add_articles(lesson_set, articles, owner, each=each, closing=closing if len(articles) > 1 else 0)
    return lesson_set


@transaction.atomic
def add_articles(
    lesson_set: LessonSet, articles: Sequence[Article], user, *, each: int = EACH, closing: int = 0
) -> int:
    """Put them at the end, each followed by its quiz where anything can be asked of it; how many were new.

    A quiz lists what learners get today; of an article whose questions all wait for a review it draws later. The
    closing quiz lists first what no other quiz of them asks. Bounded statements, whatever their number.
    """
    row = locked(lesson_set)
    there = set(row.items.filter(article__isnull=False).values_list("article", flat=True))
    articles = [article for article in articles if article.pk not in there]
    if not articles:
        return 0
    plans = _planned(row, articles, user, each=each, closing=closing)
    quizzes = [quiz for _article, quiz, _ids in plans if quiz]
    start = row.items.count() + 1
    if start + len(articles) + len(quizzes) > MOST_ITEMS:
        raise FullError
    Quiz.objects.bulk_create(quizzes)
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question_id=pk, position=place)
        for _article, quiz, ids in plans
        for place, pk in enumerate(ids, 1)
    )
    items = []
    for article, quiz, _ids in plans:
        items += [LessonSetItem(article=article)] if article else []
        items += [LessonSetItem(quiz=quiz)] if quiz else []
    for place, item in enumerate(items, start):
        item.lesson_set, item.position = row, place
    LessonSetItem.objects.bulk_create(items)
    touch(row)
    return len(articles)


def _planned(
    lesson_set: LessonSet, articles: Sequence[Article], user, *, each: int, closing: int
) -> list[tuple[Article | None, Quiz | None, list[int]]]:
    """(article, its quiz, what that lists) in order; the closing quiz comes last and without an article."""
    ids = [article.pk for article in articles]
    rows = list(served_to(user).filter(article__in=ids).values_list("article_id", *NEEDED, named=True))
    by_article: dict[int, list] = {}
    for row in rows:
        by_article.setdefault(row.article_id, []).append(row)
    known = {c.id: c for c in candidates(rows, Standing())}
    waiting = waiting_count(ids)
    plans, seen = [], {}
    for article in articles:
        mine = by_article.get(article.pk, [])
        chosen = question_ids(mine, choose([known[r.current_version_id] for r in mine], each, article.pk))
        quiz = None
        if each and (chosen or waiting.get(article.pk)):
            quiz = _quiz(lesson_set, _("Quiz: %(title)s") % {"title": article.title}, article, each, by_its_own=True)
        plans.append((article, quiz, chosen if quiz else []))
        seen |= {row.current_version_id: 1 for row in mine if row.pk in chosen}
    if closing and (rows or any(waiting.values())):
        topic_of = Counter(article.topic_id for article in articles).most_common(1)[0][0]
        typical = next(article for article in articles if article.topic_id == topic_of)
        pool = candidates(rows, Standing(seen=seen))
        chosen = question_ids(rows, choose(pool, closing, lesson_set.pk))
        plans.append((None, _quiz(lesson_set, _("Closing quiz"), typical, closing), chosen))
    return plans


def _quiz(lesson_set: LessonSet, title: str, article: Article, length: int, *, by_its_own: bool = False) -> Quiz:
    return Quiz(
        slug=f"{lesson_set.slug[:100]}-{secrets.token_hex(4)}",
        title=title[:200],
        topic_id=article.topic_id,
        article=article if by_its_own else None,
        owner_id=lesson_set.owner_id,
        length=length,
    )
