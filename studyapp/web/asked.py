"""What a visitor asks for in the address of a page."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

LONGEST = 100


def words_asked(request: HttpRequest, name: str = "q") -> str:
    """The words of a search box or filter, without what no database can hold."""
    return " ".join(request.GET.get(name, "").replace("\x00", "").split())[:LONGEST]


class UnstorableMiddleware:
    """A request that holds what no database can hold (NUL, which no browser sends) is refused in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError) and "NUL" in str(exception):
            return bad_request(request, exception)
        return None
