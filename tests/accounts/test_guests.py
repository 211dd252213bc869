"""Guests: made once, kept by the session, and merged when they sign in."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from studyapp.accounts.guests import TooManyGuestsError, guest_for
from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt, Response
from studyapp.progress.models import Ability, FactMemory
from studyapp.usecases import take_quiz
from studyapp.usecases.claim_guest import claim_guest
from tests import factories

pytestmark = pytest.mark.django_db


def request_of(user=None):
    request = RequestFactory().post("/")
    request.session = SessionStore()
    request.user = user or AnonymousUser()
    return request


def test_first_quiz_makes_a_guest_whom_the_session_remembers():
    request = request_of()
    guest = guest_for(request)
    assert guest.is_guest
    assert not guest.has_usable_password()
    assert request.user == guest
    assert request.session["_auth_user_id"] == str(guest.pk)
    assert guest_for(request) == guest
    assert User.objects.count() == 1


def test_a_person_signed_in_stays_themselves():
    student = factories.StudentFactory()
    assert guest_for(request_of(student)) == student


def test_one_address_cannot_make_guests_without_end(settings):
    settings.ACCOUNT_RATE_LIMITS = {"guest": "2/m/ip"}
    for _ in range(2):
        guest_for(request_of())
    with pytest.raises(TooManyGuestsError):
        guest_for(request_of())
    assert User.objects.count() == 2


def test_claim_moves_attempts_and_refolds_what_is_known():
    guest, student = factories.GuestFactory(), factories.StudentFactory()
    answered = factories.ResponseFactory(attempt__learner=guest)
    factories.FactMemoryFactory(learner=guest, fact=answered.version.question.fact)
    assert claim_guest(guest, student) == 1
    assert list(student.attempts.all()) == [answered.attempt]
    assert Ability.objects.get(learner=student, topic=answered.attempt.topic).answers == 1
    assert FactMemory.objects.get().learner == student


def test_claim_happens_once():
    guest, first, second = factories.GuestFactory(), factories.StudentFactory(), factories.StudentFactory()
    factories.ResponseFactory(attempt__learner=guest)
    claim_guest(guest, first)
    assert claim_guest(guest, second) == 0
    assert first.attempts.count() == 1
    guest.refresh_from_db()
    assert not guest.is_active


def test_only_guests_are_claimed():
    one, other = factories.StudentFactory(), factories.StudentFactory()
    factories.AttemptFactory(learner=one)
    assert claim_guest(one, other) == 0
    assert one.attempts.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer_given_while_its_guest_is_claimed_leaves_nothing_behind():
    playable, guest, student = factories.playable_topic(), factories.GuestFactory(), factories.StudentFactory()
    attempt = take_quiz.start(guest, topic=playable.topic, article=None, length=5, now=timezone.now())
    raised = []

    def answer():
        try:
            take_quiz.submit_answer(guest, attempt.pk, 1, take_quiz.Given(dont_know=True), timezone.now())
        except Exception as error:  # looked at below, in the thread that can fail the test
            raised.append(type(error))
        finally:
            connection.close()

    late = threading.Thread(target=answer)
    with transaction.atomic():
        claim_guest(guest, student)
        late.start()
        if connection.vendor == "postgresql":
            wait_for_somebody_to_wait()
    late.join()
    assert raised == [Attempt.DoesNotExist]
    assert not Ability.objects.exists()
    assert not Response.objects.exists()


def wait_for_somebody_to_wait():
    """Until another connection waits for a lock of this one."""
    with connection.cursor() as cursor:
        waiting = 0
        while not waiting:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            waiting = cursor.fetchone()[0]
