"""A site started as a person starts it, and a look at its processes."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds for a start on a busy machine
PROMISE = 5.0  # seconds in which every process has to be gone


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    return kept | {"STUDYAPP_VAR": str(var), "STUDYAPP_LOCAL": "1", "DJANGO_SETTINGS_MODULE": "studyapp.settings"}


def manage(var: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(var), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def wait_until(condition, seconds: float):
    """What ``condition`` returned once it was true; fails when it is not in time."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"waited {seconds} s for {condition}"
        time.sleep(0.05)


def process_table() -> dict[int, tuple[int, str]]:
    """Process id: (parent's id, command line) of all that run; the dead that nobody fetched are left out."""
    table = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:2]
            line = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state not in "ZX":
            table[int(folder.name)] = (int(parent), line)
    return table


def descendants(ancestor: int) -> dict[int, str]:
    """Process id: command line of all below a process."""
    table = process_table()
    found: dict[int, str] = {}
    generation = {ancestor}
    while generation:
        generation = {pid for pid, (parent, _) in table.items() if parent in generation}
        found |= {pid: table[pid][1] for pid in generation}
    return found


class RunningSite:
    """``manage.py run`` on a free port with a database of its own."""

    def __init__(self, var: Path, command: list[str] | None = None):
        self.output = var / "output.txt"
        run = [sys.executable, "manage.py", "run", "--port", "0", "--no-seeds"]
        with self.output.open("w") as sink:
            self.process = subprocess.Popen(
                command or run, cwd=ROOT, env=environment(var), stdout=sink, stderr=subprocess.STDOUT
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        return self.output.read_text()

    def port(self) -> int:
        """Waits for the line with the address."""

        def announced():
            assert self.process.poll() is None, self.said()
            return re.search(r"runs at http://127\.0\.0\.1:(\d+)/", self.said())

        return int(wait_until(announced, PATIENCE).group(1))

    def status(self, path: str = "/accounts/login/") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port(), timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def children(self, *words: str) -> list[int]:
        """Direct children whose command line holds the words."""
        table = process_table()
        return [pid for pid, (parent, line) in table.items() if parent == self.pid and all(w in line for w in words)]

    def web_server(self) -> int:
        return wait_until(lambda: self.children("gunicorn"), PATIENCE)[0]

    def background_worker(self) -> int:
        return wait_until(lambda: self.children("manage.py", "work"), PATIENCE)[0]

    def web_workers(self) -> set[int]:
        return set(descendants(self.web_server()))

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
