"""The back office shows every model: all its pages open, and a list asks no more questions when it is long."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factory.django import DjangoModelFactory

from studyapp.backoffice.base import LedgerAdmin
from studyapp.ledger import LedgerModel
from tests import factories

STAGES = ["sources", "facts", "questions", "lessons", "assignments", "attempts", "progress", "accounts"]
MODELS = [model for stage in STAGES for model in apps.get_app_config(stage).get_models()]
FACTORIES: dict = {}
for value in vars(factories).values():
    if isinstance(value, type) and issubclass(value, DjangoModelFactory):
        FACTORIES.setdefault(value._meta.model, value)

every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
pytestmark = pytest.mark.django_db


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def admin_person():
    """Somebody with the role admin, and nothing beyond it."""
    return factories.AdminFactory(is_superuser=False)


@pytest.fixture
def office(client, admin_person, monkeypatch):
    """Their browser. The list of all models beside each page has tests of its own, and takes half a page's time."""
    monkeypatch.setattr(site, "enable_nav_sidebar", False)
    client.force_login(admin_person)
    return client


def asked_by(person, rf, query: str = ""):
    request = rf.get("/" + query)
    request.user = person
    return request


@every_model
def test_model_is_registered_with_columns_filters_and_search(model):
    registered = site._registry[model]
    assert len(registered.list_display) >= 2
    assert registered.search_fields
    assert registered.list_filter or model.__name__ == "Publisher"


@every_model
def test_pages_of_a_row_open_where_they_may(office, admin_person, rf, model):
    row, registered = FACTORIES[model](), site._registry[model]
    request = asked_by(admin_person, rf)
    may_add, may_delete = registered.has_add_permission(request), registered.has_delete_permission(request, row)
    assert office.get(page(model, "change", row.pk)).status_code == 200
    assert office.get(page(model, "history", row.pk)).status_code == 200
    assert office.get(page(model, "add")).status_code == (200 if may_add else 403)
    assert office.get(page(model, "delete", row.pk)).status_code == (200 if may_delete else 403)


@every_model
def test_search_and_filters_answer(admin_person, rf, model):
    """What the list's page shows for a query; its looks are the same for each, so no page is drawn."""
    FACTORIES[model]()
    registered = site._registry[model]
    shown = registered.get_changelist_instance(asked_by(admin_person, rf))
    offered = [choice["query_string"] for spec in shown.filter_specs for choice in list(spec.choices(shown))[:3]]
    for query in ["?q=harbour+1932", *offered]:
        found = registered.get_changelist_instance(asked_by(admin_person, rf, query))
        assert len(found.result_list) == found.result_count


@every_model
def test_list_asks_as_much_for_ten_rows_as_for_one(office, model):
    make = FACTORIES[model]
    make()
    assert office.get(page(model, "changelist")).status_code == 200
    with CaptureQueriesContext(connection) as for_one:  # what is kept for the process is there by now
        office.get(page(model, "changelist"))
    make.create_batch(9)  # making rows takes most of the time, and one question too many a row shows with two
    with CaptureQueriesContext(connection) as for_ten:
        answer = office.get(page(model, "changelist"))
    assert answer.context["cl"].result_count >= 10
    assert len(for_ten) == len(for_one)
    assert len(for_one) <= 20


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, LedgerModel)], ids=lambda m: m.__name__)
def test_what_is_only_ever_added_cannot_be_changed_even_by_a_superuser(client, model):
    row = FACTORIES[model]()
    assert isinstance(site._registry[model], LedgerAdmin)
    client.force_login(factories.AdminFactory())
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "change", row.pk), {}).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert b'name="action"' not in client.get(page(model, "changelist")).content


@every_model
def test_strangers_to_the_role_see_nothing(client, model):
    client.force_login(factories.InstructorFactory())
    assert client.get(page(model, "changelist")).status_code == 403


@pytest.mark.parametrize(
    "factory",
    [factories.TopicFactory, factories.ArticleFactory, factories.FactFactory, factories.QuestionFactory],
    ids=lambda f: f.__name__,
)
def test_deleting_what_is_in_use_tells_why_not(office, factory):
    model = factory._meta.model
    row = {"Topic": lambda: factories.ArticleFactory().topic}.get(model.__name__, factory)()
    answer = office.post(page(model, "delete", row.pk), {"post": "yes"})
    assert answer.status_code == 200
    assert answer.context["protected"] or answer.context["perms_lacking"]
    bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    assert office.post(page(model, "changelist"), bulk).status_code == 200
    assert model.objects.filter(pk=row.pk).exists()


def test_deleting_a_person_who_answered_tells_why_not(office):
    learner = factories.ResponseFactory().attempt.learner
    answer = office.post(page(type(learner), "delete", learner.pk), {"post": "yes"})
    assert answer.context["protected"]
    assert type(learner).objects.filter(pk=learner.pk).exists()


def test_index_stands_in_the_order_of_the_flow(office):
    shown = [app["app_label"] for app in office.get(reverse("admin:index")).context["app_list"]]
    assert [label for label in shown if label in STAGES] == STAGES


def test_index_shows_content_managers_no_learners(client):
    client.force_login(factories.ContentManagerFactory())
    shown = client.get(reverse("admin:index")).context["app_list"]
    assert {app["app_label"] for app in shown} == {"sources", "facts", "questions", "lessons"}
    names = {model["object_name"] for app in shown for model in app["models"]}
    assert names & {"LessonSet", "ArticleCorrection", "FactCorrection", "ImportBatch"} == {
        "LessonSet", "ArticleCorrection", "FactCorrection", "ImportBatch",
    }  # fmt: skip
    assert names.isdisjoint({"TopicGrant", "Report", "ReportDecision", "Reading"})


PEOPLE = ["Classroom", "Membership", "Notice", "TopicGrant", "Report", "Reading", "Assignment", "Extension"]
ANSWERS = ["Attempt", "Response", "Regrade", "Rescore", "ItemStatistics", "QuizStatistics"]


@pytest.mark.parametrize("model", [m for m in MODELS if m.__name__ in PEOPLE + ANSWERS], ids=lambda m: m.__name__)
def test_content_managers_find_no_people_and_no_answers(client, model):
    client.force_login(factories.ContentManagerFactory())
    assert client.get(page(model, "changelist")).status_code == 403
    assert client.get(page(model, "change", FACTORIES[model]().pk)).status_code == 403


@pytest.mark.django_db
def test_search_box_of_a_form_survives_what_no_database_can_hold(client):
    client.force_login(factories.AdminFactory())
    entity = factories.EntityFactory(name="Velmora")
    asked = {"term": "Vel\0mora", "app_label": "facts", "model_name": "fact", "field_name": "subject"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["id"] for row in found] == [str(entity.pk)]
