"""The page of a class: what needs action, its work, and the table of learners and topics."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.progress.difficulties import look_again
from tests import factories
from tests.factories.classes import full_class

pytestmark = pytest.mark.django_db


def address(classroom) -> str:
    return reverse("teach:class-detail", args=[classroom.pk])


def sent(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


@pytest.mark.parametrize(("learners", "topics"), [(3, 2), (30, 12)])
def test_page_takes_eight_statements_however_large_the_class(client, learners, topics):
    made = full_class(learners, topics)
    factories.AssignmentFactory(classroom=made.classroom)
    client.force_login(made.classroom.owner)
    look_again()

    statements = sent(client, address(made.classroom))

    assert len(statements) == 8, "\n".join(s[:200] for s in statements)
