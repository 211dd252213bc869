"""What is sent in addresses and forms that no browser sends."""

from __future__ import annotations

import pytest
from django.db import DataError
from django.test import RequestFactory
from django.urls import reverse

from studyapp.web.asked import UnstorableMiddleware
from tests.factories import InstructorFactory

pytestmark = pytest.mark.django_db


def test_what_no_database_holds_is_refused_and_breaks_no_page(client):
    """SQLite takes it and finds nothing; PostgreSQL does not take it."""
    client.force_login(InstructorFactory())
    for name, field in (("teach:set-list", "q"), ("teach:assign", "set"), ("teach:review", "topic")):
        assert client.get(reverse(name), {field: "a\x00b"}).status_code in (200, 400)
    undo = client.post(reverse("teach:review-undo"), {"step": "a\x00b"})
    assert undo.status_code in (302, 400)


def test_any_other_trouble_with_data_is_not_hidden():
    middleware, request = UnstorableMiddleware(lambda request: None), RequestFactory().get("/")
    assert middleware.process_exception(request, DataError("value too long for type character varying(80)")) is None
    refused = middleware.process_exception(request, DataError("text fields cannot contain NUL (0x00) bytes"))
    assert refused.status_code == 400
