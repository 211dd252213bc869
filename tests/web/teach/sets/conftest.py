"""An instructor with a set of one lesson and its quiz."""

from __future__ import annotations

import pytest

from studyapp.lessons.starting_sets import start_set
from tests.factories import InstructorFactory
from tests.factories.playable import playable_town


@pytest.fixture
def owner(client):
    owner = InstructorFactory(display_name="Ilse Brandt")
    client.force_login(owner)
    return owner


@pytest.fixture
def town():
    return playable_town(0)


@pytest.fixture
def lesson_set(owner, town):
    return start_set(owner, "Old towns", [town.article], each=3)
