"""What a lesson set is made of, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from studyapp.accounts.roles import sees_everything
from studyapp.engine.pipeline import SERVING_LINE
from studyapp.facts.models import Fact, FactEvidence
from studyapp.lessons.models import LessonSet, LessonSetItem, Quiz, QuizQuestion
from studyapp.questions.models import Question
from studyapp.questions.queries import allowed_anywhere
from studyapp.sources.models import Article
from studyapp.sources.queries import topics_visible_to

LETTERS_A_MINUTE = 1_300  # 220 words


def sets_editable_by(user) -> QuerySet[LessonSet]:
    """Own sets; those who manage content build on all."""
    if not user.is_authenticated:
        return LessonSet.objects.none()
    found = LessonSet.objects.select_related("owner")
    return found if sees_everything(user) else found.filter(owner=user)


def listed_sets(user, words: str = "") -> QuerySet[LessonSet]:
    """The same with how many ``lessons`` and ``quizzes`` each has, the newest change first."""
    found = sets_editable_by(user).filter(Q(title__icontains=words) | Q(goal__icontains=words))
    counted = found.annotate(lessons=Count("items__article"), quizzes=Count("items__quiz"))
    return counted.order_by("-updated_at", "-pk")


def shared_sets() -> QuerySet[LessonSet]:
    """Sets that whoever has the link may see."""
    return LessonSet.objects.filter(status=LessonSet.Status.PUBLISHED, share_code__isnull=False)


def items_of(lesson_set: LessonSet) -> list[LessonSetItem]:
    """In their order, with all that a page says of them. Two statements."""
    items = lesson_set.items.select_related("article__topic", "article__publisher", "quiz__topic", "quiz__article")
    return list(items.prefetch_related("facts").order_by("position"))


def entries_of(quiz_ids: Iterable[int]) -> dict[int, list[QuizQuestion]]:
    """The listed questions of each quiz, with their wording and article. One statement."""
    found: dict[int, list[QuizQuestion]] = defaultdict(list)
    rows = QuizQuestion.objects.filter(quiz__in=list(quiz_ids))
    rows = rows.select_related("question__current_version", "question__article", "question__topic")
    for row in rows.order_by("quiz", "position"):
        found[row.quiz_id].append(row)
    return found


def served_to(user, questions: QuerySet[Question] | None = None) -> QuerySet[Question]:
    """Questions that this person, as a learner, gets today."""
    pool = Question.objects.all() if questions is None else questions
    return pool.filter(allowed_anywhere(), topic__in=topics_visible_to(user))


def served_count(user, article_ids: Iterable[int]) -> dict[int, int]:
    """How many questions of each article learners get. One statement."""
    rows = served_to(user).filter(article__in=list(article_ids)).order_by().values_list("article")
    return dict(rows.annotate(Count("pk")))


def waiting_count(article_ids: Iterable[int]) -> dict[int, int]:
    """How many drafts of each article stand, whether learners get them or not. One statement."""
    drafts = Question.objects.filter(
        article__in=list(article_ids), status=Question.Status.DRAFT, current_version__isnull=False
    )
    return dict(drafts.order_by().values_list("article").annotate(Count("pk")))


def facts_told(article_ids: Iterable[int]) -> dict[int, set[int]]:
    """The facts of each article's current text that a lesson tells. One statement."""
    asked = Question.objects.filter(fact=OuterRef("fact"))
    sound = Q(status=Question.Status.APPROVED) | Q(score__gte=SERVING_LINE)
    told = FactEvidence.objects.filter(
        ~Exists(asked) | Exists(asked.filter(sound)),
        sentence__version__article__in=list(article_ids),
        sentence__version__article__current_version=F("sentence__version"),
        fact__status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
    )
    found: dict[int, set[int]] = defaultdict(set)
    for article_id, fact_id in told.values_list("sentence__version__article", "fact"):
        found[article_id].add(fact_id)
    return found


def reading_minutes(article_ids: Iterable[int]) -> dict[int, int]:
    """Of each article's current text. One statement."""
    lengths = Article.objects.filter(pk__in=list(article_ids), current_version__isnull=False).order_by()
    rows = lengths.values_list("pk", Length("current_version__text"))
    return {pk: max(1, round(letters / LETTERS_A_MINUTE)) for pk, letters in rows}


def loose_quizzes(owner) -> QuerySet[Quiz]:
    """Quizzes of this person that are in no set, the newest first."""
    return Quiz.objects.filter(owner=owner, set_items=None).order_by("-pk")
