"""What the results page counts: one mark per question, and how sureness and success went together."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyapp.usecases.take_quiz import Results


@dataclass(frozen=True, slots=True)
class Sureness:
    said: str
    right: int
    all: int


def states(results: Results) -> tuple[str, ...]:
    """Per question of the paper: right, wrong, partly, or todo."""
    given = {f.question.position: f for f in results.feedbacks}
    return tuple(_state(given.get(n)) for n in range(1, results.attempt.length + 1))


def _state(feedback) -> str:
    if feedback is None:
        return "todo"
    if feedback.is_right:
        return "right"
    return "partly" if feedback.score else "wrong"


def by_confidence(results: Results) -> list[Sureness]:
    """How often each degree of sureness was right, surest first; only what was said."""
    rows = []
    for step, said in ((3, _("Certain")), (2, _("Fairly sure")), (1, _("Guess"))):
        answers = [f for f in results.feedbacks if f.confidence == step]
        if answers:
            rows.append(Sureness(said, sum(f.is_right for f in answers), len(answers)))
    return rows
