"""A limit on work that a hostile or broken file may draw out for ever."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from studyapp.engine.reading.article import UnreadableError

TOO_SLOW = "This file takes far too long to read, so it was given up. Save it anew, or paste the text."


@contextlib.contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise UnreadableError in the midst of the work when ``seconds`` are over.

    By an alarm of the process, which only its main thread hears: that is where workers and commands do their work.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def too_slow(number, frame):
        raise UnreadableError(TOO_SLOW)

    before = signal.signal(signal.SIGALRM, too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
