"""A child that cannot outlive its parent, whatever ends the parent (Linux; elsewhere it does nothing)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Loaded at import, so that nothing is opened between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(parent: int, with_signal: int = signal.SIGKILL) -> None:
    """Ask the kernel to signal this process once ``parent`` (a process id) is gone.

    A parent that died before the request would never be noticed, hence the second look.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), with_signal)
