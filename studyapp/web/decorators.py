"""What several views do around their work."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse


def missing_is_404(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Another's attempt, a place past the end, a version that never was: all are pages that do not exist."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (ObjectDoesNotExist, IndexError) as missing:
            raise Http404 from missing

    return wrapped
