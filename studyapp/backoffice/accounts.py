"""People, their roles and classes, what they are told, and the log of what was changed here."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.accounts.models import Classroom, Membership, Notice, User
from studyapp.accounts.notices import WORDS, in_words
from studyapp.assignments.models import Assignment
from studyapp.attempts.models import Attempt
from studyapp.backoffice.base import NOTHING, LedgerAdmin, StageAdmin, YesNoFilter, joined, linked, listed
from studyapp.lessons.models import Reading
from studyapp.questions.models import Report
from studyapp.sources.models import TopicGrant

ROOT_ONLY = ("is_superuser", "user_permissions")


@admin.register(User)
class PersonAdmin(StageAdmin, UserAdmin):
    list_display = ["username", "display_name", "email", "roles", "is_guest", "is_active", "last_login"]
    list_filter = ["groups", "is_guest", "is_active", "is_staff"]
    search_fields = ["username", "display_name", "email"]
    readonly_fields = ["is_guest", "last_login", "date_joined", "contents"]
    fieldsets = [
        (None, {"fields": ["username", "password", "display_name", "email", "is_guest", "contents"]}),
        (gettext_lazy("Roles"), {"fields": ["groups", "is_active", "is_staff", *ROOT_ONLY]}),
        (
            gettext_lazy("Preferences"),
            {"fields": ["time_zone", "language", "daily_goal", "single_keys", "wants_letters"]},
        ),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, user):
        if user.pk is None:
            return ""
        return joined(
            listed(Attempt, _("attempts"), learner__id__exact=user.pk),
            listed(Membership, _("classes"), user__id__exact=user.pk),
            listed(Reading, _("readings"), learner__id__exact=user.pk),
            listed(Report, _("reports"), reporter__id__exact=user.pk),
            listed(Notice, _("notices"), user__id__exact=user.pk),
        )

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


@admin.register(Classroom)
class ClassroomAdmin(StageAdmin):
    list_display = ["name", "owner", "learners", "may_join", "is_archived", "created_at"]
    list_filter = ["may_join", ("archived_at", YesNoFilter), "created_at"]
    search_fields = ["name", "join_code", "owner__username", "owner__display_name"]
    autocomplete_fields = ["owner"]
    readonly_fields = ["join_code", "created_at", "contents"]
    follows = ("owner",)

    def get_queryset(self, request):
        there = Q(memberships__role="student", memberships__joined_at__isnull=False, memberships__left_at=None)
        return super().get_queryset(request).annotate(number_of_learners=Count("memberships", filter=there))

    def has_add_permission(self, request):
        return False  # a class begins on the desk, which draws its code

    @admin.display(description=gettext_lazy("learners"), ordering="number_of_learners")
    def learners(self, classroom):
        return classroom.number_of_learners

    @admin.display(description=gettext_lazy("archived"), boolean=True, ordering="archived_at")
    def is_archived(self, classroom):
        return classroom.archived_at is not None

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, classroom):
        return joined(
            listed(Membership, _("people"), classroom__id__exact=classroom.pk),
            listed(Assignment, _("assignments"), classroom__id__exact=classroom.pk),
            listed(TopicGrant, _("topics granted"), classroom__id__exact=classroom.pk),
        )


@admin.register(Membership)
class MembershipAdmin(StageAdmin):
    list_display = ["__str__", "classroom_", "user_", "role", "invited_at", "joined_at", "left_at"]
    list_filter = ["role", ("joined_at", YesNoFilter), ("left_at", YesNoFilter)]
    search_fields = ["classroom__name", "user__username", "user__display_name"]
    autocomplete_fields = ["classroom", "user"]
    follows = ("classroom", "user")

    classroom_ = staticmethod(linked("classroom", gettext_lazy("class")))
    user_ = staticmethod(linked("user", gettext_lazy("person")))


@admin.register(Notice)
class NoticeAdmin(LedgerAdmin):
    list_display = ["__str__", "user_", "words", "path", "created_at", "seen_at"]
    list_filter = ["code", ("seen_at", YesNoFilter), "created_at"]
    search_fields = ["user__username", "user__display_name", "code"]
    readonly_fields = ["words"]
    follows = ("user",)

    user_ = staticmethod(linked("user", gettext_lazy("person")))

    @admin.display(description=gettext_lazy("in words"))
    def words(self, notice):
        return in_words(notice) if notice.code in WORDS else NOTHING


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
