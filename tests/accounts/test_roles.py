"""The roles and what each may do in the back office."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from studyapp.accounts.roles import ROLES, give_role, may_enter_backoffice
from tests import factories

LEDGERS = ["articleversion", "sentence", "factreview", "questionversion", "option", "response", "review"]


def permissions_of(role: str) -> set[str]:
    found = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in found}


@pytest.mark.django_db
def test_every_role_is_a_group():
    assert {*Group.objects.values_list("name", flat=True)} == {*ROLES}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["student", "instructor"])
def test_those_who_stay_out_of_the_back_office_have_no_permission_there(role):
    assert permissions_of(role) == set()


@pytest.mark.django_db
def test_content_manager_tends_content_and_sees_no_learner():
    granted = permissions_of("content manager")
    assert {"sources.change_article", "questions.change_question", "lessons.add_quiz"} <= granted
    assert not [p for p in granted if p.startswith(("accounts.", "attempts.", "progress.", "auth."))]
    assert not [p for p in granted if "delete" in p and not p.startswith(("lessons.", "facts.delete_entityname"))]


@pytest.mark.django_db
def test_nobody_may_change_what_is_only_ever_added():
    for role in ROLES:
        for model in LEDGERS:
            assert not [p for p in permissions_of(role) if p.endswith(f"_{model}") and ".view_" not in p]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "expected"),
    [
        (factories.GuestFactory, False),
        (factories.StudentFactory, False),
        (factories.InstructorFactory, False),
        (factories.ContentManagerFactory, True),
        (factories.AdminFactory, True),
    ],
)
def test_back_office_opens_for_those_who_work_there(factory, expected):
    assert may_enter_backoffice(factory()) is expected


@pytest.mark.django_db
def test_back_office_opens_by_role_alone_and_closes_with_the_account():
    person = factories.UserFactory()
    assert not may_enter_backoffice(person)
    give_role(person, "content manager")
    assert may_enter_backoffice(person)
    person.is_active = False
    assert not may_enter_backoffice(person)


def test_back_office_is_closed_to_strangers():
    assert may_enter_backoffice(AnonymousUser()) is False


@pytest.mark.django_db(transaction=True)
def test_roles_migration_goes_back_and_forth():
    MigrationExecutor(connection).migrate([("accounts", "0001_tables")])
    assert not Group.objects.exists()
    everything = MigrationExecutor(connection)
    everything.migrate(everything.loader.graph.leaf_nodes())
    assert Group.objects.count() == len(ROLES)
    assert "questions.change_question" in permissions_of("content manager")


@pytest.mark.django_db(transaction=True)
def test_roles_are_there_again_after_a_test_that_commits():
    assert Group.objects.count() == len(ROLES)
