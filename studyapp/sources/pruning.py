"""Which imports hold what nobody needs any more."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from studyapp.sources.jobs import DONE, FINISHED
from studyapp.sources.models import ImportJob


def taken_in_before(moment: dt.datetime) -> QuerySet[ImportJob]:
    """Jobs that still hold a copy of a text that was saved; those that failed or were stopped need theirs again."""
    done = ImportJob.objects.filter(step=DONE, dry_run=False, updated_at__lt=moment)
    return done.exclude(payload=b"").order_by()


def looked_at_before(moment: dt.datetime) -> QuerySet[ImportJob]:
    """Jobs that were only looked at, and never taken in."""
    return ImportJob.objects.filter(step__in=FINISHED, dry_run=True, updated_at__lt=moment)
