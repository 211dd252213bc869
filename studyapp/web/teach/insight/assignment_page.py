"""What the results of an assignment say: how many are done and how well, and where each learner stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from studyapp.attempts.assignment_scores import Standing, State
from studyapp.progress.class_progress import Learner
from studyapp.progress.days import zone_of
from studyapp.web.teach.insight.matrix import days_ago, percent, step_of

STATES = {
    State.NOT_BEGUN: gettext_lazy("Not begun"),
    State.IN_PROGRESS: gettext_lazy("In progress"),
    State.DONE: gettext_lazy("Done"),
    State.MISSED: gettext_lazy("Missed"),
}
NEEDING_A_LOOK_FIRST = (State.MISSED, State.NOT_BEGUN, State.IN_PROGRESS, State.DONE)
BANDS = ((1, "0–39"), (2, "40–59"), (3, "60–79"), (4, "80–100"))


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """A row of the table. ``extension`` says until when they have more time, or is empty."""

    learner_id: int
    name: str
    path: str
    state: str
    warns: bool
    score: str
    answered: str
    attempts: int
    late: int
    extension: str
    last: str


@dataclass(frozen=True, slots=True)
class Band:
    """How many scores lie in a step of the scale; ``width`` is per cent of the longest bar."""

    said: str
    learners: int
    width: int
    y: int


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """``mean`` and ``middle`` are whole per cents, None where there is no score yet."""

    learners: tuple[LearnerLine, ...]
    done: int
    begun: int
    mean: int | None
    middle: int | None
    bands: tuple[Band, ...]
    finding: str

    @property
    def of(self) -> int:
        return len(self.learners)

    @property
    def height(self) -> int:
        return 32 * len(self.bands)


def page_of(
    assignment, learners: Sequence[Learner], where: Mapping[int, Standing], viewer, now: dt.datetime
) -> AssignmentPage:
    """Those who need a look come first, and else by name. No query."""
    order = sorted(learners, key=lambda one: NEEDING_A_LOOK_FIRST.index(where[one.learner_id].state))
    ago = days_ago(viewer, now)
    lines = tuple(_line(one, where[one.learner_id], assignment, viewer, ago) for one in order)
    states = Counter(standing.state for standing in where.values())
    scores = [standing.score for standing in where.values() if standing.score is not None]
    return AssignmentPage(
        learners=lines,
        done=states[State.DONE],
        begun=sum(bool(standing.attempts or standing.answered) for standing in where.values()),
        mean=percent(fmean(scores)) if scores else None,
        middle=percent(median(scores)) if scores else None,
        bands=_bands(scores),
        finding=_finding(scores),
    )


def _line(learner: Learner, standing: Standing, assignment, viewer, ago) -> LearnerLine:
    until = learner.more_time.get(assignment.pk)
    return LearnerLine(
        learner_id=learner.learner_id,
        name=learner.name,
        path=reverse("teach:class-learner", args=[assignment.classroom_id, learner.learner_id]),
        state=state_words(standing),
        warns=standing.state in (State.MISSED, State.NOT_BEGUN),
        score=score_words(standing),
        answered=_("%(answered)d of %(of)d") % {"answered": standing.answered, "of": standing.of},
        attempts=standing.attempts,
        late=standing.late,
        extension=date_format(until.astimezone(zone_of(viewer)), "j F, H:i") if until else "",
        last=ago(standing.last_at) if standing.last_at else "",
    )


def state_words(standing: Standing) -> str:
    return str(STATES[standing.state])


def score_words(standing: Standing) -> str:
    """A whole per cent, or a dash until an attempt is over."""
    return "–" if standing.score is None else f"{percent(standing.score)}%"


def _bands(scores: Sequence[float]) -> tuple[Band, ...]:
    counts = Counter(step_of(percent(score)) for score in scores)
    longest = max(counts.values(), default=0)
    return tuple(
        Band(said, counts[step], round(100 * counts[step] / longest) if longest else 0, 32 * place)
        for place, (step, said) in enumerate(BANDS)
    )


def _finding(scores: Sequence[float]) -> str:
    high = sum(percent(score) >= 80 for score in scores)
    text = ngettext(
        "%(high)d of %(all)d learner with a score has 80%% or more.",
        "%(high)d of %(all)d learners with a score have 80%% or more.",
        len(scores),
    )
    return text % {"high": high, "all": len(scores)}
