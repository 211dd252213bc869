"""A learner's day: from midnight to midnight where they live."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(user) -> ZoneInfo:
    """Where they live; UTC for a visitor without account."""
    try:
        return ZoneInfo(getattr(user, "time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):  # a name nobody knows any more
        return ZoneInfo("UTC")


def day_of(user, now: dt.datetime, days: int = 1) -> tuple[dt.datetime, dt.datetime]:
    """Start and end of the learner's day that holds ``now`` (aware), in UTC; 23 to 25 hours apart.

    With more ``days`` it ends so many days later.
    """
    zone = zone_of(user)
    today = now.astimezone(zone).date()
    start, end = (
        dt.datetime.combine(date, dt.time(), zone).astimezone(dt.UTC)
        for date in (today, today + dt.timedelta(days=days))
    )
    return start, end
