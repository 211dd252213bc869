"""What reviewers do at their desk. Each story begins with what is theirs to decide, and ends with the ranking told."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from studyapp.questions import editing, renewing, reviewing
from studyapp.questions.models import Question, Review
from studyapp.questions.proposals import Proposal
from studyapp.questions.queries import articles_reviewable_by, reviewable_by
from studyapp.questions.queue import Wanted, queue
from studyapp.questions.reviewing import AT_A_TIME, Decided, Seen
from studyapp.usecases.regrade import has_corrected_key
from studyapp.usecases.tasks import wake_ranking

MOST_AT_ONCE = 5000  # questions of one bulk step


@transaction.atomic
def judge(
    user, seen: Collection[Seen], verdict: str, *, step: str, reasons: Iterable[str] = (), note: str = ""
) -> Decided:
    """Approve, reject or retire questions that still stand as they were seen. Raises Question.DoesNotExist for
    one that is not theirs, ValueError for another verdict."""
    _hold_theirs(user, [row.question_id for row in seen])
    decided = reviewing.decide(seen, user, verdict, step=step, reasons=reasons, note=note)
    wake_ranking()
    return decided


@transaction.atomic
def take_back(user, step: str) -> Decided:
    """Undo a step of one's own, as far as nobody changed its questions since."""
    ids = set(reviewing.of_step(user, step).values_list("version__question", flat=True))
    _hold_theirs(user, ids)
    undone = reviewing.undo(user, step)
    wake_ranking()
    return undone


@transaction.atomic
def reword(user, seen: Seen, proposal: Proposal, *, step: str, approve: bool, override: str) -> Review | None:
    _hold_theirs(user, [seen.question_id])
    return editing.reword(seen, proposal, user, step=step, approve=approve, override=override)


def key_was_corrected(edit: Review) -> bool:
    """Whether an edit left earlier answers with scores that today's key would not give."""
    return has_corrected_key(edit.version.question)


@transaction.atomic
def write(user, article_slug: str, proposal: Proposal, *, step: str, approve: bool, override: str) -> Question:
    """Raises Article.DoesNotExist for an article on which this person may not write."""
    article = articles_reviewable_by(user).get(slug=article_slug)
    return editing.write_question(article, proposal, user, step=step, approve=approve, override=override)


@transaction.atomic
def take_over(user, seen: Seen, *, step: str) -> Review:
    """What the new text gives for a stale question."""
    _hold_theirs(user, [seen.question_id])
    return renewing.renew(seen, user, step=step)


def all_of(user, wanted: Wanted) -> list[Seen]:
    """Everything that a queue holds as it stands, up to what one step may decide."""
    rows = queue(user, wanted).values_list("pk", "current_version", "status")[:MOST_AT_ONCE]
    return [Seen(*row) for row in rows]


def another_like(user, question_id: int) -> Question | None:
    """A different question on the same fact, else on the same sentence, that waits or was set aside: the best of them."""
    question = reviewable_by(user).get(pk=question_id)
    others = reviewable_by(user).exclude(pk=question.pk).filter(article=question.article_id)
    open_ones = others.filter(status=Question.Status.DRAFT).order_by("-score", "pk")
    on_the_fact = open_ones.filter(fact=question.fact_id).first()
    return on_the_fact or open_ones.filter(current_version__evidence__in=_keys_beside(question)).first()


def _keys_beside(question: Question):
    """Evidence of any question that has its key in the sentence of this one."""
    keys = question.current_version.evidence.model.objects.filter(role="key")
    return keys.filter(sentence__in=keys.filter(version=question.current_version_id).values("sentence"))


def _hold_theirs(user, question_ids: Collection[int]) -> None:
    wanted = sorted(set(question_ids))
    found = 0
    for start in range(0, len(wanted), AT_A_TIME):
        found += reviewable_by(user).filter(pk__in=wanted[start : start + AT_A_TIME]).count()
    if found != len(wanted):
        raise Question.DoesNotExist
