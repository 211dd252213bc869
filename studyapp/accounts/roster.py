"""Bringing a class list in: who is invited, who gets an account, who is there already."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from studyapp.accounts.models import Classroom, Membership, User
from studyapp.accounts.roles import STUDENT
from studyapp.accounts.roster_file import RosterLine

# Fifty-nine bits of chance: a dear hash adds nothing, and two hundred of them would take half a minute.
# Whoever signs in with one gets the usual hash at once.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ITERATIONS = 4_000


class Outcome(StrEnum):
    CREATE = "create"
    INVITE = "invite"
    THERE = "there"
    INVITED = "invited"
    TEACHES = "teaches"
    CLASH = "clash"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a line. ``user`` is the account it means, if there is one."""

    line: RosterLine
    outcome: Outcome
    user: User | None = None


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """Shown once, to whoever made the account."""

    name: str
    username: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Brought:
    """``invited`` have to accept; ``made`` are in the class."""

    planned: list[Planned]
    invited: list[User]
    made: list[FirstPassword]


def plan(classroom: Classroom, lines: Sequence[RosterLine]) -> list[Planned]:
    """What bringing the list in would do now. Writes nothing; three queries."""
    by_email = _people("email", {line.email for line in lines if line.email})
    by_name = _people("username", {line.username for line in lines if line.username})
    people = {user.pk for user in (*by_email.values(), *by_name.values())}
    rows = {row.user_id: row for row in Membership.objects.filter(classroom=classroom, user__in=people)}
    return _each_once(_planned(line, classroom, by_email, by_name, rows) for line in lines)


@transaction.atomic
def bring_in(classroom: Classroom, lines: Sequence[RosterLine], now: dt.datetime) -> Brought:
    """Invite who has an account, make accounts for the others. The same list again changes nothing.

    Raises IntegrityError when somebody else takes one of the names at this moment; nothing is written then.
    """
    Classroom.objects.select_for_update().only("pk").get(pk=classroom.pk)
    planned = plan(classroom, lines)
    invited = [one.user for one in planned if one.outcome == Outcome.INVITE and one.user]
    asked = [
        Membership(classroom=classroom, user=user, role=Membership.Role.STUDENT, invited_at=now) for user in invited
    ]
    Membership.objects.bulk_create(
        asked,
        update_conflicts=True,
        unique_fields=["classroom", "user"],
        update_fields=["role", "invited_at", "joined_at", "left_at"],
    )
    made = _make_accounts(classroom, [one.line for one in planned if one.outcome == Outcome.CREATE], now)
    return Brought(planned, invited, made)


def never_signed_in(classroom: Classroom) -> QuerySet[User]:
    """Students whose account was made with this class's list and has not been used: nobody knows its password yet."""
    return User.objects.filter(
        memberships__classroom=classroom,
        memberships__role=Membership.Role.STUDENT,
        memberships__left_at=None,
        memberships__joined_at=F("date_joined"),
        last_login=None,
        is_staff=False,
        is_active=True,
    ).order_by("display_name", "username")


@transaction.atomic
def renew_first_passwords(classroom: Classroom) -> list[FirstPassword]:
    """New ones for all who have never signed in, for a list that was lost; the old ones open nothing more."""
    people = list(User.objects.select_for_update(of=("self",)).filter(pk__in=never_signed_in(classroom).values("pk")))
    people.sort(key=lambda user: (user.display_name, user.username))
    given = [_give_password(user) for user in people]
    User.objects.bulk_update(people, ["password"], batch_size=200)
    return given


def _people(field: str, wanted: Iterable[str]) -> dict[str, User]:
    folded = User.objects.annotate(folded=Lower(field)).filter(folded__in=list(wanted))
    return {user.folded: user for user in folded}


def _planned(line: RosterLine, classroom: Classroom, by_email: dict, by_name: dict, rows: dict) -> Planned:
    if line.error:
        return Planned(line, Outcome.ERROR)
    with_email, with_name = by_email.get(line.email), by_name.get(line.username)
    user = with_email or with_name
    if user is None:
        return Planned(line, Outcome.CREATE)
    belongs_together = not (line.email and with_name) or not with_name.email or with_name.email == line.email
    if (with_email and with_name and with_email != with_name) or not belongs_together:
        return Planned(line, Outcome.CLASH)
    if user.is_guest or not user.is_active:
        return Planned(line, Outcome.CLASH)
    row = rows.get(user.pk)
    is_in = row is not None and row.left_at is None
    if user.pk == classroom.owner_id or (is_in and row.role == Membership.Role.TEACHER):
        return Planned(line, Outcome.TEACHES, user)
    if is_in:
        return Planned(line, Outcome.THERE if row.joined_at else Outcome.INVITED, user)
    return Planned(line, Outcome.INVITE, user)


def _each_once(planned: Iterable[Planned]) -> list[Planned]:
    """One account may stand in two lines, once by its address and once by its name."""
    first: dict[int, int] = {}
    found = []
    for one in planned:
        if one.user and one.user.pk in first:
            again = replace(one.line, error=_("The same as line %d.") % first[one.user.pk])
            one = Planned(again, Outcome.ERROR)
        elif one.user:
            first[one.user.pk] = one.line.number
        found.append(one)
    return found


def _make_accounts(classroom: Classroom, lines: Sequence[RosterLine], now: dt.datetime) -> list[FirstPassword]:
    if not lines:
        return []
    names = _free_names(lines)
    people = [
        User(username=names[line.number], email=line.email or None, display_name=line.name, date_joined=now)
        for line in lines
    ]
    given = [_give_password(user) for user in people]
    people = User.objects.bulk_create(people, batch_size=200)
    students = Group.objects.get(name=STUDENT)
    User.groups.through.objects.bulk_create(
        [User.groups.through(user_id=user.pk, group_id=students.pk) for user in people], batch_size=200
    )
    # Joined in the moment the account was made: that is how it is told from one that a person made.
    Membership.objects.bulk_create(
        [Membership(classroom=classroom, user=user, joined_at=user.date_joined) for user in people], batch_size=200
    )
    return given


def _give_password(user: User) -> FirstPassword:
    chosen = "".join(secrets.choice(LETTERS) for _ in range(12))
    password = "-".join((chosen[:4], chosen[4:8], chosen[8:]))
    hasher = PBKDF2PasswordHasher()
    user.password = hasher.encode(password, hasher.salt(), iterations=ITERATIONS)
    return FirstPassword(user.name, user.username, user.email or "", password)


def _free_names(lines: Sequence[RosterLine]) -> dict[int, str]:
    """A user name for each line: as given, else from the address, with a number where it is taken. One query a round."""
    taken: set[str] = {line.username for line in lines if line.username}
    names = {line.number: line.username for line in lines if line.username}
    waiting = {line.number: _base(line) for line in lines if not line.username}
    nth = 1
    while waiting:
        tried = {number: base if nth == 1 else f"{base}{nth}" for number, base in waiting.items()}
        taken |= _people("username", tried.values()).keys()
        for number, name in tried.items():
            if name not in taken:
                taken.add(name)
                names[number] = name
                del waiting[number]
        nth += 1
    return names


def _base(line: RosterLine) -> str:
    base = re.sub(r"[^\w.+-]", "", line.email.partition("@")[0])[:100].lower()
    return f"student-{base}" if base.startswith("guest-") else base or "student"
