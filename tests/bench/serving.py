"""A web server of our own on the loopback address, and one visitor who asks it."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from studyapp.cli.starting import HOST, open_port

TOKEN = "b" * 32  # what a visitor's CSRF cookie and header hold
PATIENCE = 20.0  # seconds for a server to start


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """``process`` is the parent of its workers. Processor time and memory are read from /proc."""

    port: int
    process: int

    def ask(self, path: str, session: str = "", form: dict | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; a ``form`` is posted as htmx would."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"} | headers
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": TOKEN,
                "HX-Request": "true",
            }
        connection.request("GET" if form is None else "POST", path, body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()]

    def cpu(self) -> float:
        """Seconds of processor time that its workers have used so far."""
        spent = [Path(f"/proc/{pid}/schedstat").read_text().split()[0] for pid in self.workers()]
        return sum(map(int, spent)) / 1e9

    def rss(self) -> float:
        """Memory of its largest worker, MB."""
        pages = [Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in self.workers()]
        return max(map(int, pages)) * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def serve(settings: str, path: str, session: str) -> Iterator[tuple[Server, float]]:
    """As the product serves itself; with the seconds from start to the first answer of ``path``."""
    listener = open_port(0)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:studyapp.cli.web_server"]
    command += ["--bind", f"fd://{listener.fileno()}", "django.core.wsgi:get_wsgi_application()"]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | {"DJANGO_SETTINGS_MODULE": settings}, pass_fds=[listener.fileno()]
    )
    server = Server(listener.getsockname()[1], process.pid)
    try:
        answer = server.ask(path, session)
        if answer.status != 200:
            raise RuntimeError(f"{settings} answers {path} with {answer.status}")
        yield server, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(PATIENCE)
        listener.close()
