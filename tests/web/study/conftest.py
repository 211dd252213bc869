"""A topic that can be studied, and somebody who is signed in to study it."""

import pytest

from tests.browser import scene
from tests.factories import StudentFactory


@pytest.fixture
def made(db):
    return scene.build()


@pytest.fixture
def student(client, db):
    student = StudentFactory()
    client.force_login(student)
    return student
