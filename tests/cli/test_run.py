"""manage.py run: one command, no process left behind. Real processes, so Linux only where it says so."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys

import pytest

from tests.cli.processes import PATIENCE, PROMISE, RunningSite, descendants, manage, process_table, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes the way Linux shows them")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder with an empty database and the static files, so that each start is a second start."""
    var = tmp_path_factory.mktemp("prepared")
    site = RunningSite(var)
    try:
        site.port()
    finally:
        site.end()
    return var


@pytest.fixture
def start(prepared, tmp_path):
    """Start a site; what still runs at the end of the test is stopped."""
    sites = []

    def start(command=None):
        var = tmp_path / f"var{len(sites)}"
        shutil.copytree(prepared, var)
        sites.append(RunningSite(var, command))
        return sites[-1]

    yield start
    for site in sites:
        site.end()


@pytest.fixture(scope="module")
def shared(prepared, tmp_path_factory):
    """One site for the tests that leave it as they found it."""
    var = tmp_path_factory.mktemp("shared") / "var"
    shutil.copytree(prepared, var)
    site = RunningSite(var)
    site.port()
    site.var = var
    yield site
    site.end()


def none_left_of(pids):
    wait_until(lambda: not set(pids) & set(process_table()), PROMISE)


def all_processes(site):
    site.port()
    wait_until(lambda: len(site.web_workers()) == 2 and site.background_worker(), PATIENCE)
    return [site.pid, *descendants(site.pid)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_ends_every_process(start, number):
    site = start()
    pids = all_processes(site)
    site.process.send_signal(number)
    none_left_of(pids)
    assert site.process.wait(PATIENCE) == 0


def test_killed_parent_takes_every_process_along(start):
    site = start()
    pids = all_processes(site)
    os.kill(site.pid, signal.SIGKILL)
    site.process.wait(PATIENCE)
    none_left_of(pids)


def test_killed_caller_takes_every_process_along(start):
    run = f"{sys.executable} manage.py run --port 0 --no-seeds --end-with-parent"
    site = start(["sh", "-c", f"{run}; true"])  # a shell that stays, as make does
    site.port()
    pids = [site.pid, *descendants(site.pid)]
    assert len(pids) >= 4
    os.kill(site.pid, signal.SIGKILL)
    site.process.wait(PATIENCE)
    none_left_of(pids)


def test_killed_web_server_is_replaced_and_its_workers_end(shared):
    before, workers = shared.web_server(), shared.web_workers()
    os.kill(before, signal.SIGKILL)
    none_left_of({before, *workers})
    assert wait_until(lambda: set(shared.children("gunicorn")) - {before}, PATIENCE)
    assert shared.status() == 200


def test_killed_web_worker_is_replaced(shared):
    workers = wait_until(lambda: len(shared.web_workers()) == 2 and shared.web_workers(), PATIENCE)
    os.kill(min(workers), signal.SIGKILL)
    wait_until(lambda: len(shared.web_workers() - {min(workers)}) == 2, PATIENCE)
    assert shared.status() == 200


def test_killed_background_worker_is_replaced(shared):
    before = shared.background_worker()
    os.kill(before, signal.SIGKILL)
    none_left_of({before})
    assert wait_until(lambda: shared.background_worker() != before, PATIENCE)


def test_language_model_is_in_no_web_process(shared):
    shared.status()
    for pid in [shared.pid, shared.web_server(), *shared.web_workers()]:
        with open(f"/proc/{pid}/maps") as maps:
            assert "spacy" not in maps.read()


def test_silent_connections_keep_nobody_waiting(shared):
    port = shared.port()
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
    try:
        assert shared.status() == 200
    finally:
        for connection in silent:
            connection.close()


def test_second_start_on_the_same_database_is_one_clear_line(shared):
    done = manage(shared.var, "run", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"CommandError: Studyapp is already running on this database: "
        f"http://127.0.0.1:{shared.port()}/ (process {shared.pid})."
    ]


def test_taken_port_is_one_clear_line(shared, tmp_path):
    port = shared.port()
    done = manage(tmp_path, "run", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"CommandError: Port {port} is taken. Stop what uses it or choose another: make run PORT={port + 1}"
    ]


def test_impossible_port_is_one_clear_line(tmp_path):
    done = manage(tmp_path, "run", "--port", "70000")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
