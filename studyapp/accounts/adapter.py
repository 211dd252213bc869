"""How sign-up works on this site. What signing in does to a guest's answers is told in web.sign_in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyapp.accounts.demo import is_demo_sign_in
from studyapp.accounts.roles import STUDENT, give_role


class AccountAdapter(DefaultAccountAdapter):
    """New people are students; names of guests stay theirs; a site may close its sign-up.

    Outside local mode the passwords of the demo people open nothing, whatever database is served.
    """

    def authenticate(self, request: HttpRequest, **credentials):
        user = super().authenticate(request, **credentials)
        if user and not settings.LOCAL and is_demo_sign_in(user.username, credentials.get("password", "")):
            return None
        return user

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP_OPEN

    def clean_username(self, username: str, shallow: bool = False) -> str:
        username = super().clean_username(username, shallow=shallow)
        if username.casefold().startswith("guest-"):
            raise ValidationError(_("Names that begin with “guest-” are kept for guests."))
        return username

    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=commit)
        if commit:
            give_role(user, STUDENT)
        return user
