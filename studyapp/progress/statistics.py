"""Working out how questions and quizzes do, in the background, from first answers alone.

A question's figures are those of the wording that is asked today, and of older ones that ask the same with the same
options. The first answer is a learner's first counted one to the question, however it was worded then.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Min, OuterRef, Q, Subquery, Sum

from studyapp.attempts.models import Attempt, Response
from studyapp.attempts.queries import valid_scores
from studyapp.engine.learning.item_statistics import (
    FirstAnswer,
    choice_figures,
    first_answers,
    flags_of,
    item_figures,
    quiz_figures,
)
from studyapp.engine.learning.mastery import guess_floor
from studyapp.engine.learning.pace import Pace, pace
from studyapp.facts.receipts import BrokenReceiptError
from studyapp.lessons.models import Quiz
from studyapp.progress.asked import asked_of
from studyapp.progress.models import ItemStatistics, QuizStatistics
from studyapp.questions.models import Option, Question, QuestionVersion
from studyapp.questions.wordings import Wording, wording

logger = logging.getLogger(__name__)

SETTLED = dt.timedelta(minutes=1)  # by then no answer with a lower number is still on its way
MOST = 20_000  # newest first answers of a question: what one piece of work keeps in memory
MOST_SITTINGS = 2_000  # newest first attempts of a quiz
AT_A_TIME = 500
GROWN_BY = 50  # a question with many answers is worked out again when they grew by a fiftieth
REFUSED_KEPT = 20
TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Worked:
    """How much was worked out anew; ``left`` questions wait for the next time."""

    questions: int
    quizzes: int
    left: int


def work_out(now: dt.datetime, at_most: int = 2000) -> Worked:
    """Figures of questions and quizzes that have new answers, those longest without first.

    One whose proof is damaged is logged and left out, so that it doesn't stop the others.
    """
    newest = _settled(now)
    if newest is None:
        return Worked(0, 0, 0)
    due, quizzes = _due(newest), _quizzes_due(newest)[:at_most]
    for work, numbers in ((of_question, due[:at_most]), (of_quiz, quizzes)):
        for pk in numbers:
            try:
                work(pk, now, newest)
            except BrokenReceiptError:
                logger.exception("no figures for %s %s", work.__name__, pk)
    return Worked(len(due[:at_most]), len(quizzes), len(due[at_most:]))


def work_out_again(question_ids: Iterable[int]) -> None:
    """Have figures of these questions, and of the quizzes that hold them, worked out anew next time: scores changed."""
    questions = list(question_ids)
    ItemStatistics.objects.filter(question__in=questions, quiz=None).update(up_to=0)
    concerned = ItemStatistics.objects.filter(question__in=questions, quiz__isnull=False).values("quiz")
    QuizStatistics.objects.filter(quiz__in=concerned).update(up_to=0)


def _settled(now: dt.datetime) -> int | None:
    """The newest answer that may be looked at, by its number."""
    newest = Response.objects.order_by("-pk").filter(received_at__lt=now - SETTLED)
    return newest.values_list("pk", flat=True).first()


def _due(newest: int) -> list[int]:
    """Questions with answers that their figures don't know; one look into the index for each wording."""
    last = Response.objects.filter(version=OuterRef("pk"), pk__lte=newest).order_by("-pk").values("pk")[:1]
    versions = QuestionVersion.objects.order_by().annotate(last=Subquery(last)).exclude(last=None)
    seen: dict[int, int] = {}
    for question, number in versions.values_list("question", "last").iterator(5000):
        seen[question] = max(number, seen.get(question, 0))
    rows = ItemStatistics.objects.filter(quiz=None).values_list("question", "up_to", "answers")
    known = {question: (up_to, answers) for question, up_to, answers in rows.iterator(5000)}
    due = [(known.get(pk, (0, 0)), pk) for pk, number in seen.items() if number > known.get(pk, (0, 0))[0]]
    return [pk for (up_to, answers), pk in sorted(due) if _grew(pk, up_to, answers)]


def _grew(question_id: int, up_to: int, answers: int) -> bool:
    """Whether enough is new: one answer among few, a fiftieth of many."""
    if not up_to or answers < 2 * GROWN_BY:
        return True
    new = Response.objects.filter(version__question=question_id, pk__gt=up_to)
    return new.count() >= answers // GROWN_BY


def of_question(question_id: int, now: dt.datetime, up_to: int) -> ItemStatistics:
    """Work out and keep the figures of a question over all first answers up to a number."""
    question = Question.objects.get(pk=question_id)
    words = wording(question.current_version_id)
    places = same_wordings(words)
    answers, refused = [], Counter()
    for row in _first_of_each_learner(question_id, places, up_to):
        answers.append(row.as_first(words.format, places[row.version_id]))
        if words.format == Question.Format.TYPED and row.score < 1 and not row.dont_know and row.given:
            refused[row.given.strip()] += 1
    return _keep(words, answers, _most(refused), now, up_to)


@dataclass(frozen=True, slots=True)
class _Row:
    version_id: int
    given: str
    dont_know: bool
    duration_ms: int | None
    score: float
    rest: float | None

    def as_first(self, item_format: str, places: Mapping[str, str]) -> FirstAnswer:
        choice = ""
        if not self.dont_know and item_format in (Question.Format.OPTIONS, Question.Format.TRUE_FALSE):
            choice = places.get(self.given, self.given)
        return FirstAnswer(self.score, self.rest, choice, self.duration_ms)


def _first_of_each_learner(question_id: int, versions: Iterable[int], up_to: int) -> Iterator[_Row]:
    """First counted answers to one of these wordings, with the mean of the other scores of their sittings."""
    counted = Response.objects.filter(counted=True, pk__lte=up_to)
    firsts = counted.filter(version__question=question_id).order_by().values("attempt__learner")
    numbers = list(firsts.annotate(first=Min("pk")).order_by("-first").values_list("first", flat=True)[:MOST])
    fields = ("attempt_id", "version_id", "given", "dont_know", "duration_ms", "valid_score")
    for start in range(0, len(numbers), AT_A_TIME):
        rows = valid_scores(Response.objects.filter(pk__in=numbers[start : start + AT_A_TIME])).order_by("pk")
        found = [row for row in rows.values_list(*fields) if row[1] in versions]
        rests = _rests({row[0] for row in found}, question_id, up_to)
        for attempt_id, *fields_of_row, score in found:
            yield _Row(*fields_of_row, score, rests.get(attempt_id))


def _rests(attempts: Iterable[int], question_id: int, up_to: int) -> dict[int, float]:
    """Mean valid score of the other questions of each sitting; sittings without any are missing."""
    others = Response.objects.filter(attempt__in=list(attempts), counted=True, pk__lte=up_to)
    others = valid_scores(others.exclude(version__question=question_id)).order_by()
    sums = others.values("attempt").annotate(whole=Sum("valid_score"), n=Count("pk"))
    return {attempt: whole / n for attempt, whole, n in sums.values_list("attempt", "whole", "n")}


def same_wordings(words: Wording) -> dict[int, dict[str, str]]:
    """The question's wordings that ask the same: by number, where each of their options stands in this one."""
    now = {option.text: str(option.position) for option in words.options}
    alike = QuestionVersion.objects.filter(
        question=words.question_id, context=words.context, stem=words.stem, key_value=words.key_value
    )
    texts: dict[int, dict[str, str]] = {pk: {} for pk in alike.order_by().values_list("pk", flat=True)}
    for version, position, text in Option.objects.filter(version__in=texts).values_list("version", "position", "text"):
        texts[version][str(position)] = text
    return {
        pk: {position: now[text] for position, text in options.items()}
        for pk, options in texts.items()
        if pk == words.version_id or {*options.values()} == {*now}
    }


def _most(refused: Counter[str]) -> list[list]:
    """What was refused and how often; the same but for capitals and blanks is one, as most wrote it."""
    together: dict[str, Counter[str]] = {}
    for text, count in refused.items():
        together.setdefault(" ".join(text.casefold().split()), Counter())[text] += count
    rows = [[counter.most_common(1)[0][0], counter.total()] for counter in together.values()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:REFUSED_KEPT]


def _choices(words: Wording) -> Sequence[str]:
    if words.format == Question.Format.OPTIONS:
        return [str(option.position) for option in words.options]
    return TRUTHS if words.format == Question.Format.TRUE_FALSE else ()


def key_of(words: Wording | QuestionVersion) -> str:
    """The right choice, as answers name it; the key's text where there is no choice."""
    return words.key_value if words.key_option is None else str(words.key_option)


def _keep(words: Wording, answers, refused, now, up_to, *, quiz_id: int | None = None, weight=None) -> ItemStatistics:
    asked = asked_of(words)
    figures = item_figures(answers)
    choices = choice_figures(answers, _choices(words))
    slow = figures.median_ms is not None and pace(figures.median_ms, asked.words, asked.format) in (
        Pace.SLOW,
        Pace.AWAY,
    )
    guess = guess_floor(asked.format, asked.options)
    flags = flags_of(figures, choices, key=key_of(words), guess=guess, refused=refused, slow=slow)
    row, _ = ItemStatistics.objects.update_or_create(
        question_id=words.question_id,
        quiz_id=quiz_id,
        defaults={
            "answers": figures.answers,
            "facility": figures.facility,
            "deviation": figures.deviation,
            "discrimination": figures.discrimination,
            "efficiency": figures.efficiency,
            "weight": weight,
            "median_ms": figures.median_ms,
            "options": [
                {"position": c.choice, "count": c.count, "share": c.share, "discrimination": c.discrimination}
                for c in choices
            ],
            "refused": refused,
            "flags": list(flags),
            "up_to": up_to,
            "made_at": now,
        },
    )
    return row


def _quizzes_due(newest: int) -> list[int]:
    """Quizzes with answers that their figures don't know."""
    last = Response.objects.filter(attempt__quiz=OuterRef("pk"), pk__lte=newest).order_by("-pk").values("pk")[:1]
    quizzes = Quiz.objects.order_by().annotate(last=Subquery(last)).exclude(last=None)
    fresh = Q(statistics=None) | Q(statistics__up_to__lt=Subquery(last))
    return list(quizzes.filter(fresh).order_by("statistics__up_to", "pk").values_list("pk", flat=True))


def of_quiz(quiz_id: int, now: dt.datetime, up_to: int) -> QuizStatistics:
    """Work out and keep the figures of a quiz and its questions over first attempts up to a number.

    Alpha and weights are of a fixed list of questions; a draw has figures of its questions alone.
    """
    sittings = _first_sittings(quiz_id, up_to)
    scores = [{question: answer.score for question, answer in one.items()} for one in sittings]
    fixed = list(
        Quiz.objects.filter(pk=quiz_id, entries__isnull=False)
        .order_by("entries__position")
        .values_list("entries__question", flat=True)
    )
    figures = quiz_figures(scores, fixed)
    for question_id in sorted({question for one in scores for question in one}):
        _keep_of_quiz(question_id, sittings, scores, figures.weights.get(question_id), quiz_id, now, up_to)
    row, _ = QuizStatistics.objects.update_or_create(
        quiz_id=quiz_id,
        defaults={
            "attempts": figures.attempts,
            "mean": figures.mean,
            "deviation": figures.deviation,
            "alpha": figures.alpha,
            "up_to": up_to,
            "made_at": now,
        },
    )
    return row


def _keep_of_quiz(question_id, sittings, scores, weight, quiz_id, now, up_to) -> None:
    words = wording(Question.objects.values_list("current_version", flat=True).get(pk=question_id))
    places = same_wordings(words)
    rows = [one[question_id] for one in sittings if question_id in one]
    answers = [
        replace(row, rest=met.rest).as_first(words.format, places[row.version_id])
        for row, met in zip(rows, first_answers(scores, question_id), strict=True)
        if row.version_id in places
    ]
    _keep(words, answers, [], now, up_to, quiz_id=quiz_id, weight=weight)


def _first_sittings(quiz_id: int, up_to: int) -> list[dict[int, _Row]]:
    """Answers by question of each learner's first attempt; the newest of these where there are very many."""
    attempts = _first_attempts(quiz_id)[:MOST_SITTINGS]
    fields = ("attempt", "version__question", "version", "given", "dont_know", "duration_ms", "valid_score")
    found: dict[object, dict[int, _Row]] = {}
    for start in range(0, len(attempts), AT_A_TIME):
        some = Response.objects.filter(attempt__in=attempts[start : start + AT_A_TIME], counted=True, pk__lte=up_to)
        rows = valid_scores(some.filter(try_number=1)).order_by("pk").values_list(*fields)
        for attempt, question, version, given, dont_know, duration_ms, score in rows:
            found.setdefault(attempt, {})[question] = _Row(version, given, dont_know, duration_ms, score, None)
    return list(found.values())


def _first_attempts(quiz_id: int) -> Sequence[object]:
    """Numbers of each learner's first attempt, newest first."""
    mine = Attempt.objects.filter(quiz=quiz_id, learner=OuterRef("learner")).order_by("started_at", "pk")
    firsts = Attempt.objects.filter(quiz=quiz_id, pk=Subquery(mine.values("pk")[:1]))
    return list(firsts.order_by("-started_at", "pk").values_list("pk", flat=True)[:MOST_SITTINGS])
