"""Settings of the web server, read by gunicorn (``--config python:studyapp.cli.web_server``).

Two processes with one request at a time each on SQLite, which has one writer anyway; four threads
each on PostgreSQL. The threaded worker is used for both: the plain one waits for a silent connection,
and browsers open such connections in advance.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")

from django.conf import settings  # noqa: E402

from studyapp.cli.lifeline import end_with_parent  # noqa: E402

wsgi_app = "studyapp.wsgi:application"
workers = 2
worker_class = "gthread"
threads = 1 if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else 4
timeout = 60
graceful_timeout = 2
keepalive = 5
loglevel = "warning"
control_socket_disable = True


def post_fork(server, worker):
    """Runs in each new worker."""
    end_with_parent(worker.ppid)
