"""Taking a quiz: start it, see a question, answer it, see the results."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.attempts import answering
from studyapp.attempts.answering import Given
from studyapp.attempts.feedback import Feedback, QuestionView, asked_about, feedback_of, is_withdrawn, question_view
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.paper import Sheet, sheet
from studyapp.attempts.queries import (
    attempts_of,
    first_response,
    first_responses,
    open_attempt,
    scores,
    times_answered,
)
from studyapp.facts.queries import NOBODY, Others, others_on
from studyapp.lessons.composing import WHY_SHORT, compose
from studyapp.progress import updating
from studyapp.progress.asked import asked_of
from studyapp.progress.difficulties import look_again
from studyapp.progress.queries import Change, changes_of
from studyapp.progress.standing import standing_of
from studyapp.questions.models import Question
from studyapp.sources.models import Article, Topic

DEFAULT_LENGTH = 10
LENGTHS = (5, 10, 20)


class NoQuestionsError(Exception):
    """There is nothing to ask about this topic or article yet."""


@dataclass(frozen=True, slots=True)
class QuizPage:
    """One question of an attempt. ``segments`` holds right, wrong, partly, now or todo per question.

    ``feedback`` is None until the question is answered; ``change`` is what the answer moved, known only
    in the request that gave it.
    """

    attempt: Attempt
    question: QuestionView
    segments: tuple[str, ...]
    feedback: Feedback | None = None
    change: updating.Folded | None = None

    @property
    def next_position(self) -> int | None:
        """The next unanswered question after this one, else the first one left, else None."""
        left = [n for n, state in enumerate(self.segments, 1) if state in ("todo", "now")]
        left = [n for n in left if n != self.question.position or self.feedback is None]
        return next((n for n in left if n > self.question.position), left[0] if left else None)

    @property
    def why_short(self) -> str:
        """Why the quiz has fewer questions than asked for, in words; empty when it has all."""
        return str(WHY_SHORT.get(self.attempt.why_short, ""))

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.segments.count(state) for state in ("right", "wrong", "partly", "todo", "now")}


@dataclass(frozen=True, slots=True)
class Results:
    """``feedbacks`` in the order asked, only of what was answered; ``left`` are open positions."""

    attempt: Attempt
    feedbacks: tuple[Feedback, ...]
    left: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def right(self) -> int:
        return sum(f.is_right for f in self.feedbacks)

    @property
    def missed(self) -> tuple[Feedback, ...]:
        return tuple(f for f in self.feedbacks if not f.is_right)


def start(
    learner: User,
    *,
    topic: Topic,
    article: Article | None,
    length: int,
    now: dt.datetime,
    seed: int | None = None,
    formats: tuple[str, ...] = (),
) -> Attempt:
    """Freeze a paper and write its one row. A second press finds the untouched first one again.

    Raises NoQuestionsError when nothing can be asked.
    """
    if not formats and (earlier := _untouched(learner, topic, article, length)):
        return earlier
    seed = secrets.randbits(48) if seed is None else seed
    seen = times_answered(learner, version__question__topic=topic)
    standing = standing_of(learner, [topic.pk], seen, now)
    composed = compose(topic, article, length=length, seed=seed, standing=standing, formats=formats)
    if not composed.paper:
        raise NoQuestionsError
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=learner.pk)  # two presses at once begin one quiz
        if not formats and (earlier := _untouched(learner, topic, article, length)):
            return earlier
        return Attempt.objects.create(
            learner=learner,
            topic=topic,
            article=article,
            asked_for=length,
            why_short=composed.why_short,
            started_at=now,
            seed=seed,
            paper=composed.paper,
        )


def _untouched(learner: User, topic: Topic, article: Article | None, length: int) -> Attempt | None:
    """The newest open sitting on the same, if it has this length and no answer yet."""
    earlier = open_attempt(learner, topic_id=topic.pk, article_id=article.pk if article else None)
    return earlier if earlier and earlier.asked_for == length and not earlier.responses.exists() else None


def retry_missed(learner: User, attempt: Attempt, now: dt.datetime) -> Attempt:
    """A new sitting of the questions missed in this one. Raises NoQuestionsError when none was."""
    missed = [position for position, r in sorted(first_responses(attempt).items()) if not r.is_right]
    if not missed:
        raise NoQuestionsError
    return Attempt.objects.create(
        learner=learner,
        topic=attempt.topic,
        article=attempt.article,
        asked_for=len(missed),
        started_at=now,
        seed=secrets.randbits(48),
        paper=[attempt.paper[position - 1] for position in missed],
    )


def see_question(user, attempt_id: UUID, position: int) -> QuizPage:
    """Writes nothing. Raises Attempt.DoesNotExist for another's attempt, IndexError past the paper,

    and like it Question.DoesNotExist where the topic was closed to this person since.
    """
    look_again()  # so that the answer finds difficulties without asking
    attempt = attempts_of(user).get(pk=attempt_id)
    asked = sheet(attempt, position)
    return _page(asked, scores(attempt), _question(asked, user))


@transaction.atomic
def submit_answer(user, attempt_id: UUID, position: int, given: Given, now: dt.datetime) -> QuizPage:
    """Mark, keep, and move mastery and memory, in one transaction; asked twice, the first answer stands.

    Raises what ``see_question`` does, and answering.UnanswerableError when there is nothing to mark.
    """
    # The learner's row is locked, so that the order of numbers is the order of folding; then the attempt's, so
    # that one which a sign-in moved to somebody else meanwhile is looked at anew, and not found.
    attempt = attempts_of(user).select_related(None).select_related("learner").only("paper", "asked_for", "learner__id")
    attempt = attempt.select_for_update(of=("learner", "self")).get(pk=attempt_id)
    asked = sheet(attempt, position)
    given_before = scores(attempt)
    question = _question(asked, user)
    if position in given_before:
        return _page(asked, given_before, question)
    response = answering.marked(asked, given, now, why_not="question_withdrawn" if is_withdrawn(question) else "")
    words = asked_of(asked.wording)
    before = updating.before(user.pk, words)
    updating.note(response, words, before)
    response.save()
    change = updating.fold(response, words, before, learner_id=user.pk, now=now)
    given_now = given_before | {position: response.score}
    if len(given_now) == attempt.length:
        attempt.finished_at = now
        attempt.save(update_fields=["finished_at"])
    return _page(asked, given_now, question, response=response, change=change)


def see_results(user, attempt_id: UUID) -> Results:
    """Every answered question with its receipt; what is still open shows nothing."""
    attempt = attempts_of(user).get(pk=attempt_id)
    responses = first_responses(attempt)
    sheets = {position: sheet(attempt, position) for position in responses}
    questions = asked_about([s.wording.question_id for s in sheets.values()], user)
    shown = [p for p in sorted(sheets) if sheets[p].wording.question_id in questions]
    topics = {sheets[p].wording.topic_id for p in shown}
    return Results(
        attempt=attempt,
        feedbacks=tuple(feedback_of(sheets[p], responses[p], questions[sheets[p].wording.question_id]) for p in shown),
        left=tuple(p for p in range(1, attempt.length + 1) if p not in responses),
        changes=tuple(change for change in changes_of(attempt) if change.topic.pk in topics),
    )


def _question(asked: Sheet, user) -> Question:
    found = asked_about([asked.wording.question_id], user)
    if not found:
        raise Question.DoesNotExist
    return found[asked.wording.question_id]


def _page(asked: Sheet, scored: dict[int, float], question: Question, response: Response | None = None, change=None):
    """``scored`` by position; ``response`` is given where it was just kept, and read where it was kept before."""
    if response is None and asked.position in scored:
        response = first_response(asked.attempt, asked.position)
    return QuizPage(
        attempt=asked.attempt,
        question=question_view(asked, question, answered=response is not None),
        segments=tuple(_state(n, asked.position, scored.get(n)) for n in range(1, asked.attempt.length + 1)),
        feedback=feedback_of(asked, response, question, _others(asked, question)) if response else None,
        change=change,
    )


def _others(asked: Sheet, question: Question) -> Others:
    """Who else speaks on what was asked; a set asks for several facts, and of these each has its own receipt."""
    words = asked.wording
    if words.is_set or not question.has_others:
        return NOBODY
    return others_on(words.fact_id, words.topic_id, words.article_id)


def _state(n: int, position: int, score: float | None) -> str:
    if score is None:
        return "now" if n == position else "todo"
    if score == 1:
        return "right"
    return "partly" if score else "wrong"
