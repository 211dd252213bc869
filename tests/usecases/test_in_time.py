import itertools

import pytest

from studyapp.engine.reading.article import UnreadableError
from studyapp.usecases.in_time import given_up_after


def test_work_without_end_is_broken_off_and_what_ends_in_time_is_not():
    with given_up_after(5):
        done = sum(range(1000))
    with pytest.raises(UnreadableError, match="far too long"), given_up_after(0.05):
        any(number < 0 for number in itertools.count())
    with given_up_after(5):
        done = 0
    assert done == 0
