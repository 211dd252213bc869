"""Settings of the web server, read by gunicorn (``--config python:studyapp.cli.web_server``).

Two processes with one request at a time each on SQLite, which has one writer anyway; four threads
each on PostgreSQL, and where the kernel cannot hold back silent connections (see ``open_port``).
"""

import os
import socket

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")

from django.conf import settings  # noqa: E402

from studyapp.cli.lifeline import end_with_parent  # noqa: E402

wsgi_app = "studyapp.wsgi:application"
workers = 2
one_at_a_time = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and hasattr(socket, "TCP_DEFER_ACCEPT")
worker_class = "sync" if one_at_a_time else "gthread"
threads = 1 if one_at_a_time else 4
timeout = 30
graceful_timeout = 2
keepalive = 5
loglevel = "warning"
control_socket_disable = True


def post_fork(server, worker):
    """Runs in each new worker."""
    end_with_parent(worker.ppid)
