"""Reading where a learner stands, for choosing questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from studyapp.accounts.models import User
from studyapp.engine.learning.answers import Known
from studyapp.engine.learning.memory import word
from studyapp.engine.learning.standing import Standing
from studyapp.progress.days import day_of
from studyapp.progress.difficulties import look_again
from studyapp.progress.models import Ability, FactMemory
from studyapp.progress.updating import IN_GENERAL


def standing_of(learner: User, topics: Sequence[int], seen: Mapping[int, int], now: dt.datetime) -> Standing:
    """Estimates and memory of a learner in these topics (ids). Two queries, whatever their number.

    Difficulties are kept in the process; up to three queries more when it is time to look again.
    """
    rows = Ability.objects.filter(learner=learner, scope__in=[IN_GENERAL, *topics])
    estimates = {row.scope: row.as_estimate() for row in rows}
    memories = FactMemory.objects.filter(learner=learner, fact__topic__in=topics)
    day_end = day_of(learner, now)[1]
    difficulties = look_again()
    general = estimates.get(IN_GENERAL)
    return Standing(
        theta={pk: Known(general, estimates.get(pk)).expected(difficulties.topic(pk), now) for pk in topics},
        items=difficulties.items,
        memory={row.fact_id: word(row.as_memory(), day_end) for row in memories},
        seen=seen,
        answers=general.answers if general else 0,
    )
