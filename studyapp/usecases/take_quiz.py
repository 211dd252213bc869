"""Taking a quiz: start it, see a question, answer it, see the results."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.assignments.models import Assignment
from studyapp.attempts import answering
from studyapp.attempts.answering import Given
from studyapp.attempts.feedback import asked_about, feedback_of, is_withdrawn, question_view
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
from studyapp.attempts.saved import saved_of
from studyapp.attempts.sitting import RULED_BY, NotNowError, attempts_left, begun_quiz, receipts_at, terms_today
from studyapp.engine.learning.standing import Standing
from studyapp.facts.queries import NOBODY, Others, others_on
from studyapp.lessons.composing import compose
from studyapp.lessons.models import Quiz
from studyapp.lessons.quiz_papers import compose_quiz
from studyapp.progress import updating
from studyapp.progress.asked import asked_of
from studyapp.progress.difficulties import look_again
from studyapp.progress.queries import changes_of
from studyapp.progress.standing import standing_of
from studyapp.questions.models import Question
from studyapp.sources.models import Article, Topic
from studyapp.usecases.quiz_pages import QuizPage, Results

ANSWERED_IN = ("paper", "asked_for", "deadline", "finished_at", "learner__id", *RULED_BY)

DEFAULT_LENGTH = 10
LENGTHS = (5, 10, 20)


class NoQuestionsError(Exception):
    """There is nothing to ask about this topic or article yet."""


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


def start_quiz(
    learner: User, quiz: Quiz, *, assignment: Assignment | None = None, now: dt.datetime, seed: int | None = None
) -> Attempt:
    """A sitting of a quiz that a person put together; the one that is begun is found again.

    For an assignment it has a deadline and counts as one of the attempts allowed; ``quiz`` is one of its quizzes, and
    the caller has seen that it is assigned to this learner. A draw then looks at nobody's ability, so that the class
    gets quizzes of one measure. Raises NoQuestionsError, and for an assignment NotNowError.
    """
    terms = terms_today(assignment, learner, now) if assignment else None
    if earlier := begun_quiz(learner, quiz, assignment, now):
        return earlier
    seed = secrets.randbits(48) if seed is None else seed
    seen = times_answered(learner, version__question__topic=quiz.topic_id)
    standing = Standing(seen=seen) if assignment else standing_of(learner, [quiz.topic_id], seen, now)
    shuffled = assignment is None or assignment.shuffled
    composed = compose_quiz(quiz, learner, seed=seed, standing=standing, shuffled=shuffled)
    if not composed.paper:
        raise NoQuestionsError
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=learner.pk)  # twenty presses at once begin one sitting
        if earlier := begun_quiz(learner, quiz, assignment, now):
            return earlier
        if terms and not attempts_left(assignment, quiz, learner, terms):
            raise NotNowError("no_attempts")
        return Attempt.objects.create(
            learner=learner,
            what=Attempt.What.ASSIGNMENT if assignment else Attempt.What.QUIZ,
            topic_id=quiz.topic_id,
            article_id=quiz.article_id,
            quiz=quiz,
            assignment=assignment,
            asked_for=composed.asked_for or len(composed.paper),
            why_short=composed.why_short,
            started_at=now,
            deadline=terms.deadline(now) if terms else None,
            seed=seed,
            paper=composed.paper,
        )


def retry_missed(learner: User, attempt: Attempt, now: dt.datetime) -> Attempt:
    """A new sitting of the questions missed in this one. Raises NoQuestionsError when none was, or receipts wait."""
    if receipts_at(attempt, now):
        raise NoQuestionsError
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


def see_question(user, attempt_id: UUID, position: int, now: dt.datetime | None = None) -> QuizPage:
    """Writes nothing. Raises Attempt.DoesNotExist for another's attempt, IndexError past the paper,

    and like it Question.DoesNotExist where the topic was closed to this person since.
    """
    look_again()  # so that the answer finds difficulties without asking
    attempt = attempts_of(user).get(pk=attempt_id)
    asked = sheet(attempt, position)
    return _page(asked, scores(attempt), _question(asked, user), now or timezone.now())


@transaction.atomic
def submit_answer(user, attempt_id: UUID, position: int, given: Given, now: dt.datetime) -> QuizPage:
    """Mark, keep, and move mastery and memory, in one transaction; asked twice, the first answer stands.

    What comes after the end is kept as late and does not count.
    Raises what ``see_question`` does, and answering.UnanswerableError when there is nothing to mark.
    """
    # The learner's row is locked, so that the order of numbers is the order of folding; then the attempt's, so
    # that one which a sign-in moved to somebody else meanwhile is looked at anew, and not found.
    attempt = attempts_of(user).select_related(None).select_related("learner", "assignment").only(*ANSWERED_IN)
    attempt = attempt.select_for_update(of=("learner", "self")).get(pk=attempt_id)
    asked = sheet(attempt, position)
    given_before = scores(attempt)
    question = _question(asked, user)
    if position in given_before:
        return _page(asked, given_before, question, now)
    why_not = "late" if attempt.is_over(now) else "question_withdrawn" if is_withdrawn(question) else ""
    response = answering.marked(asked, given, now, why_not=why_not)
    # Wordings are kept by the process; topic and fact are today's, should an article have moved.
    words = replace(asked_of(asked.wording), topic_id=question.topic_id, fact_id=question.fact_id)
    before = updating.before(user.pk, words)
    updating.note(response, words, before)
    response.save()
    change = updating.fold(response, words, before, learner_id=user.pk, now=now)
    given_now = given_before | {position: response.score}
    if len(given_now) == attempt.length and attempt.finished_at is None:
        attempt.finished_at = now
        attempt.save(update_fields=["finished_at"])
    return _page(asked, given_now, question, now, response=response, change=change)


@transaction.atomic
def hand_in(user, attempt_id: UUID, now: dt.datetime) -> Attempt:
    """End a sitting of assigned work; what is not answered counts as not known. A second time changes nothing.

    Raises Attempt.DoesNotExist for another's attempt, and for what is no assigned work.
    """
    mine = attempts_of(user).select_related(None).exclude(assignment=None)
    attempt = mine.select_for_update(of=("self",)).get(pk=attempt_id)
    if not attempt.is_over(now):
        attempt.finished_at = now
        attempt.save(update_fields=["finished_at"])
    return attempt


def see_results(user, attempt_id: UUID, now: dt.datetime | None = None) -> Results:
    """Every answered question with its receipt; what is still open shows nothing, nor does what waits for a date."""
    now = now or timezone.now()
    attempt = attempts_of(user).select_related("topic", "article", "assignment__classroom", "quiz").get(pk=attempt_id)
    responses = first_responses(attempt)
    kept = Results(
        attempt=attempt,
        feedbacks=(),
        left=tuple(p for p in range(1, attempt.length + 1) if p not in responses),
        changes=(),
        answered=len(responses),
        late=sum(r.late and attempt.came_late(r.answered_at) for r in responses.values()),
        is_over=attempt.is_over(now),
        receipts_at=receipts_at(attempt, now),
    )
    return kept if kept.receipts_at else _with_receipts(kept, responses, user)


def _with_receipts(kept: Results, responses: dict[int, Response], user) -> Results:
    sheets = {position: sheet(kept.attempt, position) for position in responses}
    questions = asked_about([s.wording.question_id for s in sheets.values()], user)
    shown = [p for p in sorted(sheets) if sheets[p].wording.question_id in questions]
    topics = {sheets[p].wording.topic_id for p in shown}
    return replace(
        kept,
        feedbacks=tuple(feedback_of(sheets[p], responses[p], questions[sheets[p].wording.question_id]) for p in shown),
        changes=tuple(change for change in changes_of(kept.attempt) if change.topic.pk in topics),
    )


def _question(asked: Sheet, user) -> Question:
    found = asked_about([asked.wording.question_id], user)
    if not found:
        raise Question.DoesNotExist
    return found[asked.wording.question_id]


def _page(
    asked: Sheet,
    scored: dict[int, float],
    question: Question,
    now: dt.datetime,
    response: Response | None = None,
    change: updating.Folded | None = None,
) -> QuizPage:
    """``scored`` by position; ``response`` is given where it was just kept, and read where it was kept before."""
    if response is None and asked.position in scored:
        response = first_response(asked.attempt, asked.position)
    waits_until = receipts_at(asked.attempt, now)
    shows = response is not None and not waits_until
    everywhere = range(1, asked.attempt.length + 1)
    return QuizPage(
        attempt=asked.attempt,
        question=question_view(asked, question, answered=shows),
        segments=tuple(_state(n, asked.position, scored.get(n), tells=not waits_until) for n in everywhere),
        feedback=feedback_of(asked, response, question, _others(asked, question)) if shows else None,
        change=change if shows else None,
        saved=saved_of(asked, response) if response and waits_until else None,
        is_over=asked.attempt.is_over(now),
        receipts_at=waits_until,
    )


def _others(asked: Sheet, question: Question) -> Others:
    """Who else speaks on what was asked; a set asks for several facts, and of these each has its own receipt."""
    words = asked.wording
    if words.is_set or not question.has_others:
        return NOBODY
    return others_on(words.fact_id, words.topic_id, words.article_id)


def _state(n: int, position: int, score: float | None, *, tells: bool) -> str:
    if score is None:
        return "now" if n == position else "todo"
    if not tells:
        return "saved"
    if score == 1:
        return "right"
    return "partly" if score else "wrong"
