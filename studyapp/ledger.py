"""Rows that are only ever added: what was read, what was asked, what was answered."""

from __future__ import annotations

from django.db import models


class LedgerError(TypeError):
    """Somebody tried to change or delete a row that must stay as it is."""


class LedgerQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise LedgerError(f"{self.model.__name__} rows are never changed.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise LedgerError(f"{self.model.__name__} rows are never changed.")

    def delete(self):
        raise LedgerError(f"{self.model.__name__} rows are never deleted; erase() is the one way.")

    delete.queryset_only = True

    def erase(self) -> int:
        """The one named path that removes rows, for erasing a person or a source. Returns how many."""
        return super().delete()[0]


class LedgerModel(models.Model):
    """Base of immutable and append-only tables: refuses update and delete."""

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise LedgerError(f"{type(self).__name__} rows are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise LedgerError(f"{type(self).__name__} rows are never deleted.")
