"""How each question did in one assignment: who got it right at the first go, and what the others gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Response
from studyapp.attempts.queries import valid_scores
from studyapp.progress.class_answers import given_in_words
from studyapp.questions.models import Question, QuestionVersion
from studyapp.questions.queries import reviewable_by

WITHOUT_ONE_WRONG_ANSWER = (Question.Format.MATCH, Question.Format.ORDER)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """``facility`` is the mean score over the learners' first answers, 0…1, of which there are ``answers``.

    ``wrong`` is the wrong answer given most often; empty where nobody gave one, and for sets, where each row may be
    wrong in its own way. ``version`` is the newest wording that was asked; ``may_review`` whether it is the viewer's to
    put right.
    """

    version: QuestionVersion
    answers: int
    facility: float
    not_known: int
    wrong: str
    wrong_count: int
    may_review: bool


def question_results(assignment: Assignment, learner_ids: Collection[int], viewer) -> list[QuestionResult]:
    """The hardest first. Answers that came late or did not count are left out. Four queries."""
    first = _first_answers(assignment, learner_ids)
    versions = {answer.version_id for answers in first.values() for answer in answers}
    known = QuestionVersion.objects.filter(pk__in=versions).select_related("question__topic")
    worded = {version.pk: version for version in known.prefetch_related("options")}
    own = set(reviewable_by(viewer).filter(pk__in=first).values_list("pk", flat=True))
    results = [_result(answers, worded, question in own) for question, answers in first.items()]
    return sorted(results, key=lambda result: (result.facility, result.version.question_id))


def _first_answers(assignment: Assignment, learner_ids: Collection[int]) -> dict[int, list[_Given]]:
    """By question, the first counted answer of each learner in this assignment."""
    rows = Response.objects.filter(attempt__assignment=assignment, try_number=1, counted=True, late=False)
    rows = valid_scores(rows.order_by("pk")).values_list(
        "version__question", "attempt__learner", "version", "given", "dont_know", "valid_score", named=True
    )
    there, found = set(learner_ids), {}
    for row in rows:
        if row.attempt__learner in there:
            found.setdefault(row.version__question, {}).setdefault(row.attempt__learner, row)
    return {question: [_Given(*row[2:]) for row in answers.values()] for question, answers in found.items()}


@dataclass(frozen=True, slots=True)
class _Given:
    version_id: int
    given: str
    dont_know: bool
    score: float


def _result(answers: list[_Given], worded: dict[int, QuestionVersion], may_review: bool) -> QuestionResult:
    newest = worded[max(answer.version_id for answer in answers)]
    wrong, times = "", 0
    if newest.question.format not in WITHOUT_ONE_WRONG_ANSWER:
        wrong, times = _most_given(answers, worded)
    return QuestionResult(
        newest,
        len(answers),
        sum(answer.score for answer in answers) / len(answers),
        sum(answer.dont_know for answer in answers),
        wrong,
        times,
        may_review,
    )


def _most_given(answers: list[_Given], worded: dict[int, QuestionVersion]) -> tuple[str, int]:
    """The wrong answer given most often, whatever its case and blanks, as it was first written; ("", 0) where there is none."""
    texts: dict[str, str] = {}
    times: Counter[str] = Counter()
    for answer in answers:
        if answer.dont_know or answer.score == 1.0 or not answer.given:
            continue
        text = " ".join(given_in_words(worded[answer.version_id], answer.given).split())
        texts.setdefault(text.casefold(), text)
        times[text.casefold()] += 1
    if not times:
        return "", 0
    folded, count = times.most_common(1)[0]
    return texts[folded], count
