"""People. Their groups come from the roles migration."""

from __future__ import annotations

import datetime as dt
import uuid

import factory
from django.contrib.auth.models import Group

from studyapp.accounts.models import Classroom, Membership, Notice, User

PASSWORD = "a long enough secret"


class UserFactory(factory.django.DjangoModelFactory):
    """A person without a role. ``role="instructor"`` puts them in that group."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.org")
    password = factory.django.Password(PASSWORD)

    role = None

    @classmethod
    def _create(cls, model_class, *args, role, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        if role:
            user.groups.add(Group.objects.get_or_create(name=role)[0])
        return user


class StudentFactory(UserFactory):
    role = "student"
    username = factory.Sequence(lambda n: f"student{n}")


class InstructorFactory(UserFactory):
    role = "instructor"
    username = factory.Sequence(lambda n: f"instructor{n}")


class ContentManagerFactory(UserFactory):
    role = "content manager"
    username = factory.Sequence(lambda n: f"manager{n}")
    is_staff = True


class AdminFactory(UserFactory):
    role = "admin"
    username = factory.Sequence(lambda n: f"admin{n}")
    is_staff = True
    is_superuser = True


class GuestFactory(UserFactory):
    username = factory.LazyFunction(lambda: f"guest-{uuid.uuid4().hex[:20]}")
    email = None
    password = factory.django.Password(None)
    is_guest = True


class ClassroomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Classroom

    name = factory.Sequence(lambda n: f"Harbour class {n}")
    owner = factory.SubFactory(InstructorFactory)
    join_code = factory.Sequence(lambda n: f"CODE{n:04}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A student who has joined."""

    class Meta:
        model = Membership

    classroom = factory.SubFactory(ClassroomFactory)
    user = factory.SubFactory(StudentFactory)
    joined_at = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    user = factory.SubFactory(StudentFactory)
    code = "invited"
    params = factory.LazyFunction(lambda: {"who": "Ilse", "class": "Harbours"})
    path = "/"
