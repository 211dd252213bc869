"""manage.py run: the whole site with one command."""

from __future__ import annotations

import http.client
import os
import signal
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connections

from studyapp.accounts import demo
from studyapp.cli.lifeline import end_with_parent
from studyapp.cli.starting import HOST, claim_database, collect_static, open_port
from studyapp.cli.supervisor import Child, Supervisor, on_stop_signals, spawn
from studyapp.usecases import seed_content

BAD_FIRST_STARTS = 3


class Command(BaseCommand):
    help = "Prepare the database, then run web server and background worker until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="0 takes any free port")
        parser.add_argument("--no-seeds", action="store_true", help="start without the articles of seeds/")
        parser.add_argument("--end-with-parent", action="store_true", help="stop when the calling process is gone")

    def handle(self, *, port, no_seeds, **options):
        on_stop_signals(lambda *_: sys.exit(1))  # until the supervisor takes over
        if options["end_with_parent"]:
            end_with_parent(os.getppid(), signal.SIGTERM)
        claim = claim_database()
        listener = open_port(port)
        port = listener.getsockname()[1]
        claim.write(f"http://{HOST}:{port}/ (process {os.getpid()})")
        claim.flush()
        self.prepare(with_seeds=settings.LOCAL and not no_seeds)
        web = Child("web server", web_server_command(listener.fileno()), pass_fds=[listener.fileno()])
        worker = Child("background worker", [*manage(), "work"])
        people = demo.make_demo_people() if settings.LOCAL else ()
        connections.close_all()
        supervisor = Supervisor([web, worker], say=self.stderr.write)
        supervisor.run(each_look=Announcement(web, port, people, self.stdout))
        self.stdout.write("Stopped.")

    def prepare(self, *, with_seeds: bool) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
            collect_static()
            missing = with_seeds and not seed_content.is_loaded()
        except (DatabaseError, OSError) as error:
            raise CommandError(f"Cannot prepare the site: {' '.join(str(error).split())}") from error
        if missing:
            # In a process of its own: this one stays small, without the language model.
            connections.close_all()
            if spawn([*manage(), "seed"]).wait():
                self.stderr.write("Not all of seeds/ could be loaded; the site starts without the rest.")


class Announcement:
    """Says once, when the web server answers, where the site is and who may sign in."""

    def __init__(self, web: Child, port: int, people, out):
        self.web, self.port, self.people, self.out = web, port, people, out
        self.made = False

    def __call__(self) -> None:
        if self.made:
            return
        if self.web.bad_starts >= BAD_FIRST_STARTS:
            raise CommandError("The web server does not start; the reason stands above.")
        if not answers(self.port):
            return
        self.made = True
        self.out.write(f"Studyapp runs at http://{HOST}:{self.port}/ (Ctrl-C stops it)")
        if self.people:
            self.out.write("Sign in as")
        for person in self.people:
            self.out.write(f"  {person.role:<11} name {person.name:<11} password {person.password}")
        self.out.flush()


def manage() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py")]


def web_server_command(listener: int) -> list[str]:
    config = "python:studyapp.cli.web_server"
    return [sys.executable, "-m", "gunicorn", "--config", config, "--bind", f"fd://{listener}"]


def answers(port: int) -> bool:
    """Whether the web server gives any answer at all."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
