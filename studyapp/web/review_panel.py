"""What the front page and the progress page say of today's review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from studyapp.progress.queries import next_due
from studyapp.usecases.review_today import Today, today


@dataclass(frozen=True, slots=True)
class ReviewPanel:
    """``next_due`` is asked for only where nothing is due today."""

    today: Today
    next_due: dt.datetime | None = None


def review_panel(user, now: dt.datetime) -> ReviewPanel | None:
    """None for strangers, and for those who have nothing in memory yet."""
    if not user.is_authenticated:
        return None
    found = today(user, now)
    if found.due:
        return ReviewPanel(found)
    coming = next_due(user, now)
    return ReviewPanel(found, coming) if coming else None
