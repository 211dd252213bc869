"""Keeps a few child processes running, and ends them all together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studyapp.cli.lifeline import end_with_parent

LOOK_EVERY = 0.2  # seconds
GRACE = 3.5  # seconds between asking children to end and ending them
LONGEST_WAIT = 30.0  # seconds before a child is started again, at most
STEADY = 30.0  # a child that ran this many seconds was started well


def spawn(command: Sequence[str], pass_fds: Sequence[int] = ()) -> subprocess.Popen:
    """Start a process in a session of its own (Ctrl-C reaches only the parent) that ends with this one."""
    parent = os.getpid()
    return subprocess.Popen(  # noqa: S603
        command,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=lambda: end_with_parent(parent),
    )


def on_stop_signals(handler: Callable) -> None:
    """Call ``handler`` for each signal that asks to stop; a hang-up that ``nohup`` ignores stays ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def wait_before_restart(bad_starts: int) -> float:
    """Seconds: 0.5, 1, 2, 4 … up to LONGEST_WAIT."""
    return min(0.5 * 2 ** max(bad_starts - 1, 0), LONGEST_WAIT)


@dataclass
class Child:
    """One program that is to run for as long as the site does."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    start_at: float = field(default=0.0, init=False)
    bad_starts: int = field(default=0, init=False)

    def start(self, now: float) -> None:
        self.process = spawn(self.command, self.pass_fds)
        self.started = now

    def note_end(self, now: float) -> str:
        """Plan the next start of a child that has ended; the line to print about it."""
        self.bad_starts = 1 if now - self.started > STEADY else self.bad_starts + 1
        wait = wait_before_restart(self.bad_starts)
        self.start_at = now + wait
        code, self.process = self.process.returncode, None
        return f"The {self.name} ended ({exit_text(code)}); starting it again in {wait:g} s."

    def signal(self, number: int) -> None:
        """To the child and all that it started."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def exit_text(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    named = {number.value: number.name for number in signal.Signals}
    return f"killed by {named.get(-code, f'signal {-code}')}"  # most real-time signals have no name


class Supervisor:
    """Runs its children until it is told to stop by SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]):
        self.children = children
        self.say = say
        self.stopping = False

    def run(self, each_look: Callable[[], None] = lambda: None) -> None:
        """Blocks. ``each_look`` is called a few times a second; what it raises ends the children, too."""
        on_stop_signals(self._stop)
        try:
            while not self.stopping:
                self._look(time.monotonic())
                each_look()
                time.sleep(LOOK_EVERY)
        finally:
            self._end_all()

    def _stop(self, number, frame) -> None:
        if self.stopping:  # asked twice: do not wait
            for child in self.children:
                child.signal(signal.SIGKILL)
        self.stopping = True

    def _look(self, now: float) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                child.signal(signal.SIGKILL)  # what it may have left behind
                self.say(child.note_end(now))
            if child.process is None and now >= child.start_at and not self.stopping:
                child.start(now)

    def _end_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()
