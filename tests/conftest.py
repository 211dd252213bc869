"""What every test starts from: an empty cache, and the rows that migrations made."""

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from studyapp.engine import cells
from studyapp.progress.difficulties import forget_difficulties
from studyapp.questions.trust import forget_table
from studyapp.questions.wordings import forget_wordings


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits empties every table afterwards; whichever comes next finds the rows of the migrations again."""
    result = yield
    if nextitem is None:  # the database is gone with the last test
        return result
    if "django_db_serialized_rollback" in item.fixturenames or _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("serialized_rollback"))


def pytest_collection_modifyitems(items):
    """Tests that commit get the rows of the migrations: the test before may have committed, too."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        by_marker = marker is not None and marker.kwargs.get("transaction")
        by_fixture = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if marker is not None and (by_marker or by_fixture):
            kwargs = marker.kwargs | {"serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(*marker.args, **kwargs), append=False)
        elif by_fixture:
            item.fixturenames.append("django_db_serialized_rollback")
        if marker is not None or {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)  # these run once more on PostgreSQL
