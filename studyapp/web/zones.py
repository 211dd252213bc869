"""Times as the person who looks at a page reads clocks."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from studyapp.progress.days import zone_of


def in_their_zone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Forms and templates of this view take and show times where the person lives."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with timezone.override(zone_of(request.user)):
            return view(request, *args, **kwargs)

    return wrapped
