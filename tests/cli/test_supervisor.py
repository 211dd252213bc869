"""When a child is started again, and what is said about it."""

from __future__ import annotations

import pytest

from studyapp.cli.supervisor import LONGEST_WAIT, STEADY, Child, exit_text, wait_before_restart


class Ended:
    """A process that is over."""

    def __init__(self, returncode):
        self.returncode = returncode


def ended(child, code, *, started, now):
    child.process, child.started = Ended(code), started
    return child.note_end(now)


def test_waits_double_up_to_a_limit():
    assert [wait_before_restart(n) for n in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert wait_before_restart(50) == LONGEST_WAIT


def test_a_child_that_keeps_ending_waits_longer_each_time():
    child = Child("worker", ["true"])
    ended(child, 1, started=0.0, now=1.0)
    first = child.start_at - 1.0
    ended(child, 1, started=2.0, now=3.0)
    assert child.start_at - 3.0 > first


def test_a_child_that_ran_well_is_started_again_at_once():
    child = Child("worker", ["true"])
    for _ in range(5):
        ended(child, 1, started=0.0, now=1.0)
    line = ended(child, -9, started=0.0, now=STEADY + 1)
    assert child.start_at == STEADY + 1.5
    assert line == "The worker ended (killed by SIGKILL); starting it again in 0.5 s."


@pytest.mark.parametrize(
    ("code", "text"),
    [(3, "exit status 3"), (0, "exit status 0"), (-15, "killed by SIGTERM"), (-40, "killed by signal 40")],
)
def test_end_is_told_in_words(code, text):
    assert exit_text(code) == text
