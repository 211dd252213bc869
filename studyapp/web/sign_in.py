"""Signing in, seen from the pages: a guest's answers come along."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.adapter import AccountAdapter
from studyapp.usecases.claim_guest import claim_guest

# One sentence for both ways to sign in: it must not tell which of the two was wrong.
MISMATCH = _("Name and password do not belong together. Try again, or set a new password.")


class SignInAdapter(AccountAdapter):
    error_messages = AccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
    }

    def login(self, request: HttpRequest, user) -> None:
        """Start the session of ``user``; what this browser's guest answered becomes theirs."""
        before = request.user
        was_guest = before.is_authenticated and before.is_guest  # asked now: the session changes hands below
        super().login(request, user)
        if was_guest:
            claim_guest(before, user)
