import pytest
from django.contrib.auth import authenticate
from django.urls import reverse

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


@pytest.mark.parametrize(
    ("local", "password", "gets_in"), [(True, "demo", True), (False, "demo", False), (False, "own", True)]
)
def test_demo_passwords_open_nothing_where_a_tried_out_database_serves_a_site(
    client, settings, local, password, gets_in
):
    for person in make_demo_people():
        settings.LOCAL = True
        user = User.objects.get(username=person.name)
        typed = person.password if password == "demo" else "Seven-harbours-9"
        user.set_password(typed)
        user.save()
        settings.LOCAL = local
        client.logout()
        client.post(reverse("account_login"), {"login": person.name.upper(), "password": typed})
        assert ("_auth_user_id" in client.session) is gets_in
