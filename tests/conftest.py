"""What every test starts from: an empty cache, and the rows that migrations made."""

from pathlib import Path

import pytest
from django.core.cache import cache

from studyapp.engine import cells
from studyapp.progress.difficulties import forget_difficulties
from studyapp.questions.trust import forget_table
from studyapp.questions.wordings import forget_wordings

STARTS_PROCESSES = Path(__file__).parent / "cli"


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Limits on sign-in, read wordings and difficulties are kept between requests; one test's are not the next one's."""
    yield
    cache.clear()
    forget_wordings()
    forget_difficulties()


@pytest.fixture(autouse=True)
def _no_figures(monkeypatch):
    """Tests choose their own verdicts: those shipped with the engine change from round to round."""
    monkeypatch.setattr(cells, "shipped", cells.Table)
    forget_table()
    yield
    forget_table()


def pytest_collection_modifyitems(items):
    """Tests that commit empty every table afterwards; they get the groups of the migrations back."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        by_marker = marker is not None and marker.kwargs.get("transaction")
        by_fixture = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if marker is not None and (by_marker or by_fixture):
            kwargs = marker.kwargs | {"serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(*marker.args, **kwargs), append=False)
        elif by_fixture:
            item.fixturenames.append("django_db_serialized_rollback")
        if by_marker or by_fixture or STARTS_PROCESSES in item.path.parents:
            item.add_marker(pytest.mark.alone)  # what others find afterwards, or how long they wait, would depend on it
        if marker is not None or {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)  # these run once more on PostgreSQL
