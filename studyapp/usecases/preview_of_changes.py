"""What would be touched if articles were withdrawn, moved or merged: told before anybody presses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from studyapp.accounts.queries import taught_by
from studyapp.accounts.roles import sees_everything
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt, Response
from studyapp.facts.models import Fact
from studyapp.lessons.models import LessonSet, Quiz
from studyapp.questions.models import Question, QuestionVersion
from studyapp.sources.models import Article

MOST_NAMES = 12
MOST_PAPERS = 2000  # of the newest open sittings


@dataclass(frozen=True, slots=True)
class Names:
    """Some things by name; ``more`` are further ones, or such as this person may not know by name."""

    shown: tuple[str, ...]
    more: int = 0

    @property
    def total(self) -> int:
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Touched:
    """``questions`` by status."""

    articles: int
    facts: int
    questions: dict[str, int]
    sets: Names
    quizzes: Names
    assignments: Names
    open_attempts: int
    learners: int

    @property
    def asked(self) -> int:
        """Questions that learners may be asked now, or once they are reviewed."""
        return self.questions.get(Question.Status.APPROVED, 0) + self.questions.get(Question.Status.DRAFT, 0)


def touched_by(articles: QuerySet[Article], user, now: dt.datetime) -> Touched:
    """What hangs on these articles, as far as this person may know it by name. Ten statements at most."""
    ids = list(articles.order_by().values_list("pk", flat=True))
    questions = Question.objects.filter(article__in=ids)
    sets = LessonSet.objects.filter(
        Q(items__article__in=ids) | Q(items__quiz__article__in=ids) | Q(items__quiz__entries__question__article__in=ids)
    ).distinct()
    quizzes = Quiz.objects.filter(Q(article__in=ids) | Q(entries__question__article__in=ids)).distinct()
    standing = Fact.objects.filter(
        evidence__sentence__version__article__in=ids,
        evidence__sentence__version__article__current_version=F("evidence__sentence__version"),
        status__in=[Fact.Status.ACTIVE, Fact.Status.DISPUTED],
    )
    return Touched(
        articles=len(ids),
        facts=standing.distinct().count(),
        questions=dict(questions.order_by().values_list("status").annotate(Count("pk"))),
        sets=_named(sets, user),
        quizzes=_named(quizzes, user),
        assignments=_assignments(sets, quizzes, user, now),
        open_attempts=_open_attempts(ids),
        learners=Response.objects.filter(version__question__article__in=ids).aggregate(
            n=Count("attempt__learner", distinct=True)
        )["n"],
    )


def _named(rows: QuerySet, user) -> Names:
    """Titles of what is this person's own; of everything for those who manage content."""
    found = rows.order_by("title").values_list("title", "owner")
    mine = [title for title, owner in found if sees_everything(user) or owner in (user.pk, None)]
    return Names(tuple(mine[:MOST_NAMES]), len(found) - len(mine[:MOST_NAMES]))


def _assignments(sets: QuerySet, quizzes: QuerySet, user, now: dt.datetime) -> Names:
    """Those that learners may still work on; classes of others are counted and not named."""
    live = Assignment.objects.filter(
        Q(lesson_set__in=sets.values("pk")) | Q(quiz__in=quizzes.values("pk")),
        Q(due_at=None) | Q(due_at__gte=now),
        withdrawn_at=None,
        classroom__archived_at=None,
    )
    found = live.select_related("lesson_set", "quiz", "classroom").order_by("due_at", "pk")
    mine = set(taught_by(user).values_list("pk", flat=True))
    shown = [f"{row.lesson_set or row.quiz} ({row.classroom})" for row in found if row.classroom_id in mine]
    return Names(tuple(shown[:MOST_NAMES]), len(found) - len(shown[:MOST_NAMES]))


def _open_attempts(articles: Iterable[int]) -> int:
    """Unfinished sittings with a question of these articles on their paper."""
    versions = set(QuestionVersion.objects.filter(question__article__in=articles).values_list("pk", flat=True))
    if not versions:
        return 0
    papers = Attempt.objects.filter(finished_at=None).order_by("-started_at").values_list("paper", flat=True)
    return sum(any(entry["version"] in versions for entry in paper) for paper in papers[:MOST_PAPERS])
