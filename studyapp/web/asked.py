"""What a visitor asks for in the address of a page."""

from __future__ import annotations

from django.http import HttpRequest

LONGEST = 100


def words_asked(request: HttpRequest, name: str = "q") -> str:
    """The words of a search box or filter, without what no database can hold."""
    return " ".join(request.GET.get(name, "").replace("\x00", "").split())[:LONGEST]
