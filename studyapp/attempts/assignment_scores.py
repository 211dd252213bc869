"""How far learners are with an assignment, and which score counts: folded from attempts and valid scores."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, QuerySet
from django.utils import timezone

from studyapp.accounts.queries import learners_of
from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.queries import quizzes_by_assignment, quizzes_of
from studyapp.assignments.terms import Terms, terms_of
from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.queries import valid_scores
from studyapp.lessons.models import LessonSetItem, Quiz, QuizQuestion, Reading
from studyapp.lessons.quiz_papers import expected_length
from studyapp.sources.models import Article

WITHDRAWN = "question_withdrawn"


class State(StrEnum):
    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    MISSED = "missed"  # closed for this learner, and not done


@dataclass(frozen=True, slots=True)
class Marks:
    """One attempt: ``points`` of ``of`` questions that count, ``late`` answers among those that got nothing for it."""

    attempt_id: object
    quiz_id: int
    number: int
    started_at: dt.datetime
    deadline: dt.datetime | None
    is_over: bool
    answered: int
    length: int
    points: float
    of: int
    late: int
    last_at: dt.datetime | None

    @property
    def score(self) -> float:
        return self.points / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands. ``answered`` of ``of`` questions in the attempts that count or would count.

    ``score`` is None until an attempt is over. Each quiz of a set weighs as many points as it has questions; one that
    was not done by the end gives none. Of a set without quizzes ``lessons`` stand for questions, without a score.
    """

    learner_id: int
    attempts: int = 0
    finished: int = 0
    answered: int = 0
    of: int = 0
    score: float | None = None
    late: int = 0
    last_at: dt.datetime | None = None
    state: State = State.NOT_BEGUN
    lessons: bool = False


def standings(
    assignment: Assignment, learner_ids: Iterable[int] | None = None, now: dt.datetime | None = None
) -> dict[int, Standing]:
    """By learner, for these or for all who are in the class today. Seven statements at most, whatever their number."""
    now = now or timezone.now()
    if learner_ids is None:
        learner_ids = learners_of(assignment.classroom).values_list("pk", flat=True)
    ids = list(learner_ids)
    lengths = _lengths(quizzes_of(assignment))
    extensions = {e.learner_id: e for e in Extension.objects.filter(assignment=assignment)}
    terms = {pk: terms_of(assignment, extensions.get(pk)) for pk in ids}
    if not lengths:
        articles, read = _read_by_set([assignment.lesson_set_id], ids)[assignment.lesson_set_id]
        return {pk: _by_reading(pk, articles, read[pk], terms[pk], now) for pk in ids}
    marks = marks_by_learner(assignment, ids, now)
    return {pk: standing(pk, marks.get(pk, ()), lengths, assignment.counts, terms[pk], now) for pk in ids}


def score_of_assignment(assignment: Assignment, learner, now: dt.datetime | None = None) -> float | None:
    """0 to 1; None until an attempt is over."""
    return standings(assignment, [learner.pk], now)[learner.pk].score


def standing(
    learner_id: int, marks: Sequence[Marks], lengths: Mapping[int, int], counts: str, terms: Terms, now: dt.datetime
) -> Standing:
    """Pure: of each quiz (``lengths`` by quiz) the attempt that counts by the rule ``counts``."""
    by_quiz: dict[int, list[Marks]] = defaultdict(list)
    for mark in marks:
        if mark.quiz_id in lengths:
            by_quiz[mark.quiz_id].append(mark)
    counting = {quiz_id: counting_attempt(tried, counts) for quiz_id, tried in by_quiz.items()}
    done = {quiz_id for quiz_id, tried in by_quiz.items() if any(mark.is_over for mark in tried)}
    closed = terms.is_closed(now)
    points, of = 0.0, 0
    for quiz_id, length in lengths.items():
        if quiz_id in done:
            points, of = points + counting[quiz_id].points, of + counting[quiz_id].of
        elif closed:
            of += length
    return Standing(
        learner_id=learner_id,
        attempts=sum(map(len, by_quiz.values())),
        finished=sum(mark.is_over for tried in by_quiz.values() for mark in tried),
        answered=sum(mark.answered for mark in counting.values()),
        of=sum(counting[quiz_id].length if quiz_id in counting else length for quiz_id, length in lengths.items()),
        score=points / of if done and of else None,
        late=sum(mark.late for tried in by_quiz.values() for mark in tried),
        last_at=max((mark.last_at or mark.started_at for mark in marks), default=None),
        state=_state(begun=bool(by_quiz), done=len(done) == len(lengths), closed=closed),
    )


def counting_attempt(tried: Sequence[Marks], counts: str) -> Marks:
    """Of attempts that are over the first, best or last; of the best the earlier. Else the one that is going on."""
    over = sorted((mark for mark in tried if mark.is_over), key=lambda mark: (mark.started_at, str(mark.attempt_id)))
    if not over:
        return max(tried, key=lambda mark: mark.started_at)
    if counts == Assignment.Counts.FIRST:
        return over[0]
    if counts == Assignment.Counts.LAST:
        return over[-1]
    return max(over, key=lambda mark: mark.score)


def _state(*, begun: bool, done: bool, closed: bool) -> State:
    if done:
        return State.DONE
    if closed:
        return State.MISSED
    return State.IN_PROGRESS if begun else State.NOT_BEGUN


def marks_by_learner(assignment: Assignment, learner_ids: Sequence[int], now: dt.datetime) -> dict[int, list[Marks]]:
    """Every attempt of these learners, first one first. Two statements."""
    attempts = Attempt.objects.filter(assignment=assignment, learner__in=learner_ids)
    given = Response.objects.filter(attempt__assignment=assignment, attempt__learner__in=learner_ids)
    found: dict[int, list[Marks]] = defaultdict(list)
    for attempt, marks in _marked(attempts, given, now):
        found[attempt.learner_id].append(marks)
    return found


def marks_by_assignment(learner, assignments: Iterable[Assignment], now: dt.datetime) -> dict[int, list[Marks]]:
    """Every attempt of one learner at these assignments, first one first. Two statements."""
    ids = [assignment.pk for assignment in assignments]
    attempts = Attempt.objects.filter(assignment__in=ids, learner=learner)
    given = Response.objects.filter(attempt__assignment__in=ids, attempt__learner=learner)
    found: dict[int, list[Marks]] = defaultdict(list)
    for attempt, marks in _marked(attempts, given, now):
        found[attempt.assignment_id].append(marks)
    return found


def _marked(
    attempts: QuerySet[Attempt], given: QuerySet[Response], now: dt.datetime
) -> Iterator[tuple[Attempt, Marks]]:
    answers: dict[object, list] = defaultdict(list)
    fields = ("attempt", "answered_at", "late", "not_counted_because", "valid_score")
    for row in valid_scores(given.filter(try_number=1)).order_by().values_list(*fields, named=True):
        answers[row.attempt].append(row)
    numbers: dict[tuple, int] = defaultdict(int)
    for attempt in attempts.order_by("started_at", "pk"):
        numbers[attempt.learner_id, attempt.assignment_id, attempt.quiz_id] += 1
        number = numbers[attempt.learner_id, attempt.assignment_id, attempt.quiz_id]
        yield attempt, _marks(attempt, number, answers[attempt.pk], now)


def _marks(attempt: Attempt, number: int, answers: list, now: dt.datetime) -> Marks:
    """What a question withdrawn meanwhile got counts neither way; a late answer counts as none."""
    kept = [answer for answer in answers if not (answer.late and attempt.came_late(answer.answered_at))]
    counted = [answer for answer in kept if answer.not_counted_because != WITHDRAWN]
    return Marks(
        attempt_id=attempt.pk,
        quiz_id=attempt.quiz_id,
        number=number,
        started_at=attempt.started_at,
        deadline=attempt.deadline,
        is_over=attempt.is_over(now),
        answered=len(answers),
        length=attempt.length,
        points=sum(answer.valid_score for answer in counted),
        of=attempt.length - (len(kept) - len(counted)),
        late=len(answers) - len(kept),
        last_at=max((answer.answered_at for answer in answers), default=None),
    )


def standings_of(
    learner, assignments: Iterable[Assignment], terms: Mapping[int, Terms], now: dt.datetime
) -> dict[int, tuple[Standing, list[Marks]]]:
    """Where one learner stands, by assignment, with their attempts. Seven statements at most, whatever their number."""
    assignments = list(assignments)
    marks = marks_by_assignment(learner, assignments, now)
    quizzes = quizzes_by_assignment(assignments)
    lengths = _lengths(quiz for found in quizzes.values() for quiz in found)
    read = _read_by_set({a.lesson_set_id for a in assignments if not quizzes[a.pk]}, [learner.pk])
    found = {}
    for assignment in assignments:
        asked = {quiz.pk: lengths[quiz.pk] for quiz in quizzes[assignment.pk]}
        mine = marks.get(assignment.pk, [])
        if asked:
            stands = standing(learner.pk, mine, asked, assignment.counts, terms[assignment.pk], now)
        else:
            articles, by_learner = read[assignment.lesson_set_id]
            stands = _by_reading(learner.pk, articles, by_learner[learner.pk], terms[assignment.pk], now)
        found[assignment.pk] = (stands, mine)
    return found


def _lengths(quizzes: Iterable[Quiz]) -> dict[int, int]:
    """Questions by quiz, in their order; none where there are no quizzes."""
    quizzes = list(quizzes)
    listed = QuizQuestion.objects.filter(quiz__in=[quiz.pk for quiz in quizzes]).order_by()
    counts = dict(listed.values_list("quiz").annotate(Count("pk"))) if quizzes else {}
    return {quiz.pk: expected_length(quiz, counts.get(quiz.pk, 0)) for quiz in quizzes}


def _by_reading(
    learner_id: int, articles: set[int], read: Sequence[dt.datetime], terms: Terms, now: dt.datetime
) -> Standing:
    """A set of lessons only is done when all of them were read, by the learner's own word."""
    done = bool(articles) and len(read) == len(articles)
    return Standing(
        learner_id=learner_id,
        answered=len(read),
        of=len(articles),
        last_at=max(read, default=None),
        state=_state(begun=bool(read), done=done, closed=terms.is_closed(now)),
        lessons=True,
    )


def _read_by_set(set_ids: Iterable[int | None], learner_ids: Sequence[int]) -> dict[int, tuple[set[int], dict]]:
    """The articles of each set but withdrawn ones, and when each learner read them. Two statements, none without sets."""
    wanted = [pk for pk in set_ids if pk]
    if not wanted:
        return {}
    found: dict[int, tuple[set[int], dict]] = {pk: (set(), defaultdict(list)) for pk in wanted}
    items = LessonSetItem.objects.filter(lesson_set__in=wanted, article__status=Article.Status.ACTIVE)
    for set_id, article_id in items.values_list("lesson_set", "article"):
        found[set_id][0].add(article_id)
    everywhere = set().union(*(articles for articles, _ in found.values()))
    done = Reading.objects.filter(learner__in=learner_ids, article__in=everywhere)
    for learner_id, article_id, read_at in done.values_list("learner", "article", "read_at"):
        for articles, by_learner in found.values():
            if article_id in articles:
                by_learner[learner_id].append(read_at)
    return found
