"""Wrong codes, counted by person and by session: a whole school may sit behind one address."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache

MOST = 10
WITHIN = dt.timedelta(minutes=10)


def too_many_tries(*who: str, now: dt.datetime) -> bool:
    """Whether any of these has used up its tries."""
    return any(len(_recent(key, now)) >= MOST for key in who)


def count_try(*who: str, now: dt.datetime) -> None:
    """Two at the same moment may count as one: this slows guessing down, it keeps no books."""
    for key in who:
        cache.set(_name(key), [*_recent(key, now), now], WITHIN.total_seconds())


def _recent(key: str, now: dt.datetime) -> list[dt.datetime]:
    return [moment for moment in cache.get(_name(key), []) if now - moment < WITHIN]


def _name(key: str) -> str:
    return f"wrong-codes-{key}"
