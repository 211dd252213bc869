"""Which classes a person belongs to, teaches, and who is in them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from studyapp.accounts.models import Classroom, Membership, Notice, User
from studyapp.accounts.roles import is_admin

THERE = Q(memberships__joined_at__isnull=False, memberships__left_at=None)


def belongs_to(user) -> QuerySet[Classroom]:
    """Classes this person owns, teaches or learns in today, archived ones too."""
    if not user.is_authenticated:
        return Classroom.objects.none()
    return Classroom.objects.filter(Q(owner=user) | THERE & Q(memberships__user=user)).distinct()


def learns_in(user) -> QuerySet[Classroom]:
    """Classes that are not archived and in which this person is a student today."""
    if not user.is_authenticated:
        return Classroom.objects.none()
    return Classroom.objects.filter(
        THERE, memberships__user=user, memberships__role=Membership.Role.STUDENT, archived_at=None
    )


def taught_by(user) -> QuerySet[Classroom]:
    """Classes whose people and answers this person may see and change: owner, co-teachers, admins; nobody else."""
    if not user.is_authenticated:
        return Classroom.objects.none()
    if is_admin(user):
        return Classroom.objects.all()
    teaches = THERE & Q(memberships__user=user, memberships__role=Membership.Role.TEACHER)
    return Classroom.objects.filter(Q(owner=user) | teaches).distinct()


def learners_of(classroom: Classroom) -> QuerySet[User]:
    """The students of a class today, by what they are called."""
    there = Membership.objects.filter(
        classroom=classroom, role=Membership.Role.STUDENT, joined_at__isnull=False, left_at=None
    )
    return User.objects.filter(pk__in=there.values("user")).order_by("display_name", "username")


def notices_of(user) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user) if user.is_authenticated else Notice.objects.none()
