"""What the filters of a list leave in the addresses of its other pages."""

from __future__ import annotations

from urllib.parse import urlencode


def filters_kept(**filters: str) -> str:
    """The filters that are set, as the end of an address."""
    return urlencode({name: value for name, value in filters.items() if value})
