"""Small tables of names, written as text."""

from __future__ import annotations

import re


def rows(text: str) -> dict[str, tuple[str, ...]]:
    """Lines ``CODE: name; name`` (longer ones continued, indented) as a table of names by code."""
    joined = re.sub(r"\n\s+(?=\S)(?!\w+: )", " ", text.strip())
    pairs = (line.strip().split(": ", 1) for line in joined.splitlines())
    return {code: tuple(name.strip() for name in names.split(";")) for code, names in pairs}
