"""People to try the app with, on one's own machine only."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from studyapp.accounts.models import User
from studyapp.accounts.roles import ADMIN, INSTRUCTOR, STUDENT, give_role


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    name: str
    password: str


DEMO_SIGN_INS = (
    SignIn(STUDENT, "student", "student-demo"),
    SignIn(INSTRUCTOR, "instructor", "instructor-demo"),
    SignIn(ADMIN, "admin", "admin-demo"),
)


@transaction.atomic
def make_demo_people() -> tuple[SignIn, ...]:
    """The demo sign-ins, made where they are missing; people who exist are left as they are.

    Raises RuntimeError outside local mode: these passwords are known to everyone.
    """
    if not settings.LOCAL:
        raise RuntimeError("Demo people exist only in local mode.")
    for person in DEMO_SIGN_INS:
        if User.objects.filter(username__iexact=person.name).exists():
            continue
        user = User.objects.create_user(person.name, password=person.password, is_staff=person.role == ADMIN)
        give_role(user, person.role)
    return DEMO_SIGN_INS


def is_demo_sign_in(name: str, password: str) -> bool:
    """Whether this is a password that everyone knows: a database tried out locally may come to serve a site."""
    return any((person.name, person.password) == (name.lower(), password) for person in DEMO_SIGN_INS)
