"""Who belongs to a class, for the page of its people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from studyapp.accounts.models import Classroom, Membership
from studyapp.accounts.queries import taught_by
from studyapp.accounts.roles import is_admin

HERE = Q(memberships__role=Membership.Role.STUDENT, memberships__left_at=None)


@dataclass(frozen=True, slots=True)
class People:
    """``students`` and ``invited`` are memberships with their user, by name; ``teachers`` hold those asked, too."""

    students: list[Membership]
    invited: list[Membership]
    teachers: list[Membership]


def people_of(classroom: Classroom) -> People:
    """One query."""
    rows = Membership.objects.filter(classroom=classroom, left_at=None).select_related("user")
    ordered = sorted(rows, key=lambda row: (row.user.name.casefold(), row.user.username))
    students = [row for row in ordered if row.role == Membership.Role.STUDENT]
    teachers = [r for r in ordered if r.role == Membership.Role.TEACHER and r.user_id != classroom.owner_id]
    return People([r for r in students if r.joined_at], [r for r in students if not r.joined_at], teachers)


def classes_with_counts(user) -> QuerySet[Classroom]:
    """Classes this person teaches, with the number of students; archived ones last."""
    counted = Count("memberships", filter=HERE & Q(memberships__joined_at__isnull=False), distinct=True)
    found = Classroom.objects.filter(pk__in=taught_by(user).values("pk")).select_related("owner")
    return found.annotate(students=counted).order_by(F("archived_at").desc(nulls_first=True), "name", "pk")


def open_classes(user) -> QuerySet[Classroom]:
    """Classes this person teaches that are not archived."""
    return Classroom.objects.filter(pk__in=taught_by(user).values("pk"), archived_at=None)


def invitations_of(user) -> QuerySet[Membership]:
    """Classes this person is asked into and has not answered."""
    if not user.is_authenticated:
        return Membership.objects.none()
    waiting = Membership.objects.filter(user=user, joined_at=None, left_at=None, classroom__archived_at=None)
    return waiting.select_related("classroom__owner").order_by("-invited_at")


def may_hand_over(user, classroom: Classroom) -> bool:
    """The owner alone, and admins."""
    return classroom.owner_id == user.pk or is_admin(user)


def teachers_in_words(classrooms: Iterable[Classroom]) -> dict[int, str]:
    """The names of all who teach, owner first, by class. One query; ``owner`` is fetched with the classes."""
    classrooms = list(classrooms)
    names = {classroom.pk: [classroom.owner.name] for classroom in classrooms}
    rows = Membership.objects.filter(
        classroom__in=names, role=Membership.Role.TEACHER, joined_at__isnull=False, left_at=None
    ).select_related("user")
    for row in rows.order_by("joined_at"):
        if row.user.name not in names[row.classroom_id]:
            names[row.classroom_id].append(row.user.name)
    return {pk: ", ".join(found) for pk, found in names.items()}
