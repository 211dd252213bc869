import datetime as dt

import pytest

from studyapp.sources import jobs
from tests.factories import ImportJobFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = NOW + jobs.LEASE + dt.timedelta(seconds=1)


def test_a_job_is_claimed_once():
    job = ImportJobFactory()
    assert jobs.claim(job.pk, NOW).attempts == 1
    assert jobs.claim(job.pk, NOW) is None
    assert list(jobs.waiting(NOW)) == []


def test_a_lapsed_lease_frees_the_job_and_voids_the_first_claim():
    job = ImportJobFactory()
    first = jobs.claim(job.pk, NOW)
    second = jobs.claim(job.pk, LATER)
    assert second.attempts == 2
    with pytest.raises(jobs.LostJobError):
        jobs.advance(first, jobs.CLEANED, LATER)
    with pytest.raises(jobs.LostJobError):
        jobs.finish(first, jobs.DONE, {}, LATER)
    with pytest.raises(jobs.LostJobError):
        jobs.hold(first)
    jobs.hold(second)


def test_each_step_renews_the_lease():
    claimed = jobs.claim(ImportJobFactory().pk, NOW)
    jobs.advance(claimed, jobs.SENTENCES, NOW + dt.timedelta(minutes=1))
    assert list(jobs.waiting(LATER)) == []
    claimed.refresh_from_db()
    assert (claimed.step, claimed.progress) == ("sentences", 35)


def test_a_finished_job_is_nobodys():
    claimed = jobs.claim(ImportJobFactory().pk, NOW)
    jobs.finish(claimed, jobs.DONE, {"outcome": "new"}, NOW)
    claimed.refresh_from_db()
    assert (claimed.step, claimed.progress, claimed.lease_until) == ("done", 100, None)
    assert list(jobs.waiting(LATER)) == []
    assert not jobs.cancel(claimed.pk, LATER)


def test_cancelling_a_waiting_job_ends_it_at_once():
    job = ImportJobFactory()
    assert jobs.cancel(job.pk, NOW)
    job.refresh_from_db()
    assert (job.step, job.report) == ("cancelled", {"outcome": "cancelled"})


def test_cancelling_a_job_at_work_stops_it_at_its_next_step():
    claimed = jobs.claim(ImportJobFactory().pk, NOW)
    assert jobs.cancel(claimed.pk, NOW)
    with pytest.raises(jobs.LostJobError):
        jobs.advance(claimed, jobs.FACTS, NOW)
    jobs.cancel_if_asked(claimed.pk)
    claimed.refresh_from_db()
    assert claimed.step == "cancelled"


def test_a_failed_job_can_be_opened_again():
    claimed = jobs.claim(ImportJobFactory().pk, NOW)
    jobs.finish(claimed, jobs.FAILED, {"reason": "…"}, NOW)
    jobs.reopen(claimed)
    assert (claimed.step, claimed.attempts, claimed.report) == ("received", 0, {})
    assert jobs.claim(claimed.pk, NOW)


def test_a_long_text_is_nobody_elses_while_it_is_read():
    claimed = jobs.claim(ImportJobFactory(payload=b"word " * 60_000).pk, NOW)
    jobs.advance(claimed, jobs.SENTENCES, NOW)
    assert list(jobs.waiting(NOW + dt.timedelta(minutes=10))) == []
    assert jobs.claim(claimed.pk, NOW + jobs.LONGEST_LEASE + dt.timedelta(seconds=1))
