"""Addresses of the desk that keep the filters of its queue."""

from __future__ import annotations

from django.urls import reverse

from studyapp.questions.queue import Wanted


def queue_address(wanted: Wanted, **changes: str) -> str:
    return _with_filters(reverse("teach:review"), wanted.address(**changes))


def question_address(pk: int, wanted: Wanted, view: str = "teach:review-question") -> str:
    return _with_filters(reverse(view, args=[pk]), wanted.address())


def _with_filters(path: str, filters: str) -> str:
    return f"{path}?{filters}" if filters else path


def write_address(slug: str) -> str:
    return reverse("teach:review-sentences", args=[slug])
