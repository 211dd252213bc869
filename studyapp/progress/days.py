"""A learner's day: from midnight to midnight where they live."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def day_of(user, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Start and end of the learner's day that holds ``now`` (aware), in UTC; 23 to 25 hours apart.

    A visitor without account lives in UTC.
    """
    try:
        zone = ZoneInfo(getattr(user, "time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):  # a name nobody knows any more
        zone = ZoneInfo("UTC")
    today = now.astimezone(zone).date()
    start, end = (
        dt.datetime.combine(date, dt.time(), zone).astimezone(dt.UTC) for date in (today, today + dt.timedelta(days=1))
    )
    return start, end
