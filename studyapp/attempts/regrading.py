"""Scoring earlier answers anew: when one more form is accepted, and when the key of a question was corrected.

Old scores stay. What answers get is decided by the matcher that marks new ones, so that the same words get the same
score whenever they were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from studyapp.attempts.answering import answer_key
from studyapp.attempts.models import Regrade, Rescore, Response
from studyapp.attempts.queries import valid_scores
from studyapp.engine.scoring.score import AnswerKey, mark
from studyapp.questions.models import AcceptedForm, Question, QuestionEvidence, QuestionVersion
from studyapp.questions.wordings import Wording, accepted_since, wording
from studyapp.sources.models import Sentence

ACCEPTED_SINCE = "accepted_since"
KEY_CORRECTED = "key_corrected"
INSTRUCTOR = "instructor"
LONGEST = 300
AT_A_TIME = 500


class UnacceptableError(ValueError):
    """What cannot be accepted; ``str`` is not_typed, blank or is_right."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer and what a regrade makes of its score."""

    version_id: int
    response_id: int
    attempt_id: object
    position: int
    learner_id: int
    given: str
    before: float
    after: float


def check_acceptable(question: Question, form: str) -> str:
    """The form as it is kept. Raises UnacceptableError where nothing is to be accepted."""
    form = " ".join(form.split())[:LONGEST]
    if question.format != Question.Format.TYPED:
        raise UnacceptableError("not_typed")
    if not form:
        raise UnacceptableError("blank")
    return form


def is_right(question: Question, form: str) -> bool:
    """Whether somebody who types this today is right already."""
    return not refused_among(question, [form])


def refused_among(question: Question, forms: Iterable[str]) -> list[str]:
    """Those of the forms that somebody who types them today is refused for."""
    key = _key(wording(question.current_version_id))
    return [form for form in forms if not mark(key, form).right]


def changes_by_form(question: Question, form: str) -> list[Change]:
    """Earlier answers that would be right with one more form, oldest first; of all wordings with today's key."""
    found = []
    for version_id in _with_the_same_key(question):
        key = _key(wording(version_id))
        key = replace(key, accepted=(*key.accepted, form))
        found += _changes(version_id, key, lambda before, after: after > before)
    return sorted(found, key=lambda change: change.response_id)


def changes_by_key(question: Question) -> list[Change]:
    """Earlier answers to the same stem under another key that today's key scores otherwise, oldest first."""
    words = wording(question.current_version_id)
    found = []
    for version_id in corrected_wordings(question):
        key = _as_seen_then(_key(words), words, wording(version_id))
        if key is not None:
            found += _changes(version_id, key, lambda before, after: after != before)
    return sorted(found, key=lambda change: change.response_id)


def corrected_wordings(question: Question) -> list[int]:
    """Wordings that asked the same as today's under another key, though their text said already what proves today's:
    where a new text gives a new answer, the one before was right in its time. Two queries. Sets are left as they were."""
    words = question.current_version
    if question.format not in (Question.Format.OPTIONS, Question.Format.TYPED, Question.Format.TRUE_FALSE):
        return []
    same = QuestionVersion.objects.filter(question=question, stem=words.stem, context=words.context)
    others = same.exclude(key_value=words.key_value)
    return list(others.filter(Exists(_said_then(words))).order_by("pk").values_list("pk", flat=True))


def _said_then(words: QuestionVersion) -> QuerySet[QuestionEvidence]:
    """Inside a query of wordings: a proof in a text that has the sentence by which today's key is proved."""
    proof = Sentence.objects.get(question_evidence__version=words, question_evidence__role=QuestionEvidence.Role.KEY)
    has_it = Q(sentence__version=proof.version_id)
    if proof.fingerprint:
        has_it |= Q(sentence__version__sentences__fingerprint=proof.fingerprint)
    return QuestionEvidence.objects.filter(has_it, version=OuterRef("pk"), role=QuestionEvidence.Role.KEY)


def _with_the_same_key(question: Question) -> list[int]:
    """Today's wording first."""
    same = QuestionVersion.objects.filter(question=question, key_value=question.current_version.key_value)
    return list(same.order_by("-number").values_list("pk", flat=True))


def _key(words: Wording) -> AnswerKey:
    """With what was accepted since this process read the wording."""
    key = answer_key(words)
    return replace(key, accepted=(*key.accepted, *accepted_since(words)))


def _as_seen_then(key: AnswerKey, now: Wording, then: Wording) -> AnswerKey | None:
    """Today's key for answers to an older wording, whose options may stand elsewhere; None where it was no option."""
    if now.key_option is None:
        return key
    place = next((option.position for option in then.options if option.text == now.key_text), None)
    return None if place is None else replace(key, position=place)


def _changes(version_id: int, key: AnswerKey, changes) -> Iterator[Change]:
    """Answers to a wording that this key scores otherwise. Each text is marked once."""
    given = Response.objects.filter(version=version_id, dont_know=False).exclude(given="")
    marks = {text: mark(key, text).value for text in given.order_by().values_list("given", flat=True).distinct()}
    fields = ("pk", "attempt_id", "position", "attempt__learner", "given", "valid_score")
    for row in valid_scores(given).order_by("pk").values_list(*fields).iterator(5000):
        if changes(row[-1], marks.get(row[4], row[-1])):
            yield Change(version_id, *row, marks[row[4]])


@transaction.atomic
def accept(question_id: int, form: str, who) -> tuple[Regrade, list[Change]]:
    """Accept a typed form from now on, and score anew every earlier answer that gave it.

    The form goes with each wording that has today's key. Accepted twice it is one regrade, and the second changes
    nothing. Raises UnacceptableError.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=question_id)
    form = check_acceptable(question, form)
    earlier = Regrade.objects.filter(version__in=_with_the_same_key(question), form=form).first()
    if earlier is None and is_right(question, form):
        raise UnacceptableError("is_right")
    regrade = earlier or Regrade.objects.create(version=question.current_version, form=form, who=who)
    for version_id in _with_the_same_key(question):
        AcceptedForm.objects.get_or_create(version_id=version_id, form=form, defaults={"origin": INSTRUCTOR})
    return regrade, _rescore(regrade, changes_by_form(question, form), ACCEPTED_SINCE, who)


@transaction.atomic
def accept_key(question_id: int, who) -> tuple[Regrade, list[Change]]:
    """Score earlier answers anew by a key that was corrected. Done twice, the second changes nothing."""
    question = Question.objects.select_for_update(of=("self",)).select_related("current_version").get(pk=question_id)
    version = question.current_version
    key = wording(version.pk).key_text[:LONGEST]
    regrade = Regrade.objects.filter(version=version, form=key).first()
    regrade = regrade or Regrade.objects.create(version=version, form=key, who=who)
    return regrade, _rescore(regrade, changes_by_key(question), KEY_CORRECTED, who)


@transaction.atomic
def sweep(regrade: Regrade) -> list[Change]:
    """Answers that were on their way while a form was accepted, and were refused by the old forms."""
    question = Question.objects.select_for_update(of=("self",)).select_related("current_version")
    question = question.get(pk=regrade.version.question_id)
    if regrade.version.key_value != question.current_version.key_value:
        return []
    if not AcceptedForm.objects.filter(version=regrade.version_id, form=regrade.form, origin=INSTRUCTOR).exists():
        return []
    return _rescore(regrade, changes_by_form(question, regrade.form), ACCEPTED_SINCE, regrade.who)


def _rescore(regrade: Regrade, changes: Iterable[Change], reason: str, who) -> list[Change]:
    changes = list(changes)
    Rescore.objects.bulk_create(
        [
            Rescore(
                response_id=change.response_id,
                regrade=regrade,
                before=change.before,
                score=change.after,
                reason=reason,
                who=who,
            )
            for change in changes
        ],
        batch_size=AT_A_TIME,
    )
    return changes


def learners_of(regrade: Regrade) -> list[int]:
    """Whose scores a regrade changed."""
    return sorted(set(regrade.rescores.order_by().values_list("response__attempt__learner", flat=True)))
