from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import Classroom
from studyapp.accounts.roster_file import RosterLine, UnreadableRosterError, decode, read_roster
from studyapp.assignments.assigning import LIMITS
from studyapp.assignments.models import Assignment, Extension
from studyapp.web.several import SeveralField

LOCAL = "%Y-%m-%dT%H:%M"
WEEK = dt.timedelta(days=7)


class NameForm(forms.Form):
    """``shown`` is the name that the form was filled with: another one since is not overwritten."""

    name = forms.CharField(
        label=_("Name of the class"),
        max_length=120,
        error_messages={"required": _("Give the class a name that its students know.")},
    )
    shown = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class CoTeacherForm(forms.Form):
    person = forms.CharField(
        label=_("User name or e-mail address"),
        max_length=254,
        error_messages={"required": _("Type the user name or the e-mail address of a colleague.")},
    )


class RosterForm(forms.Form):
    """A file, or the same as text: what was previewed comes back as text."""

    file = forms.FileField(label=_("CSV file"), required=False)
    text = forms.CharField(
        label=_("Or paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One person a line: name, e-mail address or user name. A first line with these words is understood."
        ),
    )

    lines: list[RosterLine]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload = cleaned.get("file")
        try:
            text = decode(upload.read()) if upload else cleaned.get("text", "")
            if not text.strip():
                raise UnreadableRosterError(_("Choose a file, or paste the list."))
            self.lines = read_roster(text)
        except UnreadableRosterError as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned | {"text": text}


# No time of these years leaves the calendar in whatever zone somebody reads it.
EARLIEST, LATEST = 2000, 2100
OUT_OF_TIME = _("Choose a day between 2000 and 2100.")


class LocalTime(forms.DateTimeField):
    """A date and a time of the day where the person lives; ``timezone.override`` says where that is."""

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", [LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])
        attrs = {"type": "datetime-local", "min": f"{EARLIEST}-01-01T00:00", "max": f"{LATEST}-12-31T23:59"}
        super().__init__(widget=forms.DateTimeInput(attrs=attrs, format=LOCAL), **kwargs)

    def clean(self, value) -> dt.datetime | None:
        moment = super().clean(value)
        if moment and not EARLIEST <= moment.year <= LATEST:
            raise forms.ValidationError(OUT_OF_TIME)
        return moment


class LimitsForm(forms.ModelForm):
    """The limits of an assignment. Times are those of the zone that holds while the form is shown and read."""

    opens_at = LocalTime(label=_("Opens"))
    due_at = LocalTime(label=_("Due"), required=False, help_text=_("Left empty, it never closes."))
    attempts_allowed = forms.IntegerField(
        label=_("Attempts"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Left empty, as many as they like."),
    )
    time_limit_minutes = forms.IntegerField(
        label=_("Time limit, in minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        help_text=_("For each attempt, from when it is begun. It ends on the due date at the latest."),
    )

    class Meta:
        model = Assignment
        fields = LIMITS
        labels = {
            "counts": _("Which attempt counts"),
            "feedback": _("Answers and receipts are shown"),
            "shuffled": _("Each learner gets the questions in another order"),
        }
        widgets = {"counts": forms.RadioSelect, "feedback": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens, due = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", _("The due date lies before the opening. Choose a later one."))
        if cleaned.get("feedback") == Assignment.Feedback.AFTER_DUE and not due and "due_at" not in self.errors:
            self.add_error("due_at", _("Answers can only wait for the due date if there is one."))
        return cleaned

    def limits(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in LIMITS}


class AssignForm(LimitsForm):
    classes = SeveralField(
        label=_("For"),
        queryset=Classroom.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a class.")},
    )

    field_order = ("classes", *LIMITS)

    def __init__(self, *args, classes, now: dt.datetime, **kwargs):
        local = timezone.localtime(now)
        due = (local + WEEK).replace(hour=18, minute=0, second=0, microsecond=0)
        opens = local.replace(second=0, microsecond=0)
        kwargs["initial"] = {"opens_at": opens, "due_at": due} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["classes"].queryset = classes


class ExtensionForm(forms.ModelForm):
    due_at = LocalTime(label=_("Due"), required=False, help_text=_("Left empty, as for the class."))
    extra_time_percent = forms.IntegerField(
        label=_("More time, in per cent"), min_value=0, max_value=400, help_text=_("50 turns 20 minutes into 30.")
    )
    extra_attempts = forms.IntegerField(label=_("More attempts"), min_value=0, max_value=100)

    class Meta:
        model = Extension
        fields = ("due_at", "extra_time_percent", "extra_attempts")

    def clean_due_at(self) -> dt.datetime | None:
        due, of_class = self.cleaned_data["due_at"], self.instance.assignment.due_at
        if due and of_class and due < of_class:
            raise forms.ValidationError(_("This is before the due date of the class. Choose a later one."))
        return due

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CopyForm(forms.Form):
    """Where to, and on which day the first of what is copied opens there."""

    to = forms.ModelChoiceField(
        label=_("To the class"), queryset=Classroom.objects.none(), empty_label=_("Choose a class")
    )
    opens_on = forms.DateField(
        label=_("The first opens on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("All dates move by as many days; times of the day stay."),
    )

    def __init__(self, *args, classes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = classes

    def clean_opens_on(self) -> dt.date:
        day = self.cleaned_data["opens_on"]
        if not EARLIEST <= day.year < LATEST:
            raise forms.ValidationError(OUT_OF_TIME)
        return day
