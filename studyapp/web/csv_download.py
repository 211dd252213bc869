"""Tables to take away, as comma-separated values that a spreadsheet opens as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.text import get_valid_filename

BOM = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula; some look behind blanks, some take the wide forms too.
TELLING = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
LEADING = ("\t", "\r", "\n")


class _Echo:
    """What the writer of the standard library writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: Any) -> str:
    """The cell as text that no spreadsheet reads as a formula: an apostrophe goes before one that might be.

    Numbers are what they are: -3 stays -3. None is an empty cell.
    """
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, int | float):
        return text
    return f"'{text}" if text.startswith(LEADING) or text.lstrip().startswith(TELLING) else text


def csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]], *, bom: bool = True) -> Iterator[str]:
    """Line by line, so that a long table is never held as a whole."""
    writer = csv.writer(_Echo())
    if bom:
        yield BOM
    yield writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def csv_response(
    filename: str, header: Sequence[Any], rows: Iterable[Sequence[Any]], *, bom: bool = True
) -> StreamingHttpResponse:
    """A download in UTF-8. ``bom`` marks it as such for spreadsheets that would otherwise guess."""
    response = StreamingHttpResponse(csv_lines(header, rows, bom=bom), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_ascii(filename)}"'
    add_never_cache_headers(response)
    return response


def _ascii(filename: str) -> str:
    """A name that every browser and header takes: letters of English, digits, dot, hyphen."""
    stem, dot, suffix = filename.encode("ascii", "ignore").decode().rpartition(".")
    return get_valid_filename(f"{stem.strip() or 'table'}{dot}{suffix}")
