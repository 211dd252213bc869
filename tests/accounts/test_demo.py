import pytest
from django.contrib.auth import authenticate

from studyapp.accounts.demo import make_demo_people
from studyapp.accounts.models import User

pytestmark = pytest.mark.django_db


def test_demo_people_can_sign_in_with_what_is_printed():
    people = make_demo_people()
    assert [person.role for person in people] == ["student", "instructor", "admin"]
    for person in people:
        user = authenticate(username=person.name, password=person.password)
        assert user.is_in(person.role)
        assert user.is_staff is (person.role == "admin")
        assert not user.is_superuser


def test_making_demo_people_again_changes_nothing():
    make_demo_people()
    User.objects.filter(username="student").update(display_name="Robin")
    before = list(User.objects.order_by("pk").values())
    make_demo_people()
    assert list(User.objects.order_by("pk").values()) == before


def test_demo_people_are_refused_outside_local_mode(settings):
    settings.LOCAL = False
    with pytest.raises(RuntimeError):
        make_demo_people()
    assert not User.objects.exists()
