"""Signing in, seen from the pages: a guest's answers come along."""

from __future__ import annotations

from django.http import HttpRequest

from studyapp.accounts.adapter import AccountAdapter
from studyapp.usecases.claim_guest import claim_guest


class SignInAdapter(AccountAdapter):
    def login(self, request: HttpRequest, user) -> None:
        """Start the session of ``user``; what this browser's guest answered becomes theirs."""
        before = request.user
        was_guest = before.is_authenticated and before.is_guest  # asked now: the session changes hands below
        super().login(request, user)
        if was_guest:
            claim_guest(before, user)
