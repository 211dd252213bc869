"""What the pages of the back office share: links between rows, read-only rows, the sentence behind a row."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import F, Model, QuerySet, URLField
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOTHING = "—"
SHORT = 80


def link(row: Model | None, text: str = "") -> str:
    """A link to the row's page; a dash for no row."""
    if row is None:
        return NOTHING
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', url, text or str(row))


def linked(path: str, description, *, order: str = "") -> Callable[[Model], str]:
    """A column that links the row reached by ``path`` ("sentence.version.article")."""

    @admin.display(description=description, ordering=order or path.replace(".", "__"))
    def column(row: Model) -> str:
        for step in path.split("."):
            row = getattr(row, step) if row is not None else None
        return link(row)

    column.__name__ = path.replace(".", "_")
    return column


def shortened(field: str, description) -> Callable[[Model], str]:
    """A column with the beginning of a long text."""

    @admin.display(description=description)
    def column(row: Model) -> str:
        return Truncator(getattr(row, field)).chars(SHORT) or NOTHING

    column.__name__ = f"{field}_shortened"
    return column


def listed(model: type[Model], text: str, **filters) -> SafeString:
    """A link to the list of those rows of ``model`` that match."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', url, urlencode(filters), text)


def joined(*parts: str) -> SafeString:
    return format_html_join(" · ", "{}", [(part,) for part in parts])


def with_sentence(rows: QuerySet, sentence: str = "sentence__") -> QuerySet:
    """Rows with ``sentence_text`` cut out in the database: a list need not load whole articles."""
    start, end, text = F(f"{sentence}start"), F(f"{sentence}end"), f"{sentence}version__text"
    return rows.annotate(sentence_text=Substr(text, start + 1, end - start))


def marked(text: str, start: int, end: int) -> SafeString:
    """``text`` with ``[start, end)`` marked; untouched where the range lies outside."""
    if not 0 <= start < end <= len(text):
        return format_html("{}", text)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])


@admin.display(description=gettext_lazy("sentence"))
def marked_sentence(row) -> SafeString:
    """The row's sentence with the row's own span marked; for rows ``with_sentence``."""
    return marked(row.sentence_text, row.start - row.sentence.start, row.end - row.sentence.start)


class YesNoFilter(admin.EmptyFieldListFilter):
    """Whether something stands in the field: "archived: no, yes" in place of "empty, not empty"."""

    def choices(self, changelist):
        everything, without, filled = super().choices(changelist)
        return [everything, without | {"display": _("no")}, filled | {"display": _("yes")}]


class StageAdmin(admin.ModelAdmin):
    """``follows`` are joined for every list, search box and form; ``linked_by`` are lookups that links use."""

    list_per_page = 50
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    show_full_result_count = False
    follows: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    linked_by: tuple[str, ...] = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if self.follows:
            rows = rows.select_related(*self.follows)
        return rows.defer(*self.leaves_out)

    def get_search_results(self, request, queryset, search_term):
        # The list's own form refuses a NUL; the address behind the search boxes of forms does not.
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def lookup_allowed(self, lookup, value, request):
        return lookup in self.linked_by or super().lookup_allowed(lookup, value, request)


class ReadOnly:
    """Rows to be looked at: nobody adds, changes or deletes them by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LedgerAdmin(ReadOnly, StageAdmin):
    """Immutable and append-only rows, and rows that are folded from them."""

    actions = None


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    extra = 0
    show_change_link = True
    follows: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if self.follows:
            rows = rows.select_related(*self.follows)
        return rows.defer(*self.leaves_out)

    def get_readonly_fields(self, request, obj=None):
        return self.fields
