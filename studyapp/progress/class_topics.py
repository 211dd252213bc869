"""What of its learners' study is a class's business: its topics, and the answers that belong to it.

docs/decisions/0014-what-a-class-sees.md has the reasons.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from studyapp.accounts.models import Classroom, Membership
from studyapp.accounts.queries import learners_of
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Response
from studyapp.lessons.models import LessonSetItem, Quiz, QuizQuestion
from studyapp.sources.models import Topic, TopicGrant
from studyapp.sources.queries import topics_visible_to


def topics_of_class(classroom: Classroom, viewer, now: dt.datetime) -> QuerySet[Topic]:
    """Topics that were granted to the class, and those of work that was assigned in it and has opened.

    Of these the ones that ``viewer`` may see; by name. One query.
    """
    work = Assignment.objects.filter(classroom=classroom, withdrawn_at=None, opens_at__lte=now)
    places = LessonSetItem.objects.filter(lesson_set__in=work.values("lesson_set"))
    quizzes = Quiz.objects.filter(Q(pk__in=work.values("quiz")) | Q(pk__in=places.values("quiz")))
    asked = QuizQuestion.objects.filter(quiz__in=quizzes.values("pk"))
    return (
        topics_visible_to(viewer)
        .filter(
            Q(pk__in=TopicGrant.objects.filter(classroom=classroom).values("topic"))
            | Q(pk__in=quizzes.values("topic"))
            | Q(pk__in=asked.values("question__topic"))
            | Q(pk__in=places.values("article__topic"))
        )
        .order_by("name", "pk")
    )


def answers_of_class(classroom: Classroom, viewer, now: dt.datetime) -> QuerySet[Response]:
    """Answers of today's learners: to work of the class, and in its topics since they joined; newest first.

    Those in a topic that ``viewer`` may not see are left out.
    """
    joined = Membership.objects.filter(
        classroom=classroom, user=OuterRef("attempt__learner"), joined_at__lte=OuterRef("answered_at")
    )
    to_its_work = Q(attempt__assignment__classroom=classroom)
    in_its_topics = Q(version__question__topic__in=topics_of_class(classroom, viewer, now).order_by().values("pk"))
    return (
        Response.objects.filter(
            to_its_work | in_its_topics & Q(Exists(joined)),
            attempt__learner__in=learners_of(classroom).order_by().values("pk"),
            version__question__topic__in=topics_visible_to(viewer).values("pk"),
        )
        .select_related("attempt")
        .order_by("-pk")
    )
