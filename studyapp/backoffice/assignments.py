"""What classes are asked to do, and who was given more time."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.assignments.models import Assignment, Extension
from studyapp.attempts.models import Attempt
from studyapp.backoffice.base import StageAdmin, YesNoFilter, joined, link, linked, listed


class AssignmentForm(forms.ModelForm):
    """What the database refuses, said in words."""

    def clean(self):
        cleaned = super().clean()
        opens, due = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", _("The due date has to lie after the opening."))
        if cleaned.get("feedback") == Assignment.Feedback.AFTER_DUE and not due and "due_at" not in self.errors:
            self.add_error("due_at", _("Receipts after the due date need one."))
        return cleaned


@admin.register(Assignment)
class AssignmentAdmin(StageAdmin):
    class ExtensionInline(admin.TabularInline):
        model = Extension
        extra = 0
        fields = ["learner", "due_at", "extra_time_percent", "extra_attempts", "given_by"]
        readonly_fields = fields
        can_delete = False

        def has_add_permission(self, request, obj=None):
            return False  # given on the page of the extension, or on the desk

        def get_queryset(self, request):
            return super().get_queryset(request).select_related("learner", "given_by", "assignment")

    form = AssignmentForm
    list_display = ["__str__", "classroom_", "what", "opens_at", "due_at", "counts", "feedback", "is_withdrawn"]
    list_filter = ["feedback", "counts", ("withdrawn_at", YesNoFilter), "opens_at", "due_at"]
    search_fields = ["classroom__name", "lesson_set__title", "quiz__title"]
    # What attempts and notices rest on stays; whoever assigns anew does it on the desk, and the class hears of it.
    readonly_fields = ["classroom", "lesson_set", "quiz", "created_by", "created_at", "withdrawn_at", "contents"]
    inlines = [ExtensionInline]
    follows = ("classroom", "lesson_set", "quiz", "created_by")

    classroom_ = staticmethod(linked("classroom", gettext_lazy("class")))

    def has_add_permission(self, request):
        return False

    @admin.display(description=gettext_lazy("set or quiz"))
    def what(self, assignment):
        return link(assignment.lesson_set or assignment.quiz)

    @admin.display(description=gettext_lazy("withdrawn"), boolean=True, ordering="withdrawn_at")
    def is_withdrawn(self, assignment):
        return assignment.withdrawn_at is not None

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, assignment):
        return joined(
            listed(Attempt, _("attempts"), assignment__id__exact=assignment.pk),
            listed(Extension, _("extensions"), assignment__id__exact=assignment.pk),
        )


@admin.register(Extension)
class ExtensionAdmin(StageAdmin):
    list_display = ["__str__", "learner_", "assignment_", "due_at", "extra_time_percent", "extra_attempts", "given_by"]
    list_filter = ["assignment__feedback", "due_at"]
    search_fields = ["learner__username", "learner__display_name", "assignment__classroom__name"]
    autocomplete_fields = ["assignment", "learner"]
    readonly_fields = ["given_by", "created_at"]
    follows = (
        "learner", "given_by", "assignment__classroom", "assignment__lesson_set", "assignment__quiz",
    )  # fmt: skip

    learner_ = staticmethod(linked("learner", gettext_lazy("learner")))
    assignment_ = staticmethod(linked("assignment", gettext_lazy("assignment"), order="assignment__opens_at"))

    def save_model(self, request, extension, form, change):
        if not change:
            extension.given_by = request.user
        super().save_model(request, extension, form, change)
