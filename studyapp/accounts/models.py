"""People: learners, instructors, admins, and guests who have not signed up yet."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class People(UserManager):
    def create_guest(self) -> User:
        """A person who takes a quiz without an account; merged when they sign up."""
        guest = self.model(username=f"guest-{uuid.uuid4().hex[:20]}", is_guest=True)
        guest.set_unusable_password()
        guest.save()
        return guest


class User(AbstractUser):
    email = models.EmailField(_("email address"), null=True, blank=True)
    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=16, default="en-gb")
    daily_goal = models.PositiveSmallIntegerField(_("answers a day"), default=20)
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)

    objects = People()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_name_unique_folded"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_folded"),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_email_null_not_empty"),
        ]

    def clean(self):
        super().clean()
        self.email = _address(self.email)

    def save(self, *args, **kwargs):
        self.email = _address(self.email)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """What the app calls this person."""
        if self.is_guest:
            return str(_("Guest"))
        return self.display_name or self.get_full_name() or self.username

    def is_in(self, *groups: str) -> bool:
        """Whether this person has one of these roles; asks the database once per object."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.groups.values_list("name", flat=True))
        return bool(self._roles.intersection(groups))


def _address(email: str | None) -> str | None:
    """In small letters, as the sign-in library looks addresses up; None for an empty one."""
    return (email or "").lower() or None
