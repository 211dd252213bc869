"""People who take a quiz without an account. Their row is made when the first quiz starts."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import HttpRequest

from studyapp.accounts.models import User

SESSION_BACKEND = "django.contrib.auth.backends.ModelBackend"


class TooManyGuestsError(Exception):
    """One address began more guest rows than a full classroom would."""


def guest_for(request: HttpRequest) -> User:
    """Who answers in this request: the person signed in, else a new guest whom the session remembers.

    Raises TooManyGuestsError (limit ``guest`` in ACCOUNT_RATE_LIMITS, per address).
    """
    if request.user.is_authenticated:
        return request.user
    if not ratelimit.consume(request, action="guest"):
        raise TooManyGuestsError
    guest = User.objects.create_guest()
    login(request, guest, backend=SESSION_BACKEND)
    return guest
