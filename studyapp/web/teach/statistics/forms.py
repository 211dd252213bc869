from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.progress.figures import topics_with_figures_for
from studyapp.web.teach.filters import filters_kept

DECISIONS = [  # an accepted answer is decided where it is accepted
    ("fixed", _("It is fixed")),
    ("kept", _("It stays as it is")),
    ("withdrawn", _("Withdraw the question")),
]


class ListForm(forms.Form):
    topic = forms.ModelChoiceField(None, label=_("Topic"), required=False, empty_label=_("All topics"))
    flagged = forms.BooleanField(label=_("Only flagged"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["topic"].queryset = topics_with_figures_for(user)

    def kept(self) -> str:
        return filters_kept(**{name: self.data.get(name, "") for name in self.fields})


class AcceptForm(forms.Form):
    form = forms.CharField(
        label=_("Answer to accept"),
        max_length=300,
        error_messages={
            "required": _("Type the answer that is to count as right."),
            "max_length": _("An answer to accept has at most %(limit_value)d characters; this one has %(show_value)d."),
        },
    )


class DecisionForm(forms.Form):
    report = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    outcome = forms.ChoiceField(
        label=_("What comes of it"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes of it.")},
    )
    note = forms.CharField(
        label=_("A line to those who reported it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
