"""Forms of the library that behave differently here."""

from __future__ import annotations

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db.models import Q

from studyapp.accounts.models import User


class AddEmailForm(forms.AddEmailForm):
    """Says that an address is somebody else's; the library finds out only when it becomes the main one."""

    def clean_email(self) -> str:
        address = super().clean_email()
        others = User.objects.exclude(pk=self.user.pk).filter(
            Q(email__iexact=address) | Q(pk__in=EmailAddress.objects.filter(email__iexact=address).values("user"))
        )
        if others.exists():
            raise get_adapter().validation_error("email_taken")
        return address
