"""People and their roles, and the log of what was changed here."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from studyapp.accounts.models import User
from studyapp.attempts.models import Attempt
from studyapp.backoffice.base import LedgerAdmin, StageAdmin, listed

ROOT_ONLY = ("is_superuser", "user_permissions")


@admin.register(User)
class PersonAdmin(StageAdmin, UserAdmin):
    list_display = ["username", "display_name", "email", "roles", "is_guest", "is_active", "last_login"]
    list_filter = ["groups", "is_guest", "is_active", "is_staff"]
    search_fields = ["username", "display_name", "email"]
    readonly_fields = ["is_guest", "last_login", "date_joined", "attempts"]
    fieldsets = [
        (None, {"fields": ["username", "password", "display_name", "email", "is_guest", "attempts"]}),
        (gettext_lazy("Roles"), {"fields": ["groups", "is_active", "is_staff", *ROOT_ONLY]}),
        (gettext_lazy("Preferences"), {"fields": ["time_zone", "language", "daily_goal", "single_keys"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description=gettext_lazy("attempts"))
    def attempts(self, user):
        return listed(Attempt, gettext_lazy("attempts"), learner__id__exact=user.pk) if user.pk else ""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, *ROOT_ONLY]

    def has_change_permission(self, request, obj=None):
        return self._may_touch(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_touch(request, obj) and super().has_delete_permission(request, obj)

    def _may_touch(self, request, obj) -> bool:
        """Who is no superuser cannot take over one, by a new password or otherwise."""
        return obj is None or request.user.is_superuser or not obj.is_superuser


@admin.register(LogEntry)
class LogEntryAdmin(LedgerAdmin):
    list_display = ["action_time", "user", "content_type", "row", "message"]
    list_filter = ["action_flag", "content_type"]
    search_fields = ["object_repr", "change_message", "user__username"]
    follows = ("user", "content_type")

    @admin.display(description=gettext_lazy("row"), ordering="object_repr")
    def row(self, entry):
        url = None if entry.is_deletion() else entry.get_admin_url()
        return format_html('<a href="{}">{}</a>', url, entry.object_repr) if url else entry.object_repr

    @admin.display(description=gettext_lazy("change"))
    def message(self, entry):
        return entry.get_change_message() or entry.get_action_flag_display()
