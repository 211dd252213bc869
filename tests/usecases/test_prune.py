"""What nobody needs any more is forgotten; no answer is, and no figure of a question moves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.asserts import assertRedirects

from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt, Response
from studyapp.lessons.models import Reading
from studyapp.progress.models import Ability, ItemStatistics
from studyapp.progress.rebuilding import rebuild
from studyapp.progress.statistics import work_out
from studyapp.sources import importing, jobs
from studyapp.sources.models import ImportJob
from studyapp.usecases.prune import Pruned, prune
from studyapp.usecases.tasks import work_on_jobs
from tests.factories import (
    AttemptFactory,
    GuestFactory,
    ImportJobFactory,
    ReadingFactory,
    ReportFactory,
    ResponseFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
NOTHING = Pruned(guests=0, closed=0, texts=0, previews=0, wake_ups=0, sessions=0)


def days_ago(days: float) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


def guest_since(days: float, **more) -> User:
    began = days_ago(days)
    return GuestFactory(**{"date_joined": began, "last_login": began} | more)


def answer(learner: User, days: float) -> Response:
    attempt = AttemptFactory(learner=learner, started_at=days_ago(days))
    return ResponseFactory(attempt=attempt, answered_at=days_ago(days))


def test_guest_who_never_answered_goes_with_the_quiz_they_opened():
    guest = guest_since(8)
    AttemptFactory(learner=guest, started_at=days_ago(8))
    ReadingFactory(learner=guest)
    assert prune(NOW).guests == 1
    assert not User.objects.filter(pk=guest.pk).exists()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("what", ["began lately", "came back lately", "opened a quiz lately", "answered", "reported"])
def test_guest_who_may_come_back_or_left_something_stays(what):
    guest = guest_since(8)
    if what == "began lately":
        User.objects.filter(pk=guest.pk).update(date_joined=days_ago(6), last_login=None)
    elif what == "came back lately":
        User.objects.filter(pk=guest.pk).update(last_login=days_ago(1))
    elif what == "opened a quiz lately":
        AttemptFactory(learner=guest, started_at=days_ago(1))
    elif what == "answered":
        answer(guest, 8)
    else:
        ReportFactory(reporter=guest)
    assert prune(NOW) == NOTHING
    assert User.objects.get(pk=guest.pk).is_active


def test_people_with_an_account_are_never_pruned():
    person = StudentFactory(date_joined=days_ago(900), last_login=days_ago(900))
    answer(person, 900)
    assert prune(NOW) == NOTHING
    assert User.objects.get(pk=person.pk).is_active


def test_row_whose_answers_went_to_an_account_goes():
    guest_since(8, is_active=False)
    assert prune(NOW).guests == 1


def test_guest_who_answered_long_ago_is_closed_and_their_answers_stay(settings):
    settings.GUEST_DAYS = 90
    guest = guest_since(120)
    given = answer(guest, 91)
    ReadingFactory(learner=guest)
    assert prune(NOW).closed == 1
    guest.refresh_from_db()
    assert (guest.is_active, guest.last_login) == (False, None)
    assert Response.objects.get() == given
    assert not Reading.objects.exists()
    assert prune(NOW) == NOTHING


def test_browser_of_a_closed_guest_is_nobodys(client, settings):
    settings.GUEST_DAYS = 90
    guest = guest_since(120)
    client.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")
    User.objects.filter(pk=guest.pk).update(last_login=days_ago(120))
    results = reverse("study:results", args=[answer(guest, 91).attempt_id])
    assert client.get(results).status_code == 200
    prune(NOW)
    assertRedirects(client.get(results), f"{reverse('account_login')}?next={results}")


@pytest.mark.parametrize(("kept_for", "closed"), [(0, 0), (90, 0), (60, 1)])
def test_setting_says_when_a_guest_is_closed(settings, kept_for, closed):
    settings.GUEST_DAYS = kept_for
    guest = guest_since(120)
    answer(guest, 100)
    answer(guest, 80)
    assert prune(NOW).closed == closed


def test_no_figure_moves_and_progress_is_rebuilt_the_same(settings):
    settings.GUEST_DAYS = 90
    first = AttemptFactory(learner=guest_since(120), started_at=days_ago(100))
    second = AttemptFactory(learner=guest_since(120), paper=first.paper, started_at=days_ago(100))
    ResponseFactory(attempt=first, score=1.0, answered_at=days_ago(100))
    ResponseFactory(attempt=second, score=0.0, answered_at=days_ago(100))
    before = figures()
    assert [row[1:] for row in before[0]] == [(2, 0.5)]
    assert prune(NOW).closed == 2
    assert figures() == before


def figures() -> tuple[list, list]:
    """All figures of questions and learners, worked out anew."""
    ItemStatistics.objects.all().delete()
    work_out(timezone.now() + dt.timedelta(hours=1))
    rebuild()
    questions = ItemStatistics.objects.order_by("question").values_list("question", "answers", "facility")
    learners = Ability.objects.order_by("learner", "scope").values_list("learner", "scope", "mean", "variance")
    return list(questions), list(learners)


def job(step: str, days: float, **more) -> ImportJob:
    made = ImportJobFactory(step=step, **more)
    ImportJob.objects.filter(pk=made.pk).update(updated_at=days_ago(days))
    return made


def test_copy_of_a_text_is_emptied_once_it_was_taken_in_long_ago():
    old, new, failed, stopped = job("done", 31), job("done", 29), job("failed", 31), job("cancelled", 31)
    assert prune(NOW).texts == 1
    held = {row.pk: bool(len(row.payload)) for row in ImportJob.objects.all()}
    assert held == {old.pk: False, new.pk: True, failed.pk: True, stopped.pk: True}
    assert prune(NOW) == NOTHING


def test_text_whose_copy_was_emptied_can_be_taken_in_again():
    asked = {"kind": "file", "name": "mill.txt", "idempotency_key": "mill"}
    text = b"The mill at Orford opened in 1932. It lost 340 workers in 1950."
    first = importing.receive(text, **asked)
    job_ran(first, 31)
    prune(NOW)
    again = importing.receive(text, **asked)
    again.refresh_from_db()
    assert (again.pk, bytes(again.payload)) == (first.pk, text)


def job_ran(row: ImportJob, days: float) -> None:
    ImportJob.objects.filter(pk=row.pk).update(step=jobs.DONE, updated_at=days_ago(days))


def test_import_that_was_only_looked_at_goes():
    job("done", 31, dry_run=True)
    kept = job("done", 29, dry_run=True)
    assert prune(NOW).previews == 1
    assert list(ImportJob.objects.all()) == [kept]


def test_old_wake_ups_and_sessions_that_ran_out_go():
    for status, days in (("SUCCESSFUL", 31), ("FAILED", 31), ("SUCCESSFUL", 29), ("READY", 31)):
        moment = days_ago(days)
        row = DBTaskResult.objects.create(
            task_path=work_on_jobs.module_path,
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            run_after=moment,
        )
        ended = None if status == "READY" else moment
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, finished_at=ended, enqueued_at=moment)
    for key, days in (("old", 1), ("new", -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=days_ago(days))
    done = prune(NOW)
    assert (done.wake_ups, done.sessions) == (2, 1)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
    assert Session.objects.get().session_key == "new"


def test_more_guests_than_fit_one_transaction_all_go(monkeypatch):
    monkeypatch.setattr("studyapp.usecases.prune.AT_A_TIME", 2)
    for _ in range(5):
        guest_since(8)
    assert prune(NOW).guests == 5
    assert not User.objects.filter(is_guest=True).exists()


def test_command_says_what_went_and_a_dry_run_only_counts(capsys):
    longer_ago = timezone.now() - dt.timedelta(days=8)
    GuestFactory(date_joined=longer_ago, last_login=None)
    call_command("prune", dry_run=True)
    assert capsys.readouterr().out == "1 guests who never answered, removed.\nNothing was changed.\n"
    assert User.objects.filter(is_guest=True).count() == 1
    call_command("prune")
    assert capsys.readouterr().out == "1 guests who never answered, removed.\n"
    call_command("prune")
    assert capsys.readouterr().out == "There is nothing to forget.\n"
