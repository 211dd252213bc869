"""Rows with a position: 1, 2, 3 … without gaps, moved and put in order without ever meeting on one place."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.fields import PositiveSmallIntegerField

OUT_OF_THE_WAY = 10_000


class OrderChangedError(Exception):
    """The rows are not those, or not in that order, that the person saw."""


def moved(rows: QuerySet, pk: int, *, seen: int, step: int) -> bool:
    """One place up (-1) or down (1), if the row still stands where it was ``seen``; else nothing happens.

    So a press that arrives twice moves once. Call it with the owner of the rows locked.
    """
    order = list(rows.order_by("position").values_list("pk", flat=True))
    if pk not in order:
        return False
    at, to = order.index(pk), order.index(pk) + step
    if at != seen - 1 or not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    put_in_order(rows, order)
    return True


def arranged(rows: QuerySet, order: Sequence[int], *, seen: Sequence[int]) -> bool:
    """The rows in the wanted order; False where they stand so already. Raises OrderChangedError."""
    now = list(rows.order_by("position").values_list("pk", flat=True))
    if now == list(order):
        return False
    if now != list(seen) or sorted(now) != sorted(order):
        raise OrderChangedError
    put_in_order(rows, order)
    return True


def put_in_order(rows: QuerySet, order: Sequence[int]) -> None:
    """Two statements, whatever their number; ``order`` names every row that stays."""
    if not order:
        return
    rows = rows.order_by()
    rows.update(position=F("position") + OUT_OF_THE_WAY)
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order, 1)]
    rows.filter(pk__in=order).update(position=Case(*places, output_field=PositiveSmallIntegerField()))
