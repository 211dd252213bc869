"""What holds for one learner of an assignment."""

import datetime as dt

import pytest

from studyapp.assignments.models import Assignment, Extension
from studyapp.assignments.terms import terms_of

OPENS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 3, 9, 18, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def assignment(**fields):
    return Assignment(**({"opens_at": OPENS, "due_at": DUE} | fields))


def test_opening_and_due_date_are_in_time():
    terms = terms_of(assignment())
    assert [terms.is_open(moment) for moment in (OPENS - HOUR, OPENS, DUE, DUE + HOUR)] == [False, True, True, False]


def test_without_limits_nothing_ends():
    terms = terms_of(assignment(due_at=None))
    assert (terms.deadline(OPENS), terms.attempts, terms.is_closed(DUE + 9999 * HOUR)) == (None, None, False)


def test_an_extension_adds_and_never_takes_away():
    extension = Extension(due_at=DUE - HOUR, extra_time_percent=50, extra_attempts=1)
    terms = terms_of(assignment(attempts_allowed=2, time_limit_minutes=20), extension)
    assert (terms.due_at, terms.attempts, terms.minutes) == (DUE, 3, 30)
    later = terms_of(assignment(), Extension(due_at=DUE + HOUR, extra_time_percent=50, extra_attempts=1))
    assert (later.due_at, later.attempts, later.minutes) == (DUE + HOUR, None, None)


@pytest.mark.parametrize(("feedback", "waits_until"), [("at_once", None), ("after_due", DUE)])
def test_receipts_wait_for_the_due_date_only_where_they_shall(feedback, waits_until):
    assert terms_of(assignment(feedback=feedback)).receipts_at(None) == waits_until


def test_receipts_wait_for_an_attempt_that_kept_a_later_deadline():
    assert terms_of(assignment(feedback="after_due")).receipts_at(DUE + HOUR) == DUE + HOUR
