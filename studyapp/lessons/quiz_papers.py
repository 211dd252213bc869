"""The paper of a quiz that a person put together: its list of questions, or a draw by its measure."""

from __future__ import annotations

from functools import reduce
from operator import or_

from studyapp.engine.learning.selection import as_listed
from studyapp.engine.learning.standing import Standing
from studyapp.lessons.composing import LEFT_OUT, NEEDED, Composed, candidates, compose
from studyapp.lessons.models import Quiz
from studyapp.questions.models import Question
from studyapp.questions.queries import servable
from studyapp.sources.queries import topics_visible_to


def compose_quiz(quiz: Quiz, reader, *, seed: int, standing: Standing, shuffled: bool = True) -> Composed:
    """A list gives all of its questions that ``reader`` may see and get today; a draw is made for ``standing``.

    Unshuffled, a list keeps its order. Options are shuffled either way, as in any quiz. Five queries at most for a
    list, whatever its length, two more for wordings not read before.
    """
    listed = list(quiz.entries.order_by("position").values_list("question", flat=True))
    if not listed:
        return compose(
            quiz.topic, quiz.article, length=quiz.length, seed=seed, standing=standing, formats=tuple(quiz.formats)
        )
    served = {row.pk: row for row in _served(listed, reader)}
    pool = candidates([served[pk] for pk in listed if pk in served], standing)
    chosen = as_listed(pool, seed, shuffled=shuffled)
    paper = [{"version": one.candidate.id, "options": list(one.options)} for one in chosen]
    return Composed(paper, LEFT_OUT if len(paper) < len(listed) else "", len(listed))


def expected_length(quiz: Quiz, listed: int) -> int:
    """How many questions the quiz asks: those of its list, else what is drawn."""
    return listed or quiz.length


def _served(question_ids: list[int], reader) -> list:
    """Rows with NEEDED of those that the publishing policy of their topic gives to learners. Two queries."""
    asked = Question.objects.filter(pk__in=question_ids)
    topics = list(topics_visible_to(reader).filter(pk__in=asked.values("topic")))
    if not topics:
        return []
    found = reduce(or_, (servable(topic).select_related(None) for topic in topics))
    return list(found.filter(pk__in=question_ids).values_list(*NEEDED, named=True))
