"""People: learners, instructors, admins, guests who have not signed up yet; and the classes they belong to."""

from __future__ import annotations

import uuid

from django.conf import settings
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
    wants_letters = models.BooleanField(_("news by e-mail"), default=False)

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


class Classroom(models.Model):
    """Learners and those who teach them. Only its people and those who manage content know of it."""

    name = models.CharField(_("name"), max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="classrooms_owned")
    join_code = models.CharField(_("join code"), max_length=12, unique=True)
    may_join = models.BooleanField(_("open to whoever has the code"), default=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One row for a person and a class, whatever happens: invited, joined, left, joined again."""

    class Role(models.TextChoices):
        STUDENT = "student", _("student")
        TEACHER = "teacher", _("co-teacher")

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STUDENT)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True, help_text=_("Empty: invited, not there yet."))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classroom", "user"], name="membership_unique")]
        indexes = [models.Index(fields=["user", "left_at"], name="membership_of_person")]

    def __str__(self) -> str:
        return f"{self.user} in {self.classroom}"


class Notice(models.Model):
    """One line of a person's in-app list: what was assigned, what was decided. ``code`` and ``params`` become words."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    code = models.CharField(_("what"), max_length=40)
    params = models.JSONField(default=dict, blank=True)
    path = models.CharField(_("leads to"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "-created_at"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.user}: {self.code}"


def _address(email: str | None) -> str | None:
    """In small letters, as the sign-in library looks addresses up; None for an empty one."""
    return (email or "").lower() or None
