"""Changing a lesson set. Each change locks the set, so that two people at once lose nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion
from studyapp.lessons.ordering import arranged, moved, put_in_order
from studyapp.sources.correcting import Clash, MeanwhileError
from studyapp.sources.importing import free_slug
from studyapp.sources.models import Article, Topic

WORDS = ("title", "goal", "introduction")
MOST_ITEMS = 120
SAME_PRESS = dt.timedelta(seconds=30)


class FullError(Exception):
    """A set holds MOST_ITEMS places at most."""


def locked(lesson_set: LessonSet) -> LessonSet:
    """The row as it is now; nobody else changes the set until the transaction ends."""
    return LessonSet.objects.select_for_update(of=("self",)).get(pk=lesson_set.pk)


def touch(lesson_set: LessonSet) -> None:
    """Something in the set has changed."""
    LessonSet.objects.filter(pk=lesson_set.pk).update(updated_at=timezone.now())


def create_set(owner, title: str, **words) -> LessonSet:
    """A draft without anything in it, at an address of its own."""
    for _attempt in range(3):
        try:
            with transaction.atomic():
                slug = free_slug(LessonSet.objects.all(), title, 120)
                return LessonSet.objects.create(slug=slug, title=title[:200], owner=owner, **words)
        except IntegrityError:  # somebody took the address this moment
            continue
    return LessonSet.objects.create(slug=f"set-{secrets.token_hex(8)}", title=title[:200], owner=owner, **words)


@transaction.atomic
def reword(lesson_set: LessonSet, seen: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Title, goal and introduction as ``wanted``, of which the person had ``seen`` others; False for no change.

    What they did not touch stays as it is now. Raises MeanwhileError where somebody changed the same to something
    else, and writes nothing then.
    """
    row = locked(lesson_set)
    touched = [name for name in WORDS if name in wanted and wanted[name] != seen.get(name, getattr(row, name))]
    to_write = [name for name in touched if getattr(row, name) != wanted[name]]
    clashes = [Clash(name, getattr(row, name)) for name in to_write if getattr(row, name) != seen.get(name)]
    if clashes:
        raise MeanwhileError(clashes)
    for name in to_write:
        setattr(row, name, wanted[name])
    if to_write:
        row.save(update_fields=[*to_write, "updated_at"])
    return bool(to_write)


@transaction.atomic
def add_lessons(lesson_set: LessonSet, articles: Iterable[Article]) -> list[LessonSetItem]:
    """At the end, in the order given; an article that is in the set already is not added again.

    Raises FullError.
    """
    row = locked(lesson_set)
    there = set(row.items.filter(article__isnull=False).values_list("article", flat=True))
    return _append(row, [LessonSetItem(article=article) for article in articles if article.pk not in there])


@transaction.atomic
def add_quiz(lesson_set: LessonSet, quiz: Quiz) -> list[LessonSetItem]:
    """At the end; a quiz that is in the set already is not added again. Raises FullError."""
    row = locked(lesson_set)
    return _append(row, [] if row.items.filter(quiz=quiz).exists() else [LessonSetItem(quiz=quiz)])


def _append(lesson_set: LessonSet, items: list[LessonSetItem]) -> list[LessonSetItem]:
    count = lesson_set.items.count()
    if count + len(items) > MOST_ITEMS:
        raise FullError
    for place, item in enumerate(items, count + 1):
        item.lesson_set, item.position = lesson_set, place
    if items:
        LessonSetItem.objects.bulk_create(items)
        touch(lesson_set)
    return items


def new_quiz(
    lesson_set: LessonSet, title: str, topic: Topic, *, article: Article | None = None, length: int, key: str = ""
) -> Quiz:
    """A quiz of the set's owner that draws ``length`` questions as long as it has no list.

    ``key`` names the form: sent twice, it is one quiz.
    """
    slug = f"{lesson_set.slug[:100]}-{slugify(key)[:16] or secrets.token_hex(4)}"
    fields = {"title": title[:200], "topic": topic, "article": article, "length": length}
    return Quiz.objects.get_or_create(slug=slug, owner_id=lesson_set.owner_id, defaults=fields)[0]


@transaction.atomic
def remove_item(lesson_set: LessonSet, pk: int) -> LessonSetItem | None:
    """What was taken out; None when it was gone already. Its quiz stays, with its questions and its answers."""
    row = locked(lesson_set)
    item = row.items.select_related("article", "quiz").filter(pk=pk).first()
    if item is None:
        return None
    row.items.filter(pk=pk).delete()
    put_in_order(row.items.all(), list(row.items.order_by("position").values_list("pk", flat=True)))
    touch(row)
    return item


@transaction.atomic
def move_item(lesson_set: LessonSet, pk: int, *, seen: int, step: int) -> bool:
    """See ``ordering.moved``."""
    row = locked(lesson_set)
    is_moved = moved(row.items.all(), pk, seen=seen, step=step)
    if is_moved:
        touch(row)
    return is_moved


@transaction.atomic
def arrange_items(lesson_set: LessonSet, order: Sequence[int], *, seen: Sequence[int]) -> bool:
    """See ``ordering.arranged``. Raises OrderChangedError."""
    row = locked(lesson_set)
    is_new = arranged(row.items.all(), order, seen=seen)
    if is_new:
        touch(row)
    return is_new


@transaction.atomic
def describe_item(lesson_set: LessonSet, pk: int, *, note: str, facts: Iterable[int] | None = None) -> None:
    """The note to the learner, and of a lesson the numbers of the facts to look for (none: all).

    Raises LessonSetItem.DoesNotExist where it was taken out meanwhile.
    """
    row = locked(lesson_set)
    item = row.items.get(pk=pk)
    item.note = note
    item.save(update_fields=["note"])
    if facts is not None:
        item.facts.set(facts)
    touch(row)


def state_of(item: LessonSetItem) -> str:
    """Changes with everything that a person can write of a place: what they saw is compared with it."""
    quiz = item.quiz
    told = [item.note, sorted(item.facts.values_list("pk", flat=True))]
    told += [quiz.title, quiz.length, sorted(quiz.formats), quiz.article_id, quiz.topic_id] if quiz else []
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def publish(lesson_set: LessonSet) -> None:
    LessonSet.objects.filter(pk=lesson_set.pk).update(status=LessonSet.Status.PUBLISHED, updated_at=timezone.now())


def to_draft(lesson_set: LessonSet) -> None:
    """Learners see it no more. Whether it may be, ``usecases.publish_set`` decides."""
    LessonSet.objects.filter(pk=lesson_set.pk).update(status=LessonSet.Status.DRAFT, updated_at=timezone.now())


def share(lesson_set: LessonSet, *, renew: bool = False) -> str:
    """The code of its link; one that is shared keeps it, unless it is renewed: then the old link leads nowhere."""
    with transaction.atomic():
        row = locked(lesson_set)
        if renew or not row.share_code:
            row.share_code = secrets.token_urlsafe(9)
            row.save(update_fields=["share_code"])
    return row.share_code


def stop_sharing(lesson_set: LessonSet) -> None:
    LessonSet.objects.filter(pk=lesson_set.pk).update(share_code=None)


@transaction.atomic
def duplicate(lesson_set: LessonSet, owner) -> LessonSet:
    """A draft with the same places and with quizzes of its own that list the same questions in the same order.

    Attempts stay behind, as do the link and the assignments. Pressed twice, it is one copy.
    """
    source = locked(lesson_set)
    earlier = source.copies.filter(owner=owner, created_at__gte=timezone.now() - SAME_PRESS).first()
    if earlier:
        return earlier
    title = _("%(title)s (copy)") % {"title": source.title[:190]}
    copy = create_set(owner, title, introduction=source.introduction, goal=source.goal, copied_from=source)
    items = list(source.items.select_related("quiz").prefetch_related("facts").order_by("position"))
    quizzes = _copy_quizzes([item.quiz for item in items if item.quiz], copy)
    new = [
        LessonSetItem(
            lesson_set=copy,
            position=item.position,
            article_id=item.article_id,
            quiz=quizzes.get(item.quiz_id),
            note=item.note,
        )
        for item in items
    ]
    LessonSetItem.objects.bulk_create(new)
    chosen = LessonSetItem.facts.through
    chosen.objects.bulk_create(
        chosen(lessonsetitem_id=made.pk, fact_id=fact.pk)
        for made, item in zip(new, items, strict=True)
        for fact in item.facts.all()
    )
    return copy


def _copy_quizzes(quizzes: Sequence[Quiz], into: LessonSet) -> dict[int, Quiz]:
    """By the number of the one copied. Three statements, whatever their number."""
    copies = {
        quiz.pk: Quiz(
            slug=f"{into.slug[:100]}-{secrets.token_hex(4)}",
            title=quiz.title,
            topic_id=quiz.topic_id,
            article_id=quiz.article_id,
            owner=into.owner,
            length=quiz.length,
            formats=quiz.formats,
        )
        for quiz in quizzes
    }
    Quiz.objects.bulk_create(copies.values())
    listed = QuizQuestion.objects.filter(quiz__in=copies)
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=copies[entry.quiz_id], position=entry.position, question_id=entry.question_id)
        for entry in listed
    )
    return copies
