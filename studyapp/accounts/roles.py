"""The roles a person can have. Each is a group, made by migration."""

from __future__ import annotations

from django.contrib.auth.models import Group

STUDENT = "student"
INSTRUCTOR = "instructor"
CONTENT_MANAGER = "content manager"
ADMIN = "admin"
ROLES = (STUDENT, INSTRUCTOR, CONTENT_MANAGER, ADMIN)
SEES_EVERYTHING = (CONTENT_MANAGER, ADMIN)


def give_role(user, role: str) -> None:
    """Put this person in the role's group. Raises Group.DoesNotExist for what is no role."""
    user.groups.add(Group.objects.get(name=role))
    user.__dict__.pop("_roles", None)  # is_in() asks again


def sees_everything(user) -> bool:
    """Whether all content is this person's to see, whoever owns it. Says nothing of people and their answers."""
    return user.is_authenticated and (user.is_superuser or user.is_in(*SEES_EVERYTHING))


def may_teach(user) -> bool:
    """Whether this person may bring articles in, build sets and run classes."""
    return user.is_authenticated and (sees_everything(user) or user.is_in(INSTRUCTOR))


def is_admin(user) -> bool:
    """Whether every class and everybody's answers are open to this person."""
    return user.is_authenticated and (user.is_superuser or user.is_in(ADMIN))


def may_enter_backoffice(user) -> bool:
    """Whether the admin site opens its door; what is found behind it, permissions decide."""
    return user.is_active and (user.is_staff or (user.is_authenticated and user.is_in(CONTENT_MANAGER, ADMIN)))
