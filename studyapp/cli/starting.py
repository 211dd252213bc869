"""What has to be so before the site's processes start."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import socket
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

HOST = "127.0.0.1"
SILENT_SECONDS = 60


def lock_path() -> Path:
    """Beside an SQLite database, since two starts must not share one; else in the folder for our files."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return Path(f"{database['NAME']}.lock")
    return settings.VAR_DIR / "studyapp.lock"


def claim_database() -> TextIO:
    """An open file whose lock says that the site runs; it falls with this process, however that ends.

    The file holds the running site's address and process for the message of a second start.
    """
    path = lock_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        claim = path.open("a+")
    except OSError as error:
        raise CommandError(f"Cannot prepare the site: {path} cannot be written ({error.strerror}).") from error
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claim.seek(0)
        where = claim.read().strip() or "(still starting)"
        claim.close()
        raise CommandError(f"Studyapp is already running on this database: {where}.") from None
    claim.truncate(0)
    return claim


def open_port(port: int) -> socket.socket:
    """A listening socket on the loopback address; 0 takes any free port.

    It is opened here and handed to the web server, so that a taken port is noticed before anything starts
    and visitors wait instead of being refused while a web server that ended is started again.
    Connections without a request stay with the kernel for a while: browsers open some in advance, and
    each would keep one of the web server's two processes waiting.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENT_SECONDS)
    except (OSError, OverflowError) as error:
        listener.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            reason = f"Port {port} is taken. Stop what uses it or choose another: make run PORT={port + 1}"
        else:
            reason = f"Port {port} cannot be used: {error}."
        raise CommandError(reason) from None
    return listener


def collect_static() -> None:
    """Gather the static files when one of them changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    wanted = static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes with every static file that is added, removed or touched."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = os.stat(storage.path(path))
            digest.update(f"{path}\0{storage.path('')}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
